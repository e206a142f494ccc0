using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Patterns;

/// <summary>A pattern for values that no arm matches.</summary>
internal sealed record Witness(Constructor Constructor, Witness[] Fields, Ty Type)
{
    /// <summary>Anything of a type.</summary>
    public static Witness Anything(Ty type) => new(new Constructor.Wildcard(), [], type);

    /// <summary>A constructor with anything in its fields.</summary>
    public static Witness Of(Constructor constructor, Ty type, PlaceTypes types) => constructor is Constructor.Wildcard or Constructor.NonExhaustive or Constructor.Missing
        ? Anything(type)
        : new(constructor, [.. types.FieldsOf(constructor, type).Select(Anything)], type);
}

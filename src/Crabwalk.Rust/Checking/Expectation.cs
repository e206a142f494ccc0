using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <summary>How firmly a type is expected of an expression. Names follow rustc's <c>Expectation</c>.</summary>
internal enum ExpectationKind
{
    /// <summary>Nothing is known.</summary>
    None,

    /// <summary>The expression should have this type; it is a hint until a coercion or equation makes sure.</summary>
    HasType,

    /// <summary>The expression is cast to this type.</summary>
    CastableTo,

    /// <summary>The place behind a reference has this unsized type: the value may be of a type that unsizes to it.</summary>
    RvalueLikeUnsized,
}

/// <summary>What the surroundings of an expression expect its type to be.</summary>
internal readonly record struct Expectation(ExpectationKind Kind, Ty? Type)
{
    public static Expectation None => default;

    public static Expectation HasType(Ty type) => new(ExpectationKind.HasType, type);

    public static Expectation CastableTo(Ty type) => new(ExpectationKind.CastableTo, type);

    /// <summary>
    /// The hint for an operand of <c>&amp;</c> or an argument: an unsized type is only a hint for the type behind, since
    /// <c>&amp;[1, 2]</c> is an array and no slice.
    /// </summary>
    public static Expectation RvalueHint(Ty type) =>
        new(type is Ty.Slice or Ty.Str or Ty.Dynamic ? ExpectationKind.RvalueLikeUnsized : ExpectationKind.HasType, type);
}

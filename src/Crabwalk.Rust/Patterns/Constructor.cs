namespace Crabwalk.Rust.Patterns;

/// <summary>How values of a type are made, seen from a pattern. Names follow rustc's <c>Constructor</c>.</summary>
internal abstract record Constructor
{
    private Constructor()
    {
    }

    /// <summary>The only one of a struct, tuple or reference.</summary>
    public sealed record Single : Constructor;

    /// <summary>A variant of an enum.</summary>
    public sealed record Variant(int Index) : Constructor;

    /// <summary>The field of a union that a pattern looks at.</summary>
    public sealed record UnionField(int Index) : Constructor;

    /// <summary>A truth value.</summary>
    public sealed record Bool(bool Value) : Constructor;

    /// <summary>Whole numbers, characters too.</summary>
    public sealed record Range(IntegerRange Values) : Constructor;

    /// <summary>Slices and arrays by length.</summary>
    public sealed record Slice(SliceShape Shape) : Constructor;

    /// <summary>A string or floating number that is compared as a whole.</summary>
    public sealed record Constant(string Text) : Constructor;

    /// <summary>A constant or range that nothing is known of: equal to nothing, not even itself.</summary>
    public sealed record Opaque : Constructor;

    /// <summary>Anything.</summary>
    public sealed record Wildcard : Constructor;

    /// <summary>One of several patterns, which are its fields.</summary>
    public sealed record Or : Constructor;

    /// <summary>Whatever constructors there are that cannot be listed.</summary>
    public sealed record NonExhaustive : Constructor;

    /// <summary>All constructors that no pattern of the column names.</summary>
    public sealed record Missing : Constructor;

    /// <summary>Does a value made by this one match a pattern with the other? Neither is an or-pattern; this one was split before.</summary>
    public bool IsCoveredBy(Constructor pattern) => (this, pattern) switch
    {
        (_, Wildcard) => true,
        (Missing or Wildcard or NonExhaustive, _) => false,
        (Single, Single) => true,
        (Variant a, Variant b) => a.Index == b.Index,
        (UnionField a, UnionField b) => a.Index == b.Index,
        (Bool a, Bool b) => a.Value == b.Value,
        (Range a, Range b) => a.Values.IsInside(b.Values),
        (Slice a, Slice b) => a.Shape.IsCoveredBy(b.Shape),
        (Constant a, Constant b) => a.Text == b.Text,
        _ => false,
    };
}

/// <summary>The slices that a slice pattern matches.</summary>
/// <param name="Prefix">How many elements it names from the front.</param>
/// <param name="Suffix">How many from the back.</param>
/// <param name="HasRest">Whether more may stand between.</param>
internal readonly record struct SliceShape(int Prefix, int Suffix, bool HasRest)
{
    /// <summary>How many elements are named.</summary>
    public int Arity => Prefix + Suffix;

    /// <summary>Is every slice of this shape matched by the other?</summary>
    public bool IsCoveredBy(SliceShape other) => other.HasRest ? other.Arity <= Arity : !HasRest && Arity == other.Arity;
}

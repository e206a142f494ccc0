namespace Crabwalk.Mir.Types;

/// <summary>What occurs somewhere inside a type, a region or a constant; kept with each so that folders can skip whole subtrees.</summary>
[Flags]
public enum TyFlags
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>An inference variable for a type or constant.</summary>
    HasInfer = 1,

    /// <summary>A generic parameter of a type or constant.</summary>
    HasParam = 2,

    /// <summary>A region other than erased or bound.</summary>
    HasFreeRegions = 4,

    /// <summary>A region inference variable.</summary>
    HasRegionVars = 8,

    /// <summary>A generic lifetime parameter.</summary>
    HasRegionParam = 16,

    /// <summary>An alias that may normalise to something else: a projection, an opaque type.</summary>
    HasAlias = 32,

    /// <summary>A placeholder of a universe.</summary>
    HasPlaceholder = 64,

    /// <summary>The error type: somebody has reported already.</summary>
    HasError = 128,
}

/// <summary>
/// What can stand for a generic parameter: a <see cref="Ty"/>, a <see cref="Region"/> or a <see cref="Const"/>.
/// All three are hash-consed by <see cref="TyInterner"/>: two with equal content are the same object, so comparing references
/// compares content. Never make one with <c>new</c> outside the interner.
/// </summary>
public abstract class GenericArg
{
    private protected GenericArg(TyFlags flags, int outerBinder)
    {
        Flags = flags;
        OuterBinder = outerBinder;
    }

    /// <summary>The number the interner gave, in the order of creation; unique within one interner.</summary>
    public int Id { get; internal set; } = -1;

    /// <summary>What occurs inside.</summary>
    public TyFlags Flags { get; }

    /// <summary>
    /// How many binders around this are needed to bind all its bound variables: 0 when none escapes. De Bruijn indices count
    /// binders outwards from 0, the innermost.
    /// </summary>
    public int OuterBinder { get; }

    /// <summary>True when a bound variable points outside of this.</summary>
    public bool HasEscapingBoundVars => OuterBinder > 0;

    /// <summary>True when any of the flags is set.</summary>
    public bool Has(TyFlags flags) => (Flags & flags) != 0;

    /// <summary>Equality of content, given that all children are interned.</summary>
    internal abstract bool SameShape(GenericArg other);

    /// <summary>A hash of content, given that all children are interned.</summary>
    internal abstract int ShapeHash();
}

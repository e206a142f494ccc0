using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Types;

/// <summary>A region inference variable of one body.</summary>
public readonly record struct RegionVid(int Index) : IIndex<RegionVid>
{
    /// <inheritdoc/>
    public static RegionVid At(int index) => new(index);

    /// <inheritdoc/>
    public override string ToString() => $"'?{Index}";
}

/// <summary>A variable of a binder: its place in the binder's list and, for messages, the name the user gave.</summary>
public readonly record struct BoundVariable(int Index, string? Name = null);

/// <summary>A lifetime. Names follow rustc's <c>RegionKind</c>.</summary>
public abstract class Region : GenericArg
{
    private Region(TyFlags flags, int outerBinder = 0)
        : base(flags, outerBinder)
    {
    }

    /// <summary><c>'static</c></summary>
    public sealed class Static : Region
    {
        internal Static()
            : base(TyFlags.HasFreeRegions)
        {
        }

        internal override bool SameShape(GenericArg other) => other is Static;

        internal override int ShapeHash() => 1;
    }

    /// <summary>A lifetime parameter that takes part in substitution, such as the <c>'a</c> of <c>struct S&lt;'a&gt;</c>.</summary>
    public sealed class EarlyParam : Region
    {
        internal EarlyParam(int index, string name)
            : base(TyFlags.HasFreeRegions | TyFlags.HasRegionParam)
        {
            Index = index;
            Name = name;
        }

        /// <summary>The place in the item's generic parameters, parents' first.</summary>
        public int Index { get; }

        /// <summary>The name with its tick, <c>'a</c>.</summary>
        public string Name { get; }

        internal override bool SameShape(GenericArg other) => other is EarlyParam p && p.Index == Index && p.Name == Name;

        internal override int ShapeHash() => HashCode.Combine(2, Index, Name);
    }

    /// <summary>A variable bound by a binder around it, <c>for&lt;'a&gt;</c>.</summary>
    public sealed class Bound : Region
    {
        internal Bound(int binder, BoundVariable variable)
            : base(TyFlags.None, binder + 1)
        {
            Binder = binder;
            Variable = variable;
        }

        /// <summary>How many binders outwards, 0 the innermost.</summary>
        public int Binder { get; }

        /// <summary>Which variable of it.</summary>
        public BoundVariable Variable { get; }

        internal override bool SameShape(GenericArg other) => other is Bound b && b.Binder == Binder && b.Variable == Variable;

        internal override int ShapeHash() => HashCode.Combine(3, Binder, Variable);
    }

    /// <summary>A late-bound lifetime of a function seen from inside its body.</summary>
    public sealed class LateParam : Region
    {
        internal LateParam(DefId scope, BoundVariable variable)
            : base(TyFlags.HasFreeRegions)
        {
            Scope = scope;
            Variable = variable;
        }

        /// <summary>The function.</summary>
        public DefId Scope { get; }

        /// <summary>Which of its late-bound lifetimes.</summary>
        public BoundVariable Variable { get; }

        internal override bool SameShape(GenericArg other) => other is LateParam p && p.Scope == Scope && p.Variable == Variable;

        internal override int ShapeHash() => HashCode.Combine(4, Scope, Variable);
    }

    /// <summary>A region to be inferred by the borrow checker.</summary>
    public sealed class Var : Region
    {
        internal Var(RegionVid id)
            : base(TyFlags.HasFreeRegions | TyFlags.HasRegionVars) => Vid = id;

        /// <summary>Which variable.</summary>
        public RegionVid Vid { get; }

        internal override bool SameShape(GenericArg other) => other is Var v && v.Vid == Vid;

        internal override int ShapeHash() => HashCode.Combine(5, Vid);
    }

    /// <summary>A bound region looked at from inside its binder: equal only to itself.</summary>
    public sealed class Placeholder : Region
    {
        internal Placeholder(int universe, BoundVariable variable)
            : base(TyFlags.HasFreeRegions | TyFlags.HasPlaceholder)
        {
            Universe = universe;
            Variable = variable;
        }

        /// <summary>The universe it was made in.</summary>
        public int Universe { get; }

        /// <summary>The variable it stands for.</summary>
        public BoundVariable Variable { get; }

        internal override bool SameShape(GenericArg other) => other is Placeholder p && p.Universe == Universe && p.Variable == Variable;

        internal override int ShapeHash() => HashCode.Combine(6, Universe, Variable);
    }

    /// <summary>Forgotten: in types of monomorphic code, where regions no longer matter. Borrow checking never sees it.</summary>
    public sealed class Erased : Region
    {
        internal Erased()
            : base(TyFlags.None)
        {
        }

        internal override bool SameShape(GenericArg other) => other is Erased;

        internal override int ShapeHash() => 7;
    }

    /// <summary>A lifetime that was wrong and has been reported.</summary>
    public sealed class Error : Region
    {
        internal Error()
            : base(TyFlags.HasError)
        {
        }

        internal override bool SameShape(GenericArg other) => other is Error;

        internal override int ShapeHash() => 8;
    }
}

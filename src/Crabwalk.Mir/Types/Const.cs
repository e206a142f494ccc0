using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Types;

/// <summary>A constant in a type, such as an array's length or the argument of a const generic.</summary>
public abstract class Const : GenericArg
{
    private Const(TyFlags flags, int outerBinder = 0)
        : base(flags, outerBinder)
    {
    }

    /// <summary>A known scalar, as the bits of its type.</summary>
    public sealed class Value : Const
    {
        internal Value(Ty type, UInt128 bits)
            : base(type.Flags, type.OuterBinder)
        {
            Type = type;
            Bits = bits;
        }

        /// <summary>The scalar's type.</summary>
        public Ty Type { get; }

        /// <summary>The bits, zero-extended.</summary>
        public UInt128 Bits { get; }

        internal override bool SameShape(GenericArg other) => other is Value v && ReferenceEquals(v.Type, Type) && v.Bits == Bits;

        internal override int ShapeHash() => HashCode.Combine(21, Type.Id, Bits);
    }

    /// <summary>A const generic parameter.</summary>
    public sealed class Param : Const
    {
        internal Param(int index, string name)
            : base(TyFlags.HasParam)
        {
            Index = index;
            Name = name;
        }

        /// <summary>The place in the item's generic parameters, parents' first.</summary>
        public int Index { get; }

        /// <summary>The name.</summary>
        public string Name { get; }

        internal override bool SameShape(GenericArg other) => other is Param p && p.Index == Index && p.Name == Name;

        internal override int ShapeHash() => HashCode.Combine(22, Index, Name);
    }

    /// <summary>A constant to be inferred.</summary>
    public sealed class Infer : Const
    {
        internal Infer(int vid)
            : base(TyFlags.HasInfer) => Vid = vid;

        /// <summary>Which variable.</summary>
        public int Vid { get; }

        internal override bool SameShape(GenericArg other) => other is Infer i && i.Vid == Vid;

        internal override int ShapeHash() => HashCode.Combine(23, Vid);
    }

    /// <summary>A constant item or expression that has not been evaluated, perhaps because it depends on parameters.</summary>
    public sealed class Unevaluated : Const
    {
        internal Unevaluated(DefId definition, EquatableArray<GenericArg> args)
            : base(TyInterner.FlagsOf(args) | TyFlags.HasAlias, TyInterner.OuterBinderOf(args))
        {
            Definition = definition;
            Args = args;
        }

        /// <summary>The constant.</summary>
        public DefId Definition { get; }

        /// <summary>Its generic arguments.</summary>
        public EquatableArray<GenericArg> Args { get; }

        internal override bool SameShape(GenericArg other) => other is Unevaluated u && u.Definition == Definition && TyInterner.SameArgs(u.Args, Args);

        internal override int ShapeHash() => HashCode.Combine(24, Definition, TyInterner.HashOf(Args));
    }

    /// <summary>A constant bound by a binder around it.</summary>
    public sealed class Bound : Const
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

        internal override int ShapeHash() => HashCode.Combine(25, Binder, Variable);
    }

    /// <summary>A constant that was wrong and has been reported.</summary>
    public sealed class Error : Const
    {
        internal Error()
            : base(TyFlags.HasError)
        {
        }

        internal override bool SameShape(GenericArg other) => other is Error;

        internal override int ShapeHash() => 26;
    }
}

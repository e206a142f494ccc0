using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Types;

/// <summary>May it be written through?</summary>
public enum Mutability
{
    /// <summary>Read only: <c>&amp;T</c>, <c>*const T</c>.</summary>
    Not,

    /// <summary>Read and written: <c>&amp;mut T</c>, <c>*mut T</c>, and every C pointer to a non-const type.</summary>
    Mut,
}

/// <summary>An integer type by width and sign; <see cref="Isize"/> and <see cref="Usize"/> take their width from the target.</summary>
public enum IntKind
{
    /// <summary>8 bits, signed.</summary>
    I8,

    /// <summary>16 bits, signed.</summary>
    I16,

    /// <summary>32 bits, signed.</summary>
    I32,

    /// <summary>64 bits, signed.</summary>
    I64,

    /// <summary>128 bits, signed.</summary>
    I128,

    /// <summary>As wide as a pointer, signed.</summary>
    Isize,

    /// <summary>8 bits.</summary>
    U8,

    /// <summary>16 bits.</summary>
    U16,

    /// <summary>32 bits.</summary>
    U32,

    /// <summary>64 bits.</summary>
    U64,

    /// <summary>128 bits.</summary>
    U128,

    /// <summary>As wide as a pointer.</summary>
    Usize,
}

/// <summary>A floating type.</summary>
public enum FloatKind
{
    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>C's <c>long double</c>: takes 16 bytes as on x86-64, computes in binary64 (docs/decisions/0003).</summary>
    LongDouble,
}

/// <summary>What an alias type stands for.</summary>
public enum AliasKind
{
    /// <summary><c>&lt;T as Trait&gt;::Name</c></summary>
    Projection,

    /// <summary>The hidden type behind <c>impl Trait</c>.</summary>
    Opaque,

    /// <summary>A free or inherent type alias not yet expanded.</summary>
    Free,
}

/// <summary>What an inference variable may become.</summary>
public enum InferKind
{
    /// <summary>Any type.</summary>
    General,

    /// <summary>An integer type: the type of a literal without suffix.</summary>
    Integer,

    /// <summary>A floating type: the type of a literal without suffix.</summary>
    Float,
}

/// <summary>
/// A type. Names follow rustc's <c>TyKind</c>; C's types are the same ones (its pointers are <see cref="RawPtr"/>, its structs
/// and unions <see cref="Adt"/>, <c>int</c> is <c>i32</c>); how C spells them is kept beside, in <see cref="Bodies.SourceType"/>.
/// Every reference has a region, from the first stage on.
/// </summary>
public abstract class Ty : GenericArg
{
    private Ty(TyFlags flags = TyFlags.None, int outerBinder = 0)
        : base(flags, outerBinder)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => TyPrinter.Print(this);

    /// <summary><c>bool</c>, C's <c>_Bool</c>: one byte, 0 or 1.</summary>
    public sealed class Bool : Ty
    {
        internal Bool()
        {
        }

        internal override bool SameShape(GenericArg other) => other is Bool;

        internal override int ShapeHash() => 101;
    }

    /// <summary>Rust's <c>char</c>: four bytes, a Unicode scalar value.</summary>
    public sealed class Char : Ty
    {
        internal Char()
        {
        }

        internal override bool SameShape(GenericArg other) => other is Char;

        internal override int ShapeHash() => 102;
    }

    /// <summary>An integer.</summary>
    public sealed class Int : Ty
    {
        internal Int(IntKind kind) => Kind = kind;

        /// <summary>Width and sign.</summary>
        public IntKind Kind { get; }

        /// <summary>True for a type with a sign.</summary>
        public bool IsSigned => Kind <= IntKind.Isize;

        internal override bool SameShape(GenericArg other) => other is Int i && i.Kind == Kind;

        internal override int ShapeHash() => HashCode.Combine(103, Kind);
    }

    /// <summary>A floating number.</summary>
    public sealed class Float : Ty
    {
        internal Float(FloatKind kind) => Kind = kind;

        /// <summary>Which format.</summary>
        public FloatKind Kind { get; }

        internal override bool SameShape(GenericArg other) => other is Float f && f.Kind == Kind;

        internal override int ShapeHash() => HashCode.Combine(104, Kind);
    }

    /// <summary><c>str</c>: UTF-8 of unknown length.</summary>
    public sealed class Str : Ty
    {
        internal Str()
        {
        }

        internal override bool SameShape(GenericArg other) => other is Str;

        internal override int ShapeHash() => 105;
    }

    /// <summary><c>!</c>: no value at all.</summary>
    public sealed class Never : Ty
    {
        internal Never()
        {
        }

        internal override bool SameShape(GenericArg other) => other is Never;

        internal override int ShapeHash() => 106;
    }

    /// <summary>A struct, enum or union.</summary>
    public sealed class Adt : Ty
    {
        internal Adt(AdtDef definition, EquatableArray<GenericArg> args)
            : base(TyInterner.FlagsOf(args), TyInterner.OuterBinderOf(args))
        {
            Definition = definition;
            Args = args;
        }

        /// <summary>The definition.</summary>
        public AdtDef Definition { get; }

        /// <summary>The generic arguments; empty for C.</summary>
        public EquatableArray<GenericArg> Args { get; }

        internal override bool SameShape(GenericArg other) =>
            other is Adt a && ReferenceEquals(a.Definition, Definition) && TyInterner.SameArgs(a.Args, Args);

        internal override int ShapeHash() => HashCode.Combine(107, Definition.Id, TyInterner.HashOf(Args));
    }

    /// <summary>A type known only by name and used only behind pointers: Rust's <c>extern type</c>.</summary>
    public sealed class Foreign : Ty
    {
        internal Foreign(DefId definition) => Definition = definition;

        /// <summary>The declaration.</summary>
        public DefId Definition { get; }

        internal override bool SameShape(GenericArg other) => other is Foreign f && f.Definition == Definition;

        internal override int ShapeHash() => HashCode.Combine(108, Definition);
    }

    /// <summary><c>[T; N]</c>, C's <c>T[N]</c>.</summary>
    public sealed class Array : Ty
    {
        internal Array(Ty element, Const length)
            : base(element.Flags | length.Flags, Math.Max(element.OuterBinder, length.OuterBinder))
        {
            Element = element;
            Length = length;
        }

        /// <summary>The element.</summary>
        public Ty Element { get; }

        /// <summary>How many.</summary>
        public Const Length { get; }

        internal override bool SameShape(GenericArg other) =>
            other is Array a && ReferenceEquals(a.Element, Element) && ReferenceEquals(a.Length, Length);

        internal override int ShapeHash() => HashCode.Combine(109, Element.Id, Length.Id);
    }

    /// <summary><c>[T]</c>; also the type of a C array of unknown or run-time length (flexible members, VLAs), which is a place and never a value.</summary>
    public sealed class Slice : Ty
    {
        internal Slice(Ty element)
            : base(element.Flags, element.OuterBinder) => Element = element;

        /// <summary>The element.</summary>
        public Ty Element { get; }

        internal override bool SameShape(GenericArg other) => other is Slice s && ReferenceEquals(s.Element, Element);

        internal override int ShapeHash() => HashCode.Combine(110, Element.Id);
    }

    /// <summary><c>*const T</c>, <c>*mut T</c>, and every pointer of C. <c>void *</c> points to the unit type.</summary>
    public sealed class RawPtr : Ty
    {
        internal RawPtr(Ty pointee, Mutability mutability)
            : base(pointee.Flags, pointee.OuterBinder)
        {
            Pointee = pointee;
            Mutability = mutability;
        }

        /// <summary>What it points to.</summary>
        public Ty Pointee { get; }

        /// <summary>May it be written through?</summary>
        public Mutability Mutability { get; }

        internal override bool SameShape(GenericArg other) =>
            other is RawPtr p && ReferenceEquals(p.Pointee, Pointee) && p.Mutability == Mutability;

        internal override int ShapeHash() => HashCode.Combine(111, Pointee.Id, Mutability);
    }

    /// <summary><c>&amp;'r T</c>, <c>&amp;'r mut T</c>.</summary>
    public sealed class Ref : Ty
    {
        internal Ref(Region region, Ty referent, Mutability mutability)
            : base(region.Flags | referent.Flags, Math.Max(region.OuterBinder, referent.OuterBinder))
        {
            Region = region;
            Referent = referent;
            Mutability = mutability;
        }

        /// <summary>How long it may live.</summary>
        public Region Region { get; }

        /// <summary>What it refers to.</summary>
        public Ty Referent { get; }

        /// <summary>Shared or unique.</summary>
        public Mutability Mutability { get; }

        internal override bool SameShape(GenericArg other) => other is Ref r && ReferenceEquals(r.Region, Region)
            && ReferenceEquals(r.Referent, Referent) && r.Mutability == Mutability;

        internal override int ShapeHash() => HashCode.Combine(112, Region.Id, Referent.Id, Mutability);
    }

    /// <summary>The zero-sized type of one function item, with its generic arguments.</summary>
    public sealed class FnDef : Ty
    {
        internal FnDef(DefId definition, EquatableArray<GenericArg> args)
            : base(TyInterner.FlagsOf(args), TyInterner.OuterBinderOf(args))
        {
            Definition = definition;
            Args = args;
        }

        /// <summary>The function.</summary>
        public DefId Definition { get; }

        /// <summary>Its generic arguments.</summary>
        public EquatableArray<GenericArg> Args { get; }

        internal override bool SameShape(GenericArg other) => other is FnDef f && f.Definition == Definition && TyInterner.SameArgs(f.Args, Args);

        internal override int ShapeHash() => HashCode.Combine(113, Definition, TyInterner.HashOf(Args));
    }

    /// <summary>A pointer to a function.</summary>
    public sealed class FnPtr : Ty
    {
        internal FnPtr(Binder<FnSig> signature)
            : base(TyInterner.FlagsOf(signature.Value), Math.Max(0, TyInterner.OuterBinderOf(signature.Value) - 1)) => Signature = signature;

        /// <summary>The signature under its binder.</summary>
        public Binder<FnSig> Signature { get; }

        internal override bool SameShape(GenericArg other) => other is FnPtr f && f.Signature == Signature;

        internal override int ShapeHash() => HashCode.Combine(114, Signature);
    }

    /// <summary><c>dyn Trait + 'r</c>.</summary>
    public sealed class Dynamic : Ty
    {
        internal Dynamic(Binder<EquatableArray<ExistentialPredicate>> predicates, Region region, TyFlags flags, int outerBinder)
            : base(flags | region.Flags, Math.Max(outerBinder, region.OuterBinder))
        {
            Predicates = predicates;
            Region = region;
        }

        /// <summary>The principal trait first, then its projections, then auto traits.</summary>
        public Binder<EquatableArray<ExistentialPredicate>> Predicates { get; }

        /// <summary>How long what is inside may live.</summary>
        public Region Region { get; }

        internal override bool SameShape(GenericArg other) =>
            other is Dynamic d && ReferenceEquals(d.Region, Region) && d.Predicates == Predicates;

        internal override int ShapeHash() => HashCode.Combine(115, Region.Id, Predicates);
    }

    /// <summary>The type of one closure expression: parent arguments, then kind, signature and captures as rustc keeps them.</summary>
    public sealed class Closure : Ty
    {
        internal Closure(DefId definition, EquatableArray<GenericArg> args)
            : base(TyInterner.FlagsOf(args), TyInterner.OuterBinderOf(args))
        {
            Definition = definition;
            Args = args;
        }

        /// <summary>The closure expression.</summary>
        public DefId Definition { get; }

        /// <summary>The parent's arguments, then kind type, signature as function pointer, tuple of captured types.</summary>
        public EquatableArray<GenericArg> Args { get; }

        internal override bool SameShape(GenericArg other) => other is Closure c && c.Definition == Definition && TyInterner.SameArgs(c.Args, Args);

        internal override int ShapeHash() => HashCode.Combine(116, Definition, TyInterner.HashOf(Args));
    }

    /// <summary><c>(A, B)</c>; without parts the unit type, which is also C's <c>void</c>.</summary>
    public sealed class Tuple : Ty
    {
        internal Tuple(EquatableArray<Ty> parts)
            : base(TyInterner.FlagsOf(parts), TyInterner.OuterBinderOf(parts)) => Parts = parts;

        /// <summary>The parts.</summary>
        public EquatableArray<Ty> Parts { get; }

        internal override bool SameShape(GenericArg other) => other is Tuple t && TyInterner.SameArgs(t.Parts, Parts);

        internal override int ShapeHash() => HashCode.Combine(117, TyInterner.HashOf(Parts));
    }

    /// <summary>A type that stands for another: a projection or an opaque type.</summary>
    public sealed class Alias : Ty
    {
        internal Alias(AliasKind kind, DefId definition, EquatableArray<GenericArg> args)
            : base(TyInterner.FlagsOf(args) | TyFlags.HasAlias, TyInterner.OuterBinderOf(args))
        {
            Kind = kind;
            Definition = definition;
            Args = args;
        }

        /// <summary>What kind of alias.</summary>
        public AliasKind Kind { get; }

        /// <summary>The associated type or opaque definition.</summary>
        public DefId Definition { get; }

        /// <summary>Its arguments, the self type first for a projection.</summary>
        public EquatableArray<GenericArg> Args { get; }

        internal override bool SameShape(GenericArg other) =>
            other is Alias a && a.Kind == Kind && a.Definition == Definition && TyInterner.SameArgs(a.Args, Args);

        internal override int ShapeHash() => HashCode.Combine(118, Kind, Definition, TyInterner.HashOf(Args));
    }

    /// <summary>A generic type parameter.</summary>
    public sealed class Param : Ty
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

        internal override int ShapeHash() => HashCode.Combine(119, Index, Name);
    }

    /// <summary>A type bound by a binder around it.</summary>
    public sealed class Bound : Ty
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

        internal override int ShapeHash() => HashCode.Combine(120, Binder, Variable);
    }

    /// <summary>A bound type looked at from inside its binder: equal only to itself.</summary>
    public sealed class Placeholder : Ty
    {
        internal Placeholder(int universe, BoundVariable variable)
            : base(TyFlags.HasPlaceholder)
        {
            Universe = universe;
            Variable = variable;
        }

        /// <summary>The universe it was made in.</summary>
        public int Universe { get; }

        /// <summary>The variable it stands for.</summary>
        public BoundVariable Variable { get; }

        internal override bool SameShape(GenericArg other) => other is Placeholder p && p.Universe == Universe && p.Variable == Variable;

        internal override int ShapeHash() => HashCode.Combine(121, Universe, Variable);
    }

    /// <summary>A type to be inferred.</summary>
    public sealed class Infer : Ty
    {
        internal Infer(InferKind kind, int vid)
            : base(TyFlags.HasInfer)
        {
            Kind = kind;
            Vid = vid;
        }

        /// <summary>What it may become.</summary>
        public InferKind Kind { get; }

        /// <summary>Which variable of that kind.</summary>
        public int Vid { get; }

        internal override bool SameShape(GenericArg other) => other is Infer i && i.Kind == Kind && i.Vid == Vid;

        internal override int ShapeHash() => HashCode.Combine(122, Kind, Vid);
    }

    /// <summary>A type that was wrong and has been reported; it agrees with everything.</summary>
    public sealed class Error : Ty
    {
        internal Error()
            : base(TyFlags.HasError)
        {
        }

        internal override bool SameShape(GenericArg other) => other is Error;

        internal override int ShapeHash() => 123;
    }
}

/// <summary>One part of a <c>dyn</c> type; the self type is the hidden one.</summary>
public abstract record ExistentialPredicate
{
    private ExistentialPredicate()
    {
    }

    /// <summary>The principal trait, with arguments but the self type.</summary>
    public sealed record Trait(DefId Definition, EquatableArray<GenericArg> Args) : ExistentialPredicate;

    /// <summary>An associated type of it that is fixed, <c>Item = i32</c>.</summary>
    public sealed record Projection(DefId Definition, EquatableArray<GenericArg> Args, GenericArg Term) : ExistentialPredicate;

    /// <summary><c>+ Send</c></summary>
    public sealed record AutoTrait(DefId Definition) : ExistentialPredicate;
}

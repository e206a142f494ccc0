using System.Collections.Immutable;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.C.Types;

/// <summary>
/// A C type. Types are made by a <see cref="CTypes"/> table, which keeps each shape once: two types are the same type exactly when
/// their <see cref="Canonical"/> types are one object. A typedef does not make a shape of its own but a <em>variant</em> of one,
/// which only remembers how the user called it; so <c>type is CType.Pointer</c> is true for a typedef'd pointer as well.
/// Structures, unions and enumerations are the same by their definition object, which may be completed later.
/// </summary>
public abstract class CType
{
    private readonly List<CType> _variants = [];
    private Pointer? _pointerTo;

    private CType()
    {
        Canonical = this;
        Unqualified = this;
        Main = this;
    }

    /// <summary><c>const</c>, <c>volatile</c> ... on the outermost level. An array has none: its elements have them.</summary>
    public Qualifiers Qualifiers { get; private set; }

    /// <summary>The typedef name by which the user called this type, for display; null when it was spelled out.</summary>
    public string? TypedefName { get; private set; }

    /// <summary>Those qualifiers that the typedef name already says.</summary>
    public Qualifiers TypedefQualifiers { get; private set; }

    /// <summary>This type with all typedef names removed, on all levels. Compare these to ask whether two types are the same.</summary>
    public CType Canonical { get; private set; }

    /// <summary>This type without qualifiers on the outermost level.</summary>
    public CType Unqualified { get; private set; }

    /// <summary>The unnamed and unqualified type that this one is a variant of.</summary>
    public CType Main { get; private set; }

    /// <summary>How many pointers, arrays and functions are stacked in it; limited, so that no later stage's stack is at risk.</summary>
    internal int Depth { get; private init; }

    /// <summary>The type as C source, such as <c>int (*)[3]</c>.</summary>
    public sealed override string ToString() => TypePrinter.Print(this);

    /// <summary>The type under a typedef name.</summary>
    public CType Named(string typedefName) => this is Error ? this : Variant(Qualifiers, typedefName, Qualifiers);

    /// <summary>A pointer to this type.</summary>
    public CType PointerTo() => _pointerTo ??= new Pointer(this);

    /// <summary>The variant of this type's shape with the given qualifiers and name.</summary>
    internal CType Variant(Qualifiers qualifiers, string? typedefName, Qualifiers typedefQualifiers)
    {
        if (IsPlain(qualifiers, typedefName))
        {
            return Main;
        }

        foreach (CType known in Main._variants)
        {
            if (known.Qualifiers == qualifiers && known.TypedefName == typedefName && known.TypedefQualifiers == typedefQualifiers)
            {
                return known;
            }
        }

        return Main.AddVariant(qualifiers, typedefName, typedefQualifiers);
    }

    private static bool IsPlain(Qualifiers qualifiers, string? typedefName) => qualifiers == Qualifiers.None && typedefName is null;

    private CType AddVariant(Qualifiers qualifiers, string? typedefName, Qualifiers typedefQualifiers)
    {
        var variant = (CType)MemberwiseClone();
        variant.Qualifiers = qualifiers;
        variant.TypedefName = typedefName;
        variant.TypedefQualifiers = typedefQualifiers;
        variant._pointerTo = null;
        _variants.Add(variant);
        variant.Canonical = typedefName is null && Canonical == this ? variant : Canonical.Variant(qualifiers, null, Qualifiers.None);
        variant.Unqualified = qualifiers == Qualifiers.None ? variant
            : Variant(Qualifiers.None, typedefQualifiers == Qualifiers.None ? typedefName : null, Qualifiers.None);
        return variant;
    }

    /// <summary><c>void</c>.</summary>
    public sealed class Void : CType
    {
        internal Void()
        {
        }
    }

    /// <summary>A standard integer type; enumerations are <see cref="Enum"/>.</summary>
    public sealed class Integer : CType
    {
        internal Integer(IntegerKind kind) => Kind = kind;

        /// <summary>Which one.</summary>
        public IntegerKind Kind { get; }
    }

    /// <summary><c>float</c>, <c>double</c> or <c>long double</c>.</summary>
    public sealed class Floating : CType
    {
        internal Floating(FloatingKind kind) => Kind = kind;

        /// <summary>Which one.</summary>
        public FloatingKind Kind { get; }
    }

    /// <summary>A pointer to an object, a function or <c>void</c>.</summary>
    public sealed class Pointer : CType
    {
        internal Pointer(CType target)
        {
            Target = target;
            Depth = target.Depth + 1;
            Canonical = target.Canonical == target ? this : target.Canonical.PointerTo();
        }

        /// <summary>What it points to, with its qualifiers.</summary>
        public CType Target { get; }
    }

    /// <summary>An array.</summary>
    public sealed class Array : CType
    {
        internal Array(CType element, ArrayBound bound)
        {
            Element = element;
            Depth = element.Depth + 1;
            Bound = bound;
        }

        /// <summary>The type of one element, with its qualifiers.</summary>
        public CType Element { get; }

        /// <summary>How many elements, as far as that is known.</summary>
        public ArrayBound Bound { get; }

        /// <summary>The number of elements when it is a constant, else null.</summary>
        public long? Count => Bound is ArrayBound.Constant constant ? constant.Count : null;

        internal void SetCanonical(CType canonical) => Canonical = canonical;
    }

    /// <summary>A function. Parameter types are already adjusted: no arrays, no functions, no outermost qualifiers.</summary>
    public sealed class Function : CType
    {
        internal Function(CType result, ImmutableArray<CType> parameters, bool isVariadic, bool hasPrototype)
        {
            Result = result;
            Depth = parameters.Aggregate(result.Depth, static (depth, p) => Math.Max(depth, p.Depth)) + 1;
            Parameters = parameters;
            IsVariadic = isVariadic;
            HasPrototype = hasPrototype;
        }

        /// <summary>What it returns.</summary>
        public CType Result { get; }

        /// <summary>The parameters' types; empty without a prototype.</summary>
        public ImmutableArray<CType> Parameters { get; }

        /// <summary>True for <c>, ...</c>.</summary>
        public bool IsVariadic { get; }

        /// <summary>False for <c>int f()</c>, whose arguments nobody checks.</summary>
        public bool HasPrototype { get; }

        internal void SetCanonical(CType canonical) => Canonical = canonical;
    }

    /// <summary>A structure or union, the same by its definition.</summary>
    public sealed class Record : CType
    {
        internal Record(RecordDefinition definition) => Definition = definition;

        /// <summary>Tag, members and layout; completed when the member list was read.</summary>
        public RecordDefinition Definition { get; }
    }

    /// <summary>An enumeration, the same by its definition.</summary>
    public sealed class Enum : CType
    {
        internal Enum(EnumDefinition definition) => Definition = definition;

        /// <summary>Tag, constants and underlying type.</summary>
        public EnumDefinition Definition { get; }
    }

    /// <summary>The type of what was reported already; it agrees with every other type so that nothing is said twice.</summary>
    public sealed class Error : CType
    {
        internal Error(Reported reported) => Reported = reported;

        /// <summary>The proof that the user knows.</summary>
        public Reported Reported { get; }
    }
}

/// <summary>How many elements an array has.</summary>
public abstract record ArrayBound
{
    private ArrayBound()
    {
    }

    /// <summary>A number known when compiling; gcc allows 0.</summary>
    public sealed record Constant(long Count) : ArrayBound;

    /// <summary><c>[]</c>: completed by an initialiser or a later declaration, or the flexible last member of a structure.</summary>
    public sealed record Incomplete : ArrayBound;

    /// <summary><c>[*]</c> in a prototype: variable, and nobody says how long.</summary>
    public sealed record Star : ArrayBound;

    /// <summary>A number computed when the declaration is reached; two such types are the same only by their bound object.</summary>
    public sealed record Variable(VariableBound Bound) : ArrayBound;
}

/// <summary><c>const</c> and its like.</summary>
[Flags]
public enum Qualifiers
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>May not be written through this type.</summary>
    Const = 1,

    /// <summary>Every access counts.</summary>
    Volatile = 2,

    /// <summary>A promise about a pointer.</summary>
    Restrict = 4,

    /// <summary><c>_Atomic</c>, which Crabwalk treats as the plain type: its threads switch between statements only.</summary>
    Atomic = 8,
}

/// <summary>The integer types of 6.2.5, in the order of their rank, the signed before the unsigned.</summary>
public enum IntegerKind
{
    Bool,
    Char,
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
}

/// <summary>The real floating types.</summary>
public enum FloatingKind
{
    Float,
    Double,
    LongDouble,
}

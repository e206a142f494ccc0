using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Thir;

/// <summary>A pattern; references it looks through are explicit.</summary>
public sealed record Pat(PatKind Kind, Ty Type, Span Span)
{
    /// <summary>A type the user wrote for what is matched, as in <c>let x: T</c>.</summary>
    public (Ty Type, Span Span)? Ascription { get; init; }
}

/// <summary>The forms of patterns.</summary>
public abstract record PatKind
{
    private PatKind()
    {
    }

    /// <summary><c>_</c></summary>
    public sealed record Wild : PatKind;

    /// <summary><c>!</c></summary>
    public sealed record Never : PatKind;

    /// <summary><c>ref mut x @ p</c>; <see cref="IsPrimary"/> where the variable is declared, false in later alternatives.</summary>
    public sealed record Binding(string Name, Span NameSpan, Hir.BindingMode Mode, Hir.HirId Variable, Ty VariableType, Pat? Inner, bool IsPrimary) : PatKind;

    /// <summary>A variant with patterns for some fields.</summary>
    public sealed record Variant(AdtDef Definition, VariantIndex Index, EquatableArray<FieldPat> Fields) : PatKind;

    /// <summary>A struct, union, tuple or closure with patterns for some fields.</summary>
    public sealed record Leaf(EquatableArray<FieldPat> Fields) : PatKind;

    /// <summary>What a reference or box refers to.</summary>
    public sealed record Deref(Pat Inner) : PatKind;

    /// <summary>A value to compare with; of type <c>str</c> the bytes stand in a <see cref="ConstValue.Slice"/>.</summary>
    public sealed record Constant(ConstValue Value) : PatKind;

    /// <summary>A range.</summary>
    public sealed record Range(PatRange Bounds) : PatKind;

    /// <summary>Elements of a slice or array.</summary>
    public sealed record Slice(EquatableArray<Pat> Before, Pat? Middle, EquatableArray<Pat> After) : PatKind;

    /// <summary><c>a | b</c></summary>
    public sealed record Or(EquatableArray<Pat> Alternatives) : PatKind;
}

/// <summary>A pattern for a field.</summary>
public sealed record FieldPat(int Field, Pat Pattern);

/// <summary>The values from <see cref="Low"/> to <see cref="High"/>; a missing end is the type's.</summary>
/// <param name="Low">The first value, as bits; null for none.</param>
/// <param name="High">The last value or the one after it, as bits; null for none.</param>
/// <param name="IncludesHigh">Whether <paramref name="High"/> belongs to it.</param>
/// <param name="Type">An integer, <c>char</c> or floating type.</param>
public sealed record PatRange(UInt128? Low, UInt128? High, bool IncludesHigh, Ty Type);

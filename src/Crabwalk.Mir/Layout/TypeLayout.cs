using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Layout;

/// <summary>Where in its storage unit a bit-field's bits are.</summary>
/// <param name="UnitBytes">
/// How many bytes the unit has. It is 1, 2, 4 or 8 and aligned from the start of the struct where that can be without touching
/// another member's bytes (C17 3.14); otherwise, and in packed structs, exactly the bytes that hold the bits, up to 9 (17 for 128 bits).
/// </param>
/// <param name="BitOffset">The lowest bit in the unit, read as a little-endian number.</param>
/// <param name="BitWidth">How many bits.</param>
/// <param name="IsSigned">True when the highest bit is a sign.</param>
public sealed record BitFieldLayout(int UnitBytes, int BitOffset, int BitWidth, bool IsSigned);

/// <summary>Where a field is.</summary>
/// <param name="OffsetBytes">Its first byte, or the first byte of its storage unit for a bit-field.</param>
/// <param name="Bits">Which bits of the unit; null for an ordinary field.</param>
public readonly record struct FieldLayout(long OffsetBytes, BitFieldLayout? Bits = null);

/// <summary>The elements of an array.</summary>
/// <param name="StrideBytes">From one to the next.</param>
/// <param name="Count">How many; 0 where only a fat pointer knows.</param>
public readonly record struct ElementLayout(long StrideBytes, long Count);

/// <summary>How a tag tells the variant.</summary>
public abstract record TagEncoding
{
    private TagEncoding()
    {
    }

    /// <summary>The tag holds the discriminant itself.</summary>
    public sealed record Direct : TagEncoding;

    /// <summary>
    /// The tag is a part of the variant <paramref name="Untagged"/>. The values from <paramref name="Start"/> on, which no such part has,
    /// stand for the variants from <paramref name="First"/> to <paramref name="Last"/> in order; all others for the untagged one.
    /// </summary>
    public sealed record Niche(VariantIndex Untagged, VariantIndex First, VariantIndex Last, UInt128 Start) : TagEncoding;
}

/// <summary>Which variants a value may be.</summary>
public abstract record VariantsLayout
{
    private VariantsLayout()
    {
    }

    /// <summary>None: an enum without an inhabited variant that needs room.</summary>
    public sealed record Empty : VariantsLayout;

    /// <summary>Always this one: all that are no enums, and enums of which only one variant can exist.</summary>
    public sealed record Single(VariantIndex Index) : VariantsLayout;

    /// <summary>One of several, told apart by a tag.</summary>
    /// <param name="Tag">The tag with its valid values.</param>
    /// <param name="TagOffsetBytes">Where it is.</param>
    /// <param name="Encoding">How to read it.</param>
    /// <param name="Variants">Each variant's layout: offsets count from the start of the enum.</param>
    public sealed record Multiple(Scalar Tag, long TagOffsetBytes, TagEncoding Encoding, EquatableArray<TypeLayout> Variants) : VariantsLayout;
}

/// <summary>Size, alignment and inner structure of a type on one target.</summary>
public sealed record TypeLayout
{
    /// <summary>The size with padding, a multiple of the alignment; for an unsized type the size of what comes before the tail.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The alignment, a power of two; for a <c>dyn</c> tail a lower limit.</summary>
    public required int AlignBytes { get; init; }

    /// <summary>How a value travels.</summary>
    public required ValueAbi Abi { get; init; }

    /// <summary>The fields in the order of the source (for an enum: only the tag, if any); empty for numbers, pointers and arrays.</summary>
    public EquatableArray<FieldLayout> Fields { get; init; }

    /// <summary>The elements of an array, slice or <c>str</c>.</summary>
    public ElementLayout? Elements { get; init; }

    /// <summary>Which variants there are.</summary>
    public VariantsLayout Variants { get; init; } = new VariantsLayout.Single(default);

    /// <summary>The largest set of free bit patterns inside, if any.</summary>
    public Niche? LargestNiche { get; init; }

    /// <summary>False for <c>str</c>, slices, <c>dyn</c> and what ends in one.</summary>
    public bool IsSized { get; init; } = true;

    /// <summary>True when no value exists.</summary>
    public bool IsUninhabited { get; init; }

    /// <summary>True when a value takes no memory.</summary>
    public bool IsZeroSized => IsSized && SizeBytes == 0;

    /// <summary>The layout of a value known to be one variant: offsets of its fields.</summary>
    public TypeLayout ForVariant(VariantIndex variant) => Variants switch
    {
        VariantsLayout.Multiple multiple => multiple.Variants[variant.Index],
        VariantsLayout.Single single when single.Index == variant => this,
        VariantsLayout.Single or VariantsLayout.Empty => this with
        {
            Fields = [],
            Abi = new ValueAbi.Uninhabited(),
            Variants = new VariantsLayout.Single(variant),
            IsUninhabited = true,
        },
        _ => this,
    };
}

/// <summary>Why a type has no layout.</summary>
public enum LayoutProblemKind
{
    /// <summary>It holds itself without a pointer between.</summary>
    Infinite,

    /// <summary>Larger than the target can address.</summary>
    TooLarge,

    /// <summary>Types within types within types, beyond any sensible number.</summary>
    TooDeep,

    /// <summary>A C type that is only declared.</summary>
    Incomplete,

    /// <summary>A generic parameter, alias or inference variable stands in it.</summary>
    Unresolved,

    /// <summary>A field that has no known size stands where one is needed.</summary>
    Unsized,

    /// <summary>It is wrong, and somebody has reported that.</summary>
    Error,
}

/// <summary>Why a type has no layout, in words for a message.</summary>
public sealed record LayoutProblem(LayoutProblemKind Kind, string Message);

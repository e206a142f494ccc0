using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>What discriminants and tags of enums are, for those who read and write them.</summary>
public static class EnumTags
{
    /// <summary>The discriminant of a variant; 0 for what is no enum.</summary>
    public static Int128 DiscriminantOf(Ty type, VariantIndex variant) =>
        type is Ty.Adt { Definition: { Kind: AdtKind.Enum } definition } ? definition.Variants[variant].Discriminant : 0;

    /// <summary>The bits of the tag of a variant; null where nothing needs to be written, because another part tells it or only one variant exists.</summary>
    public static UInt128? BitsOf(Ty type, TypeLayout layout, VariantIndex variant)
    {
        if (layout.Variants is not VariantsLayout.Multiple tagged)
        {
            return null;
        }

        UInt128 mask = tagged.Tag.Primitive.MaxBits;
        return tagged.Encoding switch
        {
            TagEncoding.Direct => unchecked((UInt128)DiscriminantOf(type, variant)) & mask,
            TagEncoding.Niche niche => variant == niche.Untagged ? null : unchecked(niche.Start + (UInt128)(variant.Index - niche.First.Index)) & mask,
        };
    }

    /// <summary>The discriminant that the bits of a tag stand for.</summary>
    public static Int128 DiscriminantOf(Ty type, VariantsLayout.Multiple tagged, UInt128 bits)
    {
        UInt128 mask = tagged.Tag.Primitive.MaxBits;
        if (tagged.Encoding is TagEncoding.Niche niche)
        {
            UInt128 relative = unchecked(bits - niche.Start) & mask;
            bool isNiche = relative <= (UInt128)(niche.Last.Index - niche.First.Index);
            return DiscriminantOf(type, isNiche ? VariantIndex.At(niche.First.Index + (int)relative) : niche.Untagged);
        }

        bool isNegative = tagged.Tag.Primitive is Primitive.Integer { IsSigned: true } && bits > mask >> 1;
        return unchecked((Int128)(isNegative ? bits | ~mask : bits));
    }
}

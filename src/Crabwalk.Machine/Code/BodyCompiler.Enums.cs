using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Variants of enums: reading and writing the tag. A tag is the discriminant itself, or a niche: a part of one variant whose free bit
/// patterns stand for the other variants (see <see cref="TagEncoding"/>).
/// </summary>
internal sealed partial class BodyCompiler
{
    private void WriteDiscriminant(Place place, VariantIndex variant) => WriteTag(AccessOf(place), TypeOf(place), variant);

    private void WriteTag(Access target, Ty type, VariantIndex variant)
    {
        if (target.Kind == AccessKind.Nothing || EnumTags.BitsOf(type, Layouts.Of(type), variant) is not { } bits)
        {
            return;
        }

        var tagged = (VariantsLayout.Multiple)Layouts.Of(type).Variants;
        int register = Temporary();
        WriteTagConstant(register, tagged, bits);
        Store(register, target with { Offset = target.Offset + tagged.TagOffsetBytes, Type = TagType(tagged) });
    }

    private void WriteTagConstant(int register, VariantsLayout.Multiple tagged, UInt128 bits) =>
        Emit(Op.Const, register, imm: (long)KindOf(TagType(tagged)).Extend((ulong)bits));

    private void ReadDiscriminant(int register, Place place)
    {
        Ty type = TypeOf(place);
        ValueKind result = KindOf(_types.DiscriminantOf(type));
        TypeLayout layout = Layouts.Of(type);
        switch (layout.Variants)
        {
            case VariantsLayout.Multiple tagged:
                int tag = LoadTag(AccessOf(place), tagged);
                WriteDiscriminantOf(register, type, tagged, tag, result);
                break;
            case VariantsLayout.Single(var index) when !layout.IsUninhabited:
                Emit(Op.Const, register, imm: (long)result.Extend((ulong)EnumTags.DiscriminantOf(type, index)));
                break;
            default:
                Emit(Op.Unreachable, imm: _tables.Texts.Add("InvalidEnum"));
                break;
        }
    }

    private int LoadTag(Access access, VariantsLayout.Multiple tagged)
    {
        if (access.Kind == AccessKind.Register)
        {
            return access.Register + (tagged.TagOffsetBytes == 8 ? 1 : 0);
        }

        int tag = Temporary();
        Load(tag, access with { Offset = access.Offset + tagged.TagOffsetBytes, Type = TagType(tagged) });
        return tag;
    }

    private void WriteDiscriminantOf(int register, Ty type, VariantsLayout.Multiple tagged, int tag, ValueKind result)
    {
        if (tagged.Encoding is TagEncoding.Niche niche)
        {
            WriteNicheDiscriminant(register, type, tagged, niche, tag);
        }
        else
        {
            CheckTag(type, tagged, tag);
            Cut(register, tag, result);
        }
    }

    // The tag minus the first free pattern is below their number for the variants that the niche stands for.
    private void WriteNicheDiscriminant(int register, Ty type, VariantsLayout.Multiple tagged, TagEncoding.Niche niche, int tag)
    {
        long untagged = (long)EnumTags.DiscriminantOf(type, niche.Untagged);
        long first = (long)EnumTags.DiscriminantOf(type, niche.First);
        ValueKind kind = Unsigned(KindOf(TagType(tagged)));
        int relative = Temporary();
        Emit(Op.Add64I, relative, tag, imm: -(long)(ulong)niche.Start);
        Cut(relative, relative, kind);
        int count = niche.Last.Index - niche.First.Index + 1;
        if (count == 1)
        {
            // One of two: (relative == 0) * (first - untagged) + untagged.
            Emit(Op.EqI, register, relative, imm: 0);
            Emit(Op.Mul64I, register, register, imm: first - untagged);
            Emit(Op.Add64I, register, register, imm: untagged);
            return;
        }

        int isNiche = Temporary();
        Emit(Op.LtUI, isNiche, relative, imm: count);
        Emit(Op.Add64I, relative, relative, imm: first - untagged);
        Emit(Op.Mul64, relative, relative, isNiche);
        Emit(Op.Add64I, register, relative, imm: untagged);
    }

    private static ValueKind Unsigned(ValueKind kind) => kind switch
    {
        ValueKind.I8 => ValueKind.U8,
        ValueKind.I16 => ValueKind.U16,
        ValueKind.I32 => ValueKind.U32,
        _ => kind,
    };

    /// <summary>A tag that stands for no variant is no value (Rust Reference, behavior considered undefined: invalid values).</summary>
    private void CheckTag(Ty type, VariantsLayout.Multiple tagged, int tag)
    {
        Int128[] known = [.. ((Ty.Adt)type).Definition.Variants.Select(v => v.Discriminant).Order()];
        bool isEveryPattern = (UInt128)known.Length > tagged.Tag.Primitive.MaxBits;
        if (isEveryPattern || known[0] < int.MinValue || known[^1] > int.MaxValue)
        {
            return;
        }

        if (known[^1] - known[0] == known.Length - 1)
        {
            Emit(Instr.Halves(Op.CheckTag, tag, 0, 0, (int)known[0], known.Length - 1));
        }
        else
        {
            Emit(Instr.Halves(Op.CheckTagIn, tag, 0, 0, _tables.Tags.Add([.. known.Select(value => (long)value)]), 0));
        }
    }

    private Ty.Int TagType(VariantsLayout.Multiple tagged) => Types.Int((tagged.Tag.Primitive.SizeBytes, tagged.Tag.Primitive is Primitive.Integer { IsSigned: true }) switch
    {
        (1, true) => IntKind.I8,
        (1, false) => IntKind.U8,
        (2, true) => IntKind.I16,
        (2, false) => IntKind.U16,
        (4, true) => IntKind.I32,
        (4, false) => IntKind.U32,
        (8, true) => IntKind.I64,
        (8, false) => IntKind.U64,
        _ => throw new UnsupportedException("an enum whose discriminants have 128 bits"),
    });
}

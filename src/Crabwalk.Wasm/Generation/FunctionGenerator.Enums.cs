using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Variants of enums: reading and writing the tag. A tag is the discriminant itself, or a niche: a part of one variant whose free bit
/// patterns stand for the other variants (see <see cref="TagEncoding"/>).
/// </summary>
internal sealed partial class FunctionGenerator
{
    private VariantsLayout.Multiple TaggedOf(Ty type) => (VariantsLayout.Multiple)_layouts.LayoutOf(type).Variants;

    private static ScalarKind TagKind(VariantsLayout.Multiple tagged) =>
        ScalarKinds.Of(tagged.Tag.Primitive) ?? throw new UnsupportedException("an enum whose discriminants have 128 bits");

    private void WriteTag(Access target, Ty type, VariantIndex variant)
    {
        if (target is Access.Empty || EnumTags.BitsOf(type, _layouts.LayoutOf(type), variant) is not { } bits)
        {
            return;
        }

        VariantsLayout.Multiple tagged = TaggedOf(type);
        ScalarKind kind = TagKind(tagged);
        if (target is Access.InMemory memory)
        {
            _code.AddAll(memory.Base);
            _code.Add(kind.Constant(bits));
            _code.Add(AccessInstruction(kind.Store(), memory, memory.Offset + tagged.TagOffsetBytes));
        }
        else
        {
            _code.Add(kind.Constant(bits));
            _code.Set(TagLocal((Access.InLocals)target, type, tagged));
        }
    }

    private int TagLocal(Access.InLocals value, Ty type, VariantsLayout.Multiple tagged) =>
        Of(type) is Representation.Pair && tagged.TagOffsetBytes != 0 ? value.Second : value.First;

    private void PushDiscriminant(Place place, Ty result) => PushDiscriminant(AccessOf(place), TypeOf(place), result);

    private void PushDiscriminant(Access value, Ty type, Ty result)
    {
        TypeLayout layout = _layouts.LayoutOf(type);
        ScalarKind kind = KindOf(result);
        switch (layout.Variants)
        {
            case VariantsLayout.Multiple tagged:
                PushTag(value, type, tagged);
                PushDiscriminantOf(type, tagged, kind);
                break;
            case VariantsLayout.Single(var index) when !layout.IsUninhabited:
                _code.Add(kind.Constant(unchecked((UInt128)EnumTags.DiscriminantOf(type, index))));
                break;
            default:
                _code.Add(Opcode.Unreachable);
                break;
        }
    }

    private void PushTag(Access access, Ty type, VariantsLayout.Multiple tagged)
    {
        ScalarKind kind = TagKind(tagged);
        if (access is Access.InLocals locals)
        {
            _code.Get(TagLocal(locals, type, tagged));
            return;
        }

        var memory = (Access.InMemory)access;
        _code.AddAll(memory.Base);
        _code.Add(LoadOf(kind, memory, memory.Offset + tagged.TagOffsetBytes));
    }

    private void PushDiscriminantOf(Ty type, VariantsLayout.Multiple tagged, ScalarKind result)
    {
        ScalarKind kind = TagKind(tagged);
        if (tagged.Encoding is TagEncoding.Niche niche)
        {
            PushNicheDiscriminant(type, kind, niche, result);
        }
        else
        {
            ConvertInteger(kind, result);
        }
    }

    // The tag minus the first free pattern is below their number for the variants that the niche stands for.
    private void PushNicheDiscriminant(Ty type, ScalarKind tag, TagEncoding.Niche niche, ScalarKind result)
    {
        ScalarKind kind = tag.Unsigned();
        long count = niche.Last.Index - niche.First.Index + 1;
        UInt128 untagged = unchecked((UInt128)EnumTags.DiscriminantOf(type, niche.Untagged));
        int relative = NewLocal(kind.Type());
        _code.Add(kind.Constant(niche.Start));
        _code.Add(IntegerOpcode(BinaryOp.Sub, kind));
        Cut(kind);
        _code.Set(relative);
        PushNicheVariant(type, niche, kind, relative, result, isSingle: count == 1);
        _code.Add(result.Constant(untagged));
        _code.Get(relative);
        _code.Add(kind.Constant((UInt128)count));
        _code.Add(Comparison(BinaryOp.Lt, kind));
        _code.Add(Opcode.Select);
    }

    private void PushNicheVariant(Ty type, TagEncoding.Niche niche, ScalarKind kind, int relative, ScalarKind result, bool isSingle)
    {
        UInt128 first = unchecked((UInt128)EnumTags.DiscriminantOf(type, niche.First));
        if (isSingle)
        {
            _code.Add(result.Constant(first));
            return;
        }

        _code.Get(relative);
        ConvertInteger(kind, result);
        if (first != 0)
        {
            _code.Add(result.Constant(first));
            _code.Add(IntegerOpcode(BinaryOp.Add, result));
        }
    }
}

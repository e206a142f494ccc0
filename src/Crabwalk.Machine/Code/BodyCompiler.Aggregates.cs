using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Wholes that live in registers: a struct that is one scalar, an enum that is its tag or niche, a pair that begins with a pointer.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteSmallAggregate(int target, AggregateKind kind, EquatableArray<Operand> operands)
    {
        Ty type = TypeOf(kind, operands);
        bool hasTag = kind is AggregateKind.Adt adt && EnumTags.BitsOf(type, Layouts.Of(type), adt.Variant) is not null;
        if (hasTag)
        {
            WriteTagged(target, type, ((AggregateKind.Adt)kind).Variant);
        }
        else
        {
            WriteParts(target, type, kind, operands);
        }
    }

    private Ty TypeOf(AggregateKind kind, EquatableArray<Operand> operands)
    {
        Ty type = kind switch
        {
            AggregateKind.Adt adt => adt.Type,
            AggregateKind.Closure(var closure) => closure,
            AggregateKind.RawPtr(var pointee, var mutability) => Types.RawPtr(pointee, mutability),
            AggregateKind.Tuple => Types.Tuple(operands.Select(TypeOf).ToEquatableArray()),
            AggregateKind.Array(var element) => Types.Array(element, operands.Count),
        };
        return Mono(type);
    }

    // Beside its tag such a variant has nothing that takes room.
    private void WriteTagged(int target, Ty type, VariantIndex variant)
    {
        var tagged = (VariantsLayout.Multiple)Layouts.Of(type).Variants;
        UInt128 bits = EnumTags.BitsOf(type, Layouts.Of(type), variant)!.Value;
        if (KindOf(type) == ValueKind.Fat)
        {
            Emit(Op.ConstPointer, target + (tagged.TagOffsetBytes == 8 ? 0 : 1));
        }

        int tag = target + (tagged.TagOffsetBytes == 8 ? 1 : 0);
        if (KindOf(type).IsPointer())
        {
            Emit(Op.ConstPointer, tag, imm: (long)(ulong)bits);
        }
        else
        {
            WriteTagConstant(tag, tagged, bits);
        }
    }

    // All parts are read before the first is written: the target may be among them.
    private void WriteParts(int target, Ty type, AggregateKind kind, EquatableArray<Operand> operands)
    {
        var parts = new List<(int From, int To, ValueKind Kind)>();
        for (int i = 0; i < operands.Count; i++)
        {
            ValueKind part = KindOf(TypeOf(operands[i]));
            if (part != ValueKind.Empty)
            {
                long offset = kind is AggregateKind.RawPtr ? i * 8 : PartOf(type, kind, i).Offset;
                parts.Add((Use(operands[i]), target + (offset == 8 ? 1 : 0), part));
            }
        }

        if (parts.Count == 2 && parts[1].From == parts[0].To)
        {
            int saved = Temporary();
            Emit(Op.MovePointer, saved, parts[1].From);
            parts[1] = parts[1] with { From = saved };
        }

        foreach ((int from, int to, ValueKind part) in parts)
        {
            Move(to, from, KindOf(type) == ValueKind.Fat && part != ValueKind.Fat ? ValueKind.Pointer : part);
        }

        if (kind is AggregateKind.RawPtr && parts.Count == 1 && KindOf(type) == ValueKind.Fat)
        {
            throw new UnsupportedException("a fat pointer without metadata");
        }
    }
}

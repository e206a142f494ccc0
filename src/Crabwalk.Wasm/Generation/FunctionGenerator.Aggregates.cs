using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Generation;

/// <summary>Wholes that are held in one or two locals: structs around one value, small pairs, enums that are their tag or niche.</summary>
internal sealed partial class FunctionGenerator
{
    private void PushAggregate(Ty type, AggregateKind kind, EquatableArray<Operand> operands)
    {
        Representation whole = Of(type);
        ScalarKind[] kinds = whole is Representation.Pair pair ? [pair.First, pair.Second] : [KindOf(type)];
        long secondOffset = whole is Representation.Pair { SecondOffset: var offset } ? offset : -1;
        Operand?[] halves = new Operand?[kinds.Length];
        for (int i = 0; i < operands.Count; i++)
        {
            Representation part = Of(TypeOf(operands[i]));
            if (part is Representation.Nothing)
            {
                continue;
            }

            if (part is Representation.Pair)
            {
                Push(operands[i]);
                return;
            }

            long at = kind is AggregateKind.RawPtr ? i * _program.Program.Target.PointerBytes : PartOf(type, kind, i).OffsetBytes;
            halves[at == secondOffset ? 1 : 0] = operands[i];
        }

        PushHalves(type, kind, kinds, halves, secondOffset);
    }

    private void PushHalves(Ty type, AggregateKind kind, ScalarKind[] kinds, Operand?[] halves, long secondOffset)
    {
        UInt128? tag = kind is AggregateKind.Adt { Type.Definition.Kind: AdtKind.Enum, Variant: var variant } ? EnumTags.BitsOf(type, _layouts.LayoutOf(type), variant) : null;
        int tagHalf = tag is not null && TaggedOf(type).TagOffsetBytes == secondOffset ? 1 : 0;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (tag is { } bits && i == tagHalf)
            {
                _code.Add(kinds[i].Constant(bits));
            }
            else if (halves[i] is { } operand)
            {
                Push(operand);
                Reinterpret(KindOf(TypeOf(operand)), kinds[i]);
            }
            else
            {
                _code.Add(kinds[i].Constant(0));
            }
        }
    }
}

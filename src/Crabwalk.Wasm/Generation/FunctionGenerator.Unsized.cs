using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Fat pointers: unsizing, and the size and alignment of what only its length or vtable tells.</summary>
internal sealed partial class FunctionGenerator
{
    /// <summary>Pushes a pointer with the metadata that tells what its type no longer does.</summary>
    private void PushUnsized(Operand operand, Ty type)
    {
        Ty source = TypeOf(operand);
        if (_program.Unsizing.Of(source, type) is not var (from, to) || Of(type) is not Representation.Pair)
        {
            throw new UnsupportedException($"unsizing `{source}` to `{type}`");
        }

        Push(operand);
        if (Of(source) is Representation.Pair)
        {
            if (_program.VTables.UpcastSlot(from, to) is { } slot)
            {
                _code.Add(new(Opcode.I32Load, (VTables.HeaderWords + slot) * VTables.WordBytes, 2));
            }

            return;
        }

        switch (to)
        {
            case Ty.Slice when Layouts.CountOf(from) is { } count:
                _code.Const(count);
                break;
            case Ty.Dynamic dynamic:
                _code.Const(_program.Data.StaticAddress(_program.VTables.Of(from, dynamic)));
                break;
            default:
                throw new UnsupportedException($"unsizing `{from}` to `{to}`");
        }
    }

    /// <summary>Pushes the size of what a pointer with this metadata leads to.</summary>
    private void PushSizeOf(Ty type, Instruction[] metadata) => _code.AddAll(SizeAndAlignOf(type, metadata).Size);

    /// <summary>Pushes the alignment of what a pointer with this metadata leads to.</summary>
    private void PushAlignOf(Ty type, Instruction[] metadata) => _code.AddAll(SizeAndAlignOf(type, metadata).Align);

    // Each part is code that may be repeated.
    private (Instruction[] Size, Instruction[] Align) SizeAndAlignOf(Ty type, Instruction[] metadata)
    {
        if (_layouts.IsSized(type))
        {
            return (Number(_layouts.SizeOf(type)), Number(_layouts.AlignOf(type)));
        }

        switch (type)
        {
            case Ty.Slice or Ty.Str:
                long stride = type is Ty.Slice slice ? _layouts.SizeOf(slice.Element) : 1;
                return (stride == 1 ? metadata : [.. metadata, .. Number(stride), new(Opcode.I32Mul)], Number(_layouts.AlignOf(type)));
            case Ty.Dynamic:
                return ([.. metadata, new(Opcode.I32Load, VTables.WordBytes, 2)], [.. metadata, new(Opcode.I32Load, 2 * VTables.WordBytes, 2)]);
            default:
                return SizeAndAlignOfTail(type, metadata);
        }
    }

    // What comes before the tail, then the tail at its alignment, and the whole rounded up to the larger alignment.
    private (Instruction[] Size, Instruction[] Align) SizeAndAlignOfTail(Ty type, Instruction[] metadata)
    {
        TypeLayout layout = _layouts.LayoutOf(type);
        int last = layout.Fields.Count - 1;
        (Instruction[] size, Instruction[] align) = SizeAndAlignOf(_program.Normalize(FieldTypes.Of(Types, new(type), last)!), metadata);
        Instruction[] larger = Kept([.. align, .. Number(layout.AlignBytes), .. align, .. Number(layout.AlignBytes), new(Opcode.I32GtU), new(Opcode.Select)]);
        Instruction[] end = [.. RoundedUp(Number(layout.Fields[last].OffsetBytes), align), .. size, new(Opcode.I32Add)];
        return (Kept(RoundedUp(end, larger)), larger);
    }

    private static Instruction[] Number(long value) => [new(Opcode.I32Const, unchecked((int)value))];

    // (value + align - 1) & -align
    private static Instruction[] RoundedUp(Instruction[] value, Instruction[] align) =>
        [.. value, .. align, new(Opcode.I32Add), .. Number(-1), new(Opcode.I32Add), .. Number(0), .. align, new(Opcode.I32Sub), new(Opcode.I32And)];
}

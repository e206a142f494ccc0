using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>Fat pointers: making references to places without a known size, lengths, sizes read from vtables, and unsizing.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteReference(int target, Place place)
    {
        Access access = AccessOf(place, IndexUse.Address);
        if (access.Metadata.Kind == MetadataKind.None)
        {
            WriteAddress(target, access.Kind == AccessKind.Memory ? access : Dangling(access.Type));
            return;
        }

        int metadata = MetadataRegister(access.Metadata);
        if (metadata == target)
        {
            int saved = Temporary();
            Emit(Op.MovePointer, saved, metadata);
            metadata = saved;
        }

        WriteAddress(target, access);
        Move(target + 1, metadata, ValueKind.Pointer);
    }

    // What has no bytes and no place of its own is anywhere that is aligned.
    private Access Dangling(Ty type)
    {
        int register = Temporary();
        Emit(Op.ConstPointer, register, imm: Layouts.AlignOf(type));
        return new Access(AccessKind.Memory, register, 0, -1, 0, type, 0, null);
    }

    private void WriteLength(int target, Place place)
    {
        if (Layouts.CountOf(TypeOf(place)) is { } count)
        {
            Emit(Op.Const, target, imm: count);
            return;
        }

        Access access = AccessOf(place, IndexUse.Address);
        Move(target, MetadataRegister(access.Metadata), ValueKind.U64);
    }

    /// <summary>Registers with the size and alignment of what a pointer with this metadata leads to.</summary>
    private (int Size, int Align) SizeAndAlignOf(Ty type, int metadata)
    {
        if (Layouts.IsSized(type))
        {
            return (Constant(Layouts.SizeOf(type)), Constant(Layouts.AlignOf(type)));
        }

        switch (type)
        {
            case Ty.Slice or Ty.Str:
                int bytes = Temporary();
                Emit(Op.Mul64I, bytes, metadata, imm: type is Ty.Slice slice ? Layouts.SizeOf(slice.Element) : 1);
                return (bytes, Constant(Layouts.AlignOf(type)));
            case Ty.Dynamic:
                int size = Temporary();
                int align = Temporary();
                Emit(Op.Load64, size, metadata, imm: 8);
                Emit(Op.Load64, align, metadata, imm: 16);
                return (size, align);
            default:
                return SizeAndAlignOfTail(type, metadata);
        }
    }

    // What comes before the tail, then the tail at its alignment, and the whole rounded up to the larger alignment.
    private (int Size, int Align) SizeAndAlignOfTail(Ty type, int metadata)
    {
        TypeLayout layout = Layouts.Of(type);
        PlaceTy whole = new(type);
        int last = layout.Fields.Count - 1;
        (int size, int align) = SizeAndAlignOf(FieldTypeOf(whole, last), metadata);
        int larger = Larger(align, Constant(layout.AlignBytes));
        int start = RoundedUp(Constant(layout.Fields[last].OffsetBytes), align);
        int end = Temporary();
        Emit(Op.Add64, end, start, size);
        return (RoundedUp(end, larger), larger);
    }

    private int Constant(long number)
    {
        int register = Temporary();
        Emit(Op.Const, register, imm: number);
        return register;
    }

    // (a < b) * (b - a) + a
    private int Larger(int first, int second)
    {
        int isLess = Temporary();
        int result = Temporary();
        Emit(Op.LtU, isLess, first, second);
        Emit(Op.Sub64, result, second, first);
        Emit(Op.Mul64, result, result, isLess);
        Emit(Op.Add64, result, result, first);
        return result;
    }

    // (value + align - 1) & -align
    private int RoundedUp(int value, int align)
    {
        int result = Temporary();
        int mask = Temporary();
        Emit(Op.Add64, result, value, align);
        Emit(Op.Add64I, result, result, imm: -1);
        Emit(Op.Neg64, mask, align);
        Emit(Op.And, result, result, mask);
        return result;
    }

    /// <summary>
    /// Unsizing: the address stays, and the metadata tells what the type no longer does. A smart pointer is unsized by its one pointer field
    /// (Rust Reference, coercions).
    /// </summary>
    private void WriteUnsize(int target, Operand operand, Ty type)
    {
        Ty source = TypeOf(operand);
        if (Unsizing.Of(source, type) is not var (from, to) || KindOf(type) != ValueKind.Fat || !KindOf(source).IsPointer())
        {
            throw new UnsupportedException($"unsizing `{source}` to `{type}`");
        }

        int pointer = Use(operand);
        if (KindOf(source) == ValueKind.Fat)
        {
            int metadata = UpcastMetadata(pointer + 1, from, to);
            Move(target, pointer, ValueKind.Pointer);
            Move(target + 1, metadata, ValueKind.Pointer);
            return;
        }

        Move(target, pointer, ValueKind.Pointer);
        switch (to)
        {
            case Ty.Slice when Layouts.CountOf(from) is { } count:
                Emit(Op.Const, target + 1, imm: count);
                break;
            case Ty.Dynamic dynamic:
                uint id = _image.VTableOf(from, dynamic);
                WritePointer(target + 1, _image.BaseOf(id).Address, id);
                break;
            default:
                throw new UnsupportedException($"unsizing `{from}` to `{to}`");
        }
    }

    private Unsizing Unsizing => field ??= new(Types, Mono);

    private int UpcastMetadata(int vtable, Ty from, Ty to)
    {
        if (from is Ty.Dynamic source && to is Ty.Dynamic target && _image.Program.Resolver?.UpcastSlot(source, target) is { } slot)
        {
            int register = Temporary();
            Emit(Op.LoadPointer, register, vtable, 0, (ProgramImage.VTableHeaderWords + slot) * 8L);
            return register;
        }

        int saved = Temporary();
        Emit(Op.MovePointer, saved, vtable);
        return saved;
    }
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Constants;

/// <summary>From places to memory.</summary>
internal sealed partial class ConstantRun
{
    private const int PointerBytes = 4;

    /// <summary>Where a place is: its memory, the offset there, and what a fat pointer to it carries.</summary>
    private readonly record struct Spot(PointerBase? Base, long Offset, PlaceTy Type, ConstantScalar? Metadata = null);

    private Spot Find(Place place)
    {
        var spot = new Spot(new PointerBase.Memory(LocalOf(place.Local)), 0, new(_body.Locals[place.Local].Type));
        foreach (Projection step in place.Path)
        {
            PlaceTy next = _types.Step(spot.Type, step) ?? throw new UnsupportedException("this place in a constant");
            spot = Step(spot, step, next);
        }

        return spot;
    }

    private Spot Step(Spot spot, Projection step, PlaceTy next)
    {
        switch (step)
        {
            case Projection.Deref:
                return Follow(spot, next);
            case Projection.Field(var number, _):
                FieldLayout field = Layouts.Field(spot.Type.Type, spot.Type.Variant, number);
                bool keeps = spot.Metadata is not null && !Layouts.IsSized(next.Type);
                return spot with { Offset = spot.Offset + field.OffsetBytes, Type = next, Metadata = keeps ? spot.Metadata : null };
            case Projection.Index(var local):
                return Element(spot, next, (long)LocalOf(local).Read(0, PointerBytes).Bits);
            case Projection.ConstantIndex(var offset, _, var fromEnd):
                return Element(spot, next, fromEnd ? LengthOf(spot) - offset : offset);
            case Projection.Subslice slice:
                long end = slice.FromEnd ? LengthOf(spot) - slice.To : slice.To;
                Spot first = Element(spot, new(BodyTypes.ElementOf(spot.Type.Type)!), slice.From);
                return first with { Type = next, Metadata = spot.Metadata is null ? null : new ConstantScalar((UInt128)(end - slice.From)) };
            default:
                return spot with { Type = next };
        }
    }

    private Spot Element(Spot spot, PlaceTy element, long index) =>
        spot with { Offset = spot.Offset + (index * Layouts.SizeOf(element.Type)), Type = element, Metadata = null };

    private Spot Follow(Spot pointer, PlaceTy pointee)
    {
        ConstantMemory memory = MemoryOf(pointer, Layouts.SizeOf(pointer.Type.Type));
        ConstantScalar address = memory.Read(pointer.Offset, PointerBytes);
        ConstantScalar? metadata = Layouts.IsSized(pointee.Type) ? null : memory.Read(pointer.Offset + PointerBytes, PointerBytes);
        return new(address.Base, unchecked((int)(uint)address.Bits), pointee, metadata);
    }

    private static long LengthOf(Spot spot) => spot.Metadata is { } metadata ? (long)metadata.Bits : Layouts.CountOf(spot.Type.Type) ?? 0;

    /// <summary>The memory of a spot that has room for so many bytes there.</summary>
    private ConstantMemory MemoryOf(Spot spot, long size)
    {
        ConstantMemory memory = spot.Base switch
        {
            PointerBase.Memory(var own) => own,
            PointerBase.Static(var definition) => _evaluator.MemoryOf(definition),
            _ when size == 0 => new ConstantMemory(0, 1),
            _ => throw new UnsupportedException("what lies behind this pointer in a constant"),
        };
        return size == 0 || memory.Holds(spot.Offset, size) ? memory : throw new UnsupportedException("a constant that reads beyond its memory");
    }

    private ConstantMemory Read(Spot spot)
    {
        long size = Layouts.LayoutOf(spot.Type.Type).SizeBytes;
        var value = new ConstantMemory(size, Layouts.AlignOf(spot.Type.Type));
        if (size > 0)
        {
            value.Copy(0, MemoryOf(spot, size), spot.Offset, size);
        }

        return value;
    }

    private void Write(Spot spot, ConstantMemory value)
    {
        if (value.Bytes.Length > 0)
        {
            (spot.Base is PointerBase.Static ? throw new UnsupportedException("a constant that writes to a static") : MemoryOf(spot, value.Bytes.Length)).Copy(spot.Offset, value, 0, value.Bytes.Length);
        }
    }

    private ConstantMemory ReferenceTo(Spot spot, bool isMutable)
    {
        if (isMutable && spot.Base is PointerBase.Memory(var target))
        {
            target.IsMutable = true;
        }

        bool isFat = spot.Metadata is not null;
        var pointer = new ConstantMemory(isFat ? 2 * PointerBytes : PointerBytes, PointerBytes);
        long address = spot.Base is null && spot.Offset == 0 ? Layouts.AlignOf(spot.Type.Type) : spot.Offset;
        pointer.Write(0, PointerBytes, new(unchecked((uint)address), spot.Base));
        if (spot.Metadata is { } metadata)
        {
            pointer.Write(PointerBytes, PointerBytes, metadata);
        }

        return pointer;
    }
}

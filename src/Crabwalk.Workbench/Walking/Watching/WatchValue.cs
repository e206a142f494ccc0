using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Watching;

/// <summary>What a watch expression, or a part of one, comes to.</summary>
internal abstract record WatchValue
{
    private WatchValue()
    {
    }

    /// <summary>Something that lies in memory.</summary>
    /// <param name="View">What is there.</param>
    /// <param name="State">The life of the memory.</param>
    public sealed record Place(ValueView View, AllocationState State) : WatchValue;

    /// <summary>A whole number that was computed.</summary>
    public sealed record Integer(Int128 Value) : WatchValue;

    /// <summary>A number with a fraction.</summary>
    public sealed record Real(double Value) : WatchValue;

    /// <summary>An address that was taken.</summary>
    public sealed record Address(ulong Value) : WatchValue;

    /// <summary>The value as a number, where it is one; pointers are their addresses.</summary>
    public WatchValue? AsNumber() => this switch
    {
        Place { View: ValueView.Scalar { Type: Ty.Float { Kind: FloatKind.F32 } } scalar } => new Real(BitConverter.UInt32BitsToSingle((uint)scalar.Bits)),
        Place { View: ValueView.Scalar { Type: Ty.Float } scalar } => new Real(BitConverter.UInt64BitsToDouble((ulong)scalar.Bits)),
        Place { View: ValueView.Scalar scalar } => new Integer(Signed(scalar.Type, scalar.Bits, (int)scalar.SizeBytes * 8)),
        Place { View: ValueView.BitField field } => new Integer(Signed(field.Type, field.Bits, field.Width)),
        Place { View: ValueView.Pointer pointer } => new Integer(pointer.PointsTo),
        Place => null,
        Address(var value) => new Integer(value),
        Integer or Real => this,
        _ => null,
    };

    private static Int128 Signed(Ty type, UInt128 bits, int width)
    {
        if (type is not Ty.Int { IsSigned: true } || width is <= 0 or >= 128)
        {
            return unchecked((Int128)bits);
        }

        int unused = 128 - width;
        return unchecked((Int128)(bits << unused)) >> unused;
    }
}

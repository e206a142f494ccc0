using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Thir;

/// <summary>Widths and bits of scalar types.</summary>
internal sealed class Scalars(Target target)
{
    /// <summary>The width of an integer, <c>char</c>, <c>bool</c> or float, in bits.</summary>
    public int BitsOf(Ty type) => type switch
    {
        Ty.Int { Kind: var kind } => target.SizeOf(kind) * 8,
        Ty.Float { Kind: var kind } => target.SizeOf(kind) * 8,
        Ty.Bool => 8,
        Ty.Char => 32,
        _ => target.PointerBytes * 8,
    };

    /// <summary>All bits of a scalar type set.</summary>
    public UInt128 Mask(Ty type)
    {
        int bits = BitsOf(type);
        return bits >= 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    /// <summary>The bits cut to the width of a type.</summary>
    public ConstValue.Scalar Value(Ty type, UInt128 bits) => new(type, bits & Mask(type));

    /// <summary>The bits as a number, by the sign of their type.</summary>
    public Int128 Signed(Ty type, UInt128 bits)
    {
        int unused = 128 - BitsOf(type);
        return type is Ty.Int { IsSigned: true } ? unchecked((Int128)(bits << unused)) >> unused : unchecked((Int128)bits);
    }
}

using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;

namespace Crabwalk.Rust.Thir;

/// <summary>The values of literals once their types are known.</summary>
internal sealed class Literals(TyInterner types, Target target, LiteralPool pool)
{
    /// <summary>The constant that a literal stands for; null when literal and type do not fit (reported before).</summary>
    public ConstValue? Of(Hir.Lit literal, Ty type, bool isNegated, Span span) => (literal, type) switch
    {
        (Hir.Lit.Int(var value, _), Ty.Int) => Scalar(type, isNegated ? unchecked(-value) : value),
        (Hir.Lit.Int(var value, _), Ty.Float kind) => OfFloat(value.ToString(CultureInfo.InvariantCulture), kind, isNegated),
        (Hir.Lit.Float(var text, _), Ty.Float kind) => OfFloat(text, kind, isNegated),
        (Hir.Lit.Bool(var value), Ty.Bool) => new ConstValue.Scalar(type, value ? 1u : 0u),
        (Hir.Lit.Char(var rune), Ty.Char) => new ConstValue.Scalar(type, (uint)rune.Value),
        (Hir.Lit.Byte(var value), Ty.Int) => new ConstValue.Scalar(type, value),
        (Hir.Lit.Str(var utf8), Ty.Ref { Referent: Ty.Str }) => Fat(type, utf8, span),
        (Hir.Lit.ByteStr(var bytes), Ty.Ref { Referent: Ty.Slice }) => Fat(type, bytes, span),
        (Hir.Lit.ByteStr(var bytes), Ty.Ref) => new ConstValue.StaticAddress(type, pool.Keep(bytes, span), 0),
        (Hir.Lit.CStr(var bytes), Ty.Ref) => Fat(type, bytes, span),
        _ => null,
    };

    /// <summary>The bits cut to the width of an integer type.</summary>
    public ConstValue.Scalar Scalar(Ty type, UInt128 bits) => new(type, bits & Mask(type));

    /// <summary>All bits of a scalar type set.</summary>
    public UInt128 Mask(Ty type)
    {
        int bits = BitsOf(type);
        return bits >= 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    /// <summary>The width of an integer, <c>char</c>, <c>bool</c> or float.</summary>
    public int BitsOf(Ty type) => type switch
    {
        Ty.Int { Kind: IntKind.I8 or IntKind.U8 } or Ty.Bool => 8,
        Ty.Int { Kind: IntKind.I16 or IntKind.U16 } => 16,
        Ty.Int { Kind: IntKind.I32 or IntKind.U32 } or Ty.Char or Ty.Float { Kind: FloatKind.F32 } => 32,
        Ty.Int { Kind: IntKind.I128 or IntKind.U128 } => 128,
        Ty.Int { Kind: IntKind.Isize or IntKind.Usize } => target.PointerBytes * 8,
        _ => 64,
    };

    /// <summary>A number of type <c>usize</c>.</summary>
    public ConstValue Usize(long value) => new ConstValue.Scalar(types.Usize, (ulong)value);

    private ConstValue.Slice Fat(Ty type, EquatableArray<byte> bytes, Span span) => new(type, pool.Keep(bytes, span), bytes.Count);

    // .NET parses to the nearest value, ties to even, as Rust does.
    private static ConstValue.Scalar OfFloat(string text, Ty.Float type, bool isNegated)
    {
        if (type.Kind == FloatKind.F32)
        {
            float value = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return new(type, BitConverter.SingleToUInt32Bits(isNegated ? -value : value));
        }

        double wide = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return new(type, BitConverter.DoubleToUInt64Bits(isNegated ? -wide : wide));
    }
}

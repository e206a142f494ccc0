using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;

namespace Crabwalk.Rust.Thir;

/// <summary>The values of literals once their types are known.</summary>
internal sealed class Literals(Scalars scalars, LiteralPool pool)
{
    /// <summary>The constant that a literal stands for; null when literal and type do not fit (reported before).</summary>
    public ConstValue? Of(Hir.Lit literal, Ty type, bool isNegated, Span span) => (literal, type) switch
    {
        (Hir.Lit.Int(var value, _), Ty.Int) => scalars.Value(type, isNegated ? unchecked(-value) : value),
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

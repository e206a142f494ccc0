using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>Constant operands and constant bytes.</summary>
public sealed partial class MirParser
{
    /// <summary>What follows <c>const</c> in an operand.</summary>
    private ConstValue ParseConstValue()
    {
        if (Accept("("))
        {
            Expect(")");
            return new ConstValue.ZeroSized(_types.Unit);
        }

        if (Peek.Is("{") && _tokens[_at + 1].Kind != MirTokenKind.Number)
        {
            Next();
            ConstValue value = ParseBracedConstant();
            Expect("}");
            return value;
        }

        bool isFunction = Peek.Kind == MirTokenKind.QuotedName || (Peek.Kind == MirTokenKind.Word && !Peek.Is("true") && !Peek.Is("false"));
        if (isFunction)
        {
            return new ConstValue.ZeroSized(_types.FnDef(ExpectValue(), ParseTurbofish()));
        }

        (Ty type, UInt128 bits) = ParseScalar();
        return new ConstValue.Scalar(type, bits);
    }

    private ConstValue ParseBracedConstant()
    {
        MirToken token = Peek;
        switch (token.Text)
        {
            case "unit":
                Next();
                return new ConstValue.ZeroSized(ParseTypeAfterAs());
            case "zero" or "bytes":
                Allocation bytes = ParseAllocation();
                return new ConstValue.Memory(ParseTypeAfterAs(), bytes);
            case "&":
                Next();
                return ParseAddress();
            case "eval":
                Next();
                return ParseUnevaluated();
            case "param":
                Next();
                Expect("const");
                Const constant = ParseConst();
                return new ConstValue.Parameter(ParseTypeAfterAs(), constant);
            default:
                return Failed(new ConstValue.ZeroSized(_types.Error), "expected a constant", token);
        }
    }

    private ConstValue ParseAddress()
    {
        if (Accept("fn"))
        {
            DefId function = ExpectValue();
            EquatableArray<GenericArg> args = ParseTurbofish();
            return new ConstValue.FunctionAddress(ParseTypeAfterAs(), function, args);
        }

        DefId target = ExpectValue();
        if (Accept("["))
        {
            long length = ExpectLong();
            Expect("]");
            return new ConstValue.Slice(ParseTypeAfterAs(), target, length);
        }

        long offset = ParseAddend();
        return new ConstValue.StaticAddress(ParseTypeAfterAs(), target, offset);
    }

    private ConstValue.Unevaluated ParseUnevaluated()
    {
        DefId constant = ExpectValue();
        EquatableArray<GenericArg> args = ParseTurbofish();
        int? promoted = null;
        if (Accept("["))
        {
            promoted = ExpectInt();
            Expect("]");
        }

        return new(ParseTypeAfterAs(), constant, args, promoted);
    }

    private Ty ParseTypeAfterAs()
    {
        Expect("as");
        return ParseType();
    }

    private long ParseAddend() => Accept("+") ? ExpectLong() : Peek.Is("-") ? ExpectLong() : 0;

    /// <summary>A number, truth value, character, or bits of any other type.</summary>
    private (Ty Type, UInt128 Bits) ParseScalar()
    {
        if (Accept("{"))
        {
            UInt128 bits = ExpectNumber();
            Ty type = ParseTypeAfterAs();
            Expect("}");
            return (type, bits);
        }

        bool isNegative = Accept("-");
        MirToken token = Next();
        return token.Kind switch
        {
            MirTokenKind.Word when token.Text is "true" or "false" => (_types.Bool, token.Text == "true" ? 1u : 0u),
            MirTokenKind.Character when token.Text.Length is 1 or 2 => (_types.Char, (UInt128)char.ConvertToUtf32(token.Text.PadRight(2, '\0'), 0)),
            MirTokenKind.Number => ParseNumber(token, isNegative),
            _ => Failed(((Ty)_types.Error, UInt128.Zero), "expected a number, character or truth value", token),
        };
    }

    private (Ty Type, UInt128 Bits) ParseNumber(MirToken token, bool isNegative)
    {
        int at = token.Text.IndexOf('_', StringComparison.Ordinal);
        Ty? type = at < 0 ? null : BuiltIn(token.Text[(at + 1)..]);
        UInt128? bits = type switch
        {
            Ty.Int integer => ParseInteger(token.Text[..at], isNegative, integer.Kind),
            Ty.Float number => ParseFloat(token.Text[..at], isNegative, number.Kind),
            _ => null,
        };
        return bits is { } value ? (type!, value) : Failed(((Ty)_types.Error, UInt128.Zero), "expected a number with its type, such as `1_i32`", token);
    }

    private static UInt128? ParseInteger(string digits, bool isNegative, IntKind kind)
    {
        if (!TryUnsigned(digits, out UInt128 value))
        {
            return null;
        }

        // Kept zero-extended to the width that the widest target gives the type.
        int bits = Target.X64.SizeOf(kind) * 8;
        UInt128 mask = bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
        return isNegative ? unchecked(UInt128.Zero - value) & mask : value;
    }

    private static UInt128? ParseFloat(string digits, bool isNegative, FloatKind kind)
    {
        if (digits.StartsWith("0x", StringComparison.Ordinal))
        {
            return TryUnsigned(digits, out UInt128 bits) ? bits : null;
        }

        string text = isNegative ? "-" + digits : digits;
        if (kind == FloatKind.F32)
        {
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) ? BitConverter.SingleToUInt32Bits(single) : null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? BitConverter.DoubleToUInt64Bits(number) : null;
    }

    private Allocation ParseAllocation()
    {
        EquatableArray<byte> bytes = [];
        if (!Accept("zero"))
        {
            Expect("bytes");
            MirToken token = Next();
            _ = token.Kind == MirTokenKind.Bytes && token.Text.All(c => c <= byte.MaxValue) || Fail("expected bytes in quotes", token);
            bytes = token.Text.Select(c => unchecked((byte)c)).ToEquatableArray();
        }

        var relocations = new List<Relocation>();
        while (Accept("at"))
        {
            long offset = ExpectLong();
            Expect("&");
            DefId target = ExpectValue();
            EquatableArray<GenericArg> args = ParseTurbofish();
            relocations.Add(new(offset, target, ParseAddend(), args));
        }

        var holes = new List<(long, long)>();
        while (Accept("uninit"))
        {
            long start = ExpectLong();
            Expect(".");
            Expect(".");
            holes.Add((start, ExpectLong()));
        }

        return new(bytes, relocations.ToEquatableArray(), holes.ToEquatableArray());
    }
}

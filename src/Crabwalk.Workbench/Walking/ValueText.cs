using System.Globalization;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking;

/// <summary>Writes single values as the program's language would: <c>10</c>, <c>'A'</c>, <c>RED</c>, <c>2.5</c>, <c>0x6fa650</c>.</summary>
public sealed class ValueText(Target target, Func<AllocationId, string?> functionName, SourceLanguage language, IReadOnlyDictionary<long, string>? texts = null)
{
    /// <summary>A number, character, truth value or enumerator.</summary>
    public string Scalar(Ty type, SourceType? source, UInt128 bits, int? width = null) => (type, source) switch
    {
        (_, SourceType.Enumeration enumeration) => Enumerator(enumeration, Signed(type, bits, width)),
        (Ty.Bool, SourceType.Truth) => bits == 0 ? "0" : bits == 1 ? "1" : Number(bits),
        (Ty.Bool, _) => bits == 0 ? "false" : bits == 1 ? "true" : Number(bits),
        (_, SourceType.Character) => Character(Signed(type, bits, width)),
        (Ty.Char, _) => RustChar(bits),
        (Ty.Float number, _) => AsFloat(Float(number.Kind, bits)),
        (Ty.Int, _) => Signed(type, bits, width).ToString(CultureInfo.InvariantCulture),
        (Ty.RawPtr or Ty.Ref, _) => Address((ulong)bits),
        (Ty.FnPtr, _) => Address((ulong)bits),
        _ => Number(bits),
    };

    /// <summary>An integer's value.</summary>
    public long Integer(ValueView.Scalar scalar) => unchecked((long)Signed(scalar.Type, scalar.Bits, null));

    /// <summary>A pointer by address, or a function by name.</summary>
    public string Pointer(ValueView.Pointer pointer, SourceLanguage language) =>
        pointer.State == Initialised.Fully && pointer.PointsTo == 0 && language == SourceLanguage.C ? "NULL"
        : pointer.Target is { OffsetBytes: 0 } at && functionName(at.Allocation) is { } name ? name
        : Address(pointer.PointsTo);

    /// <summary>A known value of a sub-expression.</summary>
    public string Known(KnownValue value, SourceLanguage language) => texts?.GetValueOrDefault(value.Position) ?? value.Type switch
    {
        Ty.RawPtr or Ty.Ref or Ty.FnPtr => value.Bits == 0 && language == SourceLanguage.C ? "NULL"
            : value.Target is { OffsetBytes: 0 } at && functionName(at.Allocation) is { } name ? name
            : Address((ulong)value.Bits),
        Ty.Adt adt => $"{value.Source?.Name ?? adt.Definition.Name} {{…}}",
        Ty.Array => "{…}",
        _ => Scalar(value.Type, value.Source, value.Bits),
    };

    /// <summary>An address in hexadecimal.</summary>
    public static string Address(ulong address) => $"0x{address:x}";

    /// <summary>A byte of a string literal's inside.</summary>
    public static string Escaped(byte value, char quote) => value switch
    {
        0 => @"\0",
        (byte)'\n' => @"\n",
        (byte)'\t' => @"\t",
        (byte)'\r' => @"\r",
        (byte)'\a' => @"\a",
        (byte)'\b' => @"\b",
        (byte)'\f' => @"\f",
        (byte)'\v' => @"\v",
        (byte)'\\' => @"\\",
        _ when value == quote => $"\\{quote}",
        >= 32 and < 127 => ((char)value).ToString(),
        _ => $"\\x{value:x2}",
    };

    private static string Enumerator(SourceType.Enumeration enumeration, Int128 value)
    {
        foreach ((string name, Int128 number) in enumeration.Constants)
        {
            if (number == value)
            {
                return $"{name} ({value.ToString(CultureInfo.InvariantCulture)})";
            }
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static string Character(Int128 value)
    {
        string number = value.ToString(CultureInfo.InvariantCulture);
        bool isReadable = value >= 0 && value <= 255 && (byte)value is 0 or (>= 7 and <= 13) or (>= 32 and < 127);
        return isReadable ? $"'{Escaped((byte)value, '\'')}' {number}" : number;
    }

    private static string RustChar(UInt128 bits) =>
        bits <= 0x10FFFF && (bits < 0xD800 || bits > 0xDFFF) ? $"'{char.ConvertFromUtf32((int)bits)}'" : $"0x{bits:x}";

    private static string Float(FloatKind kind, UInt128 bits) => kind switch
    {
        FloatKind.F32 => BitConverter.UInt32BitsToSingle((uint)bits).ToString("R", CultureInfo.InvariantCulture),
        FloatKind.F64 or FloatKind.LongDouble => BitConverter.UInt64BitsToDouble((ulong)bits).ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>In Rust a number without point or exponent would be an integer.</summary>
    private string AsFloat(string number) => language == SourceLanguage.Rust && long.TryParse(number, CultureInfo.InvariantCulture, out _) ? $"{number}.0" : number;

    private static string Number(UInt128 bits) => bits.ToString(CultureInfo.InvariantCulture);

    private Int128 Signed(Ty type, UInt128 bits, int? width)
    {
        if (type is not Ty.Int integer)
        {
            return unchecked((Int128)bits);
        }

        int size = width ?? (target.SizeOf(integer.Kind) * 8);
        UInt128 cut = size >= 128 ? bits : bits & ((UInt128.One << size) - 1);
        bool isNegative = integer.IsSigned && size < 128 && (cut >> (size - 1)) != 0;
        return unchecked(isNegative ? (Int128)(cut - (UInt128.One << size)) : (Int128)cut);
    }
}

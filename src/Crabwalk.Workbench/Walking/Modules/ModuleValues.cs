using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Walking.Modules;

/// <summary>Values of a module as text: numbers by their WebAssembly type, bytes in memory by the type that MIR spells.</summary>
internal static partial class ModuleValues
{
    private const int MostElements = 8;
    private const int MostBytes = 16;

    /// <summary>The bits of a value.</summary>
    public static string Of(WasmType? type, ulong bits) => unchecked(type switch
    {
        WasmType.I32 => ((int)bits).ToString(CultureInfo.InvariantCulture),
        WasmType.I64 => ((long)bits).ToString(CultureInfo.InvariantCulture),
        WasmType.F32 => BitConverter.UInt32BitsToSingle((uint)bits).ToString(CultureInfo.InvariantCulture),
        WasmType.F64 => BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture),
        WasmType.ExceptionReference => bits == 0 ? "null" : $"exception {bits}",
        WasmType.FunctionReference or null => $"0x{bits:x}",
    });

    /// <summary>The bytes of a variable.</summary>
    public static string Of(string type, ReadOnlySpan<byte> bytes)
    {
        if (Array().Match(type) is { Success: true } array && int.TryParse(array.Groups["count"].Value, out int count) && count > 0 && bytes.Length % count == 0)
        {
            return type.StartsWith("[i8;", StringComparison.Ordinal) && Text(bytes) is { } text ? text : Elements(array.Groups["item"].Value, bytes, bytes.Length / count, count);
        }

        return Number(type, bytes) ?? Hexadecimal(bytes);
    }

    /// <summary>Characters up to a NUL as a text; null when they are none.</summary>
    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        bool isText = end > 0 && bytes[..end].ToArray().All(b => b is (>= 0x20 and < 0x7F) or (byte)'\n' or (byte)'\t');
        if (!isText)
        {
            return null;
        }

        return $"\"{System.Text.Encoding.ASCII.GetString(bytes[..end]).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";
    }

    private static string Elements(string type, ReadOnlySpan<byte> bytes, int size, int count)
    {
        var texts = new List<string>();
        for (int i = 0; i < Math.Min(count, MostElements); i++)
        {
            texts.Add(Of(type, bytes.Slice(i * size, size)));
        }

        return $"[{string.Join(", ", texts)}{(count > MostElements ? ", …" : "")}]";
    }

    private static string? Number(string type, ReadOnlySpan<byte> bytes) => (type, bytes.Length) switch
    {
        ("f32", 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        ("f64", 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['i', ..], 1) => unchecked((sbyte)bytes[0]).ToString(CultureInfo.InvariantCulture),
        (['i', ..], 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['i', ..], 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['i', ..], 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['u' or '*' or '&' or 'b' or 'c', ..], 1) => bytes[0].ToString(CultureInfo.InvariantCulture),
        (['u', ..], 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['u' or '*' or '&' or 'c', ..], 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        (['u', ..], 8) => BinaryPrimitives.ReadUInt64LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        string shown = string.Join(' ', bytes[..Math.Min(bytes.Length, MostBytes)].ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        return bytes.Length > MostBytes ? $"{shown} …" : shown;
    }

    [GeneratedRegex(@"^\[(?<item>.*); (?<count>\d+)(_\w+)?\]$")]
    private static partial Regex Array();
}

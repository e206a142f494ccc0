using Crabwalk.Foundation.Collections;

namespace Crabwalk.Wasm.Modules;

/// <summary>The type of a value on the operand stack; the numbers are those of the binary format (WebAssembly 3.0, 5.3).</summary>
public enum WasmType : byte
{
    /// <summary>32 bits, without a sign of their own.</summary>
    I32 = 0x7F,

    /// <summary>64 bits.</summary>
    I64 = 0x7E,

    /// <summary>IEEE 754 binary32.</summary>
    F32 = 0x7D,

    /// <summary>IEEE 754 binary64.</summary>
    F64 = 0x7C,

    /// <summary>A function or null.</summary>
    FunctionReference = 0x70,

    /// <summary>An exception that was caught, or null.</summary>
    ExceptionReference = 0x69,
}

/// <summary>What a function or block takes and gives.</summary>
public sealed record FunctionType(EquatableArray<WasmType> Parameters, EquatableArray<WasmType> Results)
{
    /// <summary>The type that letters tell, with a colon between what it takes and gives: <c>i</c> i32, <c>l</c> i64, <c>f</c> f32, <c>d</c> f64.</summary>
    public static FunctionType Parse(string letters)
    {
        int colon = letters.IndexOf(':', StringComparison.Ordinal);
        return new(TypesIn(letters[..colon]), TypesIn(letters[(colon + 1)..]));
    }

    /// <summary>As the text format writes it: <c>(param i32 i32) (result i64)</c>.</summary>
    public override string ToString() => string.Join(' ', ((string[])[ListOf("param", Parameters), ListOf("result", Results)]).Where(text => text.Length > 0));

    private static EquatableArray<WasmType> TypesIn(string letters) => [.. letters.Select(letter => letter switch
    {
        'i' => WasmType.I32,
        'l' => WasmType.I64,
        'f' => WasmType.F32,
        _ => WasmType.F64,
    })];

    private static string ListOf(string keyword, EquatableArray<WasmType> types) =>
        types.IsEmpty ? "" : $"({keyword} {string.Join(' ', types.Select(type => type.Spelled()))})";
}

/// <summary>How the text format spells types.</summary>
public static class WasmTypes
{
    /// <summary>The keyword of a type.</summary>
    public static string Spelled(this WasmType type) => type switch
    {
        WasmType.I32 => "i32",
        WasmType.I64 => "i64",
        WasmType.F32 => "f32",
        WasmType.F64 => "f64",
        WasmType.FunctionReference => "funcref",
        WasmType.ExceptionReference => "exnref",
    };

    /// <summary>True for a number of the binary format that names a type known here.</summary>
    public static bool IsKnown(byte code) => code is >= 0x7C and <= 0x7F or 0x70 or 0x69;
}

using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Printing;

/// <summary>Constants and constant bytes as a MIR text has them.</summary>
internal sealed class ConstantText(NameTable names, TypeText types)
{
    /// <summary>A constant operand, without <c>const</c> before it.</summary>
    public string Of(ConstValue value) => value switch
    {
        ConstValue.Scalar(var type, var bits) => Scalar(types, type, bits),
        ConstValue.ZeroSized(Ty.FnDef function) => names[function.Definition] + types.Turbofish(function.Args),
        ConstValue.ZeroSized(Ty.Tuple { Parts.IsEmpty: true }) => "()",
        ConstValue.ZeroSized z => $"{{unit as {types.Of(z.Of)}}}",
        ConstValue.FunctionAddress(var type, var function, var args) => $"{{&fn {names[function]}{types.Turbofish(args)} as {types.Of(type)}}}",
        ConstValue.StaticAddress(var type, var target, var offset) => $"{{&{names[target]}{Plus(offset)} as {types.Of(type)}}}",
        ConstValue.Slice(var type, var target, var length) => Invariant($"{{&{names[target]}[{length}] as {types.Of(type)}}}"),
        ConstValue.Memory(var type, var bytes) => $"{{{Bytes(bytes)} as {types.Of(type)}}}",
        ConstValue.Unevaluated(var type, var constant, var args, var promoted) =>
            $"{{eval {names[constant]}{types.Turbofish(args)}{(promoted is { } p ? Invariant($"[{p}]") : "")} as {types.Of(type)}}}",
        ConstValue.Parameter(var type, var constant) => $"{{param {types.Of(constant)} as {types.Of(type)}}}",
    };

    /// <summary>Constant bytes: <c>zero</c>, or <c>bytes b"..."</c> with the pointers and holes in them.</summary>
    public string Bytes(Allocation allocation)
    {
        var text = new StringBuilder(allocation.Bytes.IsEmpty ? "zero" : $"bytes {Quoted(allocation.Bytes)}");
        foreach (Relocation relocation in allocation.Relocations)
        {
            text.Append(Invariant($" at {relocation.OffsetBytes} &{names[relocation.Base]}{types.Turbofish(relocation.Args)}{Plus(relocation.Addend)}"));
        }

        foreach ((long start, long end) in allocation.Uninitialized)
        {
            text.Append(Invariant($" uninit {start}..{end}"));
        }

        return text.ToString();
    }

    /// <summary>A number, truth value or character with its type.</summary>
    public static string Scalar(TypeText types, Ty type, UInt128 bits) => type switch
    {
        Ty.Bool when bits <= 1 => bits == 1 ? "true" : "false",
        Ty.Char when bits >= ' ' && bits <= '~' && bits != '\'' && bits != '\\' => $"'{(char)bits}'",
        Ty.Char => $"'\\u{{{bits:x}}}'",
        Ty.Int integer => $"{Signed(integer, bits)}_{TyPrinter.NameOf(integer.Kind)}",
        Ty.Float number => Float(number.Kind, bits),
        _ => Invariant($"{{0x{bits:x} as {types.Of(type)}}}"),
    };

    private static string Signed(Ty.Int type, UInt128 bits)
    {
        int width = Target.X64.SizeOf(type.Kind) * 8;
        bool fits = width == 128 || bits >> width == 0;
        return type.IsSigned && fits && (bits >> (width - 1)) != 0
            ? unchecked((Int128)(width == 128 ? bits : bits | (UInt128.MaxValue << width))).ToString(CultureInfo.InvariantCulture)
            : bits.ToString(CultureInfo.InvariantCulture);
    }

    // Numbers that are no plain decimal, such as NaN, are printed by their bits.
    private static string Float(FloatKind kind, UInt128 bits)
    {
        string suffix = "_" + TyPrinter.NameOf(kind);
        string? text = kind == FloatKind.F32
            ? bits <= uint.MaxValue && float.IsFinite(BitConverter.UInt32BitsToSingle((uint)bits)) ? BitConverter.UInt32BitsToSingle((uint)bits).ToString("R", CultureInfo.InvariantCulture) : null
            : bits <= ulong.MaxValue && double.IsFinite(BitConverter.UInt64BitsToDouble((ulong)bits)) ? BitConverter.UInt64BitsToDouble((ulong)bits).ToString("R", CultureInfo.InvariantCulture) : null;
        return (text ?? $"0x{bits:x}") + suffix;
    }

    private static string Quoted(EquatableArray<byte> bytes)
    {
        var text = new StringBuilder("b\"");
        foreach (byte b in bytes)
        {
            text.Append(b switch
            {
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                (byte)'\\' => "\\\\",
                (byte)'"' => "\\\"",
                >= (byte)' ' and <= (byte)'~' => ((char)b).ToString(),
                _ => $"\\x{b:x2}",
            });
        }

        return text.Append('"').ToString();
    }

    private static string Plus(long offset) => offset switch
    {
        0 => "",
        < 0 => Invariant($" - {-(Int128)offset}"),
        > 0 => Invariant($" + {offset}"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

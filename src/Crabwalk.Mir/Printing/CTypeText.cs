using System.Globalization;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Printing;

/// <summary>
/// Types in C's words, for messages about C programs. MIR keeps what a value is and not how it was written, so <c>long</c> stands for
/// <c>long long</c> too where both have the same bytes, and a typedef for what it names.
/// </summary>
public static class CTypeText
{
    /// <summary>A type as a C programmer writes it: <c>const char *</c>, <c>int (*)(void)</c>, <c>struct node</c>.</summary>
    public static string Of(Ty type) => Declare(type, "").TrimEnd();

    // C's declarators grow from the inside out: a pointer to an array or function is put in parentheses first.
    private static string Declare(Ty type, string inner) => type switch
    {
        Ty.RawPtr { Pointee: Ty.Array } pointer => Declare(pointer.Pointee, $"({QualifierBefore(pointer)}*{inner})"),
        Ty.RawPtr pointer => QualifierBefore(pointer) + Declare(pointer.Pointee, "*" + inner),
        Ty.FnPtr function => Declare(function.Signature.Value.Output, $"(*{inner})({Parameters(function.Signature.Value)})"),
        Ty.Array { Length: Const.Value length } array => Declare(array.Element, $"{inner}[{length.Bits.ToString(CultureInfo.InvariantCulture)}]"),
        Ty.Slice slice => Declare(slice.Element, inner + "[]"),
        _ => $"{Name(type)} {inner}",
    };

    private static string QualifierBefore(Ty.RawPtr pointer) => pointer is { Mutability: Mutability.Not, Pointee: not (Ty.RawPtr or Ty.FnPtr) } ? "const " : "";

    private static string Parameters(FnSig signature)
    {
        string named = string.Join(", ", signature.Inputs.Select(Of));
        return signature.Variadic switch
        {
            Variadic.Ellipsis => named + ", ...",
            Variadic.Unprototyped => "",
            _ => named.Length == 0 ? "void" : named,
        };
    }

    private static string Name(Ty type) => type switch
    {
        Ty.Tuple { Parts.Count: 0 } => "void",
        Ty.Bool => "_Bool",
        Ty.Int integer => Name(integer.Kind),
        Ty.Float real => real.Kind switch
        {
            FloatKind.F32 => "float",
            FloatKind.F64 => "double",
            FloatKind.LongDouble => "long double",
        },
        Ty.Adt { Definition: var record } => record.Name.StartsWith('<') ? record.Name : $"{(record.Kind == AdtKind.Union ? "union" : "struct")} {record.Name}",
        _ => type.ToString(),
    };

    private static string Name(IntKind kind) => kind switch
    {
        IntKind.I8 => "char",
        IntKind.I16 => "short",
        IntKind.I32 => "int",
        IntKind.I64 or IntKind.Isize => "long",
        IntKind.I128 => "__int128",
        IntKind.U8 => "unsigned char",
        IntKind.U16 => "unsigned short",
        IntKind.U32 => "unsigned int",
        IntKind.U64 or IntKind.Usize => "unsigned long",
        IntKind.U128 => "unsigned __int128",
    };
}

using System.Collections.Frozen;
using Crabwalk.C.Tree;

namespace Crabwalk.C.Checking;

/// <summary>
/// A compiler's function with fixed types. A letter stands for each type, the result first: <c>v</c> void, <c>i</c> int, <c>u</c> unsigned int,
/// <c>l</c> long, <c>L</c> long long, <c>k</c> unsigned long, <c>K</c> unsigned long long, <c>h</c> unsigned short, <c>f</c> float, <c>d</c> double, <c>D</c> long double,
/// <c>p</c> void *, <c>P</c> const void *, <c>a</c> a va_list as a pointer to its structure, <c>.</c> anything further.
/// </summary>
internal sealed record BuiltinSignature(Builtin Builtin, string Types)
{
    /// <summary>True for one whose operands are of any floating type, converted to a common one.</summary>
    public bool IsGenericFloating { get; init; }
}

/// <summary>The compiler's own functions by name.</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, BuiltinSignature> Fixed = Build();

    /// <summary>The function of this name; null when it is none of ours.</summary>
    public static BuiltinSignature? Find(string name) => Fixed.GetValueOrDefault(name);

    /// <summary>Names for proposals.</summary>
    public static IEnumerable<string> Names => Fixed.Keys;

    private static FrozenDictionary<string, BuiltinSignature> Build()
    {
        var table = new Dictionary<string, BuiltinSignature>(StringComparer.Ordinal)
        {
            ["__builtin_va_end"] = new(Builtin.VaEnd, "va"),
            ["__builtin_va_copy"] = new(Builtin.VaCopy, "vaa"),
            ["__builtin_unreachable"] = new(Builtin.Unreachable, "v"),
            ["__builtin_trap"] = new(Builtin.Trap, "v"),
            ["__builtin_alloca"] = new(Builtin.Alloca, "pk"),
            ["__builtin_alloca_with_align"] = new(Builtin.Alloca, "pkk"),
            ["__builtin_bswap16"] = new(Builtin.ByteSwap, "hh"),
            ["__builtin_bswap32"] = new(Builtin.ByteSwap, "uu"),
            ["__builtin_bswap64"] = new(Builtin.ByteSwap, "KK"),
            ["__builtin_frame_address"] = new(Builtin.FrameAddress, "pu"),
            ["__builtin_return_address"] = new(Builtin.ReturnAddress, "pu"),
            ["__builtin_prefetch"] = new(Builtin.Prefetch, "vP."),
            ["__sync_synchronize"] = new(Builtin.Synchronize, "v"),
            ["__atomic_thread_fence"] = new(Builtin.Synchronize, "vi"),
            ["__atomic_signal_fence"] = new(Builtin.Synchronize, "vi"),
        };
        AddBitCounts(table, "clz", Builtin.CountLeadingZeros, isSigned: false);
        AddBitCounts(table, "ctz", Builtin.CountTrailingZeros, isSigned: false);
        AddBitCounts(table, "popcount", Builtin.PopulationCount, isSigned: false);
        AddBitCounts(table, "parity", Builtin.Parity, isSigned: false);
        AddBitCounts(table, "ffs", Builtin.FindFirstSet, isSigned: true);
        AddBitCounts(table, "clrsb", Builtin.LeadingSignBits, isSigned: true);
        AddFloating(table);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddBitCounts(Dictionary<string, BuiltinSignature> table, string name, Builtin builtin, bool isSigned)
    {
        table["__builtin_" + name] = new(builtin, isSigned ? "ii" : "iu");
        table["__builtin_" + name + "l"] = new(builtin, isSigned ? "il" : "ik");
        table["__builtin_" + name + "ll"] = new(builtin, isSigned ? "iL" : "iK");
    }

    private static void AddFloating(Dictionary<string, BuiltinSignature> table)
    {
        foreach ((string name, Builtin builtin) in (ReadOnlySpan<(string, Builtin)>)
        [
            ("isnan", Builtin.IsNaN), ("isinf", Builtin.IsInfinite), ("isinf_sign", Builtin.IsInfinite), ("isfinite", Builtin.IsFinite),
            ("finite", Builtin.IsFinite), ("signbit", Builtin.SignBit),
        ])
        {
            table["__builtin_" + name] = new(builtin, "id") { IsGenericFloating = true };
            table["__builtin_" + name + "f"] = new(builtin, "if");
            table["__builtin_" + name + "l"] = new(builtin, "iD");
        }

        foreach ((string name, Builtin builtin) in (ReadOnlySpan<(string, Builtin)>)
        [
            ("isgreater", Builtin.IsGreater), ("isgreaterequal", Builtin.IsGreaterEqual), ("isless", Builtin.IsLess),
            ("islessequal", Builtin.IsLessEqual), ("islessgreater", Builtin.IsLessGreater), ("isunordered", Builtin.IsUnordered),
        ])
        {
            table["__builtin_" + name] = new(builtin, "idd") { IsGenericFloating = true };
        }

        foreach ((string name, Builtin builtin, string more) in (ReadOnlySpan<(string, Builtin, string)>)
        [
            ("fabs", Builtin.AbsoluteValue, ""), ("sqrt", Builtin.SquareRoot, ""), ("copysign", Builtin.CopySign, "2"),
        ])
        {
            foreach ((string suffix, char type) in (ReadOnlySpan<(string, char)>)[("", 'd'), ("f", 'f'), ("l", 'D')])
            {
                table["__builtin_" + name + suffix] = new(builtin, new string(type, more.Length == 0 ? 2 : 3));
            }
        }
    }
}

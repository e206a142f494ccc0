using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>Which type each conversion of printf and scanf wants, and which others gcc lets pass.</summary>
internal sealed class FormatTypes(CTypes types, bool isScanf)
{
    /// <summary>The wanted type, null for none (<c>%m</c>); false for an unknown conversion.</summary>
    public bool TryExpected(FormatSpecifier specifier, out CType? expected)
    {
        expected = isScanf ? Scanned(specifier) : Printed(specifier);
        return expected is not null || (specifier.Conversion == 'm' && !isScanf);
    }

    /// <summary>True when the argument may stand for the wanted type; signs and kinds of character do not matter.</summary>
    public bool Accepts(CType expected, FormatSpecifier specifier, Expression argument)
    {
        CType actual = argument.Type.Unqualified;
        if (expected is not CType.Pointer { Target: var wanted })
        {
            return SameButSign(expected, actual) || (specifier.Conversion is 'c' && specifier.Length == "l" && SameButSign(types.Int, actual));
        }

        if (actual is not CType.Pointer { Target: var target })
        {
            return false;
        }

        return wanted.IsVoid() || SameButSign(wanted.Unqualified, target.Unqualified)
            || (wanted.IsCharacter() && target.IsCharacter())
            || (wanted is CType.Pointer && target is CType.Pointer && types.AreCompatibleUnqualified(wanted, target));
    }

    /// <summary>The conversion that fits an argument's type.</summary>
    public string? Proposal(FormatSpecifier specifier, CType actual)
    {
        CType? type = isScanf ? (actual as CType.Pointer)?.Target : actual;
        bool isUnsigned = specifier.Conversion is 'u' or 'x' or 'X' or 'o';
        return type switch
        {
            CType.Floating { Kind: FloatingKind.Float } => "%f",
            CType.Floating { Kind: FloatingKind.Double } => isScanf ? "%lf" : "%f",
            CType.Floating { Kind: FloatingKind.LongDouble } => "%Lf",
            CType.Pointer { Target: var target } when !isScanf && target.IsCharacter() => "%s",
            CType.Pointer when !isScanf => "%p",
            CType.Array { Element: var element } when isScanf && element.IsCharacter() => "%s",
            { } when CTypes.KindOf(type) is { } kind => "%" + LengthOf(kind) + (isUnsigned ? specifier.Conversion : kind.IsSigned() ? 'd' : 'u'),
            _ => null,
        };
    }

    private static string LengthOf(IntegerKind kind) => kind.Rank() switch
    {
        <= 1 => "hh",
        2 => "h",
        3 => "",
        4 => "l",
        _ => "ll",
    };

    private CType? Printed(FormatSpecifier specifier) => specifier.Conversion switch
    {
        'd' or 'i' => types[PrintedKind(specifier.Length)],
        'u' or 'o' or 'x' or 'X' or 'b' => types[PrintedKind(specifier.Length).ToUnsigned()],
        'f' or 'F' or 'e' or 'E' or 'g' or 'G' or 'a' or 'A' => specifier.Length == "L" ? types[FloatingKind.LongDouble] : types.Double,
        'c' => specifier.Length == "l" ? types.UnsignedInt : types.Int,
        'C' => types.UnsignedInt,
        's' => (specifier.Length == "l" ? types.Int : types.Char).PointerTo(),
        'S' => types.Int.PointerTo(),
        'p' => types.Void.PointerTo(),
        'n' => types[KindOf(specifier.Length)].PointerTo(),
        _ => null,
    };

    private CType? Scanned(FormatSpecifier specifier)
    {
        CType? target = specifier.Conversion switch
        {
            'd' or 'i' or 'n' => types[KindOf(specifier.Length)],
            'u' or 'o' or 'x' or 'X' => types[KindOf(specifier.Length).ToUnsigned()],
            'f' or 'F' or 'e' or 'E' or 'g' or 'G' or 'a' or 'A' =>
                types[specifier.Length switch { "l" => FloatingKind.Double, "L" => FloatingKind.LongDouble, _ => FloatingKind.Float }],
            'c' or 's' or '[' => specifier.Length == "l" ? types.Int : types.Char,
            'p' => types.Void.PointerTo(),
            _ => null,
        };
        return specifier.IsAllocating && target is not null ? target.PointerTo().PointerTo() : target?.PointerTo();
    }

    /// <summary>Small integers are printed promoted.</summary>
    private IntegerKind PrintedKind(string length) => CTypes.PromotedKind(KindOf(length));

    private IntegerKind KindOf(string length) => length switch
    {
        "hh" => IntegerKind.SignedChar,
        "h" => IntegerKind.Short,
        "l" => IntegerKind.Long,
        "ll" or "L" => IntegerKind.LongLong,
        "j" => types.Target.LongBytes == 8 ? IntegerKind.Long : IntegerKind.LongLong,
        "z" or "t" => IntegerKind.Long,
        _ => IntegerKind.Int,
    };

    private bool SameButSign(CType expected, CType actual)
    {
        if (CTypes.KindOf(expected) is { } a && CTypes.KindOf(actual) is { } b)
        {
            return a.ToUnsigned() == b.ToUnsigned() || (a == IntegerKind.Bool ^ b == IntegerKind.Bool && a.Rank() <= 1 && b.Rank() <= 1);
        }

        return types.AreCompatibleUnqualified(expected, actual);
    }
}

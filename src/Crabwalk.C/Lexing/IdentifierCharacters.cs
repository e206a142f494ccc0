using System.Collections.Immutable;

namespace Crabwalk.C.Lexing;

/// <summary>Which characters beyond the basic ones a name may hold (Annex D).</summary>
internal static class IdentifierCharacters
{
    // D.1, as first and last code point of each range; in the planes 1 to 14 all but the last two of each plane.
    private static readonly ImmutableArray<(int First, int Last)> Allowed =
    [
        (0xA8, 0xA8), (0xAA, 0xAA), (0xAD, 0xAD), (0xAF, 0xAF), (0xB2, 0xB5), (0xB7, 0xBA), (0xBC, 0xBE), (0xC0, 0xD6),
        (0xD8, 0xF6), (0xF8, 0x167F), (0x1681, 0x180D), (0x180F, 0x1FFF), (0x200B, 0x200D), (0x202A, 0x202E),
        (0x203F, 0x2040), (0x2054, 0x2054), (0x2060, 0x218F), (0x2460, 0x24FF), (0x2776, 0x2793), (0x2C00, 0x2DFF),
        (0x2E80, 0x2FFF), (0x3004, 0x3007), (0x3021, 0x302F), (0x3031, 0xD7FF), (0xF900, 0xFD3D), (0xFD40, 0xFDCF),
        (0xFDF0, 0xFE44), (0xFE47, 0xFFFD),
    ];

    // D.2: combining marks.
    private static readonly ImmutableArray<(int First, int Last)> NotFirst =
        [(0x300, 0x36F), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)];

    /// <summary>True when the character may start a name.</summary>
    public static bool IsStart(int codePoint) => IsPart(codePoint) && !IsIn(NotFirst, codePoint);

    /// <summary>True when the character may stand in a name after its start.</summary>
    public static bool IsPart(int codePoint) => codePoint >= 0x10000
        ? codePoint < 0xF0000 && (codePoint & 0xFFFF) < 0xFFFE
        : IsIn(Allowed, codePoint);

    private static bool IsIn(ImmutableArray<(int First, int Last)> ranges, int codePoint)
    {
        foreach ((int first, int last) in ranges)
        {
            if (codePoint <= last)
            {
                return codePoint >= first;
            }
        }

        return false;
    }
}

using System.Collections.Immutable;
using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>The shape of <c>__VA_OPT__ ( tokens )</c> in a replacement list.</summary>
internal static class VaOpt
{
    /// <summary>The place of the parenthesis that closes the one at <paramref name="opening"/>; the body's length without one.</summary>
    public static int ClosingAt(ImmutableArray<Token> body, int opening)
    {
        int depth = 0;
        for (int i = opening; i < body.Length; i++)
        {
            depth += body[i].Kind switch
            {
                TokenKind.LeftParen => 1,
                TokenKind.RightParen => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }

        return body.Length;
    }
}

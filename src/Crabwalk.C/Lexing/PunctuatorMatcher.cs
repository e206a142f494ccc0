namespace Crabwalk.C.Lexing;

/// <summary>The longest punctuator or digraph at the start of some bytes (6.4.6).</summary>
internal static class PunctuatorMatcher
{
    /// <summary>Its kind and length, or <see cref="TokenKind.Unknown"/>.</summary>
    public static TokenKind Match(ReadOnlySpan<byte> rest, out int length)
    {
        byte second = rest.Length > 1 ? rest[1] : (byte)0;
        byte third = rest.Length > 2 ? rest[2] : (byte)0;
        TokenKind kind;
        (kind, length) = ((char)rest[0], (char)second, (char)third) switch
        {
            ('[', _, _) => (TokenKind.LeftBracket, 1),
            (']', _, _) => (TokenKind.RightBracket, 1),
            ('(', _, _) => (TokenKind.LeftParen, 1),
            (')', _, _) => (TokenKind.RightParen, 1),
            ('{', _, _) => (TokenKind.LeftBrace, 1),
            ('}', _, _) => (TokenKind.RightBrace, 1),
            (';', _, _) => (TokenKind.Semicolon, 1),
            (',', _, _) => (TokenKind.Comma, 1),
            ('~', _, _) => (TokenKind.Tilde, 1),
            ('?', _, _) => (TokenKind.Question, 1),
            ('.', '.', '.') => (TokenKind.Ellipsis, 3),
            ('.', _, _) => (TokenKind.Dot, 1),
            ('=', '=', _) => (TokenKind.EqualEqual, 2),
            ('=', _, _) => (TokenKind.Equal, 1),
            ('!', '=', _) => (TokenKind.ExclamationEqual, 2),
            ('!', _, _) => (TokenKind.Exclamation, 1),
            ('#', '#', _) => (TokenKind.HashHash, 2),
            ('#', _, _) => (TokenKind.Hash, 1),
            (':', '>', _) => (TokenKind.RightBracket, 2),
            (':', _, _) => (TokenKind.Colon, 1),
            ('*', '=', _) => (TokenKind.StarEqual, 2),
            ('*', _, _) => (TokenKind.Star, 1),
            ('/', '=', _) => (TokenKind.SlashEqual, 2),
            ('/', _, _) => (TokenKind.Slash, 1),
            ('^', '=', _) => (TokenKind.CaretEqual, 2),
            ('^', _, _) => (TokenKind.Caret, 1),
            ('+', _, _) => MatchPlus(second),
            ('-', _, _) => MatchMinus(second),
            ('&', _, _) => MatchAmpersand(second),
            ('|', _, _) => MatchPipe(second),
            ('<', _, _) => MatchLess(second, third),
            ('>', _, _) => MatchGreater(second, third),
            ('%', _, _) => MatchPercent(rest, second, third),
            _ => (TokenKind.Unknown, 1),
        };
        return kind;
    }

    private static (TokenKind Kind, int Length) MatchPlus(byte second) => second switch
    {
        (byte)'+' => (TokenKind.PlusPlus, 2),
        (byte)'=' => (TokenKind.PlusEqual, 2),
        _ => (TokenKind.Plus, 1),
    };

    private static (TokenKind Kind, int Length) MatchMinus(byte second) => second switch
    {
        (byte)'-' => (TokenKind.MinusMinus, 2),
        (byte)'>' => (TokenKind.Arrow, 2),
        (byte)'=' => (TokenKind.MinusEqual, 2),
        _ => (TokenKind.Minus, 1),
    };

    private static (TokenKind Kind, int Length) MatchAmpersand(byte second) => second switch
    {
        (byte)'&' => (TokenKind.AmpersandAmpersand, 2),
        (byte)'=' => (TokenKind.AmpersandEqual, 2),
        _ => (TokenKind.Ampersand, 1),
    };

    private static (TokenKind Kind, int Length) MatchPipe(byte second) => second switch
    {
        (byte)'|' => (TokenKind.PipePipe, 2),
        (byte)'=' => (TokenKind.PipeEqual, 2),
        _ => (TokenKind.Pipe, 1),
    };

    private static (TokenKind Kind, int Length) MatchLess(byte second, byte third) => ((char)second, (char)third) switch
    {
        ('<', '=') => (TokenKind.LessLessEqual, 3),
        ('<', _) => (TokenKind.LessLess, 2),
        ('=', _) => (TokenKind.LessEqual, 2),
        (':', _) => (TokenKind.LeftBracket, 2),
        ('%', _) => (TokenKind.LeftBrace, 2),
        _ => (TokenKind.Less, 1),
    };

    private static (TokenKind Kind, int Length) MatchGreater(byte second, byte third) => ((char)second, (char)third) switch
    {
        ('>', '=') => (TokenKind.GreaterGreaterEqual, 3),
        ('>', _) => (TokenKind.GreaterGreater, 2),
        ('=', _) => (TokenKind.GreaterEqual, 2),
        _ => (TokenKind.Greater, 1),
    };

    private static (TokenKind Kind, int Length) MatchPercent(ReadOnlySpan<byte> rest, byte second, byte third) => ((char)second, (char)third) switch
    {
        (':', '%') when rest.Length > 3 && rest[3] == (byte)':' => (TokenKind.HashHash, 4),
        (':', _) => (TokenKind.Hash, 2),
        ('=', _) => (TokenKind.PercentEqual, 2),
        ('>', _) => (TokenKind.RightBrace, 2),
        _ => (TokenKind.Percent, 1),
    };
}

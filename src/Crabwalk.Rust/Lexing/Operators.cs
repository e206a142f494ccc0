namespace Crabwalk.Rust.Lexing;

/// <summary>Punctuation by its spelling.</summary>
internal static class Operators
{
    private static readonly Dictionary<int, TokenKind> ByBytes = Enum.GetValues<TokenKind>()
        .Where(kind => kind.Spelling().Length > 0)
        .ToDictionary(kind => Key(System.Text.Encoding.ASCII.GetBytes(kind.Spelling())), kind => kind);

    /// <summary>The punctuation that is spelled exactly so; null when there is none.</summary>
    public static TokenKind? Find(ReadOnlySpan<byte> text) => ByBytes.TryGetValue(Key(text), out TokenKind kind) ? kind : null;

    /// <summary>True when this byte after punctuation makes the two joint.</summary>
    public static bool Continues(int next) => next > 0 && ";,.@#~?:$=!<>&|+-*/%^".Contains((char)next, StringComparison.Ordinal);

    private static int Key(ReadOnlySpan<byte> text)
    {
        int key = 0;
        foreach (byte b in text)
        {
            key = (key << 8) | b;
        }

        return key;
    }
}

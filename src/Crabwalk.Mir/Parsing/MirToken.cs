namespace Crabwalk.Mir.Parsing;

/// <summary>What a token of a MIR text is.</summary>
internal enum MirTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A word or path: <c>goto</c>, <c>counter.c::next</c>.</summary>
    Word,

    /// <summary>A path in backquotes.</summary>
    QuotedName,

    /// <summary><c>'a</c>; a lone tick where the lifetime has no name.</summary>
    Lifetime,

    /// <summary>A number with its suffix.</summary>
    Number,

    /// <summary>A character in ticks.</summary>
    Character,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A text of bytes, <c>b"..."</c>.</summary>
    Bytes,

    /// <summary>Punctuation.</summary>
    Symbol,

    /// <summary>The start of a comment that tells an origin: <c>// scope</c> or <c>// at</c>.</summary>
    Origin,

    /// <summary>Something that cannot stand in a MIR text.</summary>
    Wrong,
}

/// <summary>One token: its text with escapes resolved, and where it starts.</summary>
internal readonly record struct MirToken(MirTokenKind Kind, string Text, int Offset)
{
    /// <summary>True for this word or symbol.</summary>
    public bool Is(string text) => Kind is MirTokenKind.Word or MirTokenKind.Symbol or MirTokenKind.Origin && Text == text;
}

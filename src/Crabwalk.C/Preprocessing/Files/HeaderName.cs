using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Directives;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Files;

/// <summary>Where the search for a header starts.</summary>
internal enum HeaderForm
{
    /// <summary><c>"name"</c>: beside the including file.</summary>
    Quoted,

    /// <summary><c>&lt;name&gt;</c>: in the search folders.</summary>
    Angled,
}

/// <summary>The name in an <c>#include</c> (6.4.7).</summary>
internal sealed record HeaderName(string Name, HeaderForm Form, Span Span)
{
    /// <summary>Reads a header name's token.</summary>
    public static HeaderName FromToken(Session session, Token token)
    {
        string text = session.TextOf(token);
        return new(text[1..^1], text[0] == '<' ? HeaderForm.Angled : HeaderForm.Quoted, token.Span);
    }

    /// <summary>Reads the name that macros have made (6.10.2p4), or null.</summary>
    public static HeaderName? FromTokens(Session session, IReadOnlyList<Token> tokens)
    {
        if (tokens is [{ Kind: TokenKind.StringLiteral, IsUnterminated: false } only, ..] && session.TextOf(only) is ['"', .., '"'] text)
        {
            return new(text[1..^1], HeaderForm.Quoted, only.Span);
        }

        if (tokens is not [{ Kind: TokenKind.Less } first, ..])
        {
            return null;
        }

        int end = 1;
        while (end < tokens.Count && tokens[end].Kind != TokenKind.Greater)
        {
            end++;
        }

        return end == tokens.Count ? null : new(DirectiveLine.Text(session, [.. tokens.Take(end).Skip(1)]), HeaderForm.Angled, first.Span);
    }

    /// <summary>The search from a file; that of <c>#include_next</c> starts after the folder of the file itself.</summary>
    public HeaderSearch SearchFrom(FileFrame file, bool isNext)
    {
        bool isBeside = Form == HeaderForm.Quoted && !isNext;
        return new(Name, isBeside ? file.File.Text.Path : null, file.File.Text.Kind, isNext ? file.Folder + 1 : 0);
    }
}

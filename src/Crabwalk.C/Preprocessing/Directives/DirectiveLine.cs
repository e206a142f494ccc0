using System.Text;
using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>The rest of a directive's line.</summary>
internal static class DirectiveLine
{
    /// <summary>Its tokens, without the one that ends it.</summary>
    public static List<Token> Read(Lexer lexer)
    {
        var tokens = new List<Token>();
        for (Token token = lexer.Next(); token.Kind != TokenKind.EndOfDirective; token = lexer.Next())
        {
            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>Tokens as text, with one space wherever there was any.</summary>
    public static string Text(Session session, IReadOnlyList<Token> tokens)
    {
        var text = new StringBuilder();
        foreach (Token token in tokens)
        {
            text.Append(token.IsAfterSpace && text.Length > 0 ? " " : "").Append(session.TextOf(token));
        }

        return text.ToString();
    }

    /// <summary>Its tokens with macros replaced.</summary>
    public static List<Token> Expand(Input input, IReadOnlyList<Token> tokens)
    {
        input.Runs.Begin();
        foreach (Token token in tokens)
        {
            input.Runs.Add(token);
        }

        var expanded = new List<Token>();
        input.Expander.ExpandSealed(expanded);
        return expanded;
    }
}

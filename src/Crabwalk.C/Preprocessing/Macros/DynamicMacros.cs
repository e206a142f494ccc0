using System.Globalization;
using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>The macros whose value depends on where they stand or on how often they were used (6.10.8.1, and gcc's).</summary>
internal sealed class DynamicMacros(Session session, Input input)
{
    private readonly Dictionary<string, Token> _made = new(StringComparer.Ordinal);
    private int _counter;

    /// <summary>The token that a use of the macro stands for.</summary>
    public Token Evaluate(DynamicMacro meaning, Token name)
    {
        string text = meaning switch
        {
            DynamicMacro.File => Quote(input.File.PresumedPath),
            DynamicMacro.Line => Number(LineOf(name)),
            DynamicMacro.Date => Quote(session.Options.Date),
            DynamicMacro.Time => Quote(session.Options.Time),
            DynamicMacro.Timestamp => Quote("??? ??? ?? ??:??:?? ????"),
            DynamicMacro.Counter => Number(_counter++),
            DynamicMacro.IncludeLevel => Number(input.FileDepth - 1),
            DynamicMacro.BaseFile => Quote(input.Outermost.File.Text.Path),
        };
        if (!_made.TryGetValue(text, out Token made))
        {
            TokenKind kind = text[0] == '"' ? TokenKind.StringLiteral : TokenKind.PpNumber;
            made = Stringifier.Literal(session, "<built-in>", text, kind);
            _made.Add(text, made);
        }

        ExpansionId expansion = session.Map.Add(new Expansion(session.TextOf(name), name.Span, made.Span));
        return made with { Span = made.Span with { Expansion = expansion } };
    }

    // The line of the outermost macro call, as gcc has it; a call's text may lie in a file that is not the one being read.
    private long LineOf(Token name)
    {
        Span place = session.Map.Outermost(name.Span);
        return place.Source == input.File.File.Id
            ? input.File.PresumedLine(place.Start)
            : session.Map.PositionOf(place).Line + 1L;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

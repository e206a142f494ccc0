using System.Globalization;
using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary><c>#line</c> (6.10.4), and the markers in a file that was preprocessed before.</summary>
internal sealed class LineDirectiveReader(Session session, Input input)
{
    private readonly LiteralDecoder _literals = LiteralDecoder.For(session);

    /// <summary><c>#line 12</c> or <c>#line 12 "file.c"</c>, perhaps after macro replacement.</summary>
    public void Read(Token directive, Lexer lexer)
    {
        List<Token> line = DirectiveLine.Expand(input, DirectiveLine.Read(lexer));
        Set(directive, line);
        if (line.Count > 2)
        {
            session.Reporter.Warn(DirectiveDiagnostics.ExtraTokens(line[2].Span, "line"));
        }
    }

    /// <summary><c># 12 "file.c" 1 3</c>, whose flags say what a preprocessor did there.</summary>
    public void ReadMarker(Token number, Lexer lexer) => Set(number, [number, .. DirectiveLine.Read(lexer)]);

    private void Set(Token directive, List<Token> line)
    {
        if (line is not [{ Kind: TokenKind.PpNumber } number, ..]
            || !int.TryParse(session.TextOf(number), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            Span at = line.Count > 0 ? line[0].Span : directive.Span.AtEnd;
            session.Reporter.Error(DirectiveDiagnostics.LineNumberExpected(at, line.Count > 0 ? line[0].Describe(session.Symbols) : "end of line"));
            return;
        }

        string? path = null;
        if (line.Count > 1)
        {
            if (line[1].Kind != TokenKind.StringLiteral || session.TextOf(line[1])[0] != '"')
            {
                session.Reporter.Error(DirectiveDiagnostics.FileNameExpected(line[1].Span, line[1].Describe(session.Symbols)));
                return;
            }

            path = System.Text.Encoding.UTF8.GetString(_literals.DecodeStrings([line[1]]).Bytes.AsSpan());
        }

        input.File.SetNextLine(directive.Span.Start, value, path);
        session.LineDirectives.Add(new(directive.Span, value, path));
    }
}

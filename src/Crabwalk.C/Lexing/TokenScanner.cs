using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>The tokens of one source as they are written, before any directive or macro: for colouring text and for tools.</summary>
public static class TokenScanner
{
    /// <summary>Gives every token in order, without the end of the file; nothing is allocated for a token whose spelling was seen before.</summary>
    public static void Scan(
        SourceId source, CStandard standard, SourceMap map, SymbolTable symbols, DiagnosticSink diagnostics, Action<Token> take)
    {
        var reporter = new Reporter(map, diagnostics, WarningPolicies.Default, int.MaxValue);
        var lexer = new Lexer(source, map[source], standard, new(symbols), new(symbols), reporter);
        for (Token token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            take(token);
        }
    }
}

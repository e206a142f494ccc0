using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Parsing;

/// <summary>
/// Checks that brackets match before anything is parsed: with a bracket missing, every later message would be about something the
/// user did not write.
/// </summary>
internal static class Delimiters
{
    /// <summary>True when all brackets match; else what is wrong was reported.</summary>
    public static bool Check(Token[] tokens, DiagnosticSink sink)
    {
        var open = new Stack<Token>();
        foreach (Token token in tokens)
        {
            if (token.Kind.IsOpen())
            {
                open.Push(token);
            }
            else if (token.Kind.IsClose() && !Closes(open, token, sink))
            {
                return false;
            }
        }

        if (open.Count > 0)
        {
            sink.Error(Unclosed(open, tokens[^1].Span));
        }

        return open.Count == 0;
    }

    private static bool Closes(Stack<Token> open, Token close, DiagnosticSink sink)
    {
        if (!open.TryPop(out Token start))
        {
            sink.Error(ParseErrors.At(close.Span, $"unexpected closing delimiter: `{close.Kind.Spelling()}`", "unexpected closing delimiter"));
            return false;
        }

        if (start.Kind.Closing() == close.Kind)
        {
            return true;
        }

        var labels = new List<Label> { new(start.Span, "unclosed delimiter") };
        foreach (Token outer in open)
        {
            if (outer.Kind.Closing() == close.Kind)
            {
                labels.Add(new(outer.Span, "closing delimiter possibly meant for this"));
                break;
            }
        }

        sink.Error(ParseErrors.At(close.Span, $"mismatched closing delimiter: `{close.Kind.Spelling()}`", "mismatched closing delimiter") with { Labels = [.. labels] });
        return false;
    }

    private static Diagnostic Unclosed(Stack<Token> open, Span end)
    {
        IEnumerable<Label> labels = open.Take(3).Reverse().Select(token => new Label(token.Span, "unclosed delimiter"));
        return ParseErrors.At(end, "this file contains an unclosed delimiter") with { Labels = [.. labels] };
    }
}

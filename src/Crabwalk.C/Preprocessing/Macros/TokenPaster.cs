using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// <c>##</c> (6.10.3.3): two spellings become one token, which is spelled in a text of its own. Equal pairs share that text, as
/// the expansion alone tells where the token was made.
/// </summary>
internal sealed class TokenPaster(Session session)
{
    // A macro that pastes its argument to itself doubles a name at each use.
    private const int LongestToken = 1 << 16;
    private readonly Dictionary<(Symbol, Symbol), Token?> _made = [];

    /// <summary>Makes one token of two; when that is none, says so, and both stand as they are.</summary>
    public bool TryPaste(Token left, Token right, ExpansionId expansion, out Token pasted)
    {
        if (session.TextOf(left).Length + session.TextOf(right).Length > LongestToken)
        {
            session.Abort(MacroDiagnostics.PastedTooLong(session.Map.Outermost(left.Span), LongestToken));
            pasted = default;
            return false;
        }

        (Symbol, Symbol) key = (left.Text, right.Text);
        if (!_made.TryGetValue(key, out Token? made))
        {
            made = Make(session.TextOf(left), session.TextOf(right));
            _made.Add(key, made);
        }

        if (made is not { } token)
        {
            session.Reporter.Error(MacroDiagnostics.InvalidPaste(
                left.Span, right.Span, session.TextOf(left), session.TextOf(right)));
            pasted = default;
            return false;
        }

        Span span = token.Span with { Expansion = expansion };
        pasted = token with { Span = span, Flags = token.Flags | (left.Flags & ~TokenFlags.NoExpand) };
        return true;
    }

    private Token? Make(string left, string right)
    {
        byte[] bytes = SpellingTable.BytesOf(left + right);
        SourceText text = SourceText.FromBytes("<pasted>", bytes, SourceKind.Synthetic);
        SourceId id = session.Map.Add(text);
        Lexer lexer = session.MakeLexer(id);
        lexer.IsInDirective = true;
        Token first = lexer.Next();
        bool isOne = first.Span.Start == 0 && first.Span.End == bytes.Length
            && first.Kind is not (TokenKind.Unknown or TokenKind.EndOfDirective) && !first.IsUnterminated;
        return isOne ? first with { Flags = TokenFlags.None } : null;
    }
}

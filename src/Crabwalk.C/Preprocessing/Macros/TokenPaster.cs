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
    public bool TryPaste(PpToken left, PpToken right, ExpansionId expansion, out PpToken pasted)
    {
        if (session.TextOf(left.Token).Length + session.TextOf(right.Token).Length > LongestToken)
        {
            session.Abort(MacroDiagnostics.PastedTooLong(session.Map.Outermost(left.Token.Span), LongestToken));
            pasted = default;
            return false;
        }

        (Symbol, Symbol) key = (left.Token.Text, right.Token.Text);
        if (!_made.TryGetValue(key, out Token? made))
        {
            made = Make(session.TextOf(left.Token), session.TextOf(right.Token));
            _made.Add(key, made);
        }

        if (made is not { } token)
        {
            session.Reporter.Error(MacroDiagnostics.InvalidPaste(
                left.Token.Span, right.Token.Span, session.TextOf(left.Token), session.TextOf(right.Token)));
            pasted = default;
            return false;
        }

        Span span = token.Span with { Expansion = expansion };
        HideSetId hidden = session.HideSets.Intersect(left.Hidden, right.Hidden);
        pasted = new(token with { Span = span, Flags = token.Flags | (left.Token.Flags & ~TokenFlags.NoExpand) }, hidden);
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

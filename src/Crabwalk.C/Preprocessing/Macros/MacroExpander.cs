using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// Replaces macros (6.10.3) by Prosser's algorithm: the replacement list, with arguments put in, becomes the next input, and each
/// of its tokens is marked with the macros it may not be expanded by again.
/// </summary>
internal sealed class MacroExpander(Session session, Input input)
{
    private readonly ArgumentStack _arguments = new();
    private readonly Substitution _substitution = new(session, input.Runs);
    private readonly DynamicMacros _dynamic = new(session, input);
    private int _depth;

    /// <summary>Replaces the token by what the macro of its name gives; false when it is to stand as it is.</summary>
    public bool TryExpand(PpToken token)
    {
        if (token.Kind != TokenKind.Identifier || session.Macros.Find(token.Token.Text) is not { } macro
            || session.HideSets.Contains(token.Hidden, macro.Name))
        {
            return false;
        }

        return macro switch
        {
            Macro.ObjectLike objectLike => ExpandObject(objectLike, token),
            Macro.FunctionLike functionLike => TryExpandCall(functionLike, token),
            Macro.Dynamic dynamic => ExpandDynamic(dynamic, token),
        };
    }

    /// <summary>Expands the run under construction by itself and appends the outcome to <paramref name="output"/>.</summary>
    public void ExpandSealed(List<PpToken> output)
    {
        input.Runs.PushSealed();
        for (PpToken token = input.Next(); token.Kind != TokenKind.EndOfFile; token = input.Next())
        {
            if (!TryExpand(token))
            {
                output.Add(token);
            }
        }

        input.Runs.PopSealed();
    }

    private bool ExpandObject(Macro.ObjectLike macro, PpToken name)
    {
        HideSetId hidden = Hide(name.Hidden, name);
        input.Runs.Begin();
        _substitution.Replace(macro, Enter(macro, name.Token.Span), hidden);
        Finish(name);
        return true;
    }

    private bool ExpandDynamic(Macro.Dynamic macro, PpToken name)
    {
        Token made = _dynamic.Evaluate(macro.Meaning, name.Token);
        input.Runs.Begin();
        input.Runs.Add(new(made, name.Hidden));
        Finish(name);
        return true;
    }

    private bool TryExpandCall(Macro.FunctionLike macro, PpToken name)
    {
        int? outerFloor = input.CallFloor;
        input.CallFloor ??= input.FileDepth;
        bool isExpanded = TryReadCall(macro, name);
        input.CallFloor = outerFloor;
        return isExpanded;
    }

    private bool TryReadCall(Macro.FunctionLike macro, PpToken name)
    {
        PpToken next = input.Next();
        if (next.Kind != TokenKind.LeftParen)
        {
            input.PutBack(next);
            return false;
        }

        int mark = _arguments.Mark();
        if (_depth >= session.Options.Limits.MacroDepth)
        {
            session.Abort(MacroDiagnostics.NestedTooDeeply(name.Token.Span, session.TextOf(name.Token), _depth));
            return true;
        }

        bool isClosed = _arguments.TryCollect(input, macro, out PpToken closing);
        session.ExpandedTokens += _arguments.CountSince(mark);
        CheckBudget(name.Token);
        if (isClosed)
        {
            ExpandCall(macro, name, closing, mark);
        }
        else if (!session.IsAborted)
        {
            session.Reporter.Error(MacroDiagnostics.UnterminatedCall(name.Token.Span, next.Token.Span, session.TextOf(name.Token), macro.Definition));
        }

        _arguments.Release(mark);
        return true;
    }

    private void ExpandCall(Macro.FunctionLike macro, PpToken name, PpToken closing, int mark)
    {
        CallArguments arguments = _arguments.Since(mark);
        if (!ArgumentCheck.Check(session, macro, name.Token, closing.Token, arguments))
        {
            return;
        }

        ExpandArguments(macro, arguments);
        HideSetId hidden = Hide(session.HideSets.Intersect(name.Hidden, closing.Hidden), name);
        Span call = name.Token.Span.To(closing.Token.Span);
        input.Runs.Begin();
        _substitution.Replace(macro, arguments, Enter(macro, call), hidden);
        Finish(name);
    }

    private void ExpandArguments(Macro.FunctionLike macro, CallArguments arguments)
    {
        _depth++;
        for (int i = 0; i < macro.Parameters.Length && !session.IsAborted; i++)
        {
            if (Substitution.NeedsExpanded(macro, i))
            {
                input.Runs.Begin();
                input.Runs.AddRange(arguments.Raw(i));
                int start = arguments.BeginExpanded();
                ExpandSealed(arguments.Storage);
                arguments.EndExpanded(i, start);
            }
        }

        _depth--;
    }

    private ExpansionId Enter(Macro macro, Span call) =>
        session.Map.Add(new Expansion(session.Symbols[macro.Name], call, macro.Definition));

    // The first token takes the place of the name on its line; when there is none, what follows does.
    private void Finish(PpToken name)
    {
        const TokenFlags Place = TokenFlags.AtLineStart | TokenFlags.AfterSpace;
        Span<PpToken> made = input.Runs.New;
        if (made.IsEmpty)
        {
            input.LeaveSpace(name.Token.Flags);
            return;
        }

        made[0] = made[0].WithFlags((made[0].Token.Flags & ~Place) | (name.Token.Flags & Place));
        session.ExpandedTokens += made.Length;
        input.Runs.Push();
        CheckBudget(name.Token);
    }

    private void CheckBudget(Token name)
    {
        int limit = session.Options.Limits.ExpandedTokens;
        if (session.ExpandedTokens > limit)
        {
            session.Abort(MacroDiagnostics.TooManyTokens(session.Map.Outermost(name.Span), session.TextOf(name), limit));
        }
    }

    private HideSetId Hide(HideSetId hidden, PpToken name)
    {
        HideSetId set = session.HideSets.Add(hidden, name.Token.Text);
        int limit = session.Options.Limits.ExpansionDepth;
        if (session.HideSets.Size(set) > limit)
        {
            session.Abort(MacroDiagnostics.NestedTooDeeply(session.Map.Outermost(name.Token.Span), session.TextOf(name.Token), limit));
        }

        return set;
    }
}

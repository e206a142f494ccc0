using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// Replaces macros (6.10.3): the replacement list, with arguments put in, becomes the next input. A macro is being replaced until
/// that list was read to its end, and its name met before then is marked never to be replaced. Prosser's hide sets say nearly the
/// same, but keep a macro hidden in all that ever came out of it; gcc and clang do not, and programs that build loops of macros
/// (a deferred call, rescanned by an outer macro) rely on that.
/// </summary>
internal sealed class MacroExpander(Session session, Input input)
{
    private readonly ArgumentStack _arguments = new();
    private readonly Substitution _substitution = new(session, input.Runs);
    private readonly DynamicMacros _dynamic = new(session, input);
    private int _depth;

    /// <summary>Replaces the token by what the macro of its name gives; false when it is to stand as it is.</summary>
    public bool TryExpand(Token token)
    {
        if (token.Kind != TokenKind.Identifier || session.Macros.Find(token.Text) is not { } macro
            || (token.Flags & TokenFlags.NoExpand) != 0)
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
    public void ExpandSealed(List<Token> output)
    {
        input.Runs.PushSealed();
        for (Token token = input.Next(); token.Kind != TokenKind.EndOfFile; token = input.Next())
        {
            if (!TryExpand(token))
            {
                output.Add(token);
            }
        }

        input.Runs.PopSealed();
    }

    private bool ExpandObject(Macro.ObjectLike macro, Token name)
    {
        input.Runs.Begin();
        _substitution.Replace(macro, Enter(macro, name.Span));
        Finish(name);
        return true;
    }

    private bool ExpandDynamic(Macro.Dynamic macro, Token name)
    {
        Token made = _dynamic.Evaluate(macro.Meaning, name);
        input.Runs.Begin();
        input.Runs.Add(made);
        Finish(name);
        return true;
    }

    private bool TryExpandCall(Macro.FunctionLike macro, Token name)
    {
        int? outerFloor = input.CallFloor;
        input.CallFloor ??= input.FileDepth;
        bool isExpanded = TryReadCall(macro, name);
        input.CallFloor = outerFloor;
        return isExpanded;
    }

    private bool TryReadCall(Macro.FunctionLike macro, Token name)
    {
        Token next = input.Next();
        if (next.Kind != TokenKind.LeftParen)
        {
            input.PutBack(next);
            return false;
        }

        int mark = _arguments.Mark();
        if (_depth >= session.Options.Limits.MacroDepth)
        {
            session.Abort(MacroDiagnostics.NestedTooDeeply(name.Span, session.TextOf(name), _depth));
            return true;
        }

        bool isClosed = _arguments.TryCollect(input, macro, out Token closing);
        session.ExpandedTokens += _arguments.CountSince(mark);
        CheckBudget(name);
        if (isClosed)
        {
            ExpandCall(macro, name, closing, mark);
        }
        else if (!session.IsAborted)
        {
            session.Reporter.Error(MacroDiagnostics.UnterminatedCall(name.Span, next.Span, session.TextOf(name), macro.Definition));
        }

        _arguments.Release(mark);
        return true;
    }

    private void ExpandCall(Macro.FunctionLike macro, Token name, Token closing, int mark)
    {
        CallArguments arguments = _arguments.Since(mark);
        if (!ArgumentCheck.Check(session, macro, name, closing, arguments))
        {
            return;
        }

        ExpandArguments(macro, arguments);
        Span call = name.Span.To(closing.Span);
        input.Runs.Begin();
        _substitution.Replace(macro, arguments, Enter(macro, call));
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
    private void Finish(Token name)
    {
        const TokenFlags Place = TokenFlags.AtLineStart | TokenFlags.AfterSpace;
        Span<Token> made = input.Runs.New;
        if (made.IsEmpty)
        {
            input.LeaveSpace(name.Flags);
            return;
        }

        made[0] = made[0].WithFlags((made[0].Flags & ~Place) | (name.Flags & Place));
        session.ExpandedTokens += made.Length;
        input.Runs.Push(name.Text);
        CheckBudget(name);
    }

    private void CheckBudget(Token name)
    {
        int limit = session.Options.Limits.ExpandedTokens;
        if (session.ExpandedTokens > limit)
        {
            session.Abort(MacroDiagnostics.TooManyTokens(session.Map.Outermost(name.Span), session.TextOf(name), limit));
        }

        int depth = session.Options.Limits.ExpansionDepth;
        if (input.Runs.Depth > depth)
        {
            session.Abort(MacroDiagnostics.NestedTooDeeply(session.Map.Outermost(name.Span), session.TextOf(name), depth));
        }
    }
}

using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary><c>#define</c> and <c>#undef</c> (6.10.3, 6.10.3.5).</summary>
internal sealed class DefineDirectives(Session session)
{
    /// <summary>Reads <c>NAME body</c> or <c>NAME(parameters) body</c>.</summary>
    public void Define(Lexer lexer)
    {
        if (ReadName(lexer, "define") is not { } name)
        {
            return;
        }

        List<Token> rest = DirectiveLine.Read(lexer);
        Macro? macro = rest is [{ Kind: TokenKind.LeftParen, IsAfterSpace: false }, ..]
            ? ReadFunctionLike(name, rest, lexer.Here)
            : ReadObjectLike(name, rest);
        if (macro is not null)
        {
            CheckRedefinition(name, macro);
            session.Macros.Define(macro);
        }
    }

    /// <summary>Forgets a macro; a name that is none is no fault.</summary>
    public void Undefine(Lexer lexer)
    {
        if (ReadName(lexer, "undef") is not { } name)
        {
            return;
        }

        if (session.Macros.Find(name.Text) is Macro.Dynamic)
        {
            session.Reporter.Warn(MacroDiagnostics.BuiltinRedefined(name.Span, session.TextOf(name), "undefining"));
        }

        Token extra = lexer.Next();
        if (extra.Kind != TokenKind.EndOfDirective)
        {
            session.Reporter.Warn(DirectiveDiagnostics.ExtraTokens(extra.Span, "undef"));
        }

        session.Macros.Undefine(name.Text);
    }

    private Token? ReadName(Lexer lexer, string directive)
    {
        Token name = lexer.Next();
        if (name.Kind == TokenKind.EndOfDirective)
        {
            session.Reporter.Error(MacroDiagnostics.MissingName(name.Span, directive));
            return null;
        }

        if (name.Kind != TokenKind.Identifier)
        {
            session.Reporter.Error(MacroDiagnostics.NameIsNoIdentifier(name.Span, name.Describe(session.Symbols)));
            return null;
        }

        bool isReserved = name.Text == session.Names.Defined || name.Text == session.Names.VaArgs || name.Text == session.Names.VaOpt
            || name.Text == session.Names.HasInclude || name.Text == session.Names.HasIncludeNext;
        if (isReserved)
        {
            session.Reporter.Error(MacroDiagnostics.NameIsReserved(name.Span, session.TextOf(name)));
            return null;
        }

        return name;
    }

    private Macro.ObjectLike? ReadObjectLike(Token name, List<Token> body)
    {
        if (body is [{ IsAfterSpace: false } first, ..])
        {
            session.Reporter.Warn(MacroDiagnostics.MissingSpaceAfterName(first.Span, session.TextOf(name)));
        }

        foreach (Token token in body)
        {
            WarnOfVariadicName(token);
        }

        bool hasPaste = body.Exists(token => token.Kind == TokenKind.HashHash);
        return CheckPasteEnds(body)
            ? new Macro.ObjectLike(name.Text, name.Span, Finish(body), hasPaste ? BodyTraits.HasOperators : BodyTraits.Plain)
            : null;
    }

    private Macro.FunctionLike? ReadFunctionLike(Token name, List<Token> rest, Span lineEnd)
    {
        if (new ParameterReader(session, rest, lineEnd).Read() is not { } list)
        {
            return null;
        }

        List<Token> body = rest[list.Length..];
        ImmutableArray<int> parameterAt = [.. body.Select(token => token.Kind == TokenKind.Identifier ? list.Names.LastIndexOf(token.Text) : -1)];
        bool isSound = CheckPasteEnds(body) && CheckHashes(body, parameterAt, list.Variadic) && CheckVariadicNames(body, list.Variadic);
        bool hasOperators = body.Exists(token => token.Kind is TokenKind.Hash or TokenKind.HashHash || token.Text == session.Names.VaOpt);
        return isSound
            ? new Macro.FunctionLike(
                name.Text, name.Span, list.Names, list.Variadic, Finish(body), parameterAt, hasOperators ? BodyTraits.HasOperators : BodyTraits.Plain)
            : null;
    }

    // White space around the replacement list is not part of it (6.10.3p7).
    private static ImmutableArray<Token> Finish(List<Token> body)
    {
        if (body.Count > 0)
        {
            body[0] = body[0] with { Flags = body[0].Flags & ~TokenFlags.AfterSpace };
        }

        return [.. body];
    }

    private bool CheckPasteEnds(List<Token> body)
    {
        if (body.Count == 0 || (body[0].Kind != TokenKind.HashHash && body[^1].Kind != TokenKind.HashHash))
        {
            return true;
        }

        Token paste = body[0].Kind == TokenKind.HashHash ? body[0] : body[^1];
        session.Reporter.Error(MacroDiagnostics.PasteAtEnd(paste.Span));
        return false;
    }

    private bool CheckHashes(List<Token> body, ImmutableArray<int> parameterAt, VariadicForm variadic)
    {
        for (int i = 0; i < body.Count; i++)
        {
            bool hasOperand = i + 1 < body.Count
                && (parameterAt[i + 1] >= 0 || (variadic != VariadicForm.None && body[i + 1].Text == session.Names.VaOpt));
            if (body[i].Kind == TokenKind.Hash && !hasOperand)
            {
                session.Reporter.Error(MacroDiagnostics.HashWithoutParameter(body[i].Span));
                return false;
            }
        }

        return true;
    }

    private bool CheckVariadicNames(List<Token> body, VariadicForm variadic)
    {
        for (int i = 0; i < body.Count; i++)
        {
            if (variadic == VariadicForm.None || (body[i].Text == session.Names.VaArgs && variadic == VariadicForm.Named))
            {
                WarnOfVariadicName(body[i]);
            }
            else if (body[i].Text == session.Names.VaOpt && !CheckVaOpt(body, i))
            {
                return false;
            }
        }

        return true;
    }

    private bool CheckVaOpt(List<Token> body, int at)
    {
        int closing = at + 1 < body.Count && body[at + 1].Kind == TokenKind.LeftParen ? VaOpt.ClosingAt([.. body], at + 1) : -1;
        if (closing < 0 || closing == body.Count)
        {
            session.Reporter.Error(MacroDiagnostics.BadVaOpt(body[at].Span, "`__VA_OPT__` must be followed by tokens in parentheses"));
            return false;
        }

        if (closing > at + 2 && (body[at + 2].Kind == TokenKind.HashHash || body[closing - 1].Kind == TokenKind.HashHash))
        {
            session.Reporter.Error(MacroDiagnostics.BadVaOpt(body[at].Span, "`##` cannot appear at either end of `__VA_OPT__`"));
            return false;
        }

        bool isNested = body[(at + 2)..closing].Exists(token => token.Text == session.Names.VaOpt);
        if (isNested)
        {
            session.Reporter.Error(MacroDiagnostics.BadVaOpt(body[at].Span, "`__VA_OPT__` may not appear in a `__VA_OPT__`"));
        }

        return !isNested;
    }

    private void WarnOfVariadicName(Token token)
    {
        if (token.Kind == TokenKind.Identifier && (token.Text == session.Names.VaArgs || token.Text == session.Names.VaOpt))
        {
            session.Reporter.Warn(MacroDiagnostics.VaArgsOutside(token.Span, session.TextOf(token)));
        }
    }

    private void CheckRedefinition(Token name, Macro macro)
    {
        Macro? earlier = session.Macros.Find(name.Text);
        if (earlier is Macro.Dynamic)
        {
            session.Reporter.Warn(MacroDiagnostics.BuiltinRedefined(name.Span, session.TextOf(name), "redefining"));
        }
        else if (earlier is not null && !IsSame(earlier, macro))
        {
            session.Reporter.Warn(MacroDiagnostics.Redefined(name.Span, session.TextOf(name), earlier.Definition));
        }
    }

    // 6.10.3p1-2.
    private static bool IsSame(Macro left, Macro right) => (left, right) switch
    {
        (Macro.ObjectLike one, Macro.ObjectLike other) => IsSameBody(one.Body, other.Body),
        (Macro.FunctionLike one, Macro.FunctionLike other) => one.Variadic == other.Variadic
            && one.Parameters.SequenceEqual(other.Parameters) && IsSameBody(one.Body, other.Body),
        _ => false,
    };

    private static bool IsSameBody(ImmutableArray<Token> one, ImmutableArray<Token> other)
    {
        bool isSame = one.Length == other.Length;
        for (int i = 0; i < one.Length && isSame; i++)
        {
            isSame = one[i].Kind == other[i].Kind && one[i].Text == other[i].Text && one[i].IsAfterSpace == other[i].IsAfterSpace;
        }

        return isSame;
    }
}

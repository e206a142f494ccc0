using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>
/// Makes the tokens after <c>#if</c> ready to be evaluated: <c>defined</c>, <c>__has_include</c> and gcc's other questions become 1 or 0
/// before macros can touch their operands, everything else is expanded (6.10.1p1-4).
/// </summary>
internal sealed class ConditionReader(Session session, Input input)
{
    /// <summary>The truth of an <c>#if</c> line; a faulty one is false.</summary>
    public bool Evaluate(Token directive, IReadOnlyList<Token> line)
    {
        List<Token>? tokens = Prepare(line);
        return tokens is not null && new ConditionEvaluator(session, directive, tokens).Evaluate();
    }

    /// <summary>What <c>#ifdef</c> asks.</summary>
    public bool IsDefined(Symbol name) =>
        session.Macros.Find(name) is not null || IsQuestion(name);

    private List<Token>? Prepare(IReadOnlyList<Token> line)
    {
        input.Runs.Begin();
        foreach (Token token in line)
        {
            input.Runs.Add(token);
        }

        input.Runs.PushSealed();
        List<Token>? tokens = ReadSealed();
        input.Runs.PopSealed();
        input.ForgetPutBack();
        return tokens;
    }

    private List<Token>? ReadSealed()
    {
        var tokens = new List<Token>();
        for (Token token = input.Next(); token.Kind != TokenKind.EndOfFile; token = input.Next())
        {
            if (IsOperator(token))
            {
                if (RunOperator(token) is not { } result)
                {
                    return null;
                }

                Symbol text = result ? session.Names.One : session.Names.Zero;
                tokens.Add(token with { Kind = TokenKind.PpNumber, Text = text });
            }
            else if (!input.Expander.TryExpand(token))
            {
                tokens.Add(token);
            }
        }

        return session.IsAborted ? null : tokens;
    }

    private bool IsOperator(Token token) => token.Kind == TokenKind.Identifier && (token.Text == session.Names.Defined || IsQuestion(token.Text));

    private bool IsQuestion(Symbol name) => name == session.Names.HasInclude || name == session.Names.HasIncludeNext || IsFeatureQuestion(name);

    private bool IsFeatureQuestion(Symbol name) => name == session.Names.HasAttribute || name == session.Names.HasBuiltin;

    private bool? RunOperator(Token name)
    {
        if (name.Text != session.Names.Defined)
        {
            return IsFeatureQuestion(name.Text) ? HasFeature(name) : HasInclude(name);
        }

        if (!name.Span.Expansion.IsNone)
        {
            session.Reporter.Warn(DirectiveDiagnostics.DefinedFromMacro(name.Span));
        }

        Token operand = input.Next();
        bool isParenthesised = operand.Kind == TokenKind.LeftParen;
        if (isParenthesised)
        {
            operand = input.Next();
        }

        if (operand.Kind != TokenKind.Identifier)
        {
            session.Reporter.Error(DirectiveDiagnostics.OperatorWithoutName(name.Span, session.TextOf(name), Describe(operand)));
            return null;
        }

        return !isParenthesised || CheckClosing(name, input.Next()) ? IsDefined(operand.Text) : null;
    }

    // gcc: `__has_attribute` `(` identifier `)` | `__has_builtin` `(` identifier `)`
    private bool? HasFeature(Token name)
    {
        Token open = input.Next();
        Token operand = open.Kind == TokenKind.LeftParen ? input.Next() : open;
        if (open.Kind != TokenKind.LeftParen || operand.Kind != TokenKind.Identifier)
        {
            session.Reporter.Error(DirectiveDiagnostics.OperatorWithoutName(name.Span, session.TextOf(name), Describe(operand)));
            return null;
        }

        string feature = session.TextOf(operand);
        return !CheckClosing(name, input.Next()) ? null
            : name.Text == session.Names.HasBuiltin ? KnownFeatures.HasBuiltin(feature) : KnownFeatures.HasAttribute(feature);
    }

    private bool? HasInclude(Token name)
    {
        string text = session.TextOf(name);
        if (input.Next().Kind != TokenKind.LeftParen)
        {
            session.Reporter.Error(DirectiveDiagnostics.HasIncludeWithoutName(name.Span, text));
            return null;
        }

        List<Token> operand = ReadToClosing();
        HeaderName? header = HeaderName.FromTokens(session, operand) ?? HeaderName.FromTokens(session, DirectiveLine.Expand(input, operand));
        if (header is null)
        {
            session.Reporter.Error(DirectiveDiagnostics.HasIncludeWithoutName(name.Span, text));
            return null;
        }

        bool isNext = name.Text == session.Names.HasIncludeNext;
        return session.Files.Find(header.SearchFrom(input.File, isNext)) is not null;
    }

    private List<Token> ReadToClosing()
    {
        var tokens = new List<Token>();
        int parentheses = 0;
        for (Token token = input.Next(); token.Kind != TokenKind.EndOfFile; token = input.Next())
        {
            parentheses += token.Kind == TokenKind.LeftParen ? 1 : token.Kind == TokenKind.RightParen ? -1 : 0;
            if (parentheses < 0)
            {
                break;
            }

            tokens.Add(token);
        }

        return tokens;
    }

    private bool CheckClosing(Token name, Token closing)
    {
        if (closing.Kind == TokenKind.RightParen)
        {
            return true;
        }

        session.Reporter.Error(DirectiveDiagnostics.OperatorUnclosed(name.Span, session.TextOf(name), Describe(closing)));
        return false;
    }

    private string Describe(Token token) => token.Kind == TokenKind.EndOfFile ? "the end of the line" : token.Describe(session.Symbols);
}

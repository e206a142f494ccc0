using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary><c>#if</c> to <c>#endif</c> (6.10.1). A result of false means: skip what follows.</summary>
internal sealed class ConditionalDirectives(Session session, Input input)
{
    private readonly ConditionReader _conditions = new(session, input);

    private Stack<Conditional> Open => input.File.Conditionals;

    /// <summary>Opens a conditional.</summary>
    public bool Begin(DirectiveKind kind, Token name, Lexer lexer)
    {
        bool isTaken = Test(kind, name, lexer, out Symbol guard);
        if (Open.Count == 0)
        {
            SeeGuard(guard);
        }

        Open.Push(new(name.Span, session.TextOf(name)) { IsTaken = isTaken });
        return isTaken;
    }

    /// <summary>Goes on to another group of the innermost conditional.</summary>
    public bool Alternate(DirectiveKind kind, Token name, Lexer lexer)
    {
        if (!Open.TryPeek(out Conditional? conditional))
        {
            session.Reporter.Error(DirectiveDiagnostics.WithoutIf(name.Span, session.TextOf(name)));
            return true;
        }

        if (Open.Count == 1)
        {
            input.File.Guard.SeeAlternative();
        }

        if (conditional.Else is { } earlier)
        {
            session.Reporter.Error(DirectiveDiagnostics.AfterElse(name.Span, session.TextOf(name), earlier, conditional));
            return false;
        }

        bool wasTaken = conditional.IsTaken;
        if (kind == DirectiveKind.Else)
        {
            conditional.Else = name.Span;
            CheckEnd(name, lexer);
            conditional.IsTaken = true;
        }
        else if (!wasTaken)
        {
            conditional.IsTaken = Test(AsIf(kind), name, lexer, out _);
        }

        return !wasTaken && conditional.IsTaken;
    }

    /// <summary>Closes the innermost conditional.</summary>
    public void End(Token name, Lexer lexer)
    {
        if (!Open.TryPop(out _))
        {
            session.Reporter.Error(DirectiveDiagnostics.WithoutIf(name.Span, session.TextOf(name)));
            return;
        }

        if (Open.Count == 0)
        {
            input.File.Guard.SeeEnd();
        }

        CheckEnd(name, lexer);
    }

    private static DirectiveKind AsIf(DirectiveKind kind) => kind switch
    {
        DirectiveKind.Elifdef => DirectiveKind.Ifdef,
        DirectiveKind.Elifndef => DirectiveKind.Ifndef,
        _ => DirectiveKind.If,
    };

    private void SeeGuard(Symbol guard)
    {
        if (guard.IsEmpty)
        {
            input.File.Guard.SeeDirective();
        }
        else
        {
            input.File.Guard.SeeOpening(guard);
        }
    }

    private bool Test(DirectiveKind kind, Token name, Lexer lexer, out Symbol guard) => kind == DirectiveKind.If
        ? TestExpression(name, lexer, out guard)
        : TestName(kind, name, lexer, out guard);

    private bool TestExpression(Token name, Lexer lexer, out Symbol guard)
    {
        List<Token> line = DirectiveLine.Read(lexer);
        guard = GuardOf(line);
        return _conditions.Evaluate(name, line);
    }

    private bool TestName(DirectiveKind kind, Token directive, Lexer lexer, out Symbol guard)
    {
        guard = Symbol.Empty;
        Token name = lexer.Next();
        if (name.Kind != TokenKind.Identifier)
        {
            session.Reporter.Error(name.Kind == TokenKind.EndOfDirective
                ? Macros.MacroDiagnostics.MissingName(name.Span, session.TextOf(directive))
                : Macros.MacroDiagnostics.NameIsNoIdentifier(name.Span, name.Describe(session.Symbols)));
            return false;
        }

        CheckEnd(directive, lexer);
        guard = kind == DirectiveKind.Ifndef ? name.Text : Symbol.Empty;
        return _conditions.IsDefined(name.Text) == (kind == DirectiveKind.Ifdef);
    }

    // `#if !defined NAME` and `#if !defined(NAME)` guard a file as `#ifndef NAME` does.
    private Symbol GuardOf(List<Token> line)
    {
        bool isNegated = line.Count >= 3 && line[0].Kind == TokenKind.Exclamation && line[1].Text == session.Names.Defined;
        return (isNegated, line.Count) switch
        {
            (true, 3) when line[2].Kind == TokenKind.Identifier => line[2].Text,
            (true, 5) when line[2].Kind == TokenKind.LeftParen && line[3].Kind == TokenKind.Identifier => line[3].Text,
            _ => Symbol.Empty,
        };
    }

    private void CheckEnd(Token directive, Lexer lexer)
    {
        Token extra = lexer.Next();
        if (extra.Kind != TokenKind.EndOfDirective)
        {
            session.Reporter.Warn(DirectiveDiagnostics.ExtraTokens(extra.Span, session.TextOf(directive)));
        }
    }
}

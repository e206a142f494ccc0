using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Blocks and statements (Reference: Statements). A block's statements go on after an error in one of them.</content>
public sealed partial class Parser
{
    private Block ParseBlock()
    {
        if (Fragments(Fragment.Block))
        {
            return InFragment(ParseBlock);
        }

        Span start = _token.Span;
        if (!Enter())
        {
            return new(NewId(), [], [], start);
        }

        Restrictions outer = _restrictions;
        _restrictions = Restrictions.None;
        Block block = ParseBlockBody(start);
        _restrictions = outer;
        Leave();
        return block;
    }

    private Block ParseBlockBody(Span start)
    {
        if (!Is(TokenKind.OpenBrace))
        {
            FailBlock();
            return new(NewId(), [], [], start);
        }

        Bump();
        EquatableArray<Attribute> inner = ParseInnerAttributes();
        var statements = new List<Statement>();
        while (!Eat(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            int before = _index;
            int depth = _depth;
            if (ParseStatement(takesSemicolon: true) is { } statement)
            {
                statements.Add(statement);
            }

            if (_isStopped && !RecoverStatement(before, depth))
            {
                break;
            }
        }

        return new(NewId(), inner, Of(statements), From(start));
    }

    private void FailBlock()
    {
        Check(TokenKind.OpenBrace);
        if (_expected == Expected.None && UInt128.PopCount(_expectedKinds) == UInt128.One)
        {
            Fail(ParseErrors.At(_token.Span, $"expected `{{`, found {Describe(_token)}", "expected `{`"));
            return;
        }

        FailUnexpected();
    }

    // Goes on behind the statement that began at a token, at the block's own level.
    private bool RecoverStatement(int start, int depth)
    {
        int errorAt = _index;
        Resume();
        _depth = depth;
        _restrictions = Restrictions.None;
        _index = start;
        _token = _tokens[start];
        while (_index < errorAt && !Is(TokenKind.EndOfFile) && !_token.Kind.IsClose())
        {
            SkipTree();
        }

        if (!(_previous.Kind == TokenKind.CloseBrace && _index > errorAt))
        {
            SkipToNext(isItemList: false);
        }

        return !Is(TokenKind.EndOfFile);
    }

    private Statement? ParseStatement(bool takesSemicolon)
    {
        if (Fragments(Fragment.Statement))
        {
            Statement? inner = InFragment(() => ParseStatement(takesSemicolon: false));
            return inner is { Kind: StatementKind.Tail tail } && takesSemicolon ? FinishExpression(tail.Expression, inner.Span) : EatAfter(inner, takesSemicolon);
        }

        Span start = _token.Span;
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        if (IsWord(Keyword.Let))
        {
            return ParseLetStatement(attributes, start, takesSemicolon);
        }

        if (Is(TokenKind.Semicolon) && takesSemicolon)
        {
            Bump();
            return new(NewId(), new StatementKind.Empty(), From(start));
        }

        if (MistypedStatement(start))
        {
            return null;
        }

        if (ParseItem(attributes, ItemPlace.Statement) is { } item)
        {
            return new(NewId(), new StatementKind.OfItem(item), From(start));
        }

        if (Is(TokenKind.CloseBrace) && !attributes.IsEmpty)
        {
            Fail(ParseErrors.At(attributes[^1].Span, "expected statement after outer attribute"));
            return null;
        }

        return ParseExpressionStatement(attributes, start, takesSemicolon);
    }

    private Statement? EatAfter(Statement? statement, bool takesSemicolon)
    {
        if (takesSemicolon && statement is { Kind: StatementKind.Let })
        {
            Expect(TokenKind.Semicolon);
        }

        return statement;
    }

    // Habits of other languages: `auto x = 1;`, `var x = 1;`, `int x = 1;`, `elseif`.
    private bool MistypedStatement(Span start)
    {
        if (!IsName(_token) || !IsName(Ahead(1)))
        {
            return false;
        }

        string name = NameOf(_token);
        if (name is "auto" or "var" or "mut" && Ahead(2).Kind is TokenKind.Assign or TokenKind.Colon or TokenKind.Semicolon)
        {
            Fail(ParseErrors.At(start, "invalid variable declaration").WithFix($"write `let` instead of `{name}` to introduce a new variable", start, "let"));
            return true;
        }

        return false;
    }

    private Statement ParseLetStatement(EquatableArray<Attribute> attributes, Span start, bool takesSemicolon)
    {
        Bump();
        Pattern pattern = ParsePatternTop();
        Type? type = Eat(TokenKind.Colon) ? ParseType() : null;
        Expression? value = null;
        Span equals = _token.Span;
        if (_token.Kind is >= TokenKind.PlusAssign and <= TokenKind.ShiftRightAssign && type is null)
        {
            Report(ParseErrors.At(equals, "can't reassign an uninitialized variable").WithFix("initialize the variable", equals, "=")
                .WithHelp("if you meant to overwrite, remove the `let` binding"));
            Bump();
            value = ParseExpression();
        }
        else if (Eat(TokenKind.Assign))
        {
            value = ParseExpression();
        }

        Block? otherwise = EatWord(Keyword.Else) ? ParseBlock() : null;
        if (takesSemicolon)
        {
            Expect(TokenKind.Semicolon);
        }

        return new(NewId(), new StatementKind.Let(attributes, pattern, type, value, otherwise), From(start));
    }

    private Statement ParseExpressionStatement(EquatableArray<Attribute> attributes, Span start, bool takesSemicolon)
    {
        if (IsPathStart(_token) && !(_token.Kind is TokenKind.Less or TokenKind.ShiftLeft) && TryMacroStatement(attributes, start, takesSemicolon) is { } statement)
        {
            return statement;
        }

        Expression expression = ParseExpression(Restrictions.Statement);
        expression = attributes.IsEmpty ? expression : expression with { Attributes = [.. attributes, .. expression.Attributes] };
        return takesSemicolon ? FinishExpression(expression, start) : new(NewId(), new StatementKind.Tail(expression), From(start));
    }

    // `m! {..}` ends itself, unless a method is called on it.
    private Statement? TryMacroStatement(EquatableArray<Attribute> attributes, Span start, bool takesSemicolon)
    {
        Place place = Mark();
        if (!LooksLikeMacro())
        {
            return null;
        }

        Path path = ParsePath(PathStyle.Module);
        MacroCall call = ParseMacroRest(path, start);
        bool isBraced = call.Tokens.Open == TokenKind.OpenBrace;
        bool isAlone = isBraced ? _token.Kind is not (TokenKind.Dot or TokenKind.Question) : Is(TokenKind.Semicolon);
        if (!isAlone || (!takesSemicolon && !isBraced))
        {
            Return(place);
            return null;
        }

        bool hasSemicolon = !isBraced && Eat(TokenKind.Semicolon);
        return new(NewId(), new StatementKind.Macro(attributes, call, hasSemicolon), From(start));
    }

    private bool LooksLikeMacro()
    {
        int ahead = Is(TokenKind.PathSeparator) ? 1 : 0;
        while (IsPathSegment(Ahead(ahead)) && Ahead(ahead + 1).Kind == TokenKind.PathSeparator)
        {
            ahead += 2;
        }

        return IsPathSegment(Ahead(ahead)) && Ahead(ahead + 1).Kind == TokenKind.Not
            && Ahead(ahead + 2).Kind is TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.OpenBracket;
    }

    private Statement FinishExpression(Expression expression, Span start)
    {
        if (Eat(TokenKind.Semicolon))
        {
            return new(NewId(), new StatementKind.Semi(expression), From(start));
        }

        if (!IsBlockLike(expression) && !Check(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile) && !_isStopped)
        {
            if (Is(TokenKind.Plus) && _previous.Kind == TokenKind.Plus)
            {
                Fail(ParseErrors.At(_previous.Span.To(_token.Span), "Rust has no postfix increment operator", "not a valid postfix operator"));
            }

            FailUnexpected();
        }

        return new(NewId(), new StatementKind.Tail(expression), From(start));
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Expressions that no operator joins: literals, paths, blocks, control flow, closures, structs.</content>
public sealed partial class Parser
{
    private Expression ParseBottom()
    {
        Span start = _token.Span;
        switch (_token.Kind)
        {
            case TokenKind.OpenInvisible when _token.Fragment is Fragment.Expression or Fragment.Expression2021 or Fragment.Literal:
                return InFragment(ParseExpression);
            case TokenKind.OpenInvisible when Fragments(Fragment.Block):
                return ParseBlockExpression(null, BlockMode.Plain, start);
            case TokenKind.OpenParen:
                List<Expression> elements = ParseList(TokenKind.OpenParen, ParseExpression, out bool hasComma);
                return Make(elements is [var only] && !hasComma ? new ExpressionKind.Parenthesized(only) : new ExpressionKind.Tuple(Of(elements)), start);
            case TokenKind.OpenBracket:
                return ParseArray(start);
            case TokenKind.OpenBrace:
                return ParseBlockExpression(null, BlockMode.Plain, start);
            case TokenKind.Or or TokenKind.OrOr:
                return ParseClosure([]);
            case TokenKind.Lifetime:
                return ParseLabelled(start);
            case TokenKind.Less or TokenKind.ShiftLeft or TokenKind.LeftArrow:
                (QualifiedSelf self, Path name) = ParseQualifiedPath(PathStyle.Expression);
                return Is(TokenKind.OpenBrace) && (_restrictions & Restrictions.NoStruct) == 0 ? ParseStruct(self, name, start) : Make(new ExpressionKind.Path(self, name), start);
            default:
                return _token.Kind.IsLiteral() ? ParseLiteral() : ParseWordExpression(start);
        }
    }

    private Expression ParseWordExpression(Span start)
    {
        if (!IsReserved(_token) || _token.Word.IsPathSegment() || _token.Kind != TokenKind.Identifier)
        {
            return IsPathStart(_token) ? ParsePathExpression(start) : FailExpression();
        }

        switch (_token.Word)
        {
            case Keyword.True or Keyword.False:
                return ParseLiteral();
            case Keyword.If:
                Bump();
                return ParseIf(start);
            case Keyword.While or Keyword.For or Keyword.Loop when !IsClosureFor():
                return ParseLoop(null, start);
            case Keyword.Match:
                return ParseMatch(start);
            case Keyword.Let:
                return ParseLet(start);
            case Keyword.Unsafe when Ahead(1).Kind is TokenKind.OpenBrace:
                Bump();
                return ParseBlockExpression(null, BlockMode.Unsafe, start);
            case Keyword.Const when Ahead(1).Kind is TokenKind.OpenBrace:
                Bump();
                return ParseBlockExpression(null, BlockMode.Const, start);
            case Keyword.Async when IsAsyncBlock():
                Bump();
                return ParseBlockExpression(null, EatWord(Keyword.Move) ? BlockMode.AsyncMove : BlockMode.Async, start);
            case Keyword.For:
                return ParseClosure(ParseForLifetimes());
            case Keyword.Move or Keyword.Static or Keyword.Async or Keyword.Const when CanBeginClosure():
                return ParseClosure([]);
            case Keyword.Return:
                Bump();
                return Make(new ExpressionKind.Return(ParseOptionalValue()), start);
            case Keyword.Break:
                return ParseBreak(start);
            case Keyword.Continue:
                Bump();
                return Make(new ExpressionKind.Continue(Is(TokenKind.Lifetime) ? TakeLifetime() : null), start);
            case Keyword.Underscore:
                Bump();
                return Make(new ExpressionKind.Underscore(), start);
            default:
                return FailExpression();
        }
    }

    private Expression FailExpression()
    {
        Span start = _token.Span;
        return Make(new ExpressionKind.Error(Fail(ParseErrors.At(start, $"expected expression, found {Describe(_token)}", "expected expression"))), start);
    }

    private bool IsClosureFor() => IsWord(Keyword.For) && Ahead(1).Kind == TokenKind.Less
        && (Ahead(2).Kind == TokenKind.Greater || (Ahead(2).Kind == TokenKind.Lifetime && Ahead(3).Kind is TokenKind.Greater or TokenKind.Comma or TokenKind.Colon));

    private bool IsAsyncBlock() => Edition >= Edition.Rust2018
        && (Ahead(1).Kind == TokenKind.OpenBrace || (IsWordAhead(1, Keyword.Move) && Ahead(2).Kind == TokenKind.OpenBrace));

    private bool CanBeginClosure() => Ahead(1).Kind is TokenKind.Or or TokenKind.OrOr
        || IsWordAhead(1, Keyword.Move) || IsWordAhead(1, Keyword.Static) || IsWordAhead(1, Keyword.Async);

    private Expression ParseLiteral()
    {
        Token token = _token;
        Bump();
        CheckSuffix(token);
        return Make(new ExpressionKind.Literal(token), token.Span);
    }

    private Expression ParseLiteralMaybeMinus()
    {
        Span start = _token.Span;
        if (_token is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Literal or Fragment.Expression or Fragment.Expression2021 })
        {
            return InFragment(ParseExpression);
        }

        bool isNegative = Eat(TokenKind.Minus);
        if (!_token.Kind.IsLiteral() && !IsWord(Keyword.True) && !IsWord(Keyword.False) && !Fragments(Fragment.Literal))
        {
            return Make(new ExpressionKind.Error(Fail(ParseErrors.At(_token.Span, $"unexpected token: {Describe(_token)}", "unexpected token"))), start);
        }

        Expression literal = Fragments(Fragment.Literal) ? ParseLiteralMaybeMinus() : ParseLiteral();
        return isNegative ? Make(new ExpressionKind.Unary(UnaryOperator.Negate, literal), start) : literal;
    }

    private void CheckSuffix(Token token)
    {
        string suffix = _session.Symbols[token.Suffix];
        if (suffix.Length == 0 || (token.Flags & TokenFlags.Broken) != 0)
        {
            return;
        }

        bool isFine = token.Kind switch
        {
            TokenKind.Integer => suffix is "u8" or "u16" or "u32" or "u64" or "u128" or "usize" or "i8" or "i16" or "i32" or "i64" or "i128" or "isize" or "f32" or "f64",
            TokenKind.Float => suffix is "f32" or "f64",
            _ => false,
        };
        if (!isFine)
        {
            Report(SuffixError(token, suffix));
        }
    }

    private static Diagnostic SuffixError(Token token, string suffix) => token.Kind switch
    {
        TokenKind.Integer => ParseErrors.At(token.Span, $"invalid suffix `{suffix}` for number literal", $"invalid suffix `{suffix}`")
            .WithHelp("the suffix must be one of the numeric types (`u32`, `isize`, `f32`, etc.)"),
        TokenKind.Float => ParseErrors.At(token.Span, $"invalid suffix `{suffix}` for float literal", $"invalid suffix `{suffix}`").WithHelp("valid suffixes are `f32` and `f64`"),
        TokenKind.Char => ParseErrors.At(token.Span, "suffixes on char literals are invalid", $"invalid suffix `{suffix}`"),
        TokenKind.Byte => ParseErrors.At(token.Span, "suffixes on byte literals are invalid", $"invalid suffix `{suffix}`"),
        TokenKind.ByteString or TokenKind.RawByteString => ParseErrors.At(token.Span, "suffixes on byte string literals are invalid", $"invalid suffix `{suffix}`"),
        _ => ParseErrors.At(token.Span, "suffixes on string literals are invalid", $"invalid suffix `{suffix}`"),
    };

    private Expression ParseArray(Span start)
    {
        Bump();
        if (Eat(TokenKind.CloseBracket))
        {
            return Make(new ExpressionKind.Array([]), start);
        }

        var elements = new List<Expression> { ParseExpression() };
        if (Eat(TokenKind.Semicolon))
        {
            AnonymousConst count = ParseAnonymousConst();
            Expect(TokenKind.CloseBracket);
            return Make(new ExpressionKind.Repeat(elements[0], count), start);
        }

        while (!_isStopped && !Eat(TokenKind.CloseBracket))
        {
            if (!Eat(TokenKind.Comma))
            {
                Check(TokenKind.Dot);
                FailUnexpected();
            }
            else if (!Is(TokenKind.CloseBracket))
            {
                elements.Add(ParseExpression());
            }
        }

        return Make(new ExpressionKind.Array(Of(elements)), start);
    }

    private Expression ParsePathExpression(Span start)
    {
        Path path = ParsePath(PathStyle.Expression);
        if (Is(TokenKind.Not) && Ahead(1).Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            return Make(new ExpressionKind.Macro(ParseMacroRest(path, start)), start);
        }

        Check(TokenKind.Not);
        Check(TokenKind.PathSeparator);
        if (!Check(TokenKind.OpenBrace))
        {
            return Make(new ExpressionKind.Path(null, path), start);
        }

        if ((_restrictions & Restrictions.NoStruct) == 0)
        {
            return ParseStruct(null, path, start);
        }

        bool isStruct = IsName(Ahead(1)) && Ahead(2).Kind == TokenKind.Colon;
        if (!isStruct)
        {
            return Make(new ExpressionKind.Path(null, path), start);
        }

        Expression literal = ParseStruct(null, path, start);
        Report(ParseErrors.At(literal.Span, "struct literals are not allowed here") with
        {
            Fixes = [new("surround the struct literal with parentheses", [new(literal.Span.AtStart, "("), new(literal.Span.AtEnd, ")")], Applicability.MachineApplicable)],
        });
        return literal;
    }

    private Expression ParseStruct(QualifiedSelf? self, Path name, Span start)
    {
        var fields = new List<FieldExpression>();
        StructRest rest = new StructRest.None();
        Bump();
        while (!_isStopped && !Eat(TokenKind.CloseBrace))
        {
            EquatableArray<Attribute> attributes = ParseOuterAttributes();
            Span dots = _token.Span;
            if (Eat(TokenKind.DotDot))
            {
                rest = Is(TokenKind.CloseBrace) ? new StructRest.Ignored(dots) : new StructRest.Base(ParseExpression());
                CheckNoCommaAfterBase();
                Expect(TokenKind.CloseBrace);
                break;
            }

            fields.Add(ParseFieldExpression(attributes));
            if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseBrace))
            {
                FailUnexpected();
            }
        }

        return Make(new ExpressionKind.Struct(self, name, Of(fields), rest), start);
    }

    private void CheckNoCommaAfterBase()
    {
        if (Is(TokenKind.Comma))
        {
            Report(ParseErrors.At(_token.Span, "cannot use a comma after the base struct").WithFix("remove this comma", _token.Span, "").WithNote("the base struct must always be the last field"));
            Bump();
        }
    }

    private FieldExpression ParseFieldExpression(EquatableArray<Attribute> attributes)
    {
        Span start = _token.Span;
        Ident name = ParseFieldName();
        if (Is(TokenKind.Assign))
        {
            Report(ParseErrors.At(_token.Span, "expected `:`, found `=`").WithFix("replace equals symbol with a colon", _token.Span, ":"));
            Bump();
            return new(NewId(), attributes, name, ParseExpression(), false, From(start));
        }

        if (Eat(TokenKind.Colon))
        {
            return new(NewId(), attributes, name, ParseExpression(), false, From(start));
        }

        var path = new Path([new PathSegment(NewId(), name, null)], false, name.Span);
        return new(NewId(), attributes, name, Make(new ExpressionKind.Path(null, path), start), true, From(start));
    }

    private Expression ParseLabelled(Span start)
    {
        Lifetime label = TakeLifetime();
        Expect(TokenKind.Colon);
        if (IsWord(Keyword.While) || IsWord(Keyword.For) || IsWord(Keyword.Loop))
        {
            return ParseLoop(label, start);
        }

        if (Is(TokenKind.OpenBrace) || Fragments(Fragment.Block))
        {
            return ParseBlockExpression(label, BlockMode.Plain, start);
        }

        return Make(new ExpressionKind.Error(Fail(ParseErrors.At(_token.Span, $"expected `while`, `for`, `loop` or `{{` after a label, found {Describe(_token)}", "expected `while`, `for`, `loop` or `{` after a label"))), start);
    }

    private Expression ParseBlockExpression(Lifetime? label, BlockMode mode, Span start) => Make(new ExpressionKind.OfBlock(label, mode, ParseBlock()), start);

    private Expression ParseCondition() => ParseExpression(Restrictions.NoStruct | Restrictions.AllowLet);

    private Expression ParseHead() => ParseExpression(Restrictions.NoStruct);

    // After the `if`.
    private Expression ParseIf(Span start)
    {
        if (!Enter())
        {
            return Make(new ExpressionKind.Error(_proof!), start);
        }

        Expression condition = ParseCondition();
        CheckChainEdition(condition);
        Block then = ParseBlock();
        Expression? otherwise = EatWord(Keyword.Else) ? ParseElse() : null;
        Leave();
        return Make(new ExpressionKind.If(condition, then, otherwise), start);
    }

    private Expression ParseElse()
    {
        Span start = _token.Span;
        return EatWord(Keyword.If) ? ParseIf(start) : ParseBlockExpression(null, BlockMode.Plain, start);
    }

    private void CheckChainEdition(Expression condition)
    {
        if (Edition >= Edition.Rust2024)
        {
            return;
        }

        bool isChain = condition.Kind is ExpressionKind.Binary { Operator: BinaryOperator.And };
        while (isChain && condition.Kind is ExpressionKind.Binary { Operator: BinaryOperator.And } chain)
        {
            ReportChainedLet(chain.Right);
            condition = chain.Left;
        }

        if (isChain)
        {
            ReportChainedLet(condition);
        }
    }

    private void ReportChainedLet(Expression expression)
    {
        if (expression.Kind is ExpressionKind.Let)
        {
            Report(ParseErrors.At(expression.Span, "let chains are only allowed in Rust 2024 or later"));
        }
    }

    private Expression ParseLet(Span start)
    {
        if ((_restrictions & Restrictions.AllowLet) == 0)
        {
            Report(ParseErrors.LetOutsideCondition(start));
        }

        Bump();
        Pattern pattern = ParsePatternTop();
        Expect(TokenKind.Assign);
        Restrictions outer = _restrictions;
        _restrictions &= ~(Restrictions.AllowLet | Restrictions.Statement);
        Expression value = ParseOperators(AndPrecedence + 1);
        _restrictions = outer;
        return Make(new ExpressionKind.Let(pattern, value), start);
    }

    private Expression ParseLoop(Lifetime? label, Span start)
    {
        if (EatWord(Keyword.Loop))
        {
            return Make(new ExpressionKind.Loop(label, ParseBlock()), start);
        }

        if (EatWord(Keyword.While))
        {
            Expression condition = ParseCondition();
            CheckChainEdition(condition);
            return Make(new ExpressionKind.While(label, condition, ParseBlock()), start);
        }

        ExpectWord(Keyword.For);
        Pattern pattern = ParsePatternTop();
        if (!EatWord(Keyword.In))
        {
            Fail(ParseErrors.At(_previous.Span.AtEnd, "missing `in` in `for` loop").WithFix("try adding `in` here", _previous.Span.AtEnd, " in"));
        }

        Expression iterated = ParseHead();
        return Make(new ExpressionKind.For(label, pattern, iterated, ParseBlock()), start);
    }

    private Expression ParseMatch(Span start)
    {
        Bump();
        Expression matched = ParseHead();
        var arms = new List<Arm>();
        Expect(TokenKind.OpenBrace);
        EquatableArray<Attribute> inner = ParseInnerAttributes();
        while (!_isStopped && !Eat(TokenKind.CloseBrace))
        {
            arms.Add(ParseArm());
        }

        return Make(new ExpressionKind.Match(matched, Of(arms)), start) with { Attributes = inner };
    }

    private Arm ParseArm()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        Pattern pattern = ParsePatternTop();
        Expression? guard = EatWord(Keyword.If) ? ParseExpression(Restrictions.AllowLet) : null;
        if (!Is(TokenKind.FatArrow))
        {
            Check(TokenKind.FatArrow);
            _expectedWords |= guard is null ? UInt128.One << (int)Keyword.If : 0;
            FailUnexpected();
        }

        Bump();
        Expression body = ParseExpression(Restrictions.Statement);
        bool needsComma = !IsBlockLike(body) && !Is(TokenKind.CloseBrace);
        if (!Eat(TokenKind.Comma) && needsComma)
        {
            Check(TokenKind.CloseBrace);
            FailUnexpected();
        }

        return new(NewId(), attributes, pattern, guard, body, From(start));
    }

    private Expression ParseClosure(EquatableArray<GenericParameter> lifetimes)
    {
        Span start = _token.Span;
        bool isConst = EatWord(Keyword.Const);
        bool isStatic = EatWord(Keyword.Static);
        bool isAsync = EatWord(Keyword.Async);
        bool isMove = EatWord(Keyword.Move);
        var parameters = new List<Parameter>();
        if (!Eat(TokenKind.OrOr))
        {
            ExpectFirst(TokenKind.Or);
            while (!_isStopped && !EatFirst(TokenKind.Or))
            {
                parameters.Add(ParseClosureParameter());
                if (!Eat(TokenKind.Comma) && !StartsWith(TokenKind.Or))
                {
                    FailUnexpected();
                }
            }
        }

        Span head = From(start);
        Type? output = ParseOutput(allowsPlus: false);
        Expression body = output is null
            ? ParseExpression(_restrictions & ~(Restrictions.AllowLet | Restrictions.Statement))
            : ParseBlockExpression(null, BlockMode.Plain, _token.Span);
        return Make(new ExpressionKind.Closure(new(lifetimes, isConst, isStatic, isAsync, isMove), new(Of(parameters), output), body, head), start);
    }

    private Parameter ParseClosureParameter()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        Pattern pattern = ParsePattern();
        Type type = Eat(TokenKind.Colon) ? ParseType() : MakeType(new TypeKind.Infer(), _previous.Span.AtEnd);
        return new(NewId(), attributes, pattern, type, From(start));
    }

    private Expression? ParseOptionalValue() =>
        CanBeginRangeOperand() ? ParseExpression(_restrictions & Restrictions.NoStruct) : null;

    private Expression ParseBreak(Span start)
    {
        Bump();
        Lifetime? label = Is(TokenKind.Lifetime) && Ahead(1).Kind != TokenKind.Colon ? TakeLifetime() : null;
        return Make(new ExpressionKind.Break(label, ParseOptionalValue()), start);
    }
}

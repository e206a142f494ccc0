using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Operators by precedence climbing (Reference: Expression precedence).</content>
public sealed partial class Parser
{
    private const int AssignPrecedence = 1;
    private const int RangePrecedence = 2;
    private const int OrPrecedence = 3;
    private const int AndPrecedence = 4;
    private const int ComparePrecedence = 5;
    private const int CastPrecedence = 11;

    private Expression Make(ExpressionKind kind, Span start) => new(NewId(), kind, From(start));

    private Expression ParseExpression() => ParseExpression(Restrictions.None);

    private Expression ParseExpression(Restrictions restrictions)
    {
        Restrictions outer = _restrictions;
        _restrictions = restrictions;
        Expression expression = ParseOperators(0);
        _restrictions = outer;
        return expression;
    }

    private Expression ParseOperators(int minimum)
    {
        Span start = _token.Span;
        if (!Enter())
        {
            return Make(new ExpressionKind.Error(_proof!), start);
        }

        Expression left = _token.Kind is TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot ? ParseRangeTo() : ParsePrefix();
        Expression whole = ParseOperatorsAfter(left, minimum, start);
        Leave();
        return whole;
    }

    private Expression ParseOperatorsAfter(Expression left, int minimum, Span start)
    {
        if ((_restrictions & Restrictions.Statement) != 0 && IsBlockLike(left))
        {
            return left;
        }

        for (int length = 0; !_isStopped; length++)
        {
            _expected |= Expected.Operator;
            int precedence = PrecedenceOf(_token);
            if (precedence == 0 || precedence < minimum)
            {
                return left;
            }

            if (length > ChainLimit)
            {
                Fail(ParseErrors.At(_token.Span, $"nested too deeply: more than {ChainLimit} operators in a row").WithHelp("split the expression with `let`"));
                return left;
            }

            left = ParseOperator(left, precedence, start);
        }

        return left;
    }

    private int PrecedenceOf(Token token) => token.Kind switch
    {
        TokenKind.Assign or (>= TokenKind.PlusAssign and <= TokenKind.ShiftRightAssign) => AssignPrecedence,
        TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot => RangePrecedence,
        TokenKind.OrOr => OrPrecedence,
        TokenKind.AndAnd => AndPrecedence,
        TokenKind.EqualEqual or TokenKind.NotEqual or TokenKind.LeftArrow or (>= TokenKind.Less and <= TokenKind.GreaterEqual) => ComparePrecedence,
        TokenKind.Or => 6,
        TokenKind.Caret => 7,
        TokenKind.And => 8,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => (_restrictions & Restrictions.ConstArgument) != 0 ? 0 : 9,
        TokenKind.Plus or TokenKind.Minus => 10,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 12,
        TokenKind.Identifier when token.Word == Keyword.As => CastPrecedence + 2,
        _ => 0,
    };

    private Expression ParseOperator(Expression left, int precedence, Span start)
    {
        Token token = _token;
        Restrictions outer = _restrictions;
        Bump();
        if (token.Kind == TokenKind.Identifier)
        {
            return Make(new ExpressionKind.Cast(left, ParseTypeNoBounds()), start);
        }

        if (precedence == RangePrecedence)
        {
            return ParseRangeAfter(left, token, start);
        }

        CheckChain(left, token, precedence);
        _restrictions &= token.Kind == TokenKind.AndAnd ? ~Restrictions.Statement : ~(Restrictions.Statement | Restrictions.AllowLet);
        Expression right = ParseOperators(precedence == AssignPrecedence ? precedence : precedence + 1);
        _restrictions = outer;
        return Make(Combine(token, left, right), start);
    }

    private static ExpressionKind Combine(Token token, Expression left, Expression right)
    {
        if (token.Kind == TokenKind.Assign)
        {
            return new ExpressionKind.Assign(left, right, token.Span);
        }

        return AssignedOperator(token.Kind) is { } operation
            ? new ExpressionKind.CompoundAssign(operation, left, right, token.Span)
            : new ExpressionKind.Binary(OperatorOf(token.Kind), left, right, token.Span);
    }

    /// <summary>The operator inside of <c>+=</c> and its like; null for other tokens.</summary>
    private static BinaryOperator? AssignedOperator(TokenKind kind) => kind switch
    {
        TokenKind.PlusAssign => BinaryOperator.Add,
        TokenKind.MinusAssign => BinaryOperator.Subtract,
        TokenKind.StarAssign => BinaryOperator.Multiply,
        TokenKind.SlashAssign => BinaryOperator.Divide,
        TokenKind.PercentAssign => BinaryOperator.Remainder,
        TokenKind.CaretAssign => BinaryOperator.BitXor,
        TokenKind.AndAssign => BinaryOperator.BitAnd,
        TokenKind.OrAssign => BinaryOperator.BitOr,
        TokenKind.ShiftLeftAssign => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRightAssign => BinaryOperator.ShiftRight,
        _ => null,
    };

    private static BinaryOperator OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        TokenKind.AndAnd => BinaryOperator.And,
        TokenKind.OrOr => BinaryOperator.Or,
        TokenKind.Caret => BinaryOperator.BitXor,
        TokenKind.And => BinaryOperator.BitAnd,
        TokenKind.Or => BinaryOperator.BitOr,
        TokenKind.ShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRight => BinaryOperator.ShiftRight,
        TokenKind.EqualEqual => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.LessEqual => BinaryOperator.LessEqual,
        TokenKind.GreaterEqual => BinaryOperator.GreaterEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        _ => BinaryOperator.Less,
    };

    // `a < b < c` means nothing; `f<T>(x)` is mended with `::`.
    private void CheckChain(Expression left, Token token, int precedence)
    {
        if (precedence != ComparePrecedence || left.Kind is not ExpressionKind.Binary { Operator: >= BinaryOperator.Equal } first)
        {
            return;
        }

        Diagnostic error = ParseErrors.ChainedComparison(first.OperatorSpan, token.Span);
        if (first.Operator == BinaryOperator.Less && token.Kind == TokenKind.Greater && _token.Kind is TokenKind.OpenParen or TokenKind.PathSeparator)
        {
            Fail(error.WithFix("use `::<...>` instead of `<...>` to specify lifetime, type, or const arguments", first.OperatorSpan.AtStart, "::"));
            return;
        }

        Report(error);
    }

    private Expression ParseRangeAfter(Expression left, Token token, Span start)
    {
        CheckOldRange(token);
        RangeLimits limits = token.Kind == TokenKind.DotDot ? RangeLimits.HalfOpen : RangeLimits.Closed;
        Restrictions outer = _restrictions;
        _restrictions &= ~Restrictions.Statement;
        Expression? right = CanBeginRangeOperand() ? ParseOperators(RangePrecedence + 1) : null;
        _restrictions = outer;
        CheckRangeEnd(limits, right, token.Span);
        return Make(new ExpressionKind.Range(left, right, limits), start);
    }

    private Expression ParseRangeTo()
    {
        Token token = _token;
        Bump();
        CheckOldRange(token);
        RangeLimits limits = token.Kind == TokenKind.DotDot ? RangeLimits.HalfOpen : RangeLimits.Closed;
        Expression? right = CanBeginRangeOperand() ? ParseOperators(RangePrecedence + 1) : null;
        CheckRangeEnd(limits, right, token.Span);
        return Make(new ExpressionKind.Range(null, right, limits), token.Span);
    }

    private bool CanBeginRangeOperand() => CanBeginExpression(_token) && !((_restrictions & Restrictions.NoStruct) != 0 && Is(TokenKind.OpenBrace));

    private void CheckOldRange(Token token)
    {
        if (token.Kind == TokenKind.DotDotDot)
        {
            Report(ParseErrors.At(token.Span, "unexpected token: `...`").WithFix("use `..` for an exclusive range", token.Span, ".."));
        }
    }

    private void CheckRangeEnd(RangeLimits limits, Expression? end, Span span)
    {
        if (limits == RangeLimits.Closed && end is null)
        {
            Report((ParseErrors.At(span, "inclusive range with no end") with { Code = "E0586" })
                .WithNote("inclusive ranges must be bounded at the end (`..=b` or `a..=b`)"));
        }
    }

    private bool CanBeginExpression(Token token) => token.Kind switch
    {
        TokenKind.Identifier => !IsReserved(token) || CanWordBeginExpression(token.Word),
        TokenKind.OpenParen or TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Minus or TokenKind.Star
            or TokenKind.Or or TokenKind.OrOr or TokenKind.And or TokenKind.AndAnd or TokenKind.DotDot or TokenKind.DotDotDot or TokenKind.DotDotEquals
            or TokenKind.Less or TokenKind.ShiftLeft or TokenKind.PathSeparator or TokenKind.Lifetime or TokenKind.Pound => true,
        TokenKind.OpenInvisible => token.Fragment is Fragment.Block or Fragment.Expression or Fragment.Expression2021 or Fragment.Literal or Fragment.Path or Fragment.Identifier,
        _ => token.Kind.IsLiteral(),
    };

    private static bool CanWordBeginExpression(Keyword word) => word.IsPathSegment() || word is Keyword.Async or Keyword.Do or Keyword.Box or Keyword.Break or Keyword.Const
        or Keyword.Continue or Keyword.False or Keyword.For or Keyword.Gen or Keyword.If or Keyword.Let or Keyword.Loop or Keyword.Match or Keyword.Move or Keyword.Return
        or Keyword.True or Keyword.Try or Keyword.Unsafe or Keyword.While or Keyword.Yield or Keyword.Static;

    // What ends a statement by its own closing brace.
    private static bool IsBlockLike(Expression expression) => expression.Kind is ExpressionKind.If or ExpressionKind.Match or ExpressionKind.OfBlock
        or ExpressionKind.While or ExpressionKind.Loop or ExpressionKind.For;

    private Expression ParsePrefix()
    {
        Span start = _token.Span;
        switch (_token.Kind)
        {
            case TokenKind.Pound or TokenKind.DocComment:
                EquatableArray<Attribute> attributes = ParseOuterAttributes();
                Expression inner = ParsePrefix();
                return inner with { Attributes = [.. attributes, .. inner.Attributes] };
            case TokenKind.Not:
                return ParseUnary(UnaryOperator.Not);
            case TokenKind.Minus:
                return ParseUnary(UnaryOperator.Negate);
            case TokenKind.Star:
                return ParseUnary(UnaryOperator.Dereference);
            case TokenKind.Tilde:
                Report(ParseErrors.At(start, "`~` cannot be used as a unary operator").WithFix("use `!` to perform bitwise not", start, "!"));
                return ParseUnary(UnaryOperator.Not);
            case TokenKind.And or TokenKind.AndAnd:
                return ParseBorrow();
            case TokenKind.Plus when Ahead(1).Kind == TokenKind.Plus:
                return Make(new ExpressionKind.Error(Fail(ParseErrors.At(start.To(Ahead(1).Span), "Rust has no prefix increment operator", "not a valid prefix operator")
                    .WithHelp("use `+= 1` instead"))), start);
            case TokenKind.Plus when Ahead(1).Kind.IsLiteral():
                Report(ParseErrors.At(start, "leading `+` is not supported", "unexpected `+`").WithFix("try removing the `+`", start, ""));
                Bump();
                return ParsePrefix();
            default:
                return ParseDotOrCall(start);
        }
    }

    private Expression ParseUnary(UnaryOperator unary)
    {
        Span start = _token.Span;
        if (!Enter())
        {
            return Make(new ExpressionKind.Error(_proof!), start);
        }

        Bump();
        Restrictions outer = _restrictions;
        _restrictions &= ~Restrictions.Statement;
        Expression operand = ParsePrefix();
        _restrictions = outer;
        Leave();
        return Make(new ExpressionKind.Unary(unary, operand), start);
    }

    private Expression ParseBorrow()
    {
        Span start = _token.Span;
        if (!Enter())
        {
            return Make(new ExpressionKind.Error(_proof!), start);
        }

        ExpectFirst(TokenKind.And);
        Restrictions outer = _restrictions;
        _restrictions &= ~Restrictions.Statement;
        ExpressionKind kind = ParseBorrowed();
        _restrictions = outer;
        Leave();
        return Make(kind, start);
    }

    private ExpressionKind.Borrow ParseBorrowed()
    {
        if (IsWord(Keyword.Raw) && (IsWordAhead(1, Keyword.Const) || IsWordAhead(1, Keyword.Mut)))
        {
            Bump();
            bool isRawMutable = IsWord(Keyword.Mut);
            Bump();
            return new ExpressionKind.Borrow(true, isRawMutable, ParsePrefix());
        }

        bool isMutable = EatWord(Keyword.Mut);
        return new ExpressionKind.Borrow(false, isMutable, ParsePrefix());
    }

    private Expression ParseDotOrCall(Span start)
    {
        Expression bottom = ParseBottom();
        return ParsePostfix(bottom, start);
    }

    private Expression ParsePostfix(Expression operand, Span start)
    {
        for (int length = 0; !_isStopped; length++)
        {
            if (length > ChainLimit)
            {
                Fail(ParseErrors.At(_token.Span, $"nested too deeply: more than {ChainLimit} calls in a row").WithHelp("split the expression with `let`"));
                return operand;
            }

            bool isStatement = (_restrictions & Restrictions.Statement) != 0 && IsBlockLike(operand);
            if (Eat(TokenKind.Question))
            {
                operand = Make(new ExpressionKind.Try(operand), start);
            }
            else if (Eat(TokenKind.Dot))
            {
                operand = ParseAfterDot(operand, start);
            }
            else if (isStatement)
            {
                return operand;
            }
            else if (Is(TokenKind.OpenParen))
            {
                operand = Make(new ExpressionKind.Call(operand, Of(ParseList(TokenKind.OpenParen, ParseExpression))), start);
            }
            else if (Is(TokenKind.OpenBracket))
            {
                Span open = _token.Span;
                Bump();
                Expression at = ParseExpression();
                Expect(TokenKind.CloseBracket);
                operand = Make(new ExpressionKind.Index(operand, at, From(open)), start);
            }
            else
            {
                return operand;
            }
        }

        return operand;
    }

    private Expression ParseAfterDot(Expression operand, Span start)
    {
        if (_token.Kind is TokenKind.Integer)
        {
            return Make(new ExpressionKind.Field(operand, TakeIdent()), start);
        }

        if (Is(TokenKind.Float))
        {
            return ParseFloatFields(operand, start);
        }

        if (IsWord(Keyword.Await) && Edition >= Edition.Rust2018)
        {
            Span word = _token.Span;
            Bump();
            return Make(new ExpressionKind.Await(operand, word), start);
        }

        if (!IsPathSegment(_token) && !Fragments(Fragment.Identifier))
        {
            return Make(new ExpressionKind.Error(Fail(ParseErrors.At(_token.Span, $"unexpected token: {Describe(_token)}", "unexpected token"))), start);
        }

        Span nameStart = _token.Span;
        PathSegment segment = ParseSegment(PathStyle.Expression);
        if (Is(TokenKind.OpenParen))
        {
            List<Expression> arguments = ParseList(TokenKind.OpenParen, ParseExpression);
            return Make(new ExpressionKind.MethodCall(operand, segment, Of(arguments), From(nameStart)), start);
        }

        if (segment.Arguments is GenericArgs.Angle angle)
        {
            Report(ParseErrors.At(angle.Span, "field expressions cannot have generic arguments"));
        }

        return Make(new ExpressionKind.Field(operand, segment.Ident), start);
    }

    // `a.0.1` comes as `a` `.` `0.1`, `a.0.` as `a` `.` `0.`
    private Expression ParseFloatFields(Expression operand, Span start)
    {
        Token token = _token;
        string[] parts = NameOf(token).Split('.');
        if (parts.Length != 2 || !token.Suffix.IsEmpty || parts.Any(part => !part.All(char.IsAsciiDigit)))
        {
            return Make(new ExpressionKind.Error(Fail(ParseErrors.At(token.Span, $"unexpected token: {Describe(token)}", "unexpected token"))), start);
        }

        Bump();
        int middle = Math.Min(token.Span.Start + parts[0].Length, token.Span.End);
        var first = new Ident(_session.Symbols.Intern(parts[0]), token.Span with { End = middle }, token.Context);
        Expression outer = Make(new ExpressionKind.Field(operand, first), start);
        if (parts[1].Length == 0)
        {
            return ParseAfterDot(outer, start);
        }

        var second = new Ident(_session.Symbols.Intern(parts[1]), token.Span with { Start = Math.Min(middle + 1, token.Span.End) }, token.Context);
        return Make(new ExpressionKind.Field(outer, second), start);
    }
}

using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>A number in an <c>#if</c>: <c>intmax_t</c>, or <c>uintmax_t</c> as soon as either operand is one (6.10.1p4).</summary>
internal readonly record struct ConditionValue(ulong Bits, bool IsUnsigned)
{
    public bool IsTrue => Bits != 0;

    public long Signed => unchecked((long)Bits);

    public static ConditionValue Of(bool value) => new(value ? 1ul : 0ul, false);
}

/// <summary>
/// Evaluates the expression of an <c>#if</c> by precedence climbing. Names that are left are 0. What is not evaluated, such as the
/// right side of a false <c>&amp;&amp;</c>, may divide by zero.
/// </summary>
internal sealed class ConditionEvaluator(Session session, Token directive, IReadOnlyList<Token> tokens)
{
    private readonly LiteralDecoder _literals = LiteralDecoder.For(session);
    private int _at;
    private int _depth;
    private int _unevaluated;
    private bool _isFaulty;

    private Token Current => _at < tokens.Count ? tokens[_at] : new(TokenKind.EndOfDirective, tokens.Count > 0 ? tokens[^1].Span.AtEnd : directive.Span.AtEnd, Symbol.Empty);

    /// <summary>The truth of the whole line; false after an error.</summary>
    public bool Evaluate()
    {
        if (tokens.Count == 0)
        {
            session.Reporter.Error(DirectiveDiagnostics.EmptyCondition(directive.Span, session.TextOf(directive)));
            return false;
        }

        ConditionValue value = ParseConditional();
        while (!_isFaulty && Current.Kind == TokenKind.Comma)
        {
            session.Reporter.Warn(DirectiveDiagnostics.CommaInCondition(Current.Span));
            _at++;
            value = ParseConditional();
        }

        if (!_isFaulty && Current.Kind != TokenKind.EndOfDirective)
        {
            Fail(DirectiveDiagnostics.UnexpectedInCondition(Current.Span, Current.Describe(session.Symbols), "an operator"));
        }

        return !_isFaulty && value.IsTrue;
    }

    private ConditionValue ParseConditional()
    {
        if (!TryEnter())
        {
            return default;
        }

        ConditionValue condition = ParseBinary(1);
        if (!_isFaulty && Current.Kind == TokenKind.Question)
        {
            condition = ParseBranches(condition);
        }

        _depth--;
        return condition;
    }

    private ConditionValue ParseBranches(ConditionValue condition)
    {
        _at++;
        ConditionValue whenTrue = Unevaluated(!condition.IsTrue, ParseComma);
        if (_isFaulty || !Expect(TokenKind.Colon))
        {
            return default;
        }

        ConditionValue whenFalse = Unevaluated(condition.IsTrue, ParseConditional);
        return new((condition.IsTrue ? whenTrue : whenFalse).Bits, whenTrue.IsUnsigned || whenFalse.IsUnsigned);
    }

    private ConditionValue ParseComma()
    {
        ConditionValue value = ParseConditional();
        while (!_isFaulty && Current.Kind == TokenKind.Comma)
        {
            _at++;
            value = ParseConditional();
        }

        return value;
    }

    private ConditionValue ParseBinary(int least)
    {
        ConditionValue left = ParseUnary();
        while (!_isFaulty && Precedence(Current.Kind) is var precedence && precedence >= least)
        {
            Token operation = Current;
            _at++;
            bool isSkipped = operation.Kind switch
            {
                TokenKind.AmpersandAmpersand => !left.IsTrue,
                TokenKind.PipePipe => left.IsTrue,
                _ => false,
            };
            ConditionValue right = Unevaluated(isSkipped, () => ParseBinary(precedence + 1));
            left = _isFaulty ? default : Apply(operation, left, right);
        }

        return left;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.PipePipe => 1,
        TokenKind.AmpersandAmpersand => 2,
        TokenKind.Pipe => 3,
        TokenKind.Caret => 4,
        TokenKind.Ampersand => 5,
        TokenKind.EqualEqual or TokenKind.ExclamationEqual => 6,
        TokenKind.Less or TokenKind.Greater or TokenKind.LessEqual or TokenKind.GreaterEqual => 7,
        TokenKind.LessLess or TokenKind.GreaterGreater => 8,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
        _ => 0,
    };

    private ConditionValue ParseUnary()
    {
        if (!TryEnter())
        {
            return default;
        }

        Token token = Current;
        _at++;
        ConditionValue value = token.Kind switch
        {
            TokenKind.Plus => ParseUnary(),
            TokenKind.Minus => ParseUnary() is var operand ? operand with { Bits = unchecked(0 - operand.Bits) } : default,
            TokenKind.Tilde => ParseUnary() is var operand ? operand with { Bits = ~operand.Bits } : default,
            TokenKind.Exclamation => ConditionValue.Of(!ParseUnary().IsTrue),
            TokenKind.LeftParen => ParseParenthesised(),
            TokenKind.PpNumber => ParseNumber(token),
            TokenKind.CharConstant => ParseCharacter(token),
            TokenKind.Identifier => ParseName(token),
            _ => Fail(DirectiveDiagnostics.UnexpectedInCondition(token.Span, token.Describe(session.Symbols), "a number, name or `(`")),
        };
        _depth--;
        return value;
    }

    private ConditionValue ParseParenthesised()
    {
        ConditionValue value = ParseComma();
        return _isFaulty || !Expect(TokenKind.RightParen) ? default : value;
    }

    private ConditionValue ParseNumber(Token token)
    {
        switch (_literals.DecodeNumber(token))
        {
            case NumberLiteral.Integer integer:
                bool isUnsigned = integer.IsUnsigned || (integer.Value >> 63) != 0;
                return new(integer.Value, isUnsigned);
            case NumberLiteral.Floating:
                return Fail(DirectiveDiagnostics.FloatInCondition(token.Span));
            default:
                _isFaulty = true;
                return default;
        }
    }

    private ConditionValue ParseCharacter(Token token)
    {
        CharLiteral literal = _literals.DecodeChar(token);
        return new(unchecked((ulong)literal.Value), literal.Prefix is LiteralPrefix.Utf16 or LiteralPrefix.Utf32);
    }

    private ConditionValue ParseName(Token token)
    {
        if (Current.Kind == TokenKind.LeftParen)
        {
            return Fail(DirectiveDiagnostics.CallInCondition(token.Span, session.TextOf(token)));
        }

        if (_unevaluated == 0)
        {
            session.Reporter.Warn(DirectiveDiagnostics.UndefinedName(token.Span, session.TextOf(token)));
        }

        return default;
    }

    private ConditionValue Apply(Token operation, ConditionValue left, ConditionValue right)
    {
        bool isUnsigned = left.IsUnsigned || right.IsUnsigned;
        return operation.Kind switch
        {
            TokenKind.PipePipe => ConditionValue.Of(left.IsTrue || right.IsTrue),
            TokenKind.AmpersandAmpersand => ConditionValue.Of(left.IsTrue && right.IsTrue),
            TokenKind.Pipe => new(left.Bits | right.Bits, isUnsigned),
            TokenKind.Caret => new(left.Bits ^ right.Bits, isUnsigned),
            TokenKind.Ampersand => new(left.Bits & right.Bits, isUnsigned),
            TokenKind.EqualEqual => ConditionValue.Of(left.Bits == right.Bits),
            TokenKind.ExclamationEqual => ConditionValue.Of(left.Bits != right.Bits),
            TokenKind.Less => ConditionValue.Of(IsLess(left, right, isUnsigned)),
            TokenKind.Greater => ConditionValue.Of(IsLess(right, left, isUnsigned)),
            TokenKind.LessEqual => ConditionValue.Of(!IsLess(right, left, isUnsigned)),
            TokenKind.GreaterEqual => ConditionValue.Of(!IsLess(left, right, isUnsigned)),
            TokenKind.LessLess => Shift(left, right, isLeft: true),
            TokenKind.GreaterGreater => Shift(left, right, isLeft: false),
            TokenKind.Plus => new(unchecked(left.Bits + right.Bits), isUnsigned),
            TokenKind.Minus => new(unchecked(left.Bits - right.Bits), isUnsigned),
            TokenKind.Star => new(unchecked(left.Bits * right.Bits), isUnsigned),
            _ => Divide(operation, left, right, isUnsigned),
        };
    }

    private static bool IsLess(ConditionValue left, ConditionValue right, bool isUnsigned) =>
        isUnsigned ? left.Bits < right.Bits : left.Signed < right.Signed;

    // As gcc: a negative count shifts the other way, and a count beyond the width shifts everything out.
    private static ConditionValue Shift(ConditionValue left, ConditionValue right, bool isLeft)
    {
        bool isNegative = !right.IsUnsigned && right.Signed < 0;
        ulong count = isNegative ? unchecked(0 - right.Bits) : right.Bits;
        bool isFilledWithSign = !left.IsUnsigned && left.Signed < 0;
        if (isLeft != isNegative)
        {
            return left with { Bits = count > 63 ? 0 : unchecked(left.Bits << (int)count) };
        }

        ulong beyond = isFilledWithSign ? ulong.MaxValue : 0;
        ulong shifted = count > 63 ? beyond
            : isFilledWithSign ? unchecked((ulong)(left.Signed >> (int)count))
            : left.Bits >> (int)count;
        return left with { Bits = shifted };
    }

    private ConditionValue Divide(Token operation, ConditionValue left, ConditionValue right, bool isUnsigned)
    {
        if (!right.IsTrue)
        {
            return _unevaluated > 0 ? new(0, isUnsigned) : Fail(DirectiveDiagnostics.DivisionByZero(operation.Span));
        }

        bool isQuotient = operation.Kind == TokenKind.Slash;
        if (isUnsigned)
        {
            return new(isQuotient ? left.Bits / right.Bits : left.Bits % right.Bits, true);
        }

        // The one signed quotient that does not fit.
        if (right.Signed == -1)
        {
            return new(isQuotient ? unchecked(0 - left.Bits) : 0, false);
        }

        long result = isQuotient ? left.Signed / right.Signed : left.Signed % right.Signed;
        return new(unchecked((ulong)result), false);
    }

    private ConditionValue Unevaluated(bool isSkipped, Func<ConditionValue> parse)
    {
        _unevaluated += isSkipped ? 1 : 0;
        ConditionValue value = parse();
        _unevaluated -= isSkipped ? 1 : 0;
        return value;
    }

    private bool TryEnter()
    {
        if (_isFaulty || ++_depth > session.Options.Limits.ExpressionDepth)
        {
            Fail(DirectiveDiagnostics.ConditionTooDeep(Current.Span, session.Options.Limits.ExpressionDepth));
            return false;
        }

        return true;
    }

    private bool Expect(TokenKind kind)
    {
        if (Current.Kind == kind)
        {
            _at++;
            return true;
        }

        Fail(DirectiveDiagnostics.UnexpectedInCondition(Current.Span, Current.Describe(session.Symbols), kind.Describe()));
        return false;
    }

    private ConditionValue Fail(Foundation.Diagnostics.Diagnostic diagnostic)
    {
        if (!_isFaulty)
        {
            _isFaulty = true;
            session.Reporter.Error(diagnostic);
        }

        return default;
    }
}

using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Expressions from the comma down to binary operators (6.5.5 to 6.5.17).</summary>
public sealed partial class CParser
{
    // 6.5.17 expression: assignment-expression (`,` assignment-expression)*
    private Expression ParseExpression()
    {
        Expression left = ParseAssignment();
        for (int length = 0; Kind == TokenKind.Comma; length++)
        {
            if (length > ChainLimit)
            {
                return ChainTooLong(Current.Span);
            }

            Advance();
            left = _check.Binary.Comma(left, ParseAssignment());
        }

        return left;
    }

    // 6.5.16 assignment-expression: conditional-expression | unary-expression assignment-operator assignment-expression
    private Expression ParseAssignment()
    {
        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        Expression left = ParseBinary(ParseUnary(), LowestPrecedence);
        if (Kind == TokenKind.Question)
        {
            left = ParseConditional(left);
        }

        if (Kind == TokenKind.Equal)
        {
            Advance();
            left = _check.Assignments.Assign(left, ParseAssignment());
        }
        else if (CompoundOperator(Kind) is { } op)
        {
            Span operatorSpan = Advance().Span;
            left = _check.Assignments.Compound(op, left, ParseAssignment(), operatorSpan);
        }

        Leave();
        return left;
    }

    // 6.6 constant-expression: conditional-expression
    private Expression ParseConditionalExpression()
    {
        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        Expression left = ParseBinary(ParseUnary(), LowestPrecedence);
        left = Kind == TokenKind.Question ? ParseConditional(left) : left;
        Leave();
        return left;
    }

    // 6.5.15 conditional-expression: logical-OR-expression `?` expression? `:` conditional-expression
    private Expression ParseConditional(Expression condition)
    {
        Token question = Advance();
        OperatorHints.CheckCondition(_context, condition);
        bool? truth = Folding.Truth(condition.Constant);
        if (Take(TokenKind.Colon))
        {
            return _check.Conditional.OrElse(condition, ParseDead(truth == true), question.Span);
        }

        Report.DeadDepth += truth == false ? 1 : 0;
        Expression then = ParseExpression();
        Report.DeadDepth -= truth == false ? 1 : 0;
        if (!Expect(TokenKind.Colon, "after the second operand of `?`"))
        {
            return CheckContext.Wrong(question.Span, Report.Last!);
        }

        return _check.Conditional.Conditional(condition, then, ParseDead(truth == true), question.Span);
    }

    private Expression ParseDead(bool isDead)
    {
        Report.DeadDepth += isDead ? 1 : 0;
        Expression expression = ParseConditionalExpression();
        Report.DeadDepth -= isDead ? 1 : 0;
        return expression;
    }

    // 6.5.5 to 6.5.14, by precedence climbing: operators of a level bind to the left.
    private Expression ParseBinary(Expression left, int lowest)
    {
        for (int length = 0; PrecedenceOf(Kind) is var precedence && precedence >= lowest; length++)
        {
            if (length > ChainLimit)
            {
                return ChainTooLong(Current.Span);
            }

            Token op = Advance();
            bool isDead = IsDeadAfter(op.Kind, left);
            Report.DeadDepth += isDead ? 1 : 0;
            Expression right = ParseUnary();
            if (PrecedenceOf(Kind) > precedence)
            {
                right = ParseBinary(right, precedence + 1);
            }

            Report.DeadDepth -= isDead ? 1 : 0;
            left = op.Kind is TokenKind.AmpersandAmpersand or TokenKind.PipePipe
                ? _check.Binary.Logical(op.Kind == TokenKind.PipePipe, left, right, op.Span)
                : _check.Binary.Binary(OperatorOf(op.Kind), left, right, op.Span);
        }

        return left;
    }

    private static bool IsDeadAfter(TokenKind op, Expression left) => op switch
    {
        TokenKind.AmpersandAmpersand => Folding.Truth(left.Constant) == false,
        TokenKind.PipePipe => Folding.Truth(left.Constant) == true,
        _ => false,
    };

    private const int LowestPrecedence = 1;

    private static int PrecedenceOf(TokenKind kind) => kind switch
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

    private static BinaryOperator OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Pipe => BinaryOperator.BitOr,
        TokenKind.Caret => BinaryOperator.BitXor,
        TokenKind.Ampersand => BinaryOperator.BitAnd,
        TokenKind.EqualEqual => BinaryOperator.Equal,
        TokenKind.ExclamationEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.LessEqual => BinaryOperator.LessOrEqual,
        TokenKind.GreaterEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.LessLess => BinaryOperator.ShiftLeft,
        TokenKind.GreaterGreater => BinaryOperator.ShiftRight,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        _ => BinaryOperator.Remainder,
    };

    private static BinaryOperator? CompoundOperator(TokenKind kind) => kind switch
    {
        TokenKind.StarEqual => BinaryOperator.Multiply,
        TokenKind.SlashEqual => BinaryOperator.Divide,
        TokenKind.PercentEqual => BinaryOperator.Remainder,
        TokenKind.PlusEqual => BinaryOperator.Add,
        TokenKind.MinusEqual => BinaryOperator.Subtract,
        TokenKind.LessLessEqual => BinaryOperator.ShiftLeft,
        TokenKind.GreaterGreaterEqual => BinaryOperator.ShiftRight,
        TokenKind.AmpersandEqual => BinaryOperator.BitAnd,
        TokenKind.CaretEqual => BinaryOperator.BitXor,
        TokenKind.PipeEqual => BinaryOperator.BitOr,
        _ => null,
    };
}

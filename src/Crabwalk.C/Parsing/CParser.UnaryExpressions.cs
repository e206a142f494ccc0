using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Casts, prefix and postfix operators (6.5.2 to 6.5.4).</summary>
public sealed partial class CParser
{
    // 6.5.3 unary-expression, 6.5.4 cast-expression
    private Expression ParseUnary()
    {
        switch (Kind)
        {
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde or TokenKind.Exclamation or TokenKind.Star or TokenKind.Ampersand
                or TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.Extension:
                return ParsePrefix();
            case TokenKind.LeftParen when StartsTypeName(Peek()) || Peek().Kind == TokenKind.Attribute:
                return ParseCastOrCompoundLiteral();
            case TokenKind.Sizeof:
                return ParseSizeof();
            case TokenKind.Alignof:
                return ParseAlignof();
            case TokenKind.AmpersandAmpersand:
                return ParseLabelAddress();
            case TokenKind.RealPart or TokenKind.ImaginaryPart:
                Token part = Advance();
                ParseUnary();
                return CheckContext.Wrong(part.Span, Report.Unsupported(part.Span, $"`{TextOf(part)}` and complex numbers"));
            default:
                return ParsePostfix(ParsePrimary());
        }
    }

    private Expression ParsePrefix()
    {
        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        Token op = Advance();
        Expression operand = ParseUnary();
        Leave();
        return op.Kind switch
        {
            TokenKind.Plus => _check.Unary.Unary(UnaryOperator.Plus, operand, op.Span),
            TokenKind.Minus => _check.Unary.Unary(UnaryOperator.Negate, operand, op.Span),
            TokenKind.Tilde => _check.Unary.Unary(UnaryOperator.BitNot, operand, op.Span),
            TokenKind.Exclamation => _check.Unary.Unary(UnaryOperator.LogicalNot, operand, op.Span),
            TokenKind.Star => _check.Unary.Dereference(operand, op.Span),
            TokenKind.Ampersand => _check.Unary.AddressOf(operand, op.Span),
            TokenKind.PlusPlus => _check.Unary.Increment(operand, op.Span, isDecrement: false, isPostfix: false),
            TokenKind.MinusMinus => _check.Unary.Increment(operand, op.Span, isDecrement: true, isPostfix: false),
            _ => operand,
        };
    }

    // 6.5.4 `(` type-name `)` cast-expression; 6.5.2.5 `(` type-name `)` `{` initializer-list `}`
    private Expression ParseCastOrCompoundLiteral()
    {
        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        int bounds = _context.PendingBounds.Count;
        Token open = Advance();
        CType type = ParseTypeName();
        ExpectClosing(TokenKind.RightParen, open, "after the type name");
        Expression result;
        if (Kind == TokenKind.LeftBrace)
        {
            result = ParsePostfix(ParseCompoundLiteral(type, open));
        }
        else
        {
            Expression operand = ParseUnary();
            result = _check.Casts.Cast(type, operand, open.Span);
        }

        Leave();
        return WithPendingBounds(result, bounds);
    }

    // 6.5.3.4 `sizeof` unary-expression | `sizeof` `(` type-name `)`
    private Expression ParseSizeof()
    {
        Token keyword = Advance();
        (CType type, Expression? operand, Span operandSpan, int bounds) = ParseTypeOrOperand();
        Span span = _context.Join(keyword.Span, operandSpan);
        if (operand is Expression.Member { Field: { IsBitField: true } field })
        {
            return _context.Fail(span, CErrors.SizeofBitField(operandSpan, field.Name ?? ""));
        }

        WarnOfSizeofParameter(operand, operandSpan);
        Expression size = _check.Casts.SizeOf(type, span, operandSpan);
        if (size is not Expression.SizeOfVariable)
        {
            return DropPendingBounds(size, bounds);
        }

        // 6.5.3.4p2: an operand of variable length is evaluated.
        bool isEvaluated = operand is not (null or Expression.VariableReference);
        return WithPendingBounds(isEvaluated ? new Expression.Comma(span, size.Type, Conversions.Value(operand!), size) : size, bounds);
    }

    private void WarnOfSizeofParameter(Expression? operand, Span span)
    {
        if (operand is Expression.VariableReference { Variable: { IsParameter: true, DeclaredAsArray: { } declared } parameter })
        {
            Report.Warn(Warnings.SizeofArrayArgument, span, $"`sizeof` of the parameter `{parameter.Name}` is the size of `{parameter.Type}`", "",
                CheckReporter.Note(parameter.Span, $"`{parameter.Name}` is declared as `{declared}`, and a parameter of array type is a pointer"));
        }
    }

    private Expression ParseAlignof()
    {
        Token keyword = Advance();
        (CType type, Expression? operand, Span operandSpan, int bounds) = ParseTypeOrOperand();
        return DropPendingBounds(_check.Casts.AlignOf(type, operand, _context.Join(keyword.Span, operandSpan), operandSpan), bounds);
    }

    /// <summary>The operand of <c>sizeof</c> and its like: a type name in parentheses or an expression that is not evaluated.</summary>
    private (CType Type, Expression? Operand, Span Span, int Bounds) ParseTypeOrOperand()
    {
        int bounds = _context.PendingBounds.Count;
        if (!TryEnter())
        {
            Expression deep = TooDeepExpression();
            return (deep.Type, deep, deep.Span, bounds);
        }

        Expression operand;
        if (Kind == TokenKind.LeftParen && StartsTypeName(Peek()))
        {
            Token open = Advance();
            CType type = ParseTypeName();
            Token close = ExpectClosing(TokenKind.RightParen, open, "after the type name");
            Span span = _context.Join(open.Span, close.Span);
            if (Kind != TokenKind.LeftBrace)
            {
                Leave();
                return (type, null, span, bounds);
            }

            operand = ParsePostfix(ParseCompoundLiteral(type, open));
        }
        else
        {
            _context.UnevaluatedDepth++;
            operand = ParseUnary();
            _context.UnevaluatedDepth--;
        }

        Leave();
        Conversions.MarkMentioned(operand);
        return (operand.Type, operand, operand.OuterSpan, bounds);
    }

    private Expression ParseLabelAddress()
    {
        Token op = Advance();
        if (Kind != TokenKind.Identifier)
        {
            return CheckContext.Wrong(op.Span, ReportExpected("a label", "after `&&`"));
        }

        Token name = Advance();
        Span span = _context.Join(op.Span, name.Span);
        if (_context.Function is not { } function)
        {
            return _context.Fail(span, CErrors.LabelOutsideFunction(name.Span, TextOf(name)));
        }

        Label label = function.Labels.Find(TextOf(name), name.Span);
        label.IsUsed = true;
        label.IsAddressTaken = true;
        return new Expression.LabelAddress(span, Types.Void.PointerTo(), label);
    }

    // 6.5.2 postfix-expression
    private Expression ParsePostfix(Expression left)
    {
        for (int length = 0; ; length++)
        {
            if (length > ChainLimit)
            {
                return ChainTooLong(Current.Span);
            }

            switch (Kind)
            {
                case TokenKind.LeftBracket:
                    left = ParseSubscript(left);
                    break;
                case TokenKind.LeftParen:
                    left = ParseCall(left);
                    break;
                case TokenKind.Dot or TokenKind.Arrow:
                    left = ParseMember(left);
                    break;
                case TokenKind.PlusPlus or TokenKind.MinusMinus:
                    Token op = Advance();
                    left = _check.Unary.Increment(left, op.Span, op.Kind == TokenKind.MinusMinus, isPostfix: true);
                    break;
                default:
                    return left;
            }
        }
    }

    private Expression ParseSubscript(Expression left)
    {
        Token open = Advance();
        Expression index = ParseExpression();
        Token close = ExpectClosing(TokenKind.RightBracket, open, "after the subscript");
        return _check.Unary.Subscript(left, index, close.Span);
    }

    private Expression ParseMember(Expression left)
    {
        Token op = Advance();
        if (Kind != TokenKind.Identifier)
        {
            return CheckContext.Wrong(op.Span, ReportExpected("the name of a member", $"after {op.Kind.Describe()}"));
        }

        Token name = Advance();
        return _check.Unary.Member(left, TextOf(name), name.Span, op.Kind == TokenKind.Arrow);
    }

    private Expression ParseCall(Expression callee)
    {
        List<Expression> arguments = ParseArguments(out Token close);
        return _check.Calls.Call(callee, arguments, close.Span);
    }

    // argument-expression-list: assignment-expression (`,` assignment-expression)*
    private List<Expression> ParseArguments(out Token close)
    {
        Token open = Advance();
        var arguments = new List<Expression>();
        if (Kind != TokenKind.RightParen)
        {
            do
            {
                arguments.Add(ParseAssignment());
            }
            while (Take(TokenKind.Comma));
        }

        if (Kind != TokenKind.RightParen)
        {
            close = ExpectClosing(TokenKind.RightParen, open, "after the arguments");
            arguments.Add(CheckContext.Wrong(close.Span, Report.Last!));
            SkipTo(TokenKind.RightParen, TokenKind.RightParen);
            Take(TokenKind.RightParen);
            return arguments;
        }

        close = Advance();
        return arguments;
    }

    /// <summary>Lets the expression evaluate the array sizes that were met inside it.</summary>
    private Expression WithPendingBounds(Expression expression, int from)
    {
        if (_context.PendingBounds.Count == from || expression.Type.IsError())
        {
            return DropPendingBounds(expression, from);
        }

        VariableBound[] bounds = [.. _context.PendingBounds.Skip(from)];
        _context.PendingBounds.RemoveRange(from, bounds.Length);
        return new Expression.WithBounds(expression.Span, expression.Type, [.. bounds], expression) { OuterSpan = expression.OuterSpan };
    }

    private Expression DropPendingBounds(Expression expression, int from)
    {
        _context.PendingBounds.RemoveRange(from, _context.PendingBounds.Count - from);
        return expression;
    }
}

using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Names, literals, parentheses, <c>_Generic</c> and gcc's primary expressions (6.5.1).</summary>
public sealed partial class CParser
{
    private Expression ParsePrimary()
    {
        switch (Kind)
        {
            case TokenKind.Identifier:
                return ParseName();
            case TokenKind.PpNumber:
                return ParseNumber();
            case TokenKind.CharConstant:
                return ParseCharacter();
            case TokenKind.StringLiteral:
                return ParseString();
            case TokenKind.LeftParen:
                return ParseParenthesized();
            case TokenKind.Generic:
                return ParseGeneric();
            default:
                return ExpectedExpression();
        }
    }

    private Expression ExpectedExpression()
    {
        Span span = PlaceOfMissing();
        Reported reported = Report.Error(CErrors.ExpectedExpression(span, Current.Describe(_context.Symbols)));
        if (Kind is not (TokenKind.Semicolon or TokenKind.RightParen or TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.Comma
            or TokenKind.Colon or TokenKind.LeftBrace or TokenKind.EndOfFile) && !StartsStatement(Kind))
        {
            Advance();
        }

        return CheckContext.Wrong(span, reported);
    }

    private Expression ParseName()
    {
        Token name = Advance();
        string text = TextOf(name);
        if (text.StartsWith("__", StringComparison.Ordinal) && BuiltinChecks.IsReserved(text))
        {
            return ParseBuiltin(name, text);
        }

        return _check.Names.Resolve(name.Text, name.Span, isCalled: Kind == TokenKind.LeftParen);
    }

    private Expression ParseBuiltin(Token name, string text)
    {
        if (ParseTypeBuiltin(name, text) is { } special)
        {
            return special;
        }

        bool isDeclared = _context.Scopes.Find(name.Text) is not null;
        if (Kind == TokenKind.LeftParen)
        {
            bool isUnevaluated = text is "__builtin_constant_p" or "__builtin_classify_type" or "__builtin_object_size";
            _context.UnevaluatedDepth += isUnevaluated ? 1 : 0;
            List<Expression> arguments = ParseArguments(out Token close);
            _context.UnevaluatedDepth -= isUnevaluated ? 1 : 0;
            if (_check.Builtins.Call(text, name.Span, arguments, close.Span) is { } call)
            {
                return call;
            }

            return (isDeclared ? _check.Names.Resolve(name.Text, name.Span, isCalled: true) : LibraryName(text, name.Span)) is { } called
                ? _check.Calls.Call(called, arguments, close.Span)
                : UnknownBuiltin(name.Span, text);
        }

        return isDeclared ? _check.Names.Resolve(name.Text, name.Span, isCalled: false) : LibraryName(text, name.Span) ?? UnknownBuiltin(name.Span, text);
    }

    private Expression? LibraryName(string text, Span span)
    {
        const string Prefix = "__builtin_";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string plain = text[Prefix.Length..];
        if (plain.StartsWith("__", StringComparison.Ordinal) && plain.EndsWith("_chk", StringComparison.Ordinal))
        {
            return null;
        }

        return _check.Names.LibraryFunction(plain, span);
    }

    private Expression UnknownBuiltin(Span span, string text) => CheckContext.Wrong(span, Report.Unsupported(span, $"the compiler function `{text}`"));

    private Expression ParseNumber()
    {
        Token token = Advance();
        switch (_literals.DecodeNumber(token))
        {
            case NumberLiteral.Integer integer:
                IntegerKind kind = KindOf(integer.TypeOn(Types.Target));
                return CastChecks.Number(_context.Fold.Wrap(unchecked((long)integer.Value), kind), Types[kind], token.Span);
            case NumberLiteral.Floating floating:
                FloatingKind size = KindOf(floating.Suffix);
                double value = Folding.Round(floating.Value, size);
                return new Expression.FloatingConstant(token.Span, Types[size], value) { Constant = new ConstantValue.Floating(value) };
            default:
                return CheckContext.Wrong(token.Span, Report.AlreadyReported());
        }
    }

    private Expression ParseCharacter()
    {
        Token token = Advance();
        CharLiteral literal = _literals.DecodeChar(token);
        IntegerKind kind = literal.Prefix switch
        {
            LiteralPrefix.None or LiteralPrefix.Wide => IntegerKind.Int,
            LiteralPrefix.Utf8 => IntegerKind.UnsignedChar,
            LiteralPrefix.Utf16 => IntegerKind.UnsignedShort,
            LiteralPrefix.Utf32 => IntegerKind.UnsignedInt,
        };
        return CastChecks.Number(_context.Fold.Wrap(literal.Value, kind), Types[kind], token.Span);
    }

    private Expression.StringLiteral ParseString()
    {
        int start = _at;
        while (Kind == TokenKind.StringLiteral)
        {
            Advance();
        }

        ReadOnlySpan<Token> tokens = _tokens.AsSpan(start, _at - start);
        StringLiteral literal = _literals.DecodeStrings(tokens);
        int unit = literal.Prefix.ElementBytes();
        byte[] bytes = new byte[literal.Bytes.Length + unit];
        literal.Bytes.CopyTo(bytes);
        IntegerKind kind = literal.Prefix switch
        {
            LiteralPrefix.None or LiteralPrefix.Utf8 => IntegerKind.Char,
            LiteralPrefix.Wide => IntegerKind.Int,
            LiteralPrefix.Utf16 => IntegerKind.UnsignedShort,
            LiteralPrefix.Utf32 => IntegerKind.UnsignedInt,
        };
        var data = new StringData([.. bytes], unit);
        return new(_context.Join(tokens[0].Span, tokens[^1].Span), Types.ArrayOf(Types[kind], data.Count), data);
    }

    private Expression ParseParenthesized()
    {
        Token open = Advance();
        if (Kind == TokenKind.LeftBrace)
        {
            return ParseStatementExpression(open);
        }

        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        Expression inner = ParseExpression();
        Leave();
        Token close = ExpectClosing(TokenKind.RightParen, open, "after the expression");
        return inner with { OuterSpan = _context.Join(open.Span, close.Span) };
    }

    // gcc: `(` compound-statement `)`
    private Expression ParseStatementExpression(Token open)
    {
        if (_context.Function is null)
        {
            SkipBalanced();
            Take(TokenKind.RightParen);
            return _context.Fail(open.Span, CErrors.StatementExpressionOutsideFunction(open.Span));
        }

        if (!TryEnter())
        {
            return TooDeepExpression();
        }

        (Statement.Block block, Expression? result) = ParseBlockWithResult();
        Leave();
        Token close = ExpectClosing(TokenKind.RightParen, open, "after the statement expression");
        Span span = _context.Join(open.Span, close.Span);
        return new Expression.StatementExpression(span, result?.Type ?? Types.Void, block, result);
    }

    // 6.5.1.1 `_Generic` `(` assignment-expression `,` (type-name | `default`) `:` assignment-expression ... `)`
    private Expression ParseGeneric()
    {
        Token keyword = Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `_Generic`"))
        {
            return CheckContext.Wrong(keyword.Span, Report.Last!);
        }

        _context.UnevaluatedDepth++;
        Expression control = Conversions.Value(ParseAssignment());
        _context.UnevaluatedDepth--;
        var selection = new GenericSelection(_context, control, keyword.Span);
        while (Take(TokenKind.Comma))
        {
            ParseGenericAssociation(selection);
        }

        Token close = ExpectClosing(TokenKind.RightParen, open, "after the associations of `_Generic`");
        return selection.Result(_context.Join(keyword.Span, close.Span));
    }

    private void ParseGenericAssociation(GenericSelection selection)
    {
        Span span = Current.Span;
        CType? type = Take(TokenKind.Default) ? null : ParseTypeName();
        Expect(TokenKind.Colon, "in an association of `_Generic`");
        selection.Add(type, ParseAssignment(), span);
    }

    private static IntegerKind KindOf(IntegerType type) => type switch
    {
        IntegerType.Int => IntegerKind.Int,
        IntegerType.UnsignedInt => IntegerKind.UnsignedInt,
        IntegerType.Long => IntegerKind.Long,
        IntegerType.UnsignedLong => IntegerKind.UnsignedLong,
        IntegerType.LongLong => IntegerKind.LongLong,
        IntegerType.UnsignedLongLong => IntegerKind.UnsignedLongLong,
    };

    private static FloatingKind KindOf(FloatingSuffix suffix) => suffix switch
    {
        FloatingSuffix.None => FloatingKind.Double,
        FloatingSuffix.F => FloatingKind.Float,
        FloatingSuffix.L => FloatingKind.LongDouble,
    };
}

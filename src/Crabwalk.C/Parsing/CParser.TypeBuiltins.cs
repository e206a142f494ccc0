using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>The compiler functions that take types: <c>va_arg</c>, <c>offsetof</c>, <c>types_compatible_p</c>, <c>choose_expr</c>.</summary>
public sealed partial class CParser
{
    private Expression? ParseTypeBuiltin(Token name, string text)
    {
        if (Kind != TokenKind.LeftParen)
        {
            return null;
        }

        return text switch
        {
            "__builtin_va_arg" => ParseVaArg(name),
            "__builtin_offsetof" => ParseOffsetof(name),
            "__builtin_types_compatible_p" => ParseTypesCompatible(name),
            "__builtin_choose_expr" => ParseChoose(name),
            _ => null,
        };
    }

    // `__builtin_va_arg` `(` assignment-expression `,` type-name `)`
    private Expression ParseVaArg(Token name)
    {
        Token open = Advance();
        Expression list = ParseAssignment();
        if (!Expect(TokenKind.Comma, "after the first argument of `va_arg`"))
        {
            return CheckContext.Wrong(name.Span, Report.Last!);
        }

        Span typeSpan = Current.Span;
        CType type = ParseTypeName();
        Token close = ExpectClosing(TokenKind.RightParen, open, "after the type in `va_arg`");
        Span span = _context.Join(name.Span, close.Span);
        Expression pointer = _check.Builtins.ListPointer(list);
        if (pointer.Type.IsError() || type is CType.Error)
        {
            return pointer.Type.IsError() ? pointer : CheckContext.Wrong(span, ((CType.Error)type).Reported);
        }

        if (!type.IsComplete())
        {
            return _context.Fail(span, CErrors.IncompleteType(typeSpan, type, null));
        }

        CType promoted = Types.ArgumentPromoted(type);
        if (!Types.AreCompatibleUnqualified(promoted, type) && type is not CType.Enum)
        {
            Report.Warn(Warnings.Unnamed, typeSpan, $"`{type}` is promoted to `{promoted}` when it is passed through `...`", "",
                CheckReporter.Help($"write `va_arg(list, {promoted})`; this one is undefined when it is reached"));
        }

        return new Expression.VariadicArgument(span, type.Unqualified, pointer);
    }

    // `__builtin_offsetof` `(` type-name `,` identifier (`.` identifier | `[` expression `]`)* `)`
    private Expression ParseOffsetof(Token name)
    {
        Token open = Advance();
        Span typeSpan = Current.Span;
        CType type = ParseTypeName();
        if (!Expect(TokenKind.Comma, "after the type in `offsetof`") || type is CType.Error)
        {
            SkipTo(TokenKind.RightParen, TokenKind.RightParen);
            Take(TokenKind.RightParen);
            return CheckContext.Wrong(name.Span, Report.Last!);
        }

        Expression pointer = _check.Conversions.Cast(CastChecks.Number(0, Types.Int, name.Span), type.PointerTo(), name.Span);
        Expression whole = type is CType.Record
            ? _check.Unary.Dereference(pointer, name.Span)
            : _context.Fail(name.Span, CErrors.OffsetofNonRecord(typeSpan, type));
        Expression place = ParseOffsetofDesignator(whole);
        if (place.Type.IsError())
        {
            SkipTo(TokenKind.RightParen, TokenKind.RightParen);
        }

        Token close = ExpectClosing(TokenKind.RightParen, open, "after the member in `offsetof`");
        Span span = _context.Join(name.Span, close.Span);
        if (place.Type.IsError())
        {
            return place;
        }

        Expression address = _check.Unary.AddressOf(place, name.Span);
        return address.Type.IsError() ? address : Offset(address, span);
    }

    private Expression ParseOffsetofDesignator(Expression place)
    {
        bool needsName = true;
        for (int length = 0; length < ChainLimit && !place.Type.IsError(); length++)
        {
            if (needsName || Take(TokenKind.Dot))
            {
                if (Kind != TokenKind.Identifier)
                {
                    return CheckContext.Wrong(Current.Span, ReportExpected("the name of a member", "in `offsetof`"));
                }

                Token member = Advance();
                place = _check.Unary.Member(place, TextOf(member), member.Span, isArrow: false);
                needsName = false;
            }
            else if (Kind == TokenKind.LeftBracket)
            {
                place = ParseSubscript(place);
            }
            else
            {
                break;
            }
        }

        return place;
    }

    /// <summary>The offset as a constant, or as an expression when an index is only known in the run.</summary>
    private Expression Offset(Expression address, Span span) => _check.Addresses.Evaluate(address) is ConstantValue.Integer offset
        ? CastChecks.Number(offset.Bits, Types.Size, span)
        : _check.Conversions.Cast(address, Types.Size, span);

    private Expression ParseTypesCompatible(Token name)
    {
        Token open = Advance();
        CType first = ParseTypeName();
        Expect(TokenKind.Comma, "between the two types");
        CType second = ParseTypeName();
        Token close = ExpectClosing(TokenKind.RightParen, open, "after the two types");
        bool same = Types.AreCompatibleUnqualified(first, second) && (first is CType.Enum == second is CType.Enum || first.Canonical == second.Canonical);
        return CastChecks.Number(same ? 1 : 0, Types.Int, _context.Join(name.Span, close.Span));
    }

    private Expression ParseChoose(Token name)
    {
        List<Expression> arguments = ParseArguments(out Token close);
        Span span = _context.Join(name.Span, close.Span);
        if (arguments is not [var condition, var then, var otherwise])
        {
            return _context.Fail(span, CErrors.TooFewArguments(close.Span, "__builtin_choose_expr", 3, arguments.Count, false, null));
        }

        return condition.Type.IsError() ? condition
            : condition.IntegerValue is { } value ? value != 0 ? then : otherwise
            : _context.Fail(span, CErrors.NotConstant(condition.OuterSpan, "the first argument of `__builtin_choose_expr`"));
    }
}

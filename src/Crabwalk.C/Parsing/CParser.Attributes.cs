using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;

namespace Crabwalk.C.Parsing;

/// <summary>gcc's attributes and assembler names. Those that change what a program means are kept; advice to an optimiser is read and dropped.</summary>
public sealed partial class CParser
{
    // gcc: (`__attribute__` `(` `(` attribute-list `)` `)` | `__asm__` `(` string `)`)*
    private AttributeSet ParseAttributes()
    {
        AttributeSet found = AttributeSet.None;
        while (true)
        {
            if (Kind == TokenKind.Attribute)
            {
                found = ParseAttributeList(found);
            }
            else if (Kind == TokenKind.Asm && Peek().Kind == TokenKind.LeftParen && Peek(2).Kind == TokenKind.StringLiteral && Peek(3).Kind is TokenKind.RightParen or TokenKind.StringLiteral)
            {
                found = found.With(ParseAssemblerName());
            }
            else
            {
                return found;
            }
        }
    }

    private AttributeSet ParseAttributeList(AttributeSet found)
    {
        Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `__attribute__`") || !Expect(TokenKind.LeftParen, "after `__attribute__`"))
        {
            return found;
        }

        while (Kind is not (TokenKind.RightParen or TokenKind.EndOfFile))
        {
            if (Kind != TokenKind.Comma)
            {
                found = found.With(ParseAttribute());
            }

            if (!Take(TokenKind.Comma))
            {
                break;
            }
        }

        ExpectClosing(TokenKind.RightParen, open, "after the attributes");
        ExpectClosing(TokenKind.RightParen, open, "after the attributes");
        return found;
    }

    private AttributeSet ParseAttribute()
    {
        Token token = Current;
        if (Kind != TokenKind.Identifier && !Kind.IsKeyword())
        {
            ReportExpected("the name of an attribute", "here");
            SkipTo(TokenKind.RightParen, TokenKind.Comma);
            return AttributeSet.None;
        }

        Advance();
        string name = TextOf(token).Trim('_');
        AttributeSet found = name switch
        {
            "packed" => new() { IsPacked = true },
            "aligned" => new() { Alignment = ParseAlignedArgument() },
            "noreturn" => new() { IsNoReturn = true },
            "unused" or "used" or "maybe_unused" => new() { IsUnused = true },
            "weak" => new() { IsWeak = true },
            "constructor" => new() { IsConstructor = true },
            "destructor" => new() { IsDestructor = true },
            "fallthrough" => new() { IsFallthrough = true },
            "alias" => new() { Alias = ParseStringArgument() },
            "cleanup" => new() { Cleanup = ParseCleanupArgument() },
            "format" => new() { Format = ParseFormatArguments() },
            "vector_size" or "mode" or "transparent_union" or "may_alias" => Unsupported(token, name),
            _ => Ignored(token, name),
        };
        if (Kind == TokenKind.LeftParen)
        {
            SkipBalanced();
        }

        return found;
    }

    private AttributeSet Unsupported(Token token, string name)
    {
        Report.Unsupported(token.Span, $"the attribute `{name}`");
        return AttributeSet.None;
    }

    private AttributeSet Ignored(Token token, string name)
    {
        if (!KnownFeatures.IsWithoutEffect(name))
        {
            Report.Warn(Warnings.Attributes, token.Span, $"attribute `{name}` is not known and has no effect");
        }

        return AttributeSet.None;
    }

    private long ParseAlignedArgument()
    {
        if (Kind != TokenKind.LeftParen)
        {
            return Types.Target.MaxAlignBytes;
        }

        Token open = Advance();
        long alignment = StartsTypeName(Current) ? Types.AlignmentOf(ParseTypeName()) : CheckedAlignment(ParseConditionalExpression());
        ExpectClosing(TokenKind.RightParen, open, "after the alignment");
        return alignment;
    }

    private string? ParseStringArgument()
    {
        if (Kind != TokenKind.LeftParen || Peek().Kind != TokenKind.StringLiteral)
        {
            return null;
        }

        Token open = Advance();
        string text = System.Text.Encoding.UTF8.GetString(ParseString().Data.Bytes.Span).TrimEnd('\0');
        ExpectClosing(TokenKind.RightParen, open, "after the string");
        return text;
    }

    private Function? ParseCleanupArgument()
    {
        if (Kind != TokenKind.LeftParen || Peek().Kind != TokenKind.Identifier)
        {
            return null;
        }

        Token open = Advance();
        Token name = Advance();
        ExpectClosing(TokenKind.RightParen, open, "after the function");
        if (_context.Scopes.Find(name.Text) is Meaning.OfFunction { Function: var function })
        {
            function.IsUsed = true;
            return function;
        }

        Report.Error(CErrors.Undeclared(name.Span, TextOf(name), null, null));
        return null;
    }

    private FormatAttribute? ParseFormatArguments()
    {
        if (Kind != TokenKind.LeftParen || Peek().Kind != TokenKind.Identifier || Peek(2).Kind != TokenKind.Comma)
        {
            return null;
        }

        Token open = Advance();
        string style = TextOf(Advance()).Trim('_');
        Advance();
        long? format = IntegerConstant(ParseConditionalExpression());
        long? first = Take(TokenKind.Comma) ? IntegerConstant(ParseConditionalExpression()) : null;
        ExpectClosing(TokenKind.RightParen, open, "after the numbers");
        bool isKnown = style is "printf" or "scanf" or "gnu_printf" or "gnu_scanf";
        return isKnown && format is > 0 and < 1000 && first is >= 0 and < 1000
            ? new(style.EndsWith("scanf", StringComparison.Ordinal), (int)format, (int)first)
            : null;
    }

    private AttributeSet ParseAssemblerName()
    {
        Advance();
        string? name = ParseStringArgument();
        return new() { AssemblerName = name };
    }

    /// <summary>C23's <c>[[...]]</c>, which gcc reads in C17 too; none of them changes what a program means.</summary>
    private bool SkipStandardAttributes()
    {
        if (Kind != TokenKind.LeftBracket || Peek().Kind != TokenKind.LeftBracket)
        {
            return false;
        }

        SkipBalanced();
        return true;
    }
}

using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Going on after an error, and never going too deep.</summary>
public sealed partial class CParser
{
    /// <summary>How deep parentheses, blocks, initialisers and declarators may nest; a thread with 1 MB of stack bears twice as much.</summary>
    private const int NestingLimit = 256;

    /// <summary>How many operators may follow each other without parentheses: later stages walk the tree that they make.</summary>
    private const int ChainLimit = 2000;

    private int _depth;

    /// <summary>
    /// Counts a level. When there are too many the user is told, and the rest of the file is not read: whatever could be said of it would only
    /// follow from this.
    /// </summary>
    private bool TryEnter()
    {
        if (_depth < NestingLimit)
        {
            _depth++;
            return true;
        }

        Report.Error(CErrors.NestedTooDeeply(Current.Span, NestingLimit));
        Report.Stop();
        _at = _tokens.Length - 1;
        return false;
    }

    private void Leave() => _depth--;

    /// <summary>Reports a chain of operators that is too long, and skips what is left of it.</summary>
    private Expression ChainTooLong(Span span)
    {
        Expression error = _context.Fail(span, CErrors.ChainTooLong(span, ChainLimit));
        SkipToEndOfStatement();
        return error;
    }

    /// <summary>Stands for an expression that nests too deeply.</summary>
    private Expression TooDeepExpression() => CheckContext.Wrong(Current.Span, Report.Last!);

    /// <summary>Skips to the <c>;</c> that ends a statement or to the brace that ends the block, taking neither. Brackets inside are skipped whole.</summary>
    private void SkipToEndOfStatement()
    {
        int open = 0;
        while (Kind != TokenKind.EndOfFile)
        {
            switch (Kind)
            {
                case TokenKind.LeftBrace or TokenKind.LeftParen or TokenKind.LeftBracket:
                    open++;
                    break;
                case TokenKind.RightBrace when open == 0:
                case TokenKind.Semicolon when open == 0:
                    return;
                case TokenKind.RightBrace or TokenKind.RightParen or TokenKind.RightBracket:
                    open = Math.Max(0, open - 1);
                    break;
            }

            Advance();
        }
    }

    /// <summary>After a broken declaration: to behind its <c>;</c>, or behind the body when it was to be a function.</summary>
    private void SkipDeclaration()
    {
        while (Kind != TokenKind.EndOfFile)
        {
            switch (Kind)
            {
                case TokenKind.Semicolon:
                    Advance();
                    return;
                case TokenKind.LeftBrace:
                    SkipBalanced();
                    if (Kind is not (TokenKind.Semicolon or TokenKind.Comma or TokenKind.Equal))
                    {
                        return;
                    }

                    break;
                case TokenKind.RightBrace:
                    return;
                case TokenKind.LeftParen or TokenKind.LeftBracket:
                    SkipBalanced();
                    break;
                default:
                    if (Current.IsAtLineStart && StartsDeclarationForSure(Kind))
                    {
                        return;
                    }

                    Advance();
                    break;
            }
        }
    }

    /// <summary>Skips a bracketed group from its opening token on, counting all kinds of brackets alike.</summary>
    private void SkipBalanced()
    {
        int open = 0;
        do
        {
            if (Kind is TokenKind.LeftBrace or TokenKind.LeftParen or TokenKind.LeftBracket)
            {
                open++;
            }
            else if (Kind is TokenKind.RightBrace or TokenKind.RightParen or TokenKind.RightBracket)
            {
                open--;
            }

            Advance();
        }
        while (open > 0 && Kind != TokenKind.EndOfFile);
    }

    /// <summary>Skips to a token inside brackets, a <c>;</c> or a brace; none of them is taken.</summary>
    private void SkipTo(TokenKind wanted, TokenKind alternative)
    {
        while (Kind != TokenKind.EndOfFile && Kind != wanted && Kind != alternative && Kind is not (TokenKind.Semicolon or TokenKind.RightBrace))
        {
            if (Kind is TokenKind.LeftBrace or TokenKind.LeftParen or TokenKind.LeftBracket)
            {
                SkipBalanced();
            }
            else if (Kind is TokenKind.RightParen or TokenKind.RightBracket)
            {
                return;
            }
            else
            {
                Advance();
            }
        }
    }

    private static bool StartsDeclarationForSure(TokenKind kind) => kind is TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Struct
        or TokenKind.Union or TokenKind.Enum or TokenKind.Int or TokenKind.Void or TokenKind.Char or TokenKind.Double or TokenKind.Float or TokenKind.Long
        or TokenKind.Unsigned or TokenKind.Const or TokenKind.Short or TokenKind.Signed;
}

using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>Parses one fragment of a call, only to learn where it ends: its tokens go between invisible brackets and are parsed again where they are used.</summary>
internal static class FragmentParser
{
    /// <summary>The fragment at a token, which moves behind it; null when it cannot be parsed, which was reported.</summary>
    public static TokenTree? Parse(Fragment fragment, ref Token[] tokens, ref int at, ParseSession session)
    {
        int start = at;
        var parser = new Parser(tokens, at, session);
        bool isThere = Run(parser, fragment, session);
        if (parser.IsStopped || !isThere)
        {
            return null;
        }

        at = parser.Position;
        Token[] taken = tokens[start..at];
        if (parser.Next != tokens[at])
        {
            // The fragment ends inside of a token: `>` of `>>` belongs to it, the rest does not.
            Token whole = tokens[at];
            tokens = [.. tokens];
            tokens[at] = parser.Next;
            taken = [.. taken, whole with { Kind = whole.Kind.Split()!.Value.First, Span = whole.Span with { End = parser.Next.Span.Start } }];
        }

        return Wrap(fragment, taken, tokens[start]);
    }

    private static TokenTree Wrap(Fragment fragment, Token[] taken, Token first)
    {
        if (fragment is Fragment.Identifier or Fragment.Lifetime or Fragment.TokenTree)
        {
            return TokenTrees.Build(taken)[0];
        }

        // Nothing at all, as a `vis` may be, stands where the next token begins.
        DelimSpan span = taken.Length == 0 ? new(first.Span.AtStart, first.Span.AtStart) : new(taken[0].Span, taken[^1].Span);
        Fragment shown = fragment == Fragment.Literal && taken is [{ Kind: TokenKind.OpenInvisible }, ..] ? taken[0].Fragment : fragment;
        return new TokenTree.Group(TokenKind.OpenInvisible, span, TokenTrees.Build(taken)) { Fragment = shown };
    }

    private static bool Run(Parser parser, Fragment fragment, ParseSession session)
    {
        switch (fragment)
        {
            case Fragment.Item:
                if (parser.ParseItemFragment() is not null)
                {
                    return true;
                }

                if (!parser.IsStopped)
                {
                    session.Sink.Error(ParseErrors.At(parser.Next.Span, "expected an item keyword"));
                }

                return false;
            case Fragment.Block:
                parser.ParseBlockFragment();
                return true;
            case Fragment.Statement:
                if (parser.ParseStatementFragment() is not null)
                {
                    return true;
                }

                if (!parser.IsStopped)
                {
                    session.Sink.Error(ParseErrors.At(parser.Next.Span, "expected a statement"));
                }

                return false;
            case Fragment.Pattern:
                parser.ParsePatternFragment();
                return true;
            case Fragment.PatternParameter:
                parser.ParsePatternParameterFragment();
                return true;
            case Fragment.Expression or Fragment.Expression2021:
                parser.ParseExpressionFragment();
                return true;
            case Fragment.Type:
                parser.ParseTypeFragment();
                return true;
            case Fragment.Path:
                parser.ParsePathFragment();
                return true;
            case Fragment.Meta:
                parser.ParseMetaFragment();
                return true;
            case Fragment.Visibility:
                parser.ParseVisibilityFragment();
                return true;
            case Fragment.Literal:
                parser.ParseLiteralFragment();
                return true;
            case Fragment.Identifier or Fragment.Lifetime:
                parser.Skip();
                return true;
            default:
                parser.ParseTokenTree();
                return true;
        }
    }
}

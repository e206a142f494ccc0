using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Syntax;

/// <summary>The two brackets of a group.</summary>
public readonly record struct DelimSpan(Span Open, Span Close)
{
    /// <summary>From the opening bracket to the closing one.</summary>
    public Span Whole => Open.To(Close);
}

/// <summary>A token, or a group of trees between brackets: what macros take and give.</summary>
public abstract record TokenTree
{
    private TokenTree()
    {
    }

    /// <summary>Where it stands.</summary>
    public abstract Span Span { get; }

    /// <summary>How many tokens it is, brackets included.</summary>
    public abstract int Count { get; }

    /// <summary>One token that is no bracket.</summary>
    public sealed record Leaf(Token Token) : TokenTree
    {
        /// <inheritdoc/>
        public override Span Span => Token.Span;

        /// <inheritdoc/>
        public override int Count => 1;
    }

    /// <summary>Trees between brackets; <see cref="Open"/> tells which.</summary>
    public sealed record Group(TokenKind Open, DelimSpan Brackets, EquatableArray<TokenTree> Trees) : TokenTree
    {
        /// <summary>For invisible brackets: the macro fragment between them.</summary>
        public Fragment Fragment { get; init; }

        /// <inheritdoc/>
        public override Span Span => Brackets.Whole;

        /// <inheritdoc/>
        public override int Count { get; } = 2 + TokenTrees.Count(Trees);
    }
}

/// <summary>Between the flat tokens the parser reads and the trees macros work on.</summary>
public static class TokenTrees
{
    /// <summary>The trees of tokens whose brackets match; an end-of-file token is dropped.</summary>
    public static EquatableArray<TokenTree> Build(ReadOnlySpan<Token> tokens)
    {
        var open = new Stack<(Token Token, List<TokenTree> Outer)>();
        var trees = new List<TokenTree>();
        foreach (Token token in tokens)
        {
            if (token.Kind.IsOpen())
            {
                open.Push((token, trees));
                trees = [];
            }
            else if (token.Kind.IsClose() && open.TryPop(out (Token Token, List<TokenTree> Outer) start))
            {
                start.Outer.Add(new TokenTree.Group(start.Token.Kind, new(start.Token.Span, token.Span), [.. trees]) { Fragment = start.Token.Fragment });
                trees = start.Outer;
            }
            else if (token.Kind != TokenKind.EndOfFile)
            {
                trees.Add(new TokenTree.Leaf(token));
            }
        }

        return [.. trees];
    }

    /// <summary>How many tokens trees are.</summary>
    public static int Count(EquatableArray<TokenTree> trees)
    {
        int count = 0;
        foreach (TokenTree tree in trees)
        {
            count += tree.Count;
        }

        return count;
    }

    /// <summary>The flat tokens of trees, with an end-of-file token at <paramref name="end"/>.</summary>
    public static Token[] Flatten(EquatableArray<TokenTree> trees, Span end)
    {
        var tokens = new Token[Count(trees) + 1];
        int count = 0;
        var work = new Stack<(EquatableArray<TokenTree> Trees, int Next, Token Close)>();
        work.Push((trees, 0, new(TokenKind.EndOfFile, end)));
        while (work.TryPop(out (EquatableArray<TokenTree> Trees, int Next, Token Close) top))
        {
            int next = top.Next;
            while (next < top.Trees.Count && top.Trees[next] is TokenTree.Leaf leaf)
            {
                tokens[count++] = leaf.Token;
                next++;
            }

            if (next == top.Trees.Count)
            {
                tokens[count++] = top.Close;
            }
            else if (top.Trees[next] is TokenTree.Group group)
            {
                work.Push(top with { Next = next + 1 });
                tokens[count++] = new(group.Open, group.Brackets.Open) { Fragment = group.Fragment };
                work.Push((group.Trees, 0, new(group.Open.Closing(), group.Brackets.Close) { Fragment = group.Fragment }));
            }
        }

        return tokens;
    }
}

/// <summary>The bracketed tokens of a macro call or an attribute.</summary>
public sealed record DelimitedTokens(TokenKind Open, DelimSpan Brackets, EquatableArray<TokenTree> Trees);

/// <summary><c>path!(tokens)</c></summary>
public sealed record MacroCall(Path Path, DelimitedTokens Tokens, Span Span);

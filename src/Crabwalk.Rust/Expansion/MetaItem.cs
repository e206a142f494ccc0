using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>One entry of an attribute in the usual grammar (Reference: Meta item attribute syntax): a word, <c>name = literal</c>, <c>name(list)</c> or a literal.</summary>
/// <param name="Name">The path joined with <c>::</c>; empty for a bare literal.</param>
/// <param name="Value">The literal, if there is one.</param>
/// <param name="List">What stands in parentheses; null without them.</param>
/// <param name="Span">The entry's text.</param>
internal sealed record MetaItem(string Name, Token? Value, EquatableArray<MetaItem>? List, Span Span)
{
    /// <summary>The entries of a list parted by commas; tokens that are none are skipped.</summary>
    public static EquatableArray<MetaItem> ParseList(EquatableArray<TokenTree> trees, SymbolTable symbols)
    {
        var items = new List<MetaItem>();
        int at = 0;
        while (at < trees.Count)
        {
            if (ParseOne(trees, ref at, symbols) is { } item)
            {
                items.Add(item);
            }

            while (at < trees.Count && trees[at] is not TokenTree.Leaf { Token.Kind: TokenKind.Comma })
            {
                at++;
            }

            at++;
        }

        return [.. items];
    }

    /// <summary>The text of the literal without quotes and escapes; null without one.</summary>
    public string? Text(SymbolTable symbols) => Value is { } token ? LiteralText.StringOf(token, symbols) : null;

    private static MetaItem? ParseOne(EquatableArray<TokenTree> trees, ref int at, SymbolTable symbols)
    {
        if (trees[at] is TokenTree.Group { Open: TokenKind.OpenInvisible } inner)
        {
            at++;
            int start = 0;
            return inner.Trees.IsEmpty ? null : ParseOne(inner.Trees, ref start, symbols);
        }

        if (trees[at] is not TokenTree.Leaf first)
        {
            return null;
        }

        if (first.Token.Kind.IsLiteral())
        {
            at++;
            return new("", first.Token, null, first.Span);
        }

        string name = ReadPath(trees, ref at, symbols);
        if (name.Length == 0)
        {
            return null;
        }

        if (at + 1 < trees.Count && trees[at] is TokenTree.Leaf { Token.Kind: TokenKind.Assign } && LiteralAt(trees[at + 1]) is { } value)
        {
            at += 2;
            return new(name, value, null, first.Span.To(value.Span));
        }

        if (at < trees.Count && trees[at] is TokenTree.Group { Open: TokenKind.OpenParen } group)
        {
            at++;
            return new(name, null, ParseList(group.Trees, symbols), first.Span.To(group.Span));
        }

        return new(name, null, null, first.Span);
    }

    private static Token? LiteralAt(TokenTree tree) => tree switch
    {
        TokenTree.Leaf leaf when leaf.Token.Kind.IsLiteral() => leaf.Token,
        TokenTree.Group { Open: TokenKind.OpenInvisible, Trees: [var only] } => LiteralAt(only),
        _ => null,
    };

    private static string ReadPath(EquatableArray<TokenTree> trees, ref int at, SymbolTable symbols)
    {
        string name = "";
        while (at < trees.Count && trees[at] is TokenTree.Leaf { Token.Kind: TokenKind.Identifier } word)
        {
            name += symbols[word.Token.Text];
            at++;
            if (at + 1 >= trees.Count || trees[at] is not TokenTree.Leaf { Token.Kind: TokenKind.PathSeparator })
            {
                break;
            }

            name += "::";
            at++;
        }

        return name;
    }
}

using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics;

/// <summary>Reads the attributes of lowered items.</summary>
internal static class ItemAttributes
{
    /// <summary>The attribute with a name of one or more segments joined by <c>::</c>; null without one.</summary>
    public static Attribute.Normal? Find(EquatableArray<Attribute> attributes, SymbolTable symbols, string name)
    {
        foreach (Attribute attribute in attributes)
        {
            if (attribute is Attribute.Normal normal && IsNamed(normal.Body.Path, symbols, name))
            {
                return normal;
            }
        }

        return null;
    }

    /// <summary>All attributes with the name.</summary>
    public static IEnumerable<Attribute.Normal> FindAll(EquatableArray<Attribute> attributes, SymbolTable symbols, string name)
    {
        foreach (Attribute attribute in attributes.Span.ToArray())
        {
            if (attribute is Attribute.Normal normal && IsNamed(normal.Body.Path, symbols, name))
            {
                yield return normal;
            }
        }
    }

    /// <summary>True when the item has the attribute.</summary>
    public static bool Has(EquatableArray<Attribute> attributes, SymbolTable symbols, string name) => Find(attributes, symbols, name) is not null;

    /// <summary>The trees between the attribute's brackets, cut at commas.</summary>
    public static List<List<TokenTree>> Arguments(Attribute.Normal attribute)
    {
        var arguments = new List<List<TokenTree>>();
        if (attribute.Body.Arguments is not AttributeArguments.Delimited(var tokens))
        {
            return arguments;
        }

        var current = new List<TokenTree>();
        foreach (TokenTree tree in tokens.Trees)
        {
            if (tree is TokenTree.Leaf { Token.Kind: TokenKind.Comma })
            {
                arguments.Add(current);
                current = [];
            }
            else
            {
                current.Add(tree);
            }
        }

        if (current.Count > 0)
        {
            arguments.Add(current);
        }

        return arguments;
    }

    /// <summary>The name an argument starts with; empty when it is no name.</summary>
    public static string NameOf(List<TokenTree> argument, SymbolTable symbols) =>
        argument is [TokenTree.Leaf { Token: { Kind: TokenKind.Identifier } token }, ..] ? symbols[token.Text] : "";

    /// <summary>The number in <c>name(8)</c>, or of an argument that is a number.</summary>
    public static UInt128? NumberOf(List<TokenTree> argument, SymbolTable symbols)
    {
        TokenTree? tree = argument is [_, TokenTree.Group { Trees: [var inner] }] ? inner : argument is [var only] ? only : null;
        return tree is TokenTree.Leaf { Token: { Kind: TokenKind.Integer } token } ? Number(symbols[token.Text]) : null;
    }

    /// <summary>The text in <c>name = "text"</c>, without quotes and with simple escapes undone; null when it is not of this form.</summary>
    public static string? StringOf(List<TokenTree> argument, SymbolTable symbols) =>
        argument is [_, TokenTree.Leaf { Token.Kind: TokenKind.Assign }, TokenTree.Leaf { Token: { Kind: TokenKind.String } token }]
            ? Unquote(symbols[token.Text])
            : null;

    private static string Unquote(string spelled) => spelled.Length >= 2
        ? spelled[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)
        : spelled;

    private static UInt128? Number(string spelled)
    {
        string digits = spelled.Replace("_", "", StringComparison.Ordinal);
        return digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? UInt128.TryParse(digits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out UInt128 hex) ? hex : null
            : UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value) ? value : null;
    }

    private static bool IsNamed(Path path, SymbolTable symbols, string name)
    {
        if (path.Segments.Count == 1)
        {
            return symbols[path.Segments[0].Ident.Name] == name;
        }

        string joined = string.Join("::", path.Segments.Select(segment => symbols[segment.Ident.Name]));
        return joined == name;
    }
}

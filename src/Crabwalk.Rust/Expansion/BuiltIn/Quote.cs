using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// Makes tokens from a template in Rust: generated code is easier to read in the language it is in. <c>#name</c> in a template stands
/// for tokens given beside it, <c>$crate</c> for the crate <c>core</c>.
/// </summary>
internal sealed class Quote(RustSession session, ExpansionId expansion, SyntaxContext context, Span place)
{
    /// <summary>The template's tokens, placed where the generated code is said to stand.</summary>
    public List<TokenTree> Trees(string template, params ReadOnlySpan<(string Name, IEnumerable<TokenTree> Trees)> parts)
    {
        if (!session.Templates.TryGetValue(template, out EquatableArray<TokenTree> trees))
        {
            SourceId source = session.Sources.Add(SourceText.FromString("<generated>", template, SourceKind.Synthetic));
            Token[] tokens = Lexer.Lex(source, Edition.Rust2021, session.Sources, session.Symbols, session.Sink);
            session.Templates.Add(template, trees = TokenTrees.Build(tokens));
        }

        var given = new Dictionary<string, IEnumerable<TokenTree>>(StringComparer.Ordinal);
        foreach ((string name, IEnumerable<TokenTree> part) in parts)
        {
            given.Add(name, part);
        }

        return Fill(trees, given);
    }

    /// <summary>A name that the user wrote.</summary>
    public static TokenTree Name(Ident name, RustSession session) => new TokenTree.Leaf(Keywords.NameToken(name.Name, name.Span, session.Symbols, name.Context) with
    {
        Flags = name.IsRaw ? TokenFlags.Raw : TokenFlags.None,
        Word = name.IsRaw ? Keyword.None : Keywords.Of(session.Symbols[name.Name]),
    });

    /// <summary>A name of the generated code.</summary>
    public TokenTree Name(string text) => new TokenTree.Leaf(Keywords.NameToken(session.Symbols.Intern(text), place with { Expansion = expansion }, session.Symbols, context));

    /// <summary>A string literal.</summary>
    public TokenTree Text(string value) => new TokenTree.Leaf(Literal(TokenKind.String, Escaped(value)));

    /// <summary>A literal without suffix.</summary>
    public Token Literal(TokenKind kind, string spelling) => new(kind, place with { Expansion = expansion }, session.Symbols.Intern(spelling)) { Context = context };

    /// <summary>A string in quotes, with escapes.</summary>
    public static string Escaped(string value)
    {
        var text = new System.Text.StringBuilder("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    private List<TokenTree> Fill(EquatableArray<TokenTree> trees, Dictionary<string, IEnumerable<TokenTree>> parts)
    {
        var filled = new List<TokenTree>(trees.Count);
        for (int i = 0; i < trees.Count; i++)
        {
            switch (trees[i])
            {
                case TokenTree.Leaf { Token.Kind: TokenKind.Pound } when i + 1 < trees.Count && trees[i + 1] is TokenTree.Leaf { Token.Kind: TokenKind.Identifier } name:
                    filled.AddRange(parts[session.Symbols[name.Token.Text]]);
                    i++;
                    break;
                case TokenTree.Leaf { Token.Kind: TokenKind.Dollar }:
                    i++;
                    filled.Add(new TokenTree.Leaf(Placed(((TokenTree.Leaf)trees[i]).Token) with { Text = session.Names.DollarCrate }));
                    break;
                case TokenTree.Leaf leaf:
                    filled.Add(new TokenTree.Leaf(Placed(leaf.Token)));
                    break;
                case TokenTree.Group group:
                    Span span = place with { Expansion = expansion };
                    filled.Add(new TokenTree.Group(group.Open, new(span, span), [.. Fill(group.Trees, parts)]) { Fragment = group.Fragment });
                    break;
            }
        }

        return filled;
    }

    private Token Placed(Token token) => token with { Span = place with { Expansion = expansion }, Context = context };
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>
/// The doors for macro fragments. A substituted fragment stands between invisible brackets and is parsed again where it is used, so
/// <c>$e * 2</c> keeps <c>$e</c> together.
/// </content>
public sealed partial class Parser
{
    /// <summary>True when nothing but the end is left.</summary>
    public bool IsAtEnd => _token.Kind == TokenKind.EndOfFile && !_isStopped;

    /// <summary>True when parsing stopped at an error.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>How many tokens were taken: a macro matcher goes on behind them.</summary>
    public int Position => _index;

    /// <summary>Skips a comma between fragments.</summary>
    public void SkipComma() => Eat(TokenKind.Comma);

    /// <summary><c>$x:item</c>; null when no item starts here.</summary>
    public Item? ParseItemFragment() => ParseItem(ParseOuterAttributes(), ItemPlace.Module);

    /// <summary><c>$x:expr</c></summary>
    public Expression ParseExpressionFragment() => ParseExpression();

    /// <summary><c>$x:pat</c>: with a top-level <c>|</c> since 2021.</summary>
    public Pattern ParsePatternFragment() => Edition >= Edition.Rust2021 ? ParsePatternTop() : ParsePattern();

    /// <summary><c>$x:pat_param</c></summary>
    public Pattern ParsePatternParameterFragment() => ParsePattern();

    /// <summary><c>$x:ty</c></summary>
    public Type ParseTypeFragment() => ParseType();

    /// <summary><c>$x:stmt</c>: without its semicolon; null when no statement starts here.</summary>
    public Statement? ParseStatementFragment() => ParseStatement(takesSemicolon: false);

    /// <summary><c>$x:block</c></summary>
    public Block ParseBlockFragment() => ParseBlock();

    /// <summary><c>$x:path</c></summary>
    public Path ParsePathFragment() => ParsePath(PathStyle.Type);

    /// <summary><c>$x:vis</c></summary>
    public Visibility ParseVisibilityFragment() => ParseVisibility();

    /// <summary><c>$x:meta</c></summary>
    public AttributeBody ParseMetaFragment() => ParseAttributeBody();

    /// <summary><c>$x:literal</c></summary>
    public Expression ParseLiteralFragment() => ParseLiteralMaybeMinus();

    /// <summary><c>$x:lifetime</c>; null when none stands here.</summary>
    public Lifetime? ParseLifetimeFragment() => Is(TokenKind.Lifetime) ? TakeLifetime() : null;

    /// <summary><c>$x:tt</c></summary>
    public EquatableArray<TokenTree> ParseTokenTree()
    {
        int start = _index;
        SkipTree();
        return TokenTrees.Build(_tokens.AsSpan(start, _index - start));
    }

    private bool Fragments(Fragment fragment) => _token.Kind == TokenKind.OpenInvisible && _token.Fragment == fragment;

    private T InFragment<T>(Rule<T> parse)
    {
        Restrictions outer = _restrictions;
        _restrictions = Restrictions.None;
        Bump();
        T result = parse();
        Expect(TokenKind.CloseInvisible);
        _restrictions = outer;
        return result;
    }

    private DelimitedTokens ParseDelimited()
    {
        Token open = _token;
        if (open.Kind is not (TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace))
        {
            Check(TokenKind.OpenParen);
            Check(TokenKind.OpenBracket);
            Check(TokenKind.OpenBrace);
            FailUnexpected();
            return new(TokenKind.OpenParen, new(open.Span, open.Span), []);
        }

        int start = _index;
        SkipTree();
        return new(open.Kind, new(open.Span, _previous.Span), TokenTrees.Build(_tokens.AsSpan(start + 1, _index - start - 2)));
    }

    // At the `!` of a macro call.
    private MacroCall ParseMacroRest(Path path, Span start)
    {
        Bump();
        DelimitedTokens tokens = ParseDelimited();
        return new(path, tokens, From(start));
    }
}

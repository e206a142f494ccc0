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

    /// <summary>The token that is next; half of one when the last fragment ended inside of it, as a type does at <c>&gt;&gt;</c>.</summary>
    public Token Next => _token;

    /// <summary>A token further on.</summary>
    public Token TokenAhead(int count) => Ahead(count);

    /// <summary>Takes the next token.</summary>
    public void Skip() => Bump();

    /// <summary>Skips a comma between fragments; true when there was one.</summary>
    public bool SkipComma() => Eat(TokenKind.Comma);

    /// <summary>All items up to the end, as a macro in an item's place gives them.</summary>
    public EquatableArray<Item> ParseItemsFragment(bool isTrait, bool isImpl, bool isForeign) =>
        ParseItems(TokenKind.EndOfFile, isTrait ? ItemPlace.Trait : isImpl ? ItemPlace.Impl : isForeign ? ItemPlace.Foreign : ItemPlace.Module);

    /// <summary>All statements up to the end, as a macro in a statement's place gives them.</summary>
    public EquatableArray<Statement> ParseStatementsFragment()
    {
        var statements = new List<Statement>();
        while (!Is(TokenKind.EndOfFile))
        {
            int before = _index;
            if (ParseStatement(takesSemicolon: true) is { } statement)
            {
                statements.Add(statement);
            }

            if (_isStopped || _index == before)
            {
                break;
            }
        }

        return Of(statements);
    }

    /// <summary>Could a fragment of this kind begin with the next token? Macro rules ask before they commit to parsing one.</summary>
    public bool MayStart(Fragment fragment)
    {
        Token token = _token;
        switch (fragment)
        {
            case Fragment.Expression:
                return StartsExpression(token) || IsWord(Keyword.Underscore) || IsWord(Keyword.Const);
            case Fragment.Expression2021:
                return StartsExpression(token) && !(IsWord(Keyword.Const) && Ahead(1).Kind == TokenKind.OpenBrace);
            case Fragment.Type:
                return StartsType(token);
            case Fragment.Identifier:
                return token.Kind == TokenKind.Identifier && (token.Word != Keyword.Underscore || token.IsRaw);
            case Fragment.Lifetime:
                return token.Kind == TokenKind.Lifetime;
            case Fragment.Literal:
                return token.Kind.IsLiteral() || IsWord(Keyword.True) || IsWord(Keyword.False) || token.Kind == TokenKind.Minus
                    || token is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Literal or Fragment.Expression or Fragment.Expression2021 };
            case Fragment.Visibility:
                return token.Kind is TokenKind.Comma or TokenKind.Identifier or TokenKind.OpenInvisible || StartsType(token);
            case Fragment.Block:
                return token.Kind == TokenKind.OpenBrace || token is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Block };
            case Fragment.Path or Fragment.Meta:
                return token.Kind is TokenKind.PathSeparator or TokenKind.Identifier or TokenKind.Less || token is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Path or Fragment.Meta };
            case Fragment.Pattern or Fragment.PatternParameter:
                return StartsPattern(token) || (fragment == Fragment.Pattern && token.Kind == TokenKind.Or);
            default:
                return !token.Kind.IsClose() && token.Kind != TokenKind.EndOfFile;
        }
    }

    private bool StartsExpression(Token token) => token.Kind switch
    {
        TokenKind.Identifier => !IsReserved(token) || token.Word.IsPathSegment() || token.Word is Keyword.Async or Keyword.Do or Keyword.Break or Keyword.Const or Keyword.Continue or Keyword.False
            or Keyword.For or Keyword.Gen or Keyword.If or Keyword.Loop or Keyword.Match or Keyword.Move or Keyword.Return or Keyword.True or Keyword.Try or Keyword.Unsafe or Keyword.While
            or Keyword.Yield or Keyword.Static,
        TokenKind.OpenInvisible => token.Fragment is Fragment.Expression or Fragment.Expression2021 or Fragment.Literal or Fragment.Path or Fragment.Block,
        TokenKind.OpenParen or TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Minus or TokenKind.Star or TokenKind.Or or TokenKind.OrOr or TokenKind.And
            or TokenKind.AndAnd or TokenKind.DotDot or TokenKind.DotDotDot or TokenKind.DotDotEquals or TokenKind.Less or TokenKind.ShiftLeft or TokenKind.PathSeparator
            or TokenKind.Lifetime or TokenKind.Pound => true,
        _ => token.Kind.IsLiteral(),
    };

    private bool StartsType(Token token) => token.Kind switch
    {
        TokenKind.Identifier => !IsReserved(token) || token.Word.IsPathSegment() || token.Word is Keyword.Underscore or Keyword.For or Keyword.Impl or Keyword.Fn or Keyword.Unsafe
            or Keyword.Extern or Keyword.Typeof or Keyword.Dyn,
        TokenKind.OpenInvisible => token.Fragment is Fragment.Type or Fragment.Path,
        TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Star or TokenKind.And or TokenKind.AndAnd or TokenKind.Question or TokenKind.Lifetime
            or TokenKind.Less or TokenKind.ShiftLeft or TokenKind.PathSeparator => true,
        _ => false,
    };

    private bool StartsPattern(Token token) => token.Kind switch
    {
        TokenKind.Identifier => !IsReserved(token) || token.Word.IsPathSegment() || token.Word is Keyword.Underscore or Keyword.Ref or Keyword.Mut or Keyword.Box or Keyword.True or Keyword.False or Keyword.Const,
        TokenKind.OpenInvisible => token.Fragment is Fragment.Pattern or Fragment.PatternParameter or Fragment.Path or Fragment.Literal or Fragment.Expression or Fragment.Expression2021 or Fragment.Block,
        TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.And or TokenKind.AndAnd or TokenKind.Minus or TokenKind.DotDot or TokenKind.DotDotDot or TokenKind.DotDotEquals
            or TokenKind.PathSeparator or TokenKind.Less or TokenKind.ShiftLeft => true,
        _ => token.Kind.IsLiteral(),
    };

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

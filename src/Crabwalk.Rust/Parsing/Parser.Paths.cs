using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Paths and generic arguments (Reference: Paths).</content>
public sealed partial class Parser
{
    /// <summary>Where a path stands decides how its generic arguments are written.</summary>
    private enum PathStyle
    {
        /// <summary><c>a::&lt;T&gt;</c></summary>
        Expression,

        /// <summary><c>a&lt;T&gt;</c></summary>
        Type,

        /// <summary>None, as in attributes and visibilities.</summary>
        Module,
    }

    private bool IsPathStart(Token token) => token.Kind is TokenKind.PathSeparator or TokenKind.Less or TokenKind.ShiftLeft || IsPathSegment(token)
        || token is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Path or Fragment.Identifier };

    private bool IsPathSegment(Token token) => IsName(token) || (token.Kind == TokenKind.Identifier && token.Word.IsPathSegment());

    private Path ParsePath(PathStyle style)
    {
        if (Fragments(Fragment.Path))
        {
            Path inner = InFragment(() => ParsePath(PathStyle.Type));
            return Is(TokenKind.PathSeparator) && style != PathStyle.Module ? ContinuePath(inner, style) : inner;
        }

        Span start = _token.Span;
        bool isGlobal = Eat(TokenKind.PathSeparator);
        var segments = new List<PathSegment>();
        ParseSegments(segments, style);
        return new(Of(segments), isGlobal, From(start));
    }

    private Path ContinuePath(Path inner, PathStyle style)
    {
        List<PathSegment> segments = [.. inner.Segments];
        Bump();
        ParseSegments(segments, style);
        return new(Of(segments), inner.IsGlobal, inner.Span);
    }

    private void ParseSegments(List<PathSegment> segments, PathStyle style)
    {
        do
        {
            segments.Add(ParseSegment(style));
        }
        while (!_isStopped && !IsUseSeparator() && Eat(TokenKind.PathSeparator));
    }

    // `a::{` and `a::*` end the path of a use tree.
    private bool IsUseSeparator() => Is(TokenKind.PathSeparator) && Ahead(1).Kind is TokenKind.OpenBrace or TokenKind.Star;

    private Ident ParseSegmentName() => _token.Kind == TokenKind.Identifier && _token.Word.IsPathSegment() ? TakeIdent() : ParseName();

    private PathSegment ParseSegment(PathStyle style)
    {
        Ident name = ParseSegmentName();
        return new(NewId(), name, style == PathStyle.Module ? null : ParseSegmentArguments(style));
    }

    private GenericArgs? ParseSegmentArguments(PathStyle style)
    {
        if (style == PathStyle.Type)
        {
            bool isTurbofish = Is(TokenKind.PathSeparator) && Ahead(1).Kind is TokenKind.Less or TokenKind.ShiftLeft or TokenKind.OpenParen or TokenKind.LeftArrow;
            if (!isTurbofish && !(_token.Kind is TokenKind.Less or TokenKind.ShiftLeft or TokenKind.OpenParen or TokenKind.LeftArrow))
            {
                return null;
            }
        }
        else if (!Is(TokenKind.PathSeparator) || Ahead(1).Kind is not (TokenKind.Less or TokenKind.ShiftLeft or TokenKind.LeftArrow or TokenKind.OpenParen))
        {
            return null;
        }

        Eat(TokenKind.PathSeparator);
        return Is(TokenKind.OpenParen) ? ParseParenthesizedArguments() : ParseAngleArguments();
    }

    private GenericArgs.Parenthesized ParseParenthesizedArguments()
    {
        Span start = _token.Span;
        List<Type> inputs = ParseList(TokenKind.OpenParen, ParseType);
        Type? output = Eat(TokenKind.Arrow) ? ParseTypeNoBounds() : null;
        return new(Of(inputs), output, From(start));
    }

    private GenericArgs.Angle ParseAngleArguments()
    {
        Span start = _token.Span;
        ExpectFirst(TokenKind.Less);
        var arguments = new List<GenericArgument>();
        while (!_isStopped && !StartsWith(TokenKind.Greater))
        {
            arguments.Add(ParseGenericArgument());
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }

        ExpectFirst(TokenKind.Greater);
        return new(Of(arguments), From(start));
    }

    private GenericArgument ParseGenericArgument()
    {
        Span start = _token.Span;
        if (Is(TokenKind.Lifetime) && Ahead(1).Kind != TokenKind.Plus)
        {
            return new GenericArgument.OfLifetime(TakeLifetime());
        }

        if (TryConstArgument() is { } value)
        {
            return new GenericArgument.OfConst(value);
        }

        Type type = ParseType();
        if (!(_token.Kind is TokenKind.Assign or TokenKind.Colon) || type.Kind is not TypeKind.Path { Self: null, Name.Segments: [var name] })
        {
            return new GenericArgument.OfType(type);
        }

        if (Eat(TokenKind.Colon))
        {
            return new GenericArgument.Bounded(NewId(), name.Ident, name.Arguments, ParseBounds(), From(start));
        }

        Bump();
        AnonymousConst? constant = TryConstArgument();
        return new GenericArgument.Equality(NewId(), name.Ident, name.Arguments, constant is null ? ParseType() : null, constant, From(start));
    }

    private AnonymousConst? TryConstArgument()
    {
        bool isLiteral = _token.Kind.IsLiteral() || (Is(TokenKind.Minus) && Ahead(1).Kind.IsLiteral()) || IsWord(Keyword.True) || IsWord(Keyword.False)
            || Fragments(Fragment.Literal) || Fragments(Fragment.Expression) || Fragments(Fragment.Expression2021);
        return isLiteral ? new(NewId(), ParseLiteralMaybeMinus())
            : Is(TokenKind.OpenBrace) || Fragments(Fragment.Block) ? new(NewId(), ParseBlockExpression(null, BlockMode.Plain, _token.Span))
            : null;
    }

    // `<T as Trait>::name`
    private (QualifiedSelf Self, Path Path) ParseQualifiedPath(PathStyle style)
    {
        Span start = _token.Span;
        ExpectFirst(TokenKind.Less);
        Type type = ParseType();
        var segments = new List<PathSegment>();
        bool isGlobal = false;
        if (EatWord(Keyword.As))
        {
            isGlobal = Is(TokenKind.PathSeparator);
            segments.AddRange(ParsePath(PathStyle.Type).Segments.Span);
        }

        ExpectFirst(TokenKind.Greater);
        var self = new QualifiedSelf(type, segments.Count, From(start));
        Expect(TokenKind.PathSeparator);
        ParseSegments(segments, style);
        return (self, new(Of(segments), isGlobal, From(start)));
    }
}

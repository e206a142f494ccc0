using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Attributes and visibilities.</content>
public sealed partial class Parser
{
    private EquatableArray<Attribute> ParseOuterAttributes() => ParseAttributes(isInner: false);

    private EquatableArray<Attribute> ParseInnerAttributes() => ParseAttributes(isInner: true);

    private EquatableArray<Attribute> ParseAttributes(bool isInner)
    {
        if (_token.Kind is not (TokenKind.Pound or TokenKind.DocComment))
        {
            return [];
        }

        var attributes = new List<Attribute>();
        while (TryAttribute(isInner) is { } attribute)
        {
            attributes.Add(attribute);
        }

        return Of(attributes);
    }

    private Attribute? TryAttribute(bool isInner)
    {
        Token token = _token;
        if (token.Kind == TokenKind.DocComment && (token.Flags & TokenFlags.InnerDoc) != 0 == isInner)
        {
            Bump();
            return new Attribute.Doc(NewId(), isInner, (token.Flags & TokenFlags.BlockDoc) != 0, token.Text, token.Span);
        }

        bool isInnerHere = Ahead(1).Kind == TokenKind.Not && Ahead(2).Kind == TokenKind.OpenBracket;
        if (token.Kind != TokenKind.Pound || isInnerHere != isInner)
        {
            return null;
        }

        Bump();
        if (isInner)
        {
            Bump();
        }

        Expect(TokenKind.OpenBracket);
        AttributeBody body = ParseAttributeBody();
        Expect(TokenKind.CloseBracket);
        return new Attribute.Normal(NewId(), isInner, body, From(token.Span));
    }

    private AttributeBody ParseAttributeBody()
    {
        if (Fragments(Fragment.Meta))
        {
            return InFragment(ParseAttributeBody);
        }

        Span start = _token.Span;
        bool isUnsafe = IsWord(Keyword.Unsafe) && Ahead(1).Kind == TokenKind.OpenParen;
        if (isUnsafe)
        {
            Bump();
            Bump();
        }

        Path path = ParsePath(PathStyle.Module);
        AttributeArguments arguments = ParseAttributeArguments();
        if (isUnsafe)
        {
            Expect(TokenKind.CloseParen);
        }

        return new(isUnsafe, path, arguments, From(start));
    }

    private AttributeArguments ParseAttributeArguments()
    {
        if (_token.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            return new AttributeArguments.Delimited(ParseDelimited());
        }

        return Eat(TokenKind.Assign) ? new AttributeArguments.Value(ParseExpression()) : new AttributeArguments.None();
    }

    private Visibility ParseVisibility()
    {
        Span start = _token.Span;
        if (Fragments(Fragment.Visibility))
        {
            return InFragment(ParseVisibility);
        }

        if (!EatWord(Keyword.Pub))
        {
            return new(VisibilityKind.Inherited, null, false, start.AtStart);
        }

        bool hasIn = IsWordAhead(1, Keyword.In);
        bool isPath = hasIn || (Ahead(1) is { Kind: TokenKind.Identifier, Word: Keyword.Crate or Keyword.SelfValue or Keyword.Super } && Ahead(2).Kind == TokenKind.CloseParen);
        if (!Is(TokenKind.OpenParen) || !isPath)
        {
            return new(VisibilityKind.Public, null, false, From(start));
        }

        Bump();
        EatWord(Keyword.In);
        Path path = ParsePath(PathStyle.Module);
        Expect(TokenKind.CloseParen);
        return new(VisibilityKind.Restricted, path, hasIn, From(start));
    }
}

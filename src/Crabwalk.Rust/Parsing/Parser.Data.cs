using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Structs, enums, unions, and the generics of all items.</content>
public sealed partial class Parser
{
    private (Ident Name, ItemKind Kind) ParseStructItem()
    {
        Bump();
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        Generics generics = ParseWhere(parameters, span);
        if (Is(TokenKind.OpenBrace))
        {
            return (name, new ItemKind.Struct(generics, new VariantData.Struct(ParseFields())));
        }

        if (!generics.HasWhere && Check(TokenKind.OpenParen))
        {
            var data = new VariantData.Tuple(NewId(), Of(ParseList(TokenKind.OpenParen, ParseTupleField)));
            generics = ParseWhere(parameters, span);
            ExpectItemSemicolon();
            return (name, new ItemKind.Struct(generics, data));
        }

        Check(TokenKind.OpenBrace);
        if (!Eat(TokenKind.Semicolon) && !_isStopped)
        {
            string list = generics.HasWhere ? "`{` or `;`" : "`where`, `{`, `(`, or `;`";
            Fail(ParseErrors.At(_token.Span, $"expected {list} after struct name, found {Describe(_token)}", $"expected {list} after struct name"));
        }

        return (name, new ItemKind.Struct(generics, new VariantData.Unit(NewId())));
    }

    private (Ident Name, ItemKind Kind) ParseUnion()
    {
        Bump();
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        Generics generics = ParseWhere(parameters, span);
        return (name, new ItemKind.Union(generics, new VariantData.Struct(ParseFields())));
    }

    private (Ident Name, ItemKind Kind) ParseEnum()
    {
        Bump();
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        Generics generics = ParseWhere(parameters, span);
        return (name, new ItemKind.Enum(generics, Of(ParseList(TokenKind.OpenBrace, ParseVariant))));
    }

    private Variant ParseVariant()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        Visibility visibility = ParseVisibility();
        Ident name = ParseName();
        VariantData data = Check(TokenKind.OpenBrace) ? new VariantData.Struct(ParseFields())
            : Check(TokenKind.OpenParen) ? new VariantData.Tuple(NewId(), Of(ParseList(TokenKind.OpenParen, ParseTupleField)))
            : new VariantData.Unit(NewId());
        AnonymousConst? discriminant = Eat(TokenKind.Assign) ? ParseAnonymousConst() : null;
        return new(NewId(), attributes, visibility, name, data, discriminant, From(start));
    }

    private EquatableArray<FieldDefinition> ParseFields() => Of(ParseList(TokenKind.OpenBrace, ParseField));

    private FieldDefinition ParseField()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        Visibility visibility = ParseVisibility();
        Ident name = ParseName();
        Expect(TokenKind.Colon);
        Type type = ParseType();
        if (Is(TokenKind.Semicolon))
        {
            Report(ParseErrors.At(_token.Span, "struct fields are separated by `,`").WithFix("replace `;` with `,`", _token.Span, ","));
            _token = _token with { Kind = TokenKind.Comma };
        }

        return new(NewId(), attributes, visibility, name, type, From(start));
    }

    private FieldDefinition ParseTupleField()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        Visibility visibility = ParseVisibility();
        return new(NewId(), attributes, visibility, null, ParseType(), From(start));
    }

    private EquatableArray<GenericParameter> ParseOptionalGenerics(out Span span)
    {
        span = _token.Span.AtStart;
        if (!Check(TokenKind.Less))
        {
            return [];
        }

        Span start = _token.Span;
        Bump();
        EquatableArray<GenericParameter> parameters = ParseGenericParameters();
        ExpectFirst(TokenKind.Greater);
        span = From(start);
        return parameters;
    }

    private EquatableArray<GenericParameter> ParseGenericParameters()
    {
        var parameters = new List<GenericParameter>();
        while (!_isStopped && !StartsWith(TokenKind.Greater))
        {
            parameters.Add(ParseGenericParameter());
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }

        return Of(parameters);
    }

    private GenericParameter ParseGenericParameter()
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        if (Is(TokenKind.Lifetime))
        {
            Ident lifetime = TakeIdent();
            return new GenericParameter.OfLifetime(NewId(), attributes, lifetime, Eat(TokenKind.Colon) ? ParseBounds() : []);
        }

        if (EatWord(Keyword.Const))
        {
            Ident constant = ParseName();
            Expect(TokenKind.Colon);
            Type type = ParseType();
            return new GenericParameter.OfConst(NewId(), attributes, constant, type, Eat(TokenKind.Assign) ? ParseConstDefault() : null);
        }

        Ident name = ParseName();
        EquatableArray<Bound> bounds = Eat(TokenKind.Colon) ? ParseBounds() : [];
        return new GenericParameter.OfType(NewId(), attributes, name, bounds, Eat(TokenKind.Assign) ? ParseType() : null);
    }

    private AnonymousConst ParseConstDefault()
    {
        Span start = _token.Span;
        return TryConstArgument() ?? new(NewId(), Make(new ExpressionKind.Path(null, ParsePath(PathStyle.Expression)), start));
    }

    private Generics ParseWhere(EquatableArray<GenericParameter> parameters, Span span)
    {
        if (!EatWord(Keyword.Where))
        {
            return new(parameters, [], span);
        }

        var predicates = new List<WherePredicate>();
        while (!_isStopped && StartsPredicate())
        {
            predicates.Add(ParsePredicate());
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }

        return new(parameters, Of(predicates), span) { HasWhere = true };
    }

    private bool StartsPredicate() => _token.Kind is not (TokenKind.OpenBrace or TokenKind.Semicolon or TokenKind.Assign or TokenKind.EndOfFile or TokenKind.Colon);

    private WherePredicate ParsePredicate()
    {
        Span start = _token.Span;
        if (Is(TokenKind.Lifetime))
        {
            Lifetime lifetime = TakeLifetime();
            Expect(TokenKind.Colon);
            return new WherePredicate.OfLifetime(NewId(), lifetime, ParseBounds(), From(start));
        }

        EquatableArray<GenericParameter> lifetimes = StartsFunctionPointer(0) ? [] : ParseForLifetimes();
        Type type = ParseTypeNoBounds();
        Expect(TokenKind.Colon);
        return new WherePredicate.OfType(NewId(), lifetimes, type, ParseBounds(), From(start));
    }
}

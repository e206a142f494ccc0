using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Types and bounds (Reference: Types, Trait and lifetime bounds).</content>
public sealed partial class Parser
{
    private Type ParseType() => ParseType(allowsPlus: true);

    private Type ParseTypeNoBounds() => ParseType(allowsPlus: false);

    private Type ParseType(bool allowsPlus)
    {
        if (!Enter())
        {
            return MakeType(new TypeKind.Error(_proof!), _token.Span);
        }

        Span start = _token.Span;
        TypeKind kind = ParseTypeKind(allowsPlus);
        Leave();
        return MakeType(kind, start);
    }

    private Type MakeType(TypeKind kind, Span start) => new(NewId(), kind, From(start));

    private TypeKind ParseTypeKind(bool allowsPlus)
    {
        switch (_token.Kind)
        {
            case TokenKind.OpenInvisible when Fragments(Fragment.Type):
                Type inner = InFragment(ParseType);
                return allowsPlus && Is(TokenKind.Plus) && inner.Kind is TypeKind.Path { Self: null } path ? BareObject(path.Name, inner.Span) : inner.Kind;
            case TokenKind.OpenParen:
                return ParseParenthesizedType(allowsPlus);
            case TokenKind.Not:
                Bump();
                return new TypeKind.Never();
            case TokenKind.Star:
                return ParsePointerType();
            case TokenKind.OpenBracket:
                return ParseArrayType();
            case TokenKind.And or TokenKind.AndAnd:
                return ParseReferenceType();
            case TokenKind.Less or TokenKind.ShiftLeft or TokenKind.LeftArrow:
                (QualifiedSelf self, Path name) = ParseQualifiedPath(PathStyle.Type);
                return new TypeKind.Path(self, name);
            case TokenKind.DotDotDot:
                Bump();
                return new TypeKind.CVariadic();
            case TokenKind.Question or TokenKind.Lifetime:
                return new TypeKind.TraitObject(ParseBounds(allowsPlus), false);
            default:
                return ParseNamedType(allowsPlus);
        }
    }

    private TypeKind ParseNamedType(bool allowsPlus)
    {
        if (IsWord(Keyword.Underscore))
        {
            Bump();
            return new TypeKind.Infer();
        }

        if (StartsFunctionPointer(0))
        {
            return ParseFunctionPointer([]);
        }

        if (IsWord(Keyword.For))
        {
            return ParseForType(allowsPlus);
        }

        if (EatWord(Keyword.Impl))
        {
            return new TypeKind.Impl(ParseBounds(allowsPlus));
        }

        if (IsDyn())
        {
            Bump();
            return new TypeKind.TraitObject(ParseBounds(allowsPlus), true);
        }

        if (!IsPathStart(_token))
        {
            _expected |= Expected.Type;
            return new TypeKind.Error(Fail(ParseErrors.At(_token.Span, $"expected type, found {Describe(_token)}", "expected type")));
        }

        return ParsePathType(allowsPlus);
    }

    private TypeKind ParsePathType(bool allowsPlus)
    {
        Span start = _token.Span;
        Path path = ParsePath(PathStyle.Type);
        if (Is(TokenKind.Not) && Ahead(1).Kind.IsOpen())
        {
            return new TypeKind.Macro(ParseMacroRest(path, start));
        }

        return allowsPlus && Check(TokenKind.Plus) ? BareObject(path, start) : new TypeKind.Path(null, path);
    }

    private TypeKind.TraitObject BareObject(Path path, Span start)
    {
        var bounds = new List<Bound> { new Bound.Trait(NewId(), [], BoundModifiers.None, path, false, From(start)) };
        while (Eat(TokenKind.Plus) && CanBeginBound())
        {
            bounds.Add(ParseBound());
        }

        return new(Of(bounds), false);
    }

    // `dyn` is a keyword since 2018; before, only when a bound follows.
    private bool IsDyn() => IsWord(Keyword.Dyn) && (Edition >= Edition.Rust2018
        || (Ahead(1).Kind is TokenKind.Lifetime or TokenKind.Question or TokenKind.OpenParen || IsWordAhead(1, Keyword.For) || IsPathSegment(Ahead(1))));

    private TypeKind ParseParenthesizedType(bool allowsPlus)
    {
        Span start = _token.Span;
        List<Type> elements = ParseList(TokenKind.OpenParen, ParseType, out bool hasComma);
        if (elements is not [var only] || hasComma)
        {
            return new TypeKind.Tuple(Of(elements));
        }

        return allowsPlus && Is(TokenKind.Plus) && only.Kind is TypeKind.Path { Self: null } path ? BareObject(path.Name, start)
            : new TypeKind.Parenthesized(only);
    }

    private TypeKind ParsePointerType()
    {
        Bump();
        bool isMutable = EatWord(Keyword.Mut);
        if (!isMutable && !EatWord(Keyword.Const))
        {
            return new TypeKind.Error(Fail(ParseErrors.At(_previous.Span, "expected `mut` or `const` keyword in raw pointer type")
                .WithFix("add `mut` or `const` here", _previous.Span.AtEnd, "const ")));
        }

        return new TypeKind.Pointer(isMutable, ParseTypeNoBounds());
    }

    private TypeKind ParseArrayType()
    {
        Bump();
        Type element = ParseType();
        TypeKind kind = Eat(TokenKind.Semicolon) ? new TypeKind.Array(element, ParseAnonymousConst()) : new TypeKind.Slice(element);
        Expect(TokenKind.CloseBracket);
        return kind;
    }

    private AnonymousConst ParseAnonymousConst() => new(NewId(), ParseExpression());

    private TypeKind.Reference ParseReferenceType()
    {
        ExpectFirst(TokenKind.And);
        if (Is(TokenKind.And))
        {
            Span start = _token.Span;
            return new(null, false, MakeType(ParseReferenceType(), start));
        }

        Lifetime? lifetime = Is(TokenKind.Lifetime) ? TakeLifetime() : null;
        bool isMutable = EatWord(Keyword.Mut);
        return new(lifetime, isMutable, ParseTypeNoBounds());
    }

    private bool StartsFunctionPointer(int ahead)
    {
        while (IsWordAhead(ahead, Keyword.Unsafe) || IsWordAhead(ahead, Keyword.Extern) || IsWordAhead(ahead, Keyword.Async) || IsWordAhead(ahead, Keyword.Const)
            || (ahead > 0 && IsWordAhead(ahead - 1, Keyword.Extern) && Ahead(ahead).Kind is TokenKind.String or TokenKind.RawString))
        {
            ahead++;
        }

        return IsWordAhead(ahead, Keyword.Fn);
    }

    private TypeKind ParseForType(bool allowsPlus)
    {
        Place place = Mark();
        EquatableArray<GenericParameter> lifetimes = ParseForLifetimes();
        if (StartsFunctionPointer(0))
        {
            return ParseFunctionPointer(lifetimes);
        }

        Return(place);
        return new TypeKind.TraitObject(ParseBounds(allowsPlus), false);
    }

    private EquatableArray<GenericParameter> ParseForLifetimes()
    {
        if (!EatWord(Keyword.For))
        {
            return [];
        }

        ExpectFirst(TokenKind.Less);
        EquatableArray<GenericParameter> parameters = ParseGenericParameters();
        ExpectFirst(TokenKind.Greater);
        return parameters;
    }

    private TypeKind.Function ParseFunctionPointer(EquatableArray<GenericParameter> lifetimes)
    {
        while (IsWord(Keyword.Async) || IsWord(Keyword.Const))
        {
            string word = _token.Word.Text();
            Report(ParseErrors.At(_token.Span, $"an `fn` pointer type cannot be `{word}`", $"`{word}` because of this"));
            Bump();
        }

        bool isUnsafe = EatWord(Keyword.Unsafe);
        ExternAbi? abi = ParseExtern();
        ExpectWord(Keyword.Fn);
        List<Parameter> parameters = ParseList(TokenKind.OpenParen, () => ParseParameter(isNameNeeded: false, allowsSelf: false));
        return new(lifetimes, isUnsafe, abi, new(Of(parameters), ParseOutput(allowsPlus: false)));
    }

    private Type? ParseOutput(bool allowsPlus) => Eat(TokenKind.Arrow) ? ParseType(allowsPlus) : null;

    private ExternAbi? ParseExtern()
    {
        Span start = _token.Span;
        if (!EatWord(Keyword.Extern))
        {
            return null;
        }

        Token? name = null;
        if (_token.Kind is TokenKind.String or TokenKind.RawString)
        {
            name = _token;
            Bump();
        }

        return new(name, From(start));
    }

    private bool CanBeginBound() => _token.Kind is TokenKind.Lifetime or TokenKind.Question or TokenKind.OpenParen or TokenKind.Not or TokenKind.Tilde or TokenKind.OpenBracket
        || IsWord(Keyword.For) || IsWord(Keyword.Async) || IsWord(Keyword.Const) || IsWord(Keyword.Use) || IsPathStart(_token);

    private EquatableArray<Bound> ParseBounds() => ParseBounds(allowsPlus: true);

    private EquatableArray<Bound> ParseBounds(bool allowsPlus)
    {
        var bounds = new List<Bound>();
        while (CanBeginBound())
        {
            bounds.Add(ParseBound());
            if (!allowsPlus || !Eat(TokenKind.Plus))
            {
                break;
            }
        }

        return Of(bounds);
    }

    private Bound ParseBound()
    {
        Span start = _token.Span;
        if (Is(TokenKind.Lifetime))
        {
            return new Bound.Outlives(TakeLifetime());
        }

        if (EatWord(Keyword.Use))
        {
            return ParseUseBound(start);
        }

        bool hasParens = Eat(TokenKind.OpenParen);
        EquatableArray<GenericParameter> lifetimes = ParseForLifetimes();
        BoundModifiers modifiers = ParseBoundModifiers();
        lifetimes = lifetimes.IsEmpty ? ParseForLifetimes() : lifetimes;
        Path path = ParsePath(PathStyle.Type);
        if (hasParens)
        {
            Expect(TokenKind.CloseParen);
        }

        return new Bound.Trait(NewId(), lifetimes, modifiers, path, hasParens, From(start));
    }

    private BoundModifiers ParseBoundModifiers()
    {
        BoundModifiers modifiers = BoundModifiers.None;
        if (Is(TokenKind.OpenBracket) && IsWordAhead(1, Keyword.Const) && Ahead(2).Kind == TokenKind.CloseBracket)
        {
            SkipTree();
            modifiers |= BoundModifiers.Const;
        }

        modifiers |= Eat(TokenKind.Tilde) | EatWord(Keyword.Const) ? BoundModifiers.Const : 0;
        modifiers |= IsWord(Keyword.Async) && Edition >= Edition.Rust2018 && EatWord(Keyword.Async) ? BoundModifiers.Async : 0;
        modifiers |= Eat(TokenKind.Question) ? BoundModifiers.Maybe : 0;
        return modifiers | (Eat(TokenKind.Not) ? BoundModifiers.Negative : 0);
    }

    private Bound.Use ParseUseBound(Span start)
    {
        var captured = new List<Ident>();
        ExpectFirst(TokenKind.Less);
        while (!_isStopped && !StartsWith(TokenKind.Greater))
        {
            captured.Add(Is(TokenKind.Lifetime) ? TakeLifetime().Ident : ParseSegmentName());
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }

        ExpectFirst(TokenKind.Greater);
        return new(Of(captured), From(start));
    }
}

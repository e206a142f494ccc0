using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Patterns (Reference: Patterns).</content>
public sealed partial class Parser
{
    private Pattern MakePattern(PatternKind kind, Span start) => new(NewId(), kind, From(start));

    private Pattern ParsePatternTop()
    {
        Span start = _token.Span;
        bool hasLeading = Eat(TokenKind.Or);
        Pattern first = ParsePattern();
        if (!Is(TokenKind.Or) || _isStopped)
        {
            return hasLeading ? MakePattern(new PatternKind.Or([first]), start) : first;
        }

        var alternatives = new List<Pattern> { first };
        while (Eat(TokenKind.Or))
        {
            alternatives.Add(ParsePattern());
        }

        return MakePattern(new PatternKind.Or(Of(alternatives)), start);
    }

    private Pattern ParsePattern()
    {
        Span start = _token.Span;
        if (!Enter())
        {
            return MakePattern(new PatternKind.Error(_proof!), start);
        }

        PatternKind kind = ParsePatternKind();
        Leave();
        return MakePattern(kind, start);
    }

    private PatternKind ParsePatternKind()
    {
        switch (_token.Kind)
        {
            case TokenKind.OpenInvisible when Fragments(Fragment.Pattern) || Fragments(Fragment.PatternParameter):
                return InFragment(ParsePatternTop).Kind;
            case TokenKind.And or TokenKind.AndAnd:
                return ParseReferencePattern();
            case TokenKind.OpenParen:
                List<Pattern> elements = ParseList(TokenKind.OpenParen, ParsePatternTop, out bool hasComma);
                return elements is [{ Kind: not PatternKind.Rest } only] && !hasComma ? new PatternKind.Parenthesized(only) : new PatternKind.Tuple(Of(elements));
            case TokenKind.OpenBracket:
                return new PatternKind.Slice(Of(ParseList(TokenKind.OpenBracket, ParsePatternTop)));
            case TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot:
                return ParsePatternRangeTo();
            case TokenKind.Not:
                Bump();
                return new PatternKind.Never();
            default:
                return ParseNamedPattern();
        }
    }

    private PatternKind.Reference ParseReferencePattern()
    {
        ExpectFirst(TokenKind.And);
        if (Is(TokenKind.And))
        {
            Span start = _token.Span;
            return new(false, MakePattern(ParseReferencePattern(), start));
        }

        bool isMutable = EatWord(Keyword.Mut);
        return new(isMutable, ParsePattern());
    }

    private PatternKind ParsePatternRangeTo()
    {
        RangeLimits limits = Is(TokenKind.DotDot) ? RangeLimits.HalfOpen : RangeLimits.Closed;
        Bump();
        return CanBeginRangeEnd() ? new PatternKind.Range(null, ParsePatternRangeEnd(), limits) : new PatternKind.Rest();
    }

    private bool CanBeginRangeEnd() => _token.Kind.IsLiteral() || Is(TokenKind.Minus) || IsPathStart(_token) || IsWord(Keyword.True) || IsWord(Keyword.False)
        || (IsWord(Keyword.Const) && Ahead(1).Kind == TokenKind.OpenBrace) || Fragments(Fragment.Literal) || Fragments(Fragment.Expression);

    private Expression ParsePatternRangeEnd()
    {
        Span start = _token.Span;
        if (IsWord(Keyword.Const))
        {
            Bump();
            return ParseBlockExpression(null, BlockMode.Const, start);
        }

        if (Is(TokenKind.Less) || Is(TokenKind.ShiftLeft))
        {
            (QualifiedSelf self, Path name) = ParseQualifiedPath(PathStyle.Expression);
            return Make(new ExpressionKind.Path(self, name), start);
        }

        return IsPathStart(_token) ? Make(new ExpressionKind.Path(null, ParsePath(PathStyle.Expression)), start) : ParseLiteralMaybeMinus();
    }

    private PatternKind ParseNamedPattern()
    {
        if (IsWord(Keyword.Underscore))
        {
            Bump();
            return new PatternKind.Wild();
        }

        if (IsWord(Keyword.Mut))
        {
            Bump();
            return ParseMutBinding();
        }

        if (IsWord(Keyword.Ref))
        {
            Bump();
            bool isMutable = EatWord(Keyword.Mut);
            return ParseBinding(isByRef: true, isMutable, isMutable: false);
        }

        if (IsWord(Keyword.Box) && Ahead(1).Kind == TokenKind.Identifier)
        {
            return new PatternKind.Error(Fail(ParseErrors.At(_token.Span, "`box` pattern syntax has been removed")));
        }

        bool isBinding = IsName(_token) && Ahead(1).Kind is not (TokenKind.OpenParen or TokenKind.OpenBrace or TokenKind.PathSeparator
            or TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot or TokenKind.Not);
        return isBinding ? ParseBinding(isByRef: false, isRefMutable: false, isMutable: false)
            : IsPathStart(_token) ? ParsePathPattern()
            : ParseLiteralPattern();
    }

    private PatternKind.Binding ParseMutBinding()
    {
        if (IsWord(Keyword.SelfValue))
        {
            return new PatternKind.Binding(false, false, true, TakeIdent(), null);
        }

        bool isByRef = EatWord(Keyword.Ref);
        bool isRefMutable = isByRef && EatWord(Keyword.Mut);
        return ParseBinding(isByRef, isRefMutable, isMutable: true);
    }

    private PatternKind.Binding ParseBinding(bool isByRef, bool isRefMutable, bool isMutable)
    {
        Ident name = ParseName();
        Pattern? inner = Eat(TokenKind.At) ? ParsePattern() : null;
        return new(isByRef, isRefMutable, isMutable, name, inner);
    }

    private PatternKind ParsePathPattern()
    {
        Span start = _token.Span;
        QualifiedSelf? self = null;
        Path name;
        if (_token.Kind is TokenKind.Less or TokenKind.ShiftLeft)
        {
            (self, name) = ParseQualifiedPath(PathStyle.Expression);
        }
        else
        {
            name = ParsePath(PathStyle.Expression);
        }

        switch (_token.Kind)
        {
            case TokenKind.Not when self is null:
                return new PatternKind.Macro(ParseMacroRest(name, start));
            case TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot:
                return ParsePatternRangeFrom(Make(new ExpressionKind.Path(self, name), start));
            case TokenKind.OpenBrace:
                (EquatableArray<FieldPattern> fields, bool hasRest) = ParseFieldPatterns();
                return new PatternKind.Struct(self, name, fields, hasRest);
            case TokenKind.OpenParen:
                return new PatternKind.TupleStruct(self, name, Of(ParseList(TokenKind.OpenParen, ParsePatternTop)));
            default:
                return new PatternKind.Path(self, name);
        }
    }

    private PatternKind.Range ParsePatternRangeFrom(Expression start)
    {
        RangeLimits limits = Is(TokenKind.DotDot) ? RangeLimits.HalfOpen : RangeLimits.Closed;
        Bump();
        if (CanBeginRangeEnd())
        {
            return new(start, ParsePatternRangeEnd(), limits);
        }

        if (limits == RangeLimits.Closed)
        {
            Report(ParseErrors.At(_previous.Span, "inclusive range with no end") with { Code = "E0586" });
        }

        return new(start, null, limits);
    }

    private PatternKind ParseLiteralPattern()
    {
        Span start = _token.Span;
        if (IsWord(Keyword.Const) && Ahead(1).Kind == TokenKind.OpenBrace)
        {
            Bump();
            return new PatternKind.Literal(ParseBlockExpression(null, BlockMode.Const, start));
        }

        if (!CanBeginRangeEnd())
        {
            return new PatternKind.Error(Fail(ParseErrors.At(_token.Span, $"expected pattern, found {Describe(_token)}", "expected pattern")));
        }

        Expression value = ParseLiteralMaybeMinus();
        return _token.Kind is TokenKind.DotDot or TokenKind.DotDotEquals or TokenKind.DotDotDot ? ParsePatternRangeFrom(value) : new PatternKind.Literal(value);
    }

    private (EquatableArray<FieldPattern> Fields, bool HasRest) ParseFieldPatterns()
    {
        var fields = new List<FieldPattern>();
        bool hasRest = false;
        Bump();
        while (!_isStopped && !Eat(TokenKind.CloseBrace))
        {
            EquatableArray<Attribute> attributes = ParseOuterAttributes();
            if (Eat(TokenKind.DotDot))
            {
                hasRest = true;
                Expect(TokenKind.CloseBrace);
                break;
            }

            fields.Add(ParseFieldPattern(attributes));
            if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseBrace))
            {
                FailUnexpected();
            }
        }

        return (Of(fields), hasRest);
    }

    private FieldPattern ParseFieldPattern(EquatableArray<Attribute> attributes)
    {
        Span start = _token.Span;
        if (Ahead(1).Kind == TokenKind.Colon)
        {
            Ident name = ParseFieldName();
            Bump();
            return new(NewId(), attributes, name, ParsePatternTop(), false, From(start));
        }

        bool isByRef = EatWord(Keyword.Ref);
        bool isMutable = EatWord(Keyword.Mut);
        Ident bound = ParseName();
        var binding = new PatternKind.Binding(isByRef, isByRef && isMutable, !isByRef && isMutable, bound, null);
        return new(NewId(), attributes, bound, MakePattern(binding, start), true, From(start));
    }

    private Ident ParseFieldName() => Is(TokenKind.Integer) ? TakeIdent() : ParseName();
}

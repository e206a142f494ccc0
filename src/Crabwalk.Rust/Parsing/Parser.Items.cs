using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <content>Items (Reference: Items).</content>
public sealed partial class Parser
{
    /// <summary>Where an item stands.</summary>
    private enum ItemPlace
    {
        /// <summary>A module or the crate.</summary>
        Module,

        /// <summary>A block.</summary>
        Statement,

        /// <summary>A trait.</summary>
        Trait,

        /// <summary>An impl.</summary>
        Impl,

        /// <summary>An extern block.</summary>
        Foreign,
    }

    /// <summary>A whole file: inner attributes and items up to its end.</summary>
    public Crate ParseCrate()
    {
        Span start = _token.Span;
        EquatableArray<Attribute> attributes = ParseInnerAttributes();
        EquatableArray<Item> items = ParseItems(TokenKind.EndOfFile, ItemPlace.Module);
        return new(attributes, items, start.To(_tokens[^1].Span), _session.NodeCount);
    }

    private EquatableArray<Item> ParseItems(TokenKind close, ItemPlace place)
    {
        var items = new List<Item>();
        while (!Is(close) && !Is(TokenKind.EndOfFile))
        {
            int before = _index;
            int depth = _depth;
            EquatableArray<Attribute> attributes = ParseOuterAttributes();
            if (ParseItem(attributes, place) is { } item)
            {
                items.Add(item);
            }
            else if (!_isStopped)
            {
                FailItem(attributes, place);
            }

            if (_isStopped)
            {
                RecoverItem(before, depth);
            }
        }

        return Of(items);
    }

    private void FailItem(EquatableArray<Attribute> attributes, ItemPlace place)
    {
        Span at = _token.Span;
        if (Is(TokenKind.Semicolon))
        {
            Report(ParseErrors.At(at, "expected item, found `;`").WithFix("remove this semicolon", at, ""));
            Bump();
        }
        else if (!attributes.IsEmpty && (Is(TokenKind.EndOfFile) || Is(TokenKind.CloseBrace)))
        {
            Fail(attributes[^1] is Attribute.Doc
                ? ParseErrors.At(attributes[^1].Span, "expected item after doc comment", "this doc comment doesn't document anything")
                : ParseErrors.At(attributes[^1].Span, "expected item after attributes"));
        }
        else
        {
            string where = place is ItemPlace.Module or ItemPlace.Statement ? "item" : "associated item";
            Diagnostic error = ParseErrors.At(at, place is ItemPlace.Module ? $"expected item, found {Describe(_token)}" : "non-item in item list", place is ItemPlace.Module ? $"expected {where}" : "non-item starts here");
            Fail(IsWord(Keyword.Let) && place == ItemPlace.Module
                ? error with { Primary = new(at, "`let` cannot be used for global variables"), Children = [new(Severity.Help, "consider using `static` or `const` instead of `let`")] }
                : place == ItemPlace.Module ? error.WithNote("for a full list of items that can appear in modules, see <https://doc.rust-lang.org/reference/items.html>") : error);
        }
    }

    private void RecoverItem(int start, int depth)
    {
        int errorAt = _index;
        Resume();
        (_depth, _restrictions, _index, _token) = (depth, Restrictions.None, start, _tokens[start]);
        while (_index < errorAt && !Is(TokenKind.EndOfFile) && !_token.Kind.IsClose())
        {
            SkipTree();
        }

        if (_index == start || !(_previous.Kind is TokenKind.CloseBrace or TokenKind.Semicolon && _index > errorAt))
        {
            SkipToNext(isItemList: true);
        }
    }

    private Item? ParseItem(EquatableArray<Attribute> attributes, ItemPlace place)
    {
        if (Fragments(Fragment.Item))
        {
            Item? inner = InFragment(() => ParseItem(ParseOuterAttributes(), place));
            return inner is null ? null : inner with { Attributes = [.. attributes, .. inner.Attributes] };
        }

        if (!Enter())
        {
            return null;
        }

        Item? item = ParseItemBody(attributes, place);
        Leave();
        return item;
    }

    private Item? ParseItemBody(EquatableArray<Attribute> attributes, ItemPlace place)
    {
        Span start = attributes.IsEmpty ? _token.Span : attributes[0].Span;
        Place mark = Mark();
        Visibility visibility = ParseVisibility();
        bool isDefault = IsWord(Keyword.Default) && IsReserved(Ahead(1)) && !IsWordAhead(1, Keyword.As);
        if (isDefault)
        {
            Bump();
        }

        _innerAttributes = [];
        if (ParseItemKind(place) is var (name, kind))
        {
            attributes = _innerAttributes.IsEmpty ? attributes : [.. attributes, .. _innerAttributes];
            _innerAttributes = [];
            return new(NewId(), attributes, visibility, name, kind, From(start)) { IsDefault = isDefault };
        }

        if (!_isStopped && visibility.Kind != VisibilityKind.Inherited)
        {
            FailVisibility(visibility);
        }
        else if (!_isStopped && isDefault)
        {
            Return(mark);
        }

        return null;
    }

    private void FailVisibility(Visibility visibility)
    {
        if (IsName(_token) && Ahead(1).Kind is TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.Less)
        {
            string missing = Ahead(1).Kind == TokenKind.OpenBrace ? "struct" : "fn";
            string what = missing == "struct" ? "struct" : "function";
            Fail(ParseErrors.At(visibility.Span.AtEnd, $"missing `{missing}` for {what} definition").WithFix($"add `{missing}` here to parse `{NameOf(_token)}` as a {what}", visibility.Span.AtEnd, $" {missing}"));
            return;
        }

        Fail(ParseErrors.At(visibility.Span, $"visibility `{_session.Sources.TextOf(visibility.Span)}` is not followed by an item", "the visibility").WithHelp("you likely meant to define an item, e.g., `" + _session.Sources.TextOf(visibility.Span) + " fn foo() {}`"));
    }

    private (Ident Name, ItemKind Kind)? ParseItemKind(ItemPlace place)
    {
        if (_token.Kind is not TokenKind.Identifier and not TokenKind.PathSeparator and not TokenKind.OpenInvisible)
        {
            return null;
        }

        Ident none = new(Symbol.Empty, _token.Span.AtStart);
        Keyword word = _token.Kind == TokenKind.Identifier ? _token.Word : Keyword.None;
        switch (word)
        {
            case Keyword.Use:
                Bump();
                UseTree tree = ParseUseTree();
                ExpectItemSemicolon();
                return (none, new ItemKind.Use(tree));
            case Keyword.Fn or Keyword.Const or Keyword.Async or Keyword.Unsafe or Keyword.Extern or Keyword.Safe when StartsFunction(place):
                return ParseFunction(place);
            case Keyword.Extern:
                return ParseExternItem(isUnsafe: false);
            case Keyword.Static or Keyword.Unsafe or Keyword.Safe when StartsStatic():
                return ParseStatic();
            case Keyword.Unsafe:
                return ParseUnsafeItem();
            case Keyword.Const when StartsConst():
                return ParseConst();
            case Keyword.Trait or Keyword.Auto when word == Keyword.Trait || IsWordAhead(1, Keyword.Trait):
                return ParseTrait(isUnsafe: false);
            case Keyword.Impl:
                return ParseImpl(isUnsafe: false);
            case Keyword.Mod:
                return ParseModule(isUnsafe: false);
            case Keyword.Type:
                return ParseTypeAlias();
            case Keyword.Enum:
                return ParseEnum();
            case Keyword.Struct:
                return ParseStructItem();
            case Keyword.Union when IsName(Ahead(1)):
                return ParseUnion();
            case Keyword.MacroRules when Ahead(1).Kind == TokenKind.Not && Ahead(2).Kind == TokenKind.Identifier:
                return ParseMacroRules();
            case Keyword.Macro when IsName(Ahead(1)):
                return ParseDeclarativeMacro();
            default:
                return ParseMacroItem(place, none);
        }
    }

    private (Ident Name, ItemKind Kind)? ParseMacroItem(ItemPlace place, Ident none)
    {
        if (place == ItemPlace.Statement || !LooksLikeMacro())
        {
            return place == ItemPlace.Statement ? null : MistypedItem();
        }

        Span start = _token.Span;
        MacroCall call = ParseMacroRest(ParsePath(PathStyle.Module), start);
        if (call.Tokens.Open != TokenKind.OpenBrace && !Eat(TokenKind.Semicolon))
        {
            Report(ParseErrors.At(call.Tokens.Brackets.Whole, "macros that expand to items must be delimited with braces or followed by a semicolon"));
        }

        return (none, new ItemKind.Macro(call));
    }

    // `func f()`, `function f()`, `def f()`, `class C {`.
    private (Ident Name, ItemKind Kind)? MistypedItem()
    {
        if (!IsName(_token) || !IsName(Ahead(1)))
        {
            return null;
        }

        string? meant = NameOf(_token) switch
        {
            "func" or "function" or "def" or "fun" or "fnc" => "fn",
            "class" or "Struct" or "strcut" => "struct",
            "Enum" or "enmu" => "enum",
            "import" => "use",
            _ => null,
        };
        if (meant is not null)
        {
            Fail(ParseErrors.At(_token.Span, $"expected one of `!` or `::`, found `{NameOf(Ahead(1))}`") with
            {
                Primary = new(_token.Span, "expected one of `!` or `::`"),
                Fixes = [new($"write `{meant}` instead of `{NameOf(_token)}`", [new(_token.Span, meant)])],
            });
        }

        return null;
    }

    private void ExpectItemSemicolon()
    {
        if (!Eat(TokenKind.Semicolon))
        {
            FailUnexpected();
        }
    }

    private bool StartsFunction(ItemPlace place)
    {
        int ahead = 0;
        while (ahead < 6 && (Ahead(ahead) is { Kind: TokenKind.Identifier, Word: Keyword.Const or Keyword.Async or Keyword.Unsafe or Keyword.Extern or Keyword.Safe }
            || (ahead > 0 && IsWordAhead(ahead - 1, Keyword.Extern) && Ahead(ahead).Kind is TokenKind.String or TokenKind.RawString)))
        {
            ahead++;
        }

        return IsWordAhead(ahead, Keyword.Fn) && (place != ItemPlace.Statement || !StartsFunctionPointer(0) || Ahead(ahead + 1).Kind != TokenKind.OpenParen);
    }

    private (Ident Name, ItemKind Kind) ParseFunction(ItemPlace place)
    {
        bool isConst = EatWord(Keyword.Const);
        bool isAsync = IsWord(Keyword.Async);
        Span asyncSpan = _token.Span;
        if (isAsync)
        {
            Bump();
            if (Edition == Edition.Rust2015)
            {
                Report((ParseErrors.At(asyncSpan, "`async fn` is not permitted in Rust 2015", "to use `async fn`, switch to Rust 2018 or later") with { Code = "E0670" }).WithHelp("pass `--edition 2024` to `rustc`"));
            }
        }

        Safety safety = EatWord(Keyword.Unsafe) ? Safety.Unsafe : EatWord(Keyword.Safe) ? Safety.Safe : Safety.Default;
        ExternAbi? abi = ParseExtern();
        ExpectWord(Keyword.Fn);
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        bool isNameNeeded = !(place == ItemPlace.Trait && Edition == Edition.Rust2015);
        List<Parameter> inputs = ParseList(TokenKind.OpenParen, () => ParseParameter(isNameNeeded, allowsSelf: true));
        Type? output = ParseOutput(allowsPlus: true);
        Generics generics = ParseWhere(parameters, span);
        Block? body = Eat(TokenKind.Semicolon) ? null : ParseBlock();
        return (name, new ItemKind.Function(new(isConst, isAsync, safety, abi), generics, new(Of(inputs), output), body));
    }

    private Parameter ParseParameter(bool isNameNeeded, bool allowsSelf)
    {
        EquatableArray<Attribute> attributes = ParseOuterAttributes();
        Span start = _token.Span;
        if (allowsSelf && TrySelfParameter(attributes) is { } self)
        {
            return self;
        }

        if (Is(TokenKind.DotDotDot))
        {
            return new(NewId(), attributes, null, ParseType(), From(start));
        }

        if (!isNameNeeded && !IsNamedParameter())
        {
            return new(NewId(), attributes, null, ParseType(), From(start));
        }

        Pattern pattern = ParsePattern();
        if (!Is(TokenKind.Colon) && !_isStopped)
        {
            FailMissingType(pattern);
        }

        Expect(TokenKind.Colon);
        return new(NewId(), attributes, pattern, ParseType(), From(start));
    }

    private bool IsNamedParameter()
    {
        int ahead = Is(TokenKind.And) || Is(TokenKind.AndAnd) || IsWord(Keyword.Mut) ? 1 : 0;
        return Ahead(ahead).Kind == TokenKind.Identifier && Ahead(ahead + 1).Kind == TokenKind.Colon;
    }

    private void FailMissingType(Pattern pattern)
    {
        Check(TokenKind.Colon);
        Check(TokenKind.At);
        Check(TokenKind.Or);
        string found = Describe(_token);
        bool isName = pattern.Kind is PatternKind.Binding;
        string list = isName ? "`:`, `@`, or `|`" : "`:` or `|`";
        Fail(ParseErrors.At(_token.Span, $"expected one of {list}, found {found}", $"expected one of {list}"));
    }

    private Parameter? TrySelfParameter(EquatableArray<Attribute> attributes)
    {
        Span start = _token.Span;
        bool isReference = Is(TokenKind.And);
        int ahead = isReference ? 1 : 0;
        bool hasLifetime = isReference && Ahead(ahead).Kind == TokenKind.Lifetime;
        ahead += hasLifetime ? 1 : 0;
        bool isMutable = IsWordAhead(ahead, Keyword.Mut);
        ahead += isMutable ? 1 : 0;
        if (!IsWordAhead(ahead, Keyword.SelfValue) || Ahead(ahead + 1).Kind == TokenKind.PathSeparator)
        {
            return null;
        }

        Lifetime? lifetime = null;
        for (int i = 0; i < ahead; i++)
        {
            lifetime = Is(TokenKind.Lifetime) ? new(NewId(), IdentOf(_token)) : lifetime;
            Bump();
        }

        Ident name = TakeIdent();
        bool isTyped = !isReference && Eat(TokenKind.Colon);
        Type type = isTyped ? ParseType() : MakeType(new TypeKind.ImplicitSelf(), name.Span);
        Pattern pattern = MakePattern(new PatternKind.Binding(false, false, isMutable && !isReference, name, null), name.Span);
        return new(NewId(), attributes, pattern, type, From(start)) { Self = new(isReference, lifetime, isMutable, isTyped) };
    }

    private (Ident Name, ItemKind Kind) ParseExternItem(bool isUnsafe)
    {
        Ident none = new(Symbol.Empty, _token.Span.AtStart);
        if (IsWordAhead(1, Keyword.Crate))
        {
            Bump();
            Bump();
            Ident original = ParseSegmentName();
            Ident? rename = ParseRename();
            ExpectItemSemicolon();
            return (rename ?? original, new ItemKind.ExternCrate(rename is null ? null : original));
        }

        ExternAbi abi = ParseExtern()!;
        Expect(TokenKind.OpenBrace);
        EquatableArray<Attribute> inner = ParseInnerAttributes();
        EquatableArray<Item> items = ParseItems(TokenKind.CloseBrace, ItemPlace.Foreign);
        Expect(TokenKind.CloseBrace);
        _innerAttributes = inner;
        return (none, new ItemKind.ForeignModule(isUnsafe, abi, items));
    }

    private Ident? ParseRename() => !EatWord(Keyword.As) ? null : IsWord(Keyword.Underscore) ? TakeIdent() : ParseName();

    private bool StartsStatic() => IsWord(Keyword.Static)
        ? !(Ahead(1).Kind is TokenKind.Or or TokenKind.OrOr || IsWordAhead(1, Keyword.Move) || IsWordAhead(1, Keyword.Async))
        : IsWordAhead(1, Keyword.Static);

    private (Ident Name, ItemKind Kind) ParseStatic()
    {
        Safety safety = EatWord(Keyword.Unsafe) ? Safety.Unsafe : EatWord(Keyword.Safe) ? Safety.Safe : Safety.Default;
        Bump();
        bool isMutable = EatWord(Keyword.Mut);
        Ident name = ParseName();
        Type type = ParseGlobalType(isMutable ? "static mut" : "static", name);
        Expression? value = Eat(TokenKind.Assign) ? ParseExpression() : null;
        ExpectItemSemicolon();
        return (name, new ItemKind.Static(isMutable, safety, type, value));
    }

    private Type ParseGlobalType(string what, Ident name)
    {
        if (Eat(TokenKind.Colon))
        {
            return ParseType();
        }

        if (_token.Kind is TokenKind.Assign or TokenKind.Semicolon && !_isStopped)
        {
            Report(ParseErrors.At(name.Span.AtEnd, $"missing type for `{what}` item").WithFix("provide a type for the item", name.Span.AtEnd, ": <type>"));
            return MakeType(new TypeKind.Infer(), name.Span.AtEnd);
        }

        FailUnexpected();
        return MakeType(new TypeKind.Infer(), name.Span.AtEnd);
    }

    private bool StartsConst() => IsName(Ahead(1)) || IsWordAhead(1, Keyword.Underscore) || IsWordAhead(1, Keyword.Mut) || Ahead(1) is { Kind: TokenKind.OpenInvisible, Fragment: Fragment.Identifier };

    private (Ident Name, ItemKind Kind) ParseConst()
    {
        Bump();
        if (IsWord(Keyword.Mut))
        {
            Report(ParseErrors.At(_token.Span, "const globals cannot be mutable", "cannot be mutable").WithFix("you might want to declare a static instead", _previous.Span, "static"));
            Bump();
        }

        Ident name = IsWord(Keyword.Underscore) ? TakeIdent() : ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        Type type = ParseGlobalType("const", name);
        Expression? value = Eat(TokenKind.Assign) ? ParseExpression() : null;
        Generics generics = ParseWhere(parameters, span);
        ExpectItemSemicolon();
        return (name, new ItemKind.Const(generics, type, value));
    }

    private (Ident Name, ItemKind Kind)? ParseUnsafeItem()
    {
        Token next = Ahead(1);
        if (next.Kind != TokenKind.Identifier || !(next.Word is Keyword.Trait or Keyword.Auto or Keyword.Impl or Keyword.Mod or Keyword.Extern))
        {
            return null;
        }

        Bump();
        return next.Word switch
        {
            Keyword.Impl => ParseImpl(isUnsafe: true),
            Keyword.Mod => ParseModule(isUnsafe: true),
            Keyword.Extern => ParseExternItem(isUnsafe: true),
            _ => ParseTrait(isUnsafe: true),
        };
    }

    private (Ident Name, ItemKind Kind) ParseTrait(bool isUnsafe)
    {
        bool isAuto = EatWord(Keyword.Auto);
        ExpectWord(Keyword.Trait);
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        EquatableArray<Bound> supertraits = Eat(TokenKind.Colon) ? ParseBounds() : [];
        if (Eat(TokenKind.Assign))
        {
            EquatableArray<Bound> bounds = ParseBounds();
            Generics aliased = ParseWhere(parameters, span);
            ExpectItemSemicolon();
            return (name, new ItemKind.TraitAlias(aliased, bounds));
        }

        Generics generics = ParseWhere(parameters, span);
        return (name, new ItemKind.Trait(isUnsafe, isAuto, false, generics, supertraits, ParseAssociated(ItemPlace.Trait)));
    }

    private EquatableArray<Item> ParseAssociated(ItemPlace place)
    {
        Expect(TokenKind.OpenBrace);
        EquatableArray<Attribute> inner = ParseInnerAttributes();
        EquatableArray<Item> items = ParseItems(TokenKind.CloseBrace, place);
        Expect(TokenKind.CloseBrace);
        _innerAttributes = inner;
        return items;
    }

    private (Ident Name, ItemKind Kind) ParseImpl(bool isUnsafe)
    {
        Ident none = new(Symbol.Empty, _token.Span.AtStart);
        Bump();
        EquatableArray<GenericParameter> parameters = [];
        Span span = _token.Span.AtStart;
        if (Is(TokenKind.Less) && Ahead(1).Kind is TokenKind.Greater or TokenKind.Pound or TokenKind.Lifetime or TokenKind.Identifier
            && (Ahead(1).Kind != TokenKind.Identifier || IsWordAhead(1, Keyword.Const) || Ahead(2).Kind is TokenKind.Greater or TokenKind.Comma or TokenKind.Colon or TokenKind.Assign))
        {
            parameters = ParseOptionalGenerics(out span);
        }

        bool isConst = EatWord(Keyword.Const);
        bool isNegative = Is(TokenKind.Not) && IsPathStart(Ahead(1)) && Eat(TokenKind.Not);
        Type first = ParseType();
        Bound.Trait? trait = null;
        Type self = first;
        if (EatWord(Keyword.For))
        {
            trait = TraitOf(first);
            self = ParseType();
        }

        Generics generics = ParseWhere(parameters, span);
        return (none, new ItemKind.Impl(isUnsafe, isConst, isNegative, generics, trait, self, ParseAssociated(ItemPlace.Impl)));
    }

    private Bound.Trait? TraitOf(Type type)
    {
        if (type.Kind is TypeKind.Path { Self: null } path)
        {
            return new(NewId(), [], BoundModifiers.None, path.Name, false, type.Span);
        }

        Report(ParseErrors.At(type.Span, "expected a trait, found type"));
        return null;
    }

    private (Ident Name, ItemKind Kind) ParseModule(bool isUnsafe)
    {
        Bump();
        Ident name = ParseName();
        if (Eat(TokenKind.Semicolon))
        {
            return (name, new ItemKind.Module(isUnsafe, null, default));
        }

        Span start = _token.Span;
        Expect(TokenKind.OpenBrace);
        EquatableArray<Attribute> inner = ParseInnerAttributes();
        EquatableArray<Item> items = ParseItems(TokenKind.CloseBrace, ItemPlace.Module);
        _innerAttributes = inner;
        Expect(TokenKind.CloseBrace);
        return (name, new ItemKind.Module(isUnsafe, items, From(start)));
    }

    private (Ident Name, ItemKind Kind) ParseTypeAlias()
    {
        Bump();
        Ident name = ParseName();
        EquatableArray<GenericParameter> parameters = ParseOptionalGenerics(out Span span);
        EquatableArray<Bound> bounds = Eat(TokenKind.Colon) ? ParseBounds() : [];
        Generics generics = ParseWhere(parameters, span);
        Type? type = Eat(TokenKind.Assign) ? ParseType() : null;
        Generics late = ParseWhere([], _token.Span);
        ExpectItemSemicolon();
        return (name, new ItemKind.TypeAlias(generics, bounds, type, late.Where));
    }

    private (Ident Name, ItemKind Kind) ParseMacroRules()
    {
        Bump();
        Bump();
        Ident name = TakeIdent();
        DelimitedTokens tokens = ParseDelimited();
        if (tokens.Open != TokenKind.OpenBrace && !Eat(TokenKind.Semicolon))
        {
            Report(ParseErrors.At(tokens.Brackets.Whole, "macros must be terminated with a semicolon or braces"));
        }

        return (name, new ItemKind.MacroDefinition(true, tokens));
    }

    // `macro m {..}`, and the short form of one rule, `macro m(..) {..}`, whose tokens are both groups.
    private (Ident Name, ItemKind Kind) ParseDeclarativeMacro()
    {
        Bump();
        Ident name = ParseName();
        Span start = _token.Span;
        DelimitedTokens first = ParseDelimited();
        if (first.Open != TokenKind.OpenParen)
        {
            return (name, new ItemKind.MacroDefinition(false, first));
        }

        int bodyAt = _index;
        ParseDelimited();
        EquatableArray<TokenTree> body = TokenTrees.Build(_tokens.AsSpan(bodyAt, _index - bodyAt));
        var head = new TokenTree.Group(first.Open, first.Brackets, first.Trees);
        var arrow = new TokenTree.Leaf(new(TokenKind.FatArrow, start.AtEnd));
        return (name, new ItemKind.MacroDefinition(false, new(TokenKind.OpenBrace, new(start, _previous.Span), [head, arrow, .. body])));
    }

    private UseTree ParseUseTree()
    {
        Span start = _token.Span;
        var empty = new Path([], Is(TokenKind.PathSeparator), start.AtStart);
        if (!Enter())
        {
            return new(NewId(), empty, new UseTreeKind.Glob(), start);
        }

        UseTree tree = ParseUseTreeBody(empty, start);
        Leave();
        return tree;
    }

    private UseTree ParseUseTreeBody(Path prefix, Span start)
    {
        if (_token.Kind is TokenKind.OpenBrace or TokenKind.Star || IsUseSeparator())
        {
            Eat(TokenKind.PathSeparator);
            return new(NewId(), prefix, ParseUseEnd(), From(start));
        }

        prefix = ParsePath(PathStyle.Module);
        UseTreeKind kind = Eat(TokenKind.PathSeparator) ? ParseUseEnd() : new UseTreeKind.Simple(ParseRename());
        return new(NewId(), prefix, kind, From(start));
    }

    private UseTreeKind ParseUseEnd() => Eat(TokenKind.Star) ? new UseTreeKind.Glob() : new UseTreeKind.Nested(Of(ParseList(TokenKind.OpenBrace, ParseUseTree)));
}

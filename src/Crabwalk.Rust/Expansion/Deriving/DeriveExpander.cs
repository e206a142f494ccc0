using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary>
/// Expands one <c>#[derive(..)]</c> to the impl it stands for. The methods are written as text and parsed; the impl's head is made of
/// the item's own syntax: its parameters without defaults, each type parameter bounded by the trait, and the same bound for fields
/// whose type is an associated type of a parameter (rustc's <c>deriving/generic</c>).
/// </summary>
internal sealed class DeriveExpander
{
    private readonly RustSession _session;
    private readonly CrateData _crate;
    private readonly DeriveCall _derive;
    private readonly MacroDefinition _macro;
    private readonly Quote _quote;
    private readonly Span _span;
    private readonly SyntaxContext _context;

    /// <summary>One derive.</summary>
    public DeriveExpander(RustSession session, CrateData crate, DeriveCall derive, MacroDefinition macro)
    {
        (_session, _crate, _derive, _macro) = (session, crate, derive, macro);
        ExpansionId expansion = session.Sources.Add(new Foundation.Text.Expansion($"#[derive({session.Symbols[macro.Name.Name]})]", derive.AttributeSpan, macro.Name.Span));
        _context = session.Hygiene.Mark(SyntaxContext.Root, expansion, null, crate.Core);
        _span = derive.AttributeSpan with { Expansion = expansion };
        _quote = new(session, expansion, _context, derive.AttributeSpan);
    }

    private string Trait => _session.Symbols[_macro.Name.Name];

    /// <summary>The impls.</summary>
    public EquatableArray<Item> Expand()
    {
        if (!_macro.IsBuiltIn)
        {
            _session.Sink.Error(ParseErrors.At(_derive.Path.Span, $"expected derive macro, found macro `{Trait}`", "not a derive macro"));
            return [];
        }

        var shape = new DeriveShape(_derive.Item, _quote, _session);
        IDerivedBody? body = DerivedBodies.Find(Trait, _derive, shape, _session);
        if (body is null)
        {
            return [];
        }

        List<TokenTree> trees = _quote.Trees($"impl {body.TraitPath} for Placeholder {{ #members }}", ("members", body.Members()));
        var parser = new Parser(TokenTrees.Flatten([.. trees], _span), _crate.Parse);
        if (parser.ParseItemFragment() is not { Kind: ItemKind.Impl impl } item || parser.IsStopped)
        {
            return [];
        }

        item = item with { Kind = impl with { Generics = GenericsFor(body), Self = SelfType() }, Attributes = [Attribute("automatically_derived")], Span = _span };
        return body.IsMarkerToo ? [item, Marker("$crate::marker::StructuralPartialEq")] : [item];
    }

    private Item Marker(string trait)
    {
        List<TokenTree> trees = _quote.Trees($"impl {trait} for Placeholder {{}}");
        Item item = new Parser(TokenTrees.Flatten([.. trees], _span), _crate.Parse).ParseItemFragment()!;
        return item with { Kind = (ItemKind.Impl)item.Kind with { Generics = Copied(null), Self = SelfType() }, Span = _span };
    }

    private Attribute.Normal Attribute(string name)
    {
        var path = new Path([Segment(new(_session.Symbols.Intern(name), _span))], false, _span);
        return new(_crate.Parse.NextNode(), false, new(false, path, new AttributeArguments.None(), _span), _span);
    }

    private PathSegment Segment(Ident name, GenericArgs? arguments = null) => new(_crate.Parse.NextNode(), name, arguments);

    private Syntax.Type TypeOf(TypeKind kind) => new(_crate.Parse.NextNode(), kind, _span);

    private Generics ItemGenerics => Hir.Lowering.ItemGenerics.Of(_derive.Item)!;

    // `Name<'a, T, N>`
    private Syntax.Type SelfType()
    {
        var arguments = new List<GenericArgument>();
        foreach (GenericParameter parameter in ItemGenerics.Parameters)
        {
            arguments.Add(parameter switch
            {
                GenericParameter.OfLifetime => new GenericArgument.OfLifetime(new(_crate.Parse.NextNode(), parameter.Name)),
                GenericParameter.OfConst => new GenericArgument.OfConst(new(_crate.Parse.NextNode(), new(_crate.Parse.NextNode(), new ExpressionKind.Path(null, new([Segment(parameter.Name)], false, _span)), _span))),
                _ => new GenericArgument.OfType(Named(parameter.Name)),
            });
        }

        GenericArgs? given = arguments.Count == 0 ? null : new GenericArgs.Angle([.. arguments], _span);
        return TypeOf(new TypeKind.Path(null, new([Segment(_derive.Item.Name, given)], false, _derive.Item.Name.Span)));
    }

    private Syntax.Type Named(Ident name) => TypeOf(new TypeKind.Path(null, new([Segment(name)], false, _span)));

    private Generics GenericsFor(IDerivedBody body)
    {
        Bound.Trait? bound = body.Bound is { } path ? BoundOf(path) : null;
        Generics generics = Copied(bound);
        if (bound is null)
        {
            return generics;
        }

        List<WherePredicate> where = [.. generics.Where];
        var names = new HashSet<Symbol>();
        foreach (GenericParameter parameter in ItemGenerics.Parameters)
        {
            if (parameter is GenericParameter.OfType)
            {
                names.Add(parameter.Name.Name);
            }
        }

        foreach (Syntax.Type projection in new ProjectionFinder(names).In(_derive.Item))
        {
            where.Add(new WherePredicate.OfType(_crate.Parse.NextNode(), [], projection, [bound], _span));
        }

        return generics with { Where = [.. where] };
    }

    private Bound.Trait BoundOf(string path)
    {
        Path trait = new Parser(TokenTrees.Flatten([.. _quote.Trees(path)], _span), _crate.Parse).ParsePathFragment();
        return new(_crate.Parse.NextNode(), [], BoundModifiers.None, trait, false, _span);
    }

    private Generics Copied(Bound.Trait? bound)
    {
        var parameters = new List<GenericParameter>();
        foreach (GenericParameter parameter in ItemGenerics.Parameters)
        {
            parameters.Add(parameter switch
            {
                GenericParameter.OfType type => type with { Bounds = bound is null ? type.Bounds : [.. type.Bounds, bound], Default = null },
                GenericParameter.OfConst constant => constant with { Default = null },
                _ => parameter,
            });
        }

        return ItemGenerics with { Parameters = [.. parameters] };
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>Lowers the head of one item: everything but its body.</summary>
internal sealed class ItemLowering : LoweringBase
{
    private readonly DefData _data;

    /// <summary>A lowering of an item.</summary>
    public ItemLowering(RustSession session, DefId item)
        : base(session, item)
    {
        _data = session.Data[item];
        Scope = ParentScope();
        session.HirMap.Enter(Scope.Module());
    }

    /// <summary>The item, and the scope of its body.</summary>
    public Item Lower(out Scope scope)
    {
        if (_data.Source is not DefSource.OfItem { Item: var item })
        {
            Item other = LowerOther();
            scope = Scope;
            return other;
        }

        ItemKind kind = LowerKind(item);
        scope = Scope;
        return new(Owner, item.Name, kind, item.Attributes, item.Span) { HeadSpan = ItemHeads.Of(item, Session.Sources) };
    }

    /// <summary>The trait that an impl's head names, nothing else of the head being looked at.</summary>
    public DefId? TraitNamedBy(Syntax.Path path) => MeaningOf(path, PathUse.Trait) is Res.Def { Id: var trait } ? trait : null;

    // Items of traits and impls see the parameters around them; other items see only their module or block.
    private Scope ParentScope()
    {
        DefId parent = Definitions[Owner].Parent ?? Owner;
        return Definitions[parent].Kind is DefKind.Trait or DefKind.Impl && Definitions[Owner].Kind is DefKind.AssociatedFunction or DefKind.AssociatedType or DefKind.AssociatedConstant or DefKind.Intrinsic
            ? Session.HirMap.ScopeOf(parent)
            : new Scope.OfModule(_data.Module);
    }

    private Item LowerOther()
    {
        Definition definition = Definitions[Owner];
        if (_data.Source is DefSource.OfVariant or DefSource.OfConstructor or DefSource.OfField)
        {
            return Session.HirMap.ItemOf(definition.Parent!.Value);
        }

        ItemKind kind = _data.Source is DefSource.OfCrate ? new ItemKind.Module([.. Session.Modules[Owner].Definitions]) : new ItemKind.Done();
        return new(Owner, new(Symbols.Intern(definition.Name), definition.Span), kind, Crate.Attributes, definition.Span) { HeadSpan = definition.Span };
    }

    private ItemKind LowerKind(Syntax.Item item)
    {
        switch (item.Kind)
        {
            case Syntax.ItemKind.Function function:
                return LowerFunction(item, function);
            case Syntax.ItemKind.Static data:
                Ty staticType = Under(StaticElision(), () => LowerType(data.Type));
                return new ItemKind.Static(data.IsMutable ? Mutability.Mut : Mutability.Not, data.Safety == Safety.Unsafe || (IsForeign && data.Safety == Safety.Default), staticType, data.Value is not null);
            case Syntax.ItemKind.Const data:
                Generics constGenerics = LowerOwnGenerics(data.Generics, Elision.InBodies);
                Ty type = Under(StaticElision(), () => LowerType(data.Type));
                return new ItemKind.Const(constGenerics, type, data.Value is not null);
            case Syntax.ItemKind.TypeAlias data:
                return LowerAlias(item, data);
            case Syntax.ItemKind.Struct data:
                return LowerAdt(AdtKind.Struct, data.Generics, () => [LowerVariant(item, data.Data)]);
            case Syntax.ItemKind.Union data:
                return LowerAdt(AdtKind.Union, data.Generics, () => [LowerVariant(item, data.Data)]);
            case Syntax.ItemKind.Enum data:
                return LowerAdt(AdtKind.Enum, data.Generics, LowerVariants);
            case Syntax.ItemKind.Trait data:
                return LowerTrait(data);
            case Syntax.ItemKind.TraitAlias data:
                Unsupported(item.Span, "trait aliases");
                Scope = new Scope.SelfType(Scope, new Res.SelfParam(Owner));
                return new ItemKind.Trait(false, false, LowerOwnGenerics(data.Generics, Missing(data.Generics, item)), LowerBounds(data.Bounds), []);
            case Syntax.ItemKind.Impl data:
                return LowerImpl(item, data);
            case Syntax.ItemKind.Module:
                return new ItemKind.Module([.. Session.Modules[Owner].Definitions]);
            case Syntax.ItemKind.ForeignModule data:
                return new ItemKind.ForeignModule(LowerAbi(data.Abi), [.. _data.Children]);
            default:
                return new ItemKind.Done();
        }
    }

    private bool IsForeign => Definitions[Owner].Parent is { } parent && Definitions[parent].Kind == DefKind.ForeignModule;

    private bool IsInTrait => Definitions[Owner].Parent is { } parent && Definitions[parent].Kind == DefKind.Trait;

    private static Elision StaticElision() => new(ElisionKind.Known) { Target = new LifetimeRes.Static() };

    private static Elision Missing(Syntax.Generics generics, Syntax.Item item)
    {
        bool hasAny = !generics.Parameters.IsEmpty;
        Span place = hasAny ? generics.Parameters[0].Name.Span.AtStart : item.Name.Span.AtEnd;
        return new(ElisionKind.Missing) { Reason = new(false, [], place, hasAny, false) };
    }

    // Parameters are declared first, so that `Scope` knows them; bounds may not leave lifetimes out.
    private Generics LowerOwnGenerics(Syntax.Generics generics, Elision elision)
    {
        (List<GenericParam> parameters, List<WherePredicate> predicates) = Declare(generics, elision);
        return Close(generics, parameters, predicates);
    }

    private (List<GenericParam> Params, List<WherePredicate> Predicates) Declare(Syntax.Generics generics, Elision elision)
    {
        Dictionary<Symbol, GenericName> names = DeclareParameters(generics.Parameters);
        Scope = new Scope.Parameters(Scope, names, isItem: true);
        return Under(elision, () => With(new ImplTrait.Forbidden("bounds"), () => LowerGenerics(generics, names)));
    }

    // Lifetimes come first, those that were left out among them.
    private static Generics Close(Syntax.Generics generics, List<GenericParam> parameters, List<WherePredicate> predicates)
    {
        var ordered = new List<GenericParam>(parameters.Count);
        ordered.AddRange(parameters.Where(parameter => parameter is GenericParam.OfLifetime));
        ordered.AddRange(parameters.Where(parameter => parameter is not GenericParam.OfLifetime));
        return new([.. ordered], [.. predicates], generics.Span) { WhereSpan = generics.Span.AtEnd };
    }

    private ItemKind.Function LowerFunction(Syntax.Item item, Syntax.ItemKind.Function function)
    {
        if (function.Header.IsAsync)
        {
            Unsupported(item.Name.Span, "async functions");
        }

        (List<GenericParam> parameters, List<WherePredicate> predicates) = Declare(function.Generics, Missing(function.Generics, item));
        var inputs = new Elision(ElisionKind.Fresh);
        FnDecl declaration = With(new ImplTrait.Parameter(parameters, predicates), () => LowerSignature(function.Signature, inputs, new ImplTrait.Hidden(Owner)));
        parameters.AddRange(inputs.Created);
        bool isUnsafe = function.Header.Safety == Safety.Unsafe || (IsForeign && function.Header.Safety == Safety.Default);
        Abi abi = function.Header.Abi is { } own ? LowerAbi(own) : IsForeign ? ForeignAbi() : Abi.Rust;
        var header = new FnHeader(function.Header.IsConst, function.Header.IsAsync, isUnsafe, Definitions[Owner].Kind == DefKind.Intrinsic ? Abi.Intrinsic : abi);
        return new(header, Close(function.Generics, parameters, predicates), declaration, function.Body is not null);
    }

    private Abi ForeignAbi() => Session.Data[Definitions[Owner].Parent!.Value].Item is { Kind: Syntax.ItemKind.ForeignModule foreign } ? LowerAbi(foreign.Abi) : Abi.C;

    private ItemKind.TypeAlias LowerAlias(Syntax.Item item, Syntax.ItemKind.TypeAlias data)
    {
        Elision elision = Missing(data.Generics, item);
        (List<GenericParam> parameters, List<WherePredicate> predicates) = Declare(data.Generics, elision);
        return Under(elision, () => With(new ImplTrait.Forbidden("type aliases"), () =>
        {
            LowerWhere(data.LateWhere, predicates);
            EquatableArray<GenericBound> bounds = LowerBounds(data.Bounds);
            Ty? type = data.Type is { } given ? LowerType(given) : null;
            return new ItemKind.TypeAlias(Close(data.Generics, parameters, predicates), bounds, type);
        }));
    }

    private ItemKind.Adt LowerAdt(AdtKind kind, Syntax.Generics generics, Func<EquatableArray<Variant>> lowerVariants)
    {
        Scope = new Scope.SelfType(Scope, new Res.SelfAlias(Owner));
        Elision elision = Missing(generics, _data.Item!);
        Generics own = LowerOwnGenerics(generics, elision);
        return new(kind, own, Under(elision, () => With(new ImplTrait.Forbidden("field types"), lowerVariants)));
    }

    private Variant LowerVariant(Syntax.Item item, VariantData data) =>
        new(Owner, _data.Constructor, item.Name, FormOf(data), LowerFields(_data), null, item.Attributes, item.Span);

    private EquatableArray<Variant> LowerVariants()
    {
        var variants = new List<Variant>(_data.Children.Count);
        foreach (DefId id in _data.Children)
        {
            DefData data = Session.Data[id];
            Syntax.Variant variant = ((DefSource.OfVariant)data.Source).Variant;
            variants.Add(new(id, data.Constructor, variant.Name, FormOf(variant.Data), LowerFields(data), data.Discriminant, variant.Attributes, variant.Span));
        }

        return [.. variants];
    }

    private static VariantForm FormOf(VariantData data) => data switch
    {
        VariantData.Struct => VariantForm.Struct,
        VariantData.Tuple => VariantForm.Tuple,
        _ => VariantForm.Unit,
    };

    private EquatableArray<Field> LowerFields(DefData owner)
    {
        var fields = new List<Field>(owner.Children.Count);
        var seen = new Dictionary<Symbol, Span>();
        foreach (DefId id in owner.Children)
        {
            FieldDefinition field = ((DefSource.OfField)Session.Data[id].Source).Field;
            Ident name = field.Name ?? new(Symbols.Intern(Definitions[id].Name), field.Span);
            if (!seen.TryAdd(name.Name, name.Span))
            {
                Sink.Error(Messages.FieldTwice(name, seen[name.Name]));
            }

            fields.Add(new(id, name, LowerType(field.Type), field.Attributes, field.Span));
        }

        return [.. fields];
    }

    private ItemKind.Trait LowerTrait(Syntax.ItemKind.Trait data)
    {
        Scope = new Scope.SelfType(Scope, new Res.SelfParam(Owner));
        Elision elision = Missing(data.Generics, _data.Item!);
        Generics generics = LowerOwnGenerics(data.Generics, elision);
        EquatableArray<GenericBound> supertraits = Under(elision, () => LowerBounds(data.Supertraits));
        return new(data.IsUnsafe, data.IsAuto, generics, supertraits, [.. _data.Children]);
    }

    private ItemKind.Impl LowerImpl(Syntax.Item item, Syntax.ItemKind.Impl data)
    {
        Dictionary<Symbol, GenericName> names = DeclareParameters(data.Generics.Parameters);
        Scope = new Scope.Parameters(Scope, names, isItem: true);
        Scope outside = Scope;
        Scope inside = new Scope.SelfType(Scope, new Res.SelfAlias(Owner));
        var elision = new Elision(ElisionKind.Fresh) { ForbidsHidden = true };
        return Under(elision, () => With(new ImplTrait.Forbidden("`impl` headers"), () =>
        {
            Scope = inside;
            (List<GenericParam> parameters, List<WherePredicate> predicates) = LowerGenerics(data.Generics, names);
            TraitRef? trait = data.TraitRef is { } reference ? LowerTraitBound(reference)?.Trait : null;
            Scope = outside;
            Ty self = LowerType(data.Self);
            Scope = inside;
            parameters.AddRange(elision.Created);
            CheckMembers(trait);
            return new ItemKind.Impl(data.IsUnsafe, data.IsNegative, Close(data.Generics, parameters, predicates), trait, self, [.. _data.Children]);
        }));
    }

    // E0407, E0437, E0438: an impl may hold only what its trait has. An item of another kind is told of when impls are compared (E0323 to E0325).
    private void CheckMembers(TraitRef? trait)
    {
        if (trait is not { Path.Res: Res.Def { Id: var id } } || !Session.Modules.TryGetValue(id, out Module? members))
        {
            return;
        }

        foreach (DefId child in _data.Children)
        {
            if (Session.Data[child].Item is { } item)
            {
                Namespace ns = item.Kind is Syntax.ItemKind.TypeAlias ? Namespace.Type : Namespace.Value;
                Namespace other = ns == Namespace.Type ? Namespace.Value : Namespace.Type;
                if (members.Find(new(item.Name.Name, ns)) is null && members.Find(new(item.Name.Name, other)) is null)
                {
                    Sink.Error(Messages.NotMember(item, id, members, ns));
                }
            }
        }
    }
}

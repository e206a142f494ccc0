using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Lowering;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Finds the type of a definition, the signature of a function and the trait of an impl.</summary>
internal sealed class TypeCollector(TypeContext context)
{
    private TyInterner Types => context.Types;

    /// <summary>The signature of what has none, or a wrong one that was reported.</summary>
    public Binder<FnSig> ErrorSignature => new(new([], Types.Error), []);

    /// <summary>The type of a definition, in terms of its generic parameters.</summary>
    public Ty Compute(DefId definition) => context.Definitions[definition].Kind switch
    {
        DefKind.Struct or DefKind.Enum or DefKind.Union => Types.Adt(context.AdtOf(definition), context.IdentityArgs(definition)),
        DefKind.Variant => context.TypeOf(ItemHeads.AdtAround(context.Definitions, definition)),
        DefKind.Constructor => OfConstructor(definition),
        DefKind.Function or DefKind.AssociatedFunction or DefKind.Intrinsic => Types.FnDef(definition, context.IdentityArgs(definition)),
        DefKind.Field => OfField(definition),
        DefKind.GenericParameter or DefKind.ConstParameter => OfParameter(definition),
        DefKind.AnonymousConstant => OfAnonymousConstant(definition),
        DefKind.OpaqueType => context.HiddenTypeOf(definition),
        DefKind.ForeignType => Types.Foreign(definition),
        _ => OfItem(definition),
    };

    /// <summary>The signature of a function or tuple constructor.</summary>
    public Binder<FnSig> Signature(DefId function)
    {
        if (context.Definitions[function].Kind == DefKind.Constructor)
        {
            return ConstructorSignature(function);
        }

        if (context.Hir.ItemOf(function).Kind is not Hir.ItemKind.Function item)
        {
            return ErrorSignature;
        }

        List<Hir.GenericParam.OfLifetime> late = LateBoundLifetimes.Of(item);
        bool isUnsafe = item.Header.IsUnsafe;
        return Lowering(function).Lower(item.Declaration, late, isUnsafe, item.Header.Abi);
    }

    /// <summary>The trait that an impl implements; null for an inherent one and where the trait is not known.</summary>
    public TraitRef? ImplementedTrait(DefId implementation) =>
        context.Hir.ItemOf(implementation).Kind is Hir.ItemKind.Impl { OfTrait: { } trait } && ItemHeads.TraitOf(trait) is not null
            ? Lowering(implementation).LowerTraitRef(trait, context.TypeOf(implementation))
            : null;

    private Ty OfItem(DefId definition) => context.Hir.ItemOf(definition).Kind switch
    {
        Hir.ItemKind.TypeAlias { Type: { } type } => Lowering(definition).Lower(type),
        Hir.ItemKind.Const constant => Lowering(definition).Lower(constant.Type),
        Hir.ItemKind.Static variable => Lowering(definition).Lower(variable.Type),
        Hir.ItemKind.Impl implementation => Lowering(definition).Lower(implementation.Self),
        _ => Types.Error,
    };

    private Ty OfConstructor(DefId constructor) => VariantOf(constructor) is { Form: Hir.VariantForm.Tuple }
        ? Types.FnDef(constructor, context.IdentityArgs(constructor))
        : context.TypeOf(ItemHeads.AdtAround(context.Definitions, constructor));

    private Ty OfField(DefId field)
    {
        DefId adt = ItemHeads.AdtAround(context.Definitions, field);
        return context.Hir.ItemOf(adt).Kind is Hir.ItemKind.Adt item && ItemHeads.FieldOf(item, field) is { } found
            ? Lowering(adt).Lower(found.Type)
            : Types.Error;
    }

    /// <summary>The default of a type parameter, the type of a const parameter.</summary>
    private Ty OfParameter(DefId parameter)
    {
        if (context.Definitions[parameter].Parent is not { } owner || ItemHeads.GenericsOf(context.Hir.ItemOf(owner).Kind) is not { } generics)
        {
            return Types.Error;
        }

        foreach (Hir.GenericParam candidate in generics.Params)
        {
            if (candidate.Definition == parameter)
            {
                return candidate switch
                {
                    Hir.GenericParam.OfType { Default: { } written } => Lowering(owner).Lower(written),
                    Hir.GenericParam.OfConst constant => Lowering(owner).Lower(constant.Type),
                    _ => Types.Error,
                };
            }
        }

        return Types.Error;
    }

    private Ty OfAnonymousConstant(DefId constant) =>
        context.Definitions[constant] is { Parent: { } parent } && context.Definitions[parent].Kind is DefKind.Variant or DefKind.Enum
            ? AdtCollector.DiscriminantType(context, ItemHeads.AdtAround(context.Definitions, parent))
            : context.AnonymousConstType(constant);

    private Binder<FnSig> ConstructorSignature(DefId constructor)
    {
        if (VariantOf(constructor) is not { } variant)
        {
            return ErrorSignature;
        }

        var inputs = new Ty[variant.Fields.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = context.TypeOf(variant.Fields[i].Definition);
        }

        return new(new([.. inputs], context.TypeOf(ItemHeads.AdtAround(context.Definitions, constructor))), []);
    }

    private Hir.Variant? VariantOf(DefId constructor) =>
        context.ItemOfAdt(constructor).Kind is Hir.ItemKind.Adt adt ? ItemHeads.VariantOf(adt, constructor) : null;

    private TypeLowering Lowering(DefId item) => new(context, new ItemScope(context, item));
}

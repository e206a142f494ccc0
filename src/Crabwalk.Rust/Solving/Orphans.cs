using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>Which crate may implement a trait for a type (Rust Reference, orphan rules).</summary>
internal static class Orphans
{
    /// <summary>
    /// True when the crate at work can know all impls that there will ever be for a reference: the trait or one of the types is its own.
    /// Otherwise another crate, or a later version, may add one.
    /// </summary>
    public static bool IsKnowable(ITypeContext context, TraitRef wanted)
    {
        DefId local = LocalCrate(context);
        return CrateOf(context, wanted.Trait) == local || FirstLocal(context, wanted, local) is not null || IsFundamental(context, wanted.Trait);
    }

    /// <summary>The crate that is compiled: the last one.</summary>
    public static DefId LocalCrate(ITypeContext context) => context.Hir.Crates[^1];

    /// <summary>The crate that a definition belongs to.</summary>
    public static DefId CrateOf(ITypeContext context, DefId definition)
    {
        while (context.Definitions[definition].Parent is { } parent)
        {
            definition = parent;
        }

        return definition;
    }

    /// <summary>The first argument whose type is local, with no open type before it; null when there is none.</summary>
    public static Ty? FirstLocal(ITypeContext context, TraitRef reference, DefId crate)
    {
        foreach (GenericArg arg in reference.Args)
        {
            if (arg is not Ty type)
            {
                continue;
            }

            Ty inner = WithoutFundamental(context, type);
            if (IsLocal(context, inner, crate))
            {
                return inner;
            }

            if (inner is Ty.Param or Ty.Alias or Ty.Infer or Ty.Placeholder)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The type behind references, <c>Box</c> and <c>Pin</c>, which count as what they hold.</summary>
    public static Ty WithoutFundamental(ITypeContext context, Ty type)
    {
        while (true)
        {
            switch (type)
            {
                case Ty.Ref reference:
                    type = reference.Referent;
                    break;
                case Ty.Adt { Args: [Ty inner, ..] } adt when IsFundamental(context, adt.Definition.Id):
                    type = inner;
                    break;
                default:
                    return type;
            }
        }
    }

    /// <summary>True for a type that the crate defines.</summary>
    public static bool IsLocal(ITypeContext context, Ty type, DefId crate) => type switch
    {
        Ty.Adt adt => CrateOf(context, adt.Definition.Id) == crate,
        Ty.Foreign foreign => CrateOf(context, foreign.Definition) == crate,
        Ty.Closure closure => CrateOf(context, closure.Definition) == crate,
        Ty.Dynamic { Predicates.Value: [ExistentialPredicate.Trait trait, ..] } => CrateOf(context, trait.Definition) == crate,
        Ty.Error => true,
        _ => false,
    };

    private static bool IsFundamental(ITypeContext context, DefId definition) =>
        ItemAttributes.Has(context.Hir.ItemOf(definition).Attributes, context.Symbols, "fundamental");
}

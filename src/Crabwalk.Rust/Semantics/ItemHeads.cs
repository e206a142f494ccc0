using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics;

/// <summary>Short ways to parts of lowered items.</summary>
internal static class ItemHeads
{
    /// <summary>The generic parameters as written; null for items that have none.</summary>
    public static Hir.Generics? GenericsOf(Hir.ItemKind kind) => kind switch
    {
        Hir.ItemKind.Function function => function.Generics,
        Hir.ItemKind.Const constant => constant.Generics,
        Hir.ItemKind.TypeAlias alias => alias.Generics,
        Hir.ItemKind.Adt adt => adt.Generics,
        Hir.ItemKind.Trait trait => trait.Generics,
        Hir.ItemKind.Impl implementation => implementation.Generics,
        Hir.ItemKind.Opaque opaque => opaque.Generics,
        Hir.ItemKind.Static or Hir.ItemKind.Module or Hir.ItemKind.ForeignModule or Hir.ItemKind.Done => null,
        _ => null,
    };

    /// <summary>The trait that a path means, or null.</summary>
    public static DefId? TraitOf(Hir.TraitRef? reference) =>
        reference is { Path.Res: Hir.Res.Def(var definition) } ? definition : null;

    /// <summary>The field's or variant's ADT, and that of constructors; any other definition is itself.</summary>
    public static DefId AdtAround(DefTable definitions, DefId definition)
    {
        while (definitions[definition] is { Kind: DefKind.Field or DefKind.Variant or DefKind.Constructor, Parent: { } parent })
        {
            definition = parent;
        }

        return definition;
    }

    /// <summary>True for struct, enum and union.</summary>
    public static bool IsAdt(DefKind kind) => kind is DefKind.Struct or DefKind.Enum or DefKind.Union;

    /// <summary>True for items of traits and impls.</summary>
    public static bool IsAssociated(DefKind kind) => kind is DefKind.AssociatedFunction or DefKind.AssociatedConstant or DefKind.AssociatedType;

    /// <summary>The field with its declaration, over all variants.</summary>
    public static Hir.Field? FieldOf(Hir.ItemKind.Adt adt, DefId field)
    {
        foreach (Hir.Variant variant in adt.Variants)
        {
            foreach (Hir.Field candidate in variant.Fields)
            {
                if (candidate.Definition == field)
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>The variant whose definition or constructor this is.</summary>
    public static Hir.Variant? VariantOf(Hir.ItemKind.Adt adt, DefId variantOrConstructor)
    {
        foreach (Hir.Variant variant in adt.Variants)
        {
            if (variant.Definition == variantOrConstructor || variant.Constructor == variantOrConstructor)
            {
                return variant;
            }
        }

        return null;
    }

    /// <summary>The bound variables that lifetimes parameters make, in order.</summary>
    public static EquatableArray<Mir.Types.BoundVariableKind> BinderOf(IReadOnlyList<(DefId Definition, string Name)> lifetimes)
    {
        var variables = new Mir.Types.BoundVariableKind[lifetimes.Count];
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i] = new Mir.Types.BoundVariableKind.OfRegion(lifetimes[i].Name);
        }

        return [.. variables];
    }
}

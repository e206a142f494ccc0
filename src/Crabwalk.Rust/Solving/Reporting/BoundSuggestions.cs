using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>What could be written so that a bound holds: a bound on the parameter, a derive on the type.</summary>
internal static class BoundSuggestions
{
    private static readonly string[] Derivable = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

    /// <summary>The trait can be derived for the type, which is the user's own.</summary>
    public static bool IsDerivable(TypeContext context, TraitRef wanted) => wanted.Self is Ty.Adt adt
        && !context.Definitions[adt.Definition.Id].IsLibrary && context.Definitions[wanted.Trait].IsLibrary
        && adt.Definition.Kind != AdtKind.Union && Derivable.Contains(context.Definitions[wanted.Trait].Name);

    /// <summary><c>#[derive(Trait)]</c> before the type.</summary>
    public static Fix Derive(TypeContext context, TraitRef wanted)
    {
        var adt = (Ty.Adt)wanted.Self;
        string trait = context.Definitions[wanted.Trait].Name;
        Span head = ItemChecker.HeadOf(context, adt.Definition.Id);
        return new($"consider annotating `{TypeNames.Of(context, adt)}` with `#[derive({trait})]`", [new(head.AtStart, $"#[derive({trait})]\n")], Applicability.MachineApplicable)
        {
            Style = FixStyle.Lines,
        };
    }

    /// <summary>A bound on a type parameter; null when the failing type is none.</summary>
    /// <param name="context">What is known.</param>
    /// <param name="item">The item whose parameter it is.</param>
    /// <param name="wanted">The bound.</param>
    /// <param name="constraint">What is to be written after the trait: <c>&lt;Output = T&gt;</c>.</param>
    public static Fix? Restrict(TypeContext context, DefId item, TraitRef wanted, string constraint = "")
    {
        if (wanted.Self is not Ty.Param parameter || Declaration(context, item, parameter) is not var (generics, declared) || declared is not Hir.GenericParam.OfType)
        {
            return null;
        }

        string trait = FullName(context, wanted) + constraint;
        string title = $"consider {(LastBound(generics, declared.Definition) is null ? "restricting" : "further restricting")} type parameter `{parameter.Name}` with trait `{WithoutPath(TypeNames.Of(context, wanted))}`";
        Edit edit = LastBound(generics, declared.Definition) is { } last
            ? new(last.AtEnd, $" + {trait}")
            : new(declared.Span.AtEnd, $": {trait}");
        return new(title, [edit], Applicability.MachineApplicable) { Style = FixStyle.Lines };
    }

    private static string WithoutPath(string trait)
    {
        int arguments = trait.IndexOf('<', StringComparison.Ordinal);
        int path = (arguments < 0 ? trait : trait[..arguments]).LastIndexOf("::", StringComparison.Ordinal);
        return path < 0 ? trait : trait[(path + 2)..];
    }

    private static (Hir.Generics Generics, Hir.GenericParam Declared)? Declaration(TypeContext context, DefId item, Ty.Param parameter)
    {
        for (DefId? at = item; at is { } current;)
        {
            Generics generics = context.GenericsOf(current);
            foreach (GenericParamDef own in generics.Params)
            {
                if (own.Index == parameter.Index && own.Name == parameter.Name && context.Definitions[current].Kind != DefKind.Closure
                    && ItemHeads.GenericsOf(context.Hir.ItemOf(current).Kind) is { } written
                    && written.Params.Span.ToArray().FirstOrDefault(candidate => candidate.Definition == own.Definition) is { } declared)
                {
                    return (written, declared);
                }
            }

            at = generics.Parent;
        }

        return null;
    }

    private static Span? LastBound(Hir.Generics generics, DefId parameter)
    {
        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType(_, { Kind: Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.Def(var named) })) }, [.., var last], _, _) && named == parameter)
            {
                return last.Span;
            }
        }

        return null;
    }

    /// <summary>Libraries' traits by their whole path, so that the text compiles without an import.</summary>
    private static string FullName(TypeContext context, TraitRef wanted)
    {
        string shown = TypeNames.Of(context, wanted);
        Definition trait = context.Definitions[wanted.Trait];
        if (!trait.IsLibrary || shown.Contains("::", StringComparison.Ordinal))
        {
            return shown;
        }

        string path = trait.Path.StartsWith("core::", StringComparison.Ordinal) || trait.Path.StartsWith("alloc::", StringComparison.Ordinal)
            ? string.Concat("std", trait.Path.AsSpan(trait.Path.IndexOf("::", StringComparison.Ordinal)))
            : trait.Path;
        return string.Concat(path, shown.AsSpan(Math.Min(trait.Name.Length, shown.Length)));
    }
}

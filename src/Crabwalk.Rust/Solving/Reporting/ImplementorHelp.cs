using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;
using Crabwalk.Rust.Semantics.Queries;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>Which other types implement a trait. Of a library's traits only impls for a type alike are told: there are too many of the others.</summary>
internal static class ImplementorHelp
{
    private const int MaxListed = 8;

    /// <summary>The help, or null when there is nothing worth telling.</summary>
    public static SubDiagnostic? Of(TypeContext context, TraitRef wanted)
    {
        bool isLocal = !context.Definitions[wanted.Trait].IsLibrary;
        if (context.IsAutoTrait(wanted.Trait) || context.Hir.LangItem("sized") == wanted.Trait)
        {
            return null;
        }

        var impls = new List<DefId>();
        foreach (DefId implementation in context.ImplsOf(wanted.Trait))
        {
            if (context.TraitRefOf(implementation) is { } header && IsPositive(context, implementation) && (isLocal ? header.Self is not Ty.Param : IsAlike(wanted, header)))
            {
                impls.Add(implementation);
            }
        }

        return impls.Count switch
        {
            0 => null,
            1 => One(context, impls[0]),
            _ => Several(context, wanted, impls),
        };
    }

    private static bool IsPositive(TypeContext context, DefId implementation) => context.Hir.ItemOf(implementation).Kind is Hir.ItemKind.Impl { IsNegative: false };

    private static bool IsAlike(TraitRef wanted, TraitRef header) =>
        wanted.Args.Count > 1 && SimplifiedType.Of(wanted.Self) is { } form && SimplifiedType.Of(WithoutReference(header.Self)) == form;

    private static Ty WithoutReference(Ty type) => type is Ty.Ref reference ? reference.Referent : type;

    private static SubDiagnostic One(TypeContext context, DefId implementation)
    {
        TraitRef header = context.TraitRefOf(implementation)!;
        string trait = TypeNames.Of(context, header);
        string self = TypeNames.Of(context, header.Self);
        EquatableArray<Label> labels = context.Definitions[implementation].IsLibrary ? [] : [new(ItemChecker.HeadOf(context, implementation))];
        return new(Severity.Help, $"the trait `{trait}` is implemented for `{self}`", labels);
    }

    private static SubDiagnostic Several(TypeContext context, TraitRef wanted, List<DefId> impls)
    {
        string trait = TraitWithParameters(context, wanted.Trait);
        string title = $"the following other types implement trait `{trait}`";
        if (impls.TrueForAll(implementation => !context.Definitions[implementation].IsLibrary) && impls.Count <= MaxListed)
        {
            return new(Severity.Help, title, [.. impls.Select(implementation => new Label(ItemChecker.HeadOf(context, implementation), LabelOf(context, wanted, implementation)) { IsPrimary = true })]);
        }

        var lines = new List<string>();
        foreach (DefId implementation in impls.Take(MaxListed))
        {
            lines.Add($"  {LabelOf(context, wanted, implementation)}");
        }

        string rest = impls.Count > MaxListed ? $"\nand {impls.Count - MaxListed} others" : "";
        return new(Severity.Help, $"{title}:\n{string.Join('\n', lines)}{rest}");
    }

    private static string LabelOf(TypeContext context, TraitRef wanted, DefId implementation)
    {
        TraitRef header = context.TraitRefOf(implementation)!;
        string self = TypeNames.Of(context, header.Self);
        return wanted.Args.Count > 1 ? $"`{self}` implements `{TypeNames.Of(context, header)}`" : $"`{self}`";
    }

    private static string TraitWithParameters(TypeContext context, DefId trait)
    {
        var names = new List<string>();
        foreach (GenericParamDef parameter in context.GenericsOf(trait).Params.Span[1..])
        {
            if (parameter.Kind != GenericParamKind.Lifetime)
            {
                names.Add(parameter.Name);
            }
        }

        return names.Count == 0 ? context.Hir.PathOf(trait) : $"{context.Hir.PathOf(trait)}<{string.Join(", ", names)}>";
    }
}

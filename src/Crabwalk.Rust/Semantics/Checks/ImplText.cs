using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>An impl's head as rustc's notes spell it: <c>- impl&lt;T&gt; From&lt;T&gt; for T;</c></summary>
internal static class ImplText
{
    /// <summary>The head of an impl of a trait.</summary>
    public static string Of(ITypeContext context, Mir.Definitions.DefId implementation)
    {
        var names = new List<string>();
        foreach (GenericParamDef parameter in context.GenericsOf(implementation).Params)
        {
            names.Add(parameter.Kind == GenericParamKind.Const ? $"const {parameter.Name}: {TypeNames.Of(context, context.TypeOf(parameter.Definition))}" : parameter.Name);
        }

        string generics = names.Count == 0 ? "" : $"<{string.Join(", ", names)}>";
        string trait = context.TraitRefOf(implementation) is { } reference ? $"{TypeNames.Of(context, reference)} for " : "";
        return $"- impl{generics} {trait}{TypeNames.Of(context, context.TypeOf(implementation))}{Clauses(context, implementation)};";
    }

    private static string Clauses(ITypeContext context, Mir.Definitions.DefId implementation)
    {
        var clauses = new List<string>();
        var sized = new HashSet<Ty>();
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(implementation))
        {
            switch (predicate.Bound.Value)
            {
                case PredicateKind.Trait(var reference) when reference.Trait == context.Hir.LangItem("sized"):
                    sized.Add(reference.Self);
                    break;
                case PredicateKind.Trait:
                    clauses.Add(PredicateText.Of(context, predicate));
                    break;
            }
        }

        foreach (GenericParamDef parameter in context.GenericsOf(implementation).Params)
        {
            if (parameter.Kind == GenericParamKind.Type && !sized.Contains(context.Types.Param(parameter.Index, parameter.Name)))
            {
                clauses.Add($"{parameter.Name}: ?Sized");
            }
        }

        return clauses.Count == 0 ? "" : $"\n  where {string.Join(", ", clauses)}";
    }
}

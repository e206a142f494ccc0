using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>E0034, E0599, E0624: methods and associated items.</summary>
internal static class MethodErrors
{
    public static Diagnostic NotFound(Span span, string what, string name, string kind, string type)
    {
        return CheckErrors.At("E0599", span, $"no {what} named `{name}` found for {kind} `{type}` in the current scope", $"{what} not found in `{type}`");
    }

    public static Diagnostic Unsatisfied(
        ITypeContext context, Span span, string name, string kind, string type, IReadOnlyList<(TraitRef Wanted, DefId Source)> unsatisfied, string what = "method")
    {
        Diagnostic error = CheckErrors.At(
            "E0599",
            span,
            $"the {what} `{name}` exists for {kind} `{type}`, but its trait bounds were not satisfied",
            $"{what} cannot be called on `{type}` due to unsatisfied trait bounds");
        var bounds = new List<string>();
        foreach ((TraitRef wanted, _) in unsatisfied)
        {
            string bound = $"`{TypeNames.Of(context, wanted.Self)}: {TypeNames.Of(context, wanted)}`";
            if (!bounds.Contains(bound))
            {
                bounds.Add(bound);
            }
        }

        return error.WithNote($"the following trait bounds were not satisfied:\n{string.Join("\n", bounds)}");
    }

    public static Diagnostic WithStatics(Diagnostic error, ITypeContext context, IReadOnlyList<AssocItem> statics)
    {
        error = error with { Primary = error.Primary! with { Text = "this is an associated function, not a method" } };
        return error.WithNote("found the following associated functions; to be used as methods, functions must have a `self` parameter")
            .WithNote($"the candidate is defined in an impl for the type `{TypeNames.Of(context, context.TypeOf(statics[0].Container))}`", new Label(context.Hir.ItemOf(statics[0].Definition).HeadSpan));
    }

    public static Diagnostic Private(Span span, string name, Span definition, bool isMethod)
    {
        string what = isMethod ? "method" : "associated function";
        return CheckErrors.At("E0624", span, $"{what} `{name}` is private", $"private {what}").WithLabel(definition, $"private {what} defined here");
    }

    public static Diagnostic Ambiguous(ITypeContext context, Span span, EquatableArray<MethodCandidate> candidates, string name)
    {
        Diagnostic error = CheckErrors.At("E0034", span, "multiple applicable items in scope", $"multiple `{name}` found");
        for (int i = 0; i < candidates.Count; i++)
        {
            AssocItem item = candidates[i].Item;
            string container = context.Definitions[item.Container].Kind == DefKind.Trait
                ? $"the trait `{context.Hir.PathOf(item.Container)}`"
                : context.TraitRefOf(item.Container) is { } trait
                    ? $"an impl of the trait `{TypeNames.Of(context, trait)}` for the type `{TypeNames.Of(context, trait.Self)}`"
                    : $"an impl for the type `{TypeNames.Of(context, context.TypeOf(item.Container))}`";
            error = error.WithNote($"candidate #{i + 1} is defined in {container}", new Label(context.Hir.ItemOf(item.Definition).HeadSpan));
        }

        return error;
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>E0282, E0283, E0284: a type that nothing decides.</summary>
internal static class AmbiguityReport
{
    /// <summary>The message; it points at where the variable came from when that is known.</summary>
    public static Diagnostic Of(TypeContext context, IInference inference, FulfillmentError error)
    {
        PredicateKind predicate = error.Obligation.Predicate.Bound.Value;
        Span span = error.Obligation.Cause.Span;
        Span? origin = FirstVariable(predicate) is { } variable && inference is Inference own ? own.OriginOf(variable) : null;
        bool isSized = predicate is PredicateKind.Trait(var sized) && sized.Trait == context.Hir.LangItem("sized");
        if (isSized || predicate is PredicateKind.WellFormed or PredicateKind.Subtype or PredicateKind.Coerce)
        {
            return new(Severity.Error, "E0282", "type annotations needed", new(origin is { Length: > 0 } known ? known : span, "cannot infer type"));
        }

        if (predicate is PredicateKind.Trait(var reference))
        {
            if (OfTraitFunction(context, error, reference) is { } call)
            {
                return call;
            }

            return new(Severity.Error, "E0283", "type annotations needed", new(origin is { Length: > 0 } known ? known : span, LabelOf(context, reference.Self)))
            {
                Children = [new(Severity.Note, $"cannot satisfy `{TypeNames.Of(context, reference.Self)}: {TypeNames.Of(context, reference)}`"), .. CauseNotes.Of(context, inference, error.Obligation.Cause.Code, predicate)],
            };
        }

        return new(Severity.Error, "E0284", "type annotations needed", new(span, "cannot infer type"))
        {
            Children = [new(Severity.Note, $"cannot satisfy `{Semantics.Checks.PredicateText.Of(context, predicate)}`")],
        };
    }

    /// <summary>E0790: <c>Trait::function()</c> without a word about whose.</summary>
    private static Diagnostic? OfTraitFunction(TypeContext context, FulfillmentError error, TraitRef reference)
    {
        if (reference.Self is not Ty.Infer || error.Obligation.Cause.Code is not CauseCode.WhereClause { Item: var item }
            || context.AssociatedItem(item) is not { Kind: AssocKind.Function, HasSelf: false } function || function.Container != reference.Trait)
        {
            return null;
        }

        Span span = error.Obligation.Cause.Span;
        return new(Severity.Error, "E0790", "cannot call associated function on trait without specifying the corresponding `impl` type",
            new(span, "cannot call associated function of trait"))
        {
            Labels = context.Definitions[item].IsLibrary ? [] : [new(context.Hir.ItemOf(item).Span, $"`{context.Hir.PathOf(item)}` defined here")],
            Fixes = QualifiedPaths(context, span, reference),
        };
    }

    private static EquatableArray<Fix> QualifiedPaths(TypeContext context, Span span, TraitRef reference)
    {
        int colon = context.Sources.TextOf(span).IndexOf("::", StringComparison.Ordinal);
        if (colon < 0)
        {
            return [];
        }

        var selves = new List<string>();
        foreach (Mir.Definitions.DefId implementation in context.Definitions[reference.Trait].IsLibrary ? [] : context.ImplsOf(reference.Trait))
        {
            selves.Add(TypeNames.Of(context, context.TypeOf(implementation)));
        }

        string title = selves.Count == 0 ? "use a fully-qualified path to a specific available implementation" : selves.Count == 1
            ? "use the fully-qualified path to the only available implementation"
            : "use a fully-qualified path to one of the available implementations";
        if (selves.Count == 0)
        {
            selves.Add("/* self type */");
        }

        EquatableArray<Edit> EditsFor(string self) => [new(span.AtStart, $"<{self} as "), new(span with { Start = span.Start + colon, End = span.Start + colon }, ">")];
        return
        [
            new(title, EditsFor(selves[0]), Applicability.HasPlaceholders)
            {
                Style = FixStyle.Lines,
                Alternatives = [.. selves.Skip(1).Select(EditsFor)],
            },
        ];
    }

    private static string LabelOf(TypeContext context, Ty self) => self is Ty.Infer ? "cannot infer type" : $"cannot infer type for type `{TypeNames.Of(context, self)}`";

    private static GenericArg? FirstVariable(PredicateKind predicate)
    {
        foreach (GenericArg part in predicate.Parts())
        {
            foreach (GenericArg inner in TyWalk.Everything(part))
            {
                if (inner is Ty.Infer { Kind: InferKind.General } or Const.Infer)
                {
                    return inner;
                }
            }
        }

        return null;
    }
}

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

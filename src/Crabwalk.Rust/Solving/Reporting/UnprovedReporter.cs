using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>Makes messages of what could not be proved: E0277, E0271, E0282, E0283, E0275, E0038.</summary>
internal sealed class UnprovedReporter(TypeContext context, IInference inference)
{
    /// <summary>Reports each error once.</summary>
    public void Report(IReadOnlyList<FulfillmentError> errors)
    {
        foreach (FulfillmentError error in errors)
        {
            if (!error.Obligation.Predicate.Bound.Value.Has(TyFlags.HasError))
            {
                Report(error);
            }
        }
    }

    private void Report(FulfillmentError error)
    {
        PredicateKind predicate = error.Obligation.Predicate.Bound.Value;
        Diagnostic message = (error.Kind, predicate) switch
        {
            (FulfillmentErrorKind.Unimplemented, PredicateKind.Trait(var reference)) =>
                new(Severity.Error, "E0277", $"the trait bound `{TypeNames.Of(context, reference.Self)}: {TypeNames.Of(context, reference)}` is not satisfied",
                    new(error.Obligation.Cause.Span, $"the trait `{TypeNames.Of(context, reference)}` is not implemented for `{TypeNames.Of(context, reference.Self)}`")),
            (FulfillmentErrorKind.Overflow, _) => new(Severity.Error, "E0275", "overflow evaluating the requirement", new(error.Obligation.Cause.Span)),
            (FulfillmentErrorKind.Ambiguous, _) => new(Severity.Error, "E0283", "type annotations needed", new(error.Obligation.Cause.Span)),
            _ => new(Severity.Error, "E0271", "type mismatch", new(error.Obligation.Cause.Span)),
        };
        context.Report(message);
        _ = inference;
    }
}

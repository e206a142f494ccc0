using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>Makes messages of what could not be proved: E0277, E0271, E0282, E0283, E0275, E0038.</summary>
internal sealed class UnprovedReporter(TypeContext context, IInference inference)
{
    /// <summary>Reports each error once; what follows from another error at the same place is left out, and what is only not known yet once anything is wrong.</summary>
    public void Report(IReadOnlyList<FulfillmentError> errors)
    {
        List<FulfillmentError> certain = [.. errors.Where(error => error.Kind != FulfillmentErrorKind.Ambiguous && !HasError(error))];
        foreach (FulfillmentError error in certain.OrderBy(Rank))
        {
            if (!IsImplied(error, certain))
            {
                context.Report(MessageFor(error));
            }
        }

        bool isTainted = certain.Count > 0 || errors.Any(HasError) || (inference is Inference own && context.Sink.ErrorCount > own.ErrorsBefore);
        foreach (FulfillmentError error in errors)
        {
            if (!isTainted && error.Kind == FulfillmentErrorKind.Ambiguous)
            {
                context.Report(AmbiguityReport.Of(context, inference, error));
                isTainted = true;
            }
        }
    }

    private static bool HasError(FulfillmentError error) => error.Obligation.Predicate.Bound.Value.Has(TyFlags.HasError);

    /// <summary>As rustc: <c>Sized</c> after all others, for it often only follows.</summary>
    private int Rank(FulfillmentError error) =>
        error.Obligation.Predicate.Bound.Value is PredicateKind.Trait(var reference) && reference.Trait == context.Hir.LangItem("sized") ? 1 : 0;

    private bool IsImplied(FulfillmentError error, List<FulfillmentError> errors)
    {
        if (error.Obligation.Predicate.Bound.Value is not PredicateKind.Trait(var wanted))
        {
            return false;
        }

        foreach (FulfillmentError other in errors)
        {
            if (!ReferenceEquals(other, error) && other.Obligation.Cause.Span == error.Obligation.Cause.Span && other.Obligation.Predicate.Bound.Value is PredicateKind.Trait(var stronger)
                && stronger.Trait != wanted.Trait && Elaboration.Supertraits(context, stronger).Contains(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private Diagnostic MessageFor(FulfillmentError error)
    {
        PredicateKind predicate = error.Obligation.Predicate.Bound.Value;
        Span span = error.Obligation.Cause.Span;
        switch (error.Kind, predicate)
        {
            case (FulfillmentErrorKind.Overflow, _):
                return Overflow(error, predicate);
            case (FulfillmentErrorKind.NotDynCompatible, PredicateKind.DynCompatible(var trait)):
                return DynCompatibilityReport.Of(context, trait, span);
            case (_, PredicateKind.Trait(var reference)):
                return new UnimplementedReport(context, inference, error, reference).Build();
            case (_, PredicateKind.Projection projection):
                return new ProjectionReport(context, inference, error, projection).Build();
            default:
                return new(Severity.Error, "E0271", $"type mismatch resolving `{PredicateText.Of(context, predicate)}`", new(span, "types differ"));
        }
    }

    private Diagnostic Overflow(FulfillmentError error, PredicateKind predicate)
    {
        var help = new SubDiagnostic(Severity.Help,
            $"consider increasing the recursion limit by adding a `#![recursion_limit = \"{TraitSolver.DepthLimit * 2}\"]` attribute to your crate");
        return new(Severity.Error, "E0275", $"overflow evaluating the requirement `{PredicateText.Of(context, predicate)}`", new(error.Root.Cause.Span))
        {
            Children = [help, .. CauseNotes.Of(context, inference, error.Root.Cause.Code, error.Root.Predicate.Bound.Value)],
        };
    }
}

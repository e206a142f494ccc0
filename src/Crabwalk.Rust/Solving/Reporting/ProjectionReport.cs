using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>E0271: an associated type is another one than a bound says.</summary>
internal sealed class ProjectionReport(TypeContext context, IInference inference, FulfillmentError error, PredicateKind.Projection projection)
{
    /// <summary>The message.</summary>
    public Diagnostic Build()
    {
        ObligationCause cause = error.Obligation.Cause;
        Ty alias = context.Types.Alias(AliasKind.Projection, projection.Item, projection.Args);
        Ty found = inference.Probe(() => inference.Resolve(inference.Normalize(cause, error.Obligation.Environment, alias)));
        string expectedText = TypeNames.Of(context, projection.Term);
        string foundText = TypeNames.Of(context, found);
        var labels = new List<Label>();
        Span span = PlaceOfCall(labels);
        return new(Severity.Error, "E0271", Headline(alias, found, expectedText, foundText), new(span, Label(found, expectedText, foundText)))
        {
            Labels = labels.ToEquatableArray(),
            Children = CauseNotes.Of(context, inference, error.Root.Cause.Code, error.Obligation.Predicate.Bound.Value).ToEquatableArray(),
        };
    }

    private string Headline(Ty alias, Ty found, string expectedText, string foundText)
    {
        string self = TypeNames.Of(context, projection.Args[0]);
        Definition item = context.Definitions[projection.Item];
        string trait = item.Parent is { } parent ? context.Definitions[parent].Name : "";
        return (trait, item.Name) switch
        {
            ("Iterator", "Item") => $"expected `{self}` to be an iterator that yields `{expectedText}`, but it yields `{foundText}`",
            ("FnOnce", "Output") => $"expected `{self}` to return `{expectedText}`, but it returns `{foundText}`",
            _ when found.Has(TyFlags.HasError) => $"type mismatch resolving `{PredicateText.Of(context, projection)}`",
            _ => $"type mismatch resolving `{TypeNames.Of(context, alias)} == {expectedText}`",
        };
    }

    private static string Label(Ty found, string expectedText, string foundText) =>
        found.Has(TyFlags.HasError) ? "types differ" : $"expected `{expectedText}`, found `{foundText}`";

    private Span PlaceOfCall(List<Label> labels)
    {
        if (error.Root.Cause.Code is not CauseCode.WhereClause { Expression: { } expression } clause
            || CallSite.Find(context, error.Obligation.Cause.Body, expression, clause.Item, clause.Index) is not { Argument: { } argument } call)
        {
            return error.Obligation.Cause.Span;
        }

        labels.Add(new(call.Callee, "required by a bound introduced by this call"));
        return argument.Span;
    }
}

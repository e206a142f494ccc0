using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>E0038: a trait that cannot be an object, with all reasons.</summary>
internal static class DynCompatibilityReport
{
    private const string Why = "for a trait to be dyn compatible it needs to allow building a vtable\nfor more information, visit <https://doc.rust-lang.org/reference/items/traits.html#dyn-compatibility>";

    /// <summary>The message for a use of the trait as <c>dyn</c>.</summary>
    public static Diagnostic Of(TypeContext context, DefId trait, Span span)
    {
        string name = context.Hir.PathOf(trait);
        IReadOnlyList<DynViolation> violations = DynCompatibility.Violations(context, trait);
        var labels = new List<Label>();
        var helps = new List<SubDiagnostic>();
        var moved = new HashSet<string>();
        foreach (DynViolation violation in violations)
        {
            labels.Add(new(violation.Span, violation.Reason) { IsPrimary = true });
            if (violation.Item is { } item && violation.FunctionWithoutSelf is null && moved.Add(context.Symbols[item.Name]))
            {
                helps.Add(new(Severity.Help, $"consider moving `{context.Symbols[item.Name]}` to another trait"));
            }
        }

        bool isForeign = context.Definitions[trait].IsLibrary;
        if (!isForeign)
        {
            labels.Add(new(context.Definitions[trait].Span, "this trait is not dyn compatible..."));
        }

        return new(Severity.Error, "E0038", $"the trait `{name}` is not dyn compatible", new(span, $"`{name}` is not dyn compatible"))
        {
            Children = [new(Severity.Note, Why, isForeign ? [] : labels.ToEquatableArray()), .. helps],
            Fixes = Remedies(context, violations),
        };
    }

    private static EquatableArray<Fix> Remedies(TypeContext context, IReadOnlyList<DynViolation> violations)
    {
        var fixes = new List<Fix>();
        foreach (DynViolation violation in violations)
        {
            if (violation.FunctionWithoutSelf is not { } function || context.Hir.ItemOf(function.Definition) is not { Kind: Hir.ItemKind.Function item } head || context.Definitions[function.Definition].IsLibrary)
            {
                continue;
            }

            string name = context.Symbols[function.Name];
            Span open = item.Declaration.Inputs.IsEmpty ? AfterParenthesis(context, head) : item.Declaration.Inputs[0].Span.AtStart;
            fixes.Add(new($"consider turning `{name}` into a method by giving it a `&self` argument", [new(open, item.Declaration.Inputs.IsEmpty ? "&self" : "&self, ")], Applicability.MaybeIncorrect) { Style = FixStyle.Lines });
            Span end = item.Declaration.Output?.Span.AtEnd ?? item.Declaration.OutputSpan.AtEnd;
            fixes.Add(new($"alternatively, consider constraining `{name}` so it does not apply to trait objects", [new(end, " where Self: Sized")], Applicability.MaybeIncorrect) { Style = FixStyle.Lines });
        }

        return fixes.ToEquatableArray();
    }

    /// <summary>Just behind the opening parenthesis of an empty parameter list.</summary>
    private static Span AfterParenthesis(TypeContext context, Hir.Item head)
    {
        string text = context.Sources.TextOf(head.Name.Span.To(head.Span.AtEnd));
        int open = text.IndexOf('(', StringComparison.Ordinal);
        int at = head.Name.Span.Start + Math.Max(open + 1, 0);
        return head.Name.Span with { Start = at, End = at };
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>E0277 for <c>?</c>: it gives back what the function around it does not return.</summary>
internal static class QuestionMark
{
    /// <summary>The message, when the failed bound came from a <c>?</c>; null otherwise.</summary>
    public static Diagnostic? Of(TypeContext context, FulfillmentError error, TraitRef wanted)
    {
        if (context.Hir.DiagnosticItem("FromResidual") is not { } trait)
        {
            return null;
        }

        if (wanted.Trait == trait)
        {
            return Mismatched(context, error, wanted);
        }

        return error.Obligation.Cause.Code is CauseCode.ImplDerived { Wanted: { } outer } && outer.Trait == trait && context.Definitions[wanted.Trait].Name == "From"
            ? Unconvertible(context, error, wanted)
            : null;
    }

    private static Diagnostic Unconvertible(TypeContext context, FulfillmentError error, TraitRef wanted)
    {
        Diagnostic message = new(Severity.Error, "E0277", $"`?` couldn't convert the error to `{TypeNames.Of(context, wanted.Self)}`",
            new(MarkOf(error.Obligation.Cause.Span), $"the trait `{TypeNames.Of(context, wanted)}` is not implemented for `{TypeNames.Of(context, wanted.Self)}`"))
        {
            Labels = wanted.Args.Count > 1
                ? [new(OperandOf(error.Obligation.Cause.Span), $"this can't be annotated with `?` because it has type `Result<_, {TypeNames.Of(context, wanted.Args[1])}>`")]
                : [],
            Children = [new(Severity.Note, "the question mark operation (`?`) implicitly performs a conversion on the error value using the `From` trait")],
        };
        if (OutputSpan(context, error.Obligation.Cause.Body) is { } output)
        {
            message = message with { Labels = [.. message.Labels, new(output, $"expected `{TypeNames.Of(context, wanted.Self)}` because of this")] };
        }

        return ImplementorHelp.Of(context, wanted) is { } help ? message with { Children = [.. message.Children, help] } : message;
    }

    private static Diagnostic Mismatched(TypeContext context, FulfillmentError error, TraitRef wanted)
    {
        string? function = NameOf(wanted.Self);
        string? residual = wanted.Args.Count > 1 ? NameOf((Ty)wanted.Args[1]) : null;
        DefId body = error.Obligation.Cause.Body;
        bool isClosure = context.Definitions[body].Kind == DefKind.Closure;
        string place = isClosure ? "closure" : "function";
        Span head = isClosure ? context.Definitions[body].Span : Semantics.Checks.ItemChecker.HeadOf(context, body);
        Span span = MarkOf(error.Obligation.Cause.Span);
        if (function is null)
        {
            string returned = $"a {place} that returns `{TypeNames.Of(context, wanted.Self)}`";
            return new(Severity.Error, "E0277", $"the `?` operator can only be used in a {place} that returns `Result` or `Option` (or another type that implements `FromResidual`)",
                new(span, $"cannot use the `?` operator in {returned}"))
            {
                Labels = [new(head, $"this {place} should return `Result` or `Option` to accept `?`")],
                Fixes = isClosure || residual != "Result" || ResultOf(context, body) is not { } fix ? [] : [fix],
            };
        }

        string article = $"this {place} returns {(function == "Option" ? "an" : "a")} `{function}`";
        string advice = function == "Option"
            ? $"use `.ok()?` if you want to discard the `{TypeNames.Of(context, wanted.Args[1])}` error information"
            : "use `.ok_or(...)?` to provide an error compatible with `" + TypeNames.Of(context, wanted.Self) + "`";
        return new(Severity.Error, "E0277", $"the `?` operator can only be used on `{function}`s, not `{residual ?? "other value"}`s, in a {place} that returns `{function}`", new(span, advice))
        {
            Labels = [new(head, article)],
        };
    }

    /// <summary>A result type for a function that has none, and a value for it at the end.</summary>
    private static Fix? ResultOf(TypeContext context, DefId function)
    {
        if (context.Hir.BodyOf(function) is not { Value: { Kind: Hir.ExprKind.OfBlock { Block.Value: null }, Span: var body } }
            || context.Hir.ItemOf(function).Kind is not Hir.ItemKind.Function { Declaration: { Output: null, OutputSpan: var output } })
        {
            return null;
        }

        SourceText text = context.Sources[body.Source];
        string inside = text.Slice(body.Start + 1, body.End - 1);
        int end = body.Start + 1 + System.Text.Encoding.UTF8.GetByteCount(inside.TrimEnd());
        string lastLine = text.LineText(text.PositionOf(end).Line);
        string indent = lastLine[..^lastLine.TrimStart().Length];
        return new("consider adding return type", [new(output.AtStart, " -> Result<(), Box<dyn std::error::Error>>"), new(body with { Start = end, End = end }, $"\n{indent}Ok(())")]) { Style = FixStyle.Lines };
    }

    /// <summary>The question mark itself, the last of the expression.</summary>
    private static Span MarkOf(Span expression) => expression with { Start = Math.Max(expression.Start, expression.End - 1) };

    private static Span OperandOf(Span expression) => expression with { End = Math.Max(expression.Start, expression.End - 1) };

    private static string? NameOf(Ty type) => type is Ty.Adt { Definition.Name: "Option" or "Result" } adt ? adt.Definition.Name : null;

    private static Span? OutputSpan(TypeContext context, DefId body) =>
        context.Definitions[body].Kind != DefKind.Closure && context.Hir.ItemOf(body).Kind is Hir.ItemKind.Function { Declaration.Output: { } output } ? output.Span : null;
}

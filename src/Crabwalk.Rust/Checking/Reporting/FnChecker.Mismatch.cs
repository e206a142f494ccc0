using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>E0308: what was expected and found, in rustc's words, with what made the expectation.</content>
internal sealed partial class FnChecker
{
    private void ReportMismatch(ObligationCause cause, Ty expected, Ty found, Hir.Expr? expression, Hir.Expr? expectedBy = null)
    {
        if (!TryMismatch(cause.Span, expected, found, out Diagnostic error))
        {
            return;
        }

        if (expectedBy is not null)
        {
            error = BecauseOfPlace(error, expectedBy, expected);
        }

        Report(expression is null ? error : WithSuggestions(WithReason(error, expression), expression, expected, found));
    }

    /// <summary>The message without its surroundings; false when one of the types was reported already.</summary>
    private bool TryMismatch(Span span, Ty expected, Ty found, out Diagnostic error)
    {
        expected = _inference.Resolve(expected);
        found = _inference.Resolve(found);
        _results.IsTainted = true;
        error = MismatchErrors.Mismatched(span, MismatchText.Label(_context, expected, found));
        if (expected.Has(TyFlags.HasError) || found.Has(TyFlags.HasError))
        {
            return false;
        }

        if (MismatchText.Note(_context, expected, found) is { } note)
        {
            error = error.WithNote(note);
        }

        return true;
    }

    /// <summary>Which declaration made the expectation.</summary>
    private Diagnostic WithReason(Diagnostic error, Hir.Expr expression)
    {
        if (_expectedBecause.TryGetValue(expression.Id, out (Span Span, string Text) reason) && reason.Span != expression.Span)
        {
            return error.WithLabel(reason.Span, reason.Text);
        }

        return error;
    }

    private readonly Dictionary<Hir.HirId, (Span Span, string Text)> _expectedBecause = [];

    private static Diagnostic BecauseOfPlace(Diagnostic error, Hir.Expr place, Ty expected)
    {
        _ = expected;
        return place.Kind is Hir.ExprKind.Path or Hir.ExprKind.Field or Hir.ExprKind.Index && error.Primary!.Span != place.Span ? error : error;
    }

    private void ReportTailMismatch(Hir.Block block, Hir.Expr tail, Ty expected, Ty found)
    {
        _ = block;
        ReportMismatch(Cause(tail.Span), expected, found, tail);
    }

    /// <summary>A block that should have had a value.</summary>
    private void ReportMissingTail(Hir.Block block, Ty expected, Ty found)
    {
        Span span = block.Span;
        if (TryMismatch(span, expected, found, out Diagnostic error))
        {
            Report(WithSemicolonRemoval(AtFunctionResult(error, block), block, expected));
        }
    }

    /// <summary>For the block of a function the message stands at its declared result.</summary>
    private Diagnostic AtFunctionResult(Diagnostic error, Hir.Block block)
    {
        if (_frame.Kind != FrameKind.Function || Map.BodyOf(_frame.Body)?.Value is not { Kind: Hir.ExprKind.OfBlock { Block: var body } } || body.Id != block.Id
            || Map.ItemOf(_frame.Body).Kind is not Hir.ItemKind.Function { Declaration: { Output: { } output } })
        {
            return error;
        }

        return (error with { Primary = error.Primary! with { Span = output.Span } })
            .WithLabel(_context.Definitions[_frame.Body].Span, "implicitly returns `()` as its body has no tail or `return` expression");
    }

    private Diagnostic WithSemicolonRemoval(Diagnostic error, Hir.Block block, Ty expected)
    {
        if (block.Statements.IsEmpty || block.Statements[^1] is not { Kind: Hir.StmtKind.Semi { Expression: var last } } statement
            || !CanCoerce(TypeOf(last), expected))
        {
            return error;
        }

        var semicolon = statement.Span with { Start = statement.Span.End - 1 };
        return error with { Fixes = [.. error.Fixes, new("remove this semicolon to return this value", [new(semicolon, "")])] };
    }

    private void ReportStatementMismatch(Hir.Expr expression, Ty found)
    {
        if (!TryMismatch(expression.Span, Types.Unit, found, out Diagnostic error))
        {
            return;
        }

        error = error.WithFix("consider using a semicolon here", new Edit(expression.Span.AtEnd, ";"));
        Report(error);
    }

    private void ReportBranchMismatch(Hir.Expr expression, Hir.ExprKind.If conditional, Ty expected, Ty found)
    {
        Hir.Expr otherwise = conditional.Else!;
        Span at = TailSpan(otherwise);
        if (TryMismatch(at, expected, found, out Diagnostic error))
        {
            error = error with { Message = "`if` and `else` have incompatible types" };
            Report(error.WithLabel(TailSpan(conditional.Then), "expected because of this"));
        }

        _ = expression;
    }

    /// <summary>The value of a block, where its type comes from.</summary>
    private static Span TailSpan(Hir.Expr expression)
    {
        while (expression.Kind is Hir.ExprKind.OfBlock { Block.Value: { } value })
        {
            expression = value;
        }

        return expression.Span;
    }

    private void ReportMissingElse(Hir.Expr expression, Hir.ExprKind.If conditional, Ty expected, Ty found)
    {
        expected = _inference.Resolve(expected);
        if (expected.Has(TyFlags.HasError))
        {
            _results.IsTainted = true;
            return;
        }

        Span then = TailSpan(conditional.Then);
        Report(CheckErrors.At("E0317", expression.Span, "`if` may be missing an `else` clause", MismatchText.Label(_context, expected, found))
            .WithLabel(then, "found here")
            .WithNote("`if` expressions without `else` evaluate to `()`")
            .WithHelp("consider adding an `else` block that evaluates to the expected type"));
    }

    private void ReportArmMismatch(Hir.Expr expression, Hir.ExprKind.Match match, Hir.Arm arm, Ty expected, Ty found)
    {
        if (match.Arms[0].Id == arm.Id)
        {
            ReportMismatch(Cause(arm.Body.Span), expected, found, arm.Body);
            return;
        }

        if (!TryMismatch(TailSpan(arm.Body), expected, found, out Diagnostic error))
        {
            return;
        }

        error = error with { Message = "`match` arms have incompatible types" };
        int index = match.Arms.Span.IndexOf(arm);
        string type = MismatchText.NameOf(_context, _inference.Resolve(expected));
        error = index == 1
            ? error.WithLabel(TailSpan(match.Arms[0].Body), $"this is found to be of type `{type}`")
            : error.WithLabel(TailSpan(match.Arms[index - 1].Body), $"this and all prior arms are found to be of type `{type}`");
        Report(error.WithLabel(expression.Span, "`match` arms have incompatible types"));
    }

    private void ReportReturnMismatch(Hir.Expr value, Ty expected, Ty found, bool isExplicit)
    {
        Span span = isExplicit ? value.Span : TailSpan(value);
        if (!TryMismatch(span, expected, found, out Diagnostic error))
        {
            return;
        }

        error = WithResultReason(error, value, expected);
        Report(WithSuggestions(error, value, expected, found));
    }

    private Diagnostic WithResultReason(Diagnostic error, Hir.Expr value, Ty expected)
    {
        _ = value;
        if (_frame.Kind == FrameKind.Function && Map.ItemOf(_frame.Body).Kind is Hir.ItemKind.Function { Declaration.Output: { } output })
        {
            return error.WithLabel(output.Span, $"expected `{MismatchText.NameOf(_context, _inference.Resolve(expected))}` because of return type");
        }

        return error;
    }

    private void ReportReturnWithoutValue(Hir.Expr expression, Ty expected)
    {
        Diagnostic error = ControlErrors.ReturnWithoutValue(expression.Span);
        if (_frame.Kind == FrameKind.Function && Map.ItemOf(_frame.Body).Kind is Hir.ItemKind.Function { Declaration.Output: { } output })
        {
            error = error.WithLabel(output.Span, $"expected `{MismatchText.NameOf(_context, _inference.Resolve(expected))}` because of this return type");
        }

        Report(error);
    }

    private void ReportPatternMismatch(Span span, Ty expected, Ty found, PatternOrigin origin)
    {
        if (!TryMismatch(span, expected, found, out Diagnostic error))
        {
            return;
        }

        Report(WithPatternReason(error, origin));
    }

    private Diagnostic WithPatternReason(Diagnostic error, PatternOrigin origin)
    {
        if (origin.Value is { } value && !value.Span.Contains(error.Primary!.Span))
        {
            return error.WithLabel(value.Span, $"this expression has type `{MismatchText.NameOf(_context, _inference.Resolve(origin.Root))}`");
        }

        return origin.TypeSpan is { } type ? error.WithLabel(type, "expected due to this") : error;
    }

    private void ReportReferencePatternMismatch(Hir.Pat pattern, Hir.PatKind.Reference reference, Ty expected, Ty found, PatternOrigin origin)
    {
        if (!TryMismatch(pattern.Span, expected, found, out Diagnostic error))
        {
            return;
        }

        error = WithPatternReason(error, origin);
        Report(error.WithFix("consider removing `&" + (reference.Mutability == Mutability.Mut ? "mut" : "") + "` from the pattern",
            new Edit(pattern.Span with { End = reference.Inner.Span.Start }, "")));
    }

    private Ty ReportAssignmentAsCondition(Hir.Expr expression, Hir.ExprKind.Assign assign)
    {
        Ty place = CheckExpression(assign.Place);
        Ty value = CheckExpression(assign.Value);
        if (place.Has(TyFlags.HasError) || value.Has(TyFlags.HasError))
        {
            return ErrorExpression();
        }

        return ReportAs(MismatchErrors.Mismatched(expression.Span, "expected `bool`, found `()`")
            .WithFix("you might have meant to compare for equality", new Edit(assign.OperatorSpan.AtEnd, "=")));
    }

    /// <summary>Changes that would make the value fit.</summary>
    private Diagnostic WithSuggestions(Diagnostic error, Hir.Expr expression, Ty expected, Ty found)
    {
        expected = _inference.Resolve(expected);
        found = _inference.Resolve(found);
        if (expected is Ty.Ref reference && found is not Ty.Ref && CanCoerce(Types.Ref(Types.Static, found, reference.Mutability), expected))
        {
            string borrow = reference.Mutability == Mutability.Mut ? "&mut " : "&";
            return error.WithFix(reference.Mutability == Mutability.Mut ? "consider mutably borrowing here" : "consider borrowing here", new Edit(expression.Span.AtStart, borrow));
        }

        return expected is Ty.Adt adt ? WithWrapping(error, expression, adt, found) : error;
    }

    private Diagnostic WithWrapping(Diagnostic error, Hir.Expr expression, Ty.Adt expected, Ty found)
    {
        if (Map.LangItem("Option") == expected.Definition.Id && expected.Args is [Ty some] && CanCoerce(found, some))
        {
            return error.WithFix("try wrapping the expression in `Some`", new Edit(expression.Span.AtStart, "Some("), new Edit(expression.Span.AtEnd, ")"));
        }

        if (Map.DiagnosticItem("Result") == expected.Definition.Id && expected.Args is [Ty ok, Ty failure])
        {
            string? wrapper = CanCoerce(found, ok) ? "Ok" : CanCoerce(found, failure) ? "Err" : null;
            if (wrapper is not null)
            {
                return error.WithFix($"try wrapping the expression in `{wrapper}`", new Edit(expression.Span.AtStart, wrapper + "("), new Edit(expression.Span.AtEnd, ")"));
            }
        }

        if (Map.LangItem("String") == expected.Definition.Id && found is Ty.Ref { Referent: Ty.Str })
        {
            return error.WithFix("try using a conversion method", new Edit(expression.Span.AtEnd, ".to_string()"));
        }

        return error;
    }
}

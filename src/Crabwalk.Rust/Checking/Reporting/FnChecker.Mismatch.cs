using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>E0308: what was expected and found, in rustc's words, with what made the expectation.</content>
internal sealed partial class FnChecker
{
    private void ReportMismatch(ObligationCause cause, Ty expected, Ty found, Hir.Expr? expression)
    {
        if (!TryMismatch(cause.Span, expected, found, out Diagnostic error))
        {
            return;
        }

        if (expression is not null)
        {
            error = WithReturnTypeToAdd(WithReason(error, expression, expected), expression, expected, found);
            error = WithSuggestions(error, expression, expected, found);
        }

        Report(error);
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

        error = WithReason(error, expression, Types.Unit);

        error = error.WithFix("consider using a semicolon here", new Edit(expression.Span.AtEnd, ";"));
        Report(error);
    }

    private void ReportBranchMismatch(Hir.ExprKind.If conditional, Ty expected, Ty found)
    {
        Hir.Expr otherwise = conditional.Else!;
        Span at = TailSpan(otherwise);
        if (TryMismatch(at, expected, found, out Diagnostic error))
        {
            error = error with { Message = "`if` and `else` have incompatible types" };
            Report(error.WithLabel(TailSpan(conditional.Then), "expected because of this"));
        }
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

    private void ReportReturnWithoutValue(Hir.Expr expression, Ty expected)
    {
        Diagnostic error = WithResultReason(ControlErrors.ReturnWithoutValue(expression.Span), _frame, "because of this return type");
        Report(DefaultValueOf(_inference.Resolve(expected)) is { } value
            ? error.WithFix("give the `return` a value of the expected type", new Edit(expression.Span.AtEnd, " " + value))
            : error);
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

    /// <summary>A value that could stand for any of the type, as rustc suggests it.</summary>
    private static string? DefaultValueOf(Ty type) => type switch
    {
        Ty.Int => "42",
        Ty.Float => "3.14159",
        Ty.Bool => "true",
        Ty.Char => "'a'",
        Ty.Ref { Referent: Ty.Str } => "\"\"",
        Ty.Tuple { Parts.IsEmpty: true } => null,
        Ty.Param or Ty.Alias or Ty.Infer or Ty.Error => null,
        _ => "/* value */",
    };

    private void ReportBreakMismatch(Breakable breakable, Hir.Expr value, Ty expected, Ty found)
    {
        if (!TryMismatch(value.Span, expected, found, out Diagnostic error))
        {
            return;
        }

        if (breakable.FirstBreak is { } first)
        {
            error = error.WithLabel(first, "expected because of this `break`");
        }
        else if (breakable.Expression is { } loop && _reasons.GetValueOrDefault(loop.Id) is Reason.Result result)
        {
            error = error.WithLabel(loop.Span with { End = loop.Span.Start + "loop".Length }, $"this loop is expected to be of type `{NameOf(expected)}`");
            error = WithResultReason(error, result.Frame, "because of this return type");
        }

        Report(WithSuggestions(error, value, expected, found));
    }

    private void ReportBreakWithoutValue(Hir.Expr jump, Ty expected)
    {
        if (TryMismatch(jump.Span, expected, Types.Unit, out Diagnostic error))
        {
            string value = DefaultValueOf(_inference.Resolve(expected)) ?? "value";
            Report(error.WithFix("give the `break` a value of the expected type", new Edit(jump.Span.AtEnd, " " + value)));
        }
    }
}

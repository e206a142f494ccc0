using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;
using Label = Crabwalk.C.Tree.Label;

namespace Crabwalk.C.Checking;

/// <summary>Statements (6.8): conditions, switch labels, jumps and returns.</summary>
internal sealed class StatementChecks(CheckContext context, Conversions conversions, AssignmentChecks assignments)
{
    private CTypes Types => context.Types;

    /// <summary>A controlling expression: a scalar value.</summary>
    public Expression Condition(Expression expression)
    {
        OperatorHints.CheckCondition(context, expression);
        FullExpressionChecks.Check(context, expression);
        Expression value = Conversions.Condition(expression);
        return value.Type.IsError() || value.Type.IsScalar()
            ? value
            : context.Fail(value.OuterSpan, CErrors.ConditionNotScalar(value.OuterSpan, value.Type));
    }

    /// <summary>An expression whose value is dropped; warns when it does nothing.</summary>
    public Expression Discarded(Expression expression)
    {
        FullExpressionChecks.Check(context, expression);
        if (expression is Expression.Binary { Operator: BinaryOperator.Equal, IsParenthesized: false })
        {
            OperatorHints.CheckUnusedValue(context, expression, "statement has no effect: `==` compares; use `=` to assign");
        }
        else
        {
            OperatorHints.CheckUnusedValue(context, expression, expression is Expression.Unary or Expression.Binary or Expression.PointerOffset ? "value computed is not used" : "statement has no effect");
        }

        if (expression is { IsLvalue: true, Type: CType.Record { Definition: { IsComplete: false } definition } })
        {
            return context.Fail(expression.OuterSpan, CErrors.IncompleteType(expression.OuterSpan, expression.Type, definition.Span));
        }

        return expression.Type is CType.Array or CType.Function ? Conversions.Value(expression) : expression;
    }

    /// <summary>The controlling value of a switch, promoted.</summary>
    public Expression SwitchValue(Expression expression)
    {
        FullExpressionChecks.Check(context, expression);
        Expression value = Conversions.Value(expression);
        if (!value.Type.IsError() && !value.Type.IsInteger())
        {
            return context.Fail(value.OuterSpan, CErrors.SwitchNotInteger(value.OuterSpan, value.Type));
        }

        return conversions.Promoted(expression);
    }

    /// <summary>The label of <c>case low:</c> or gcc's <c>case low ... high:</c>; null after an error.</summary>
    public SwitchLabel? Case(Expression low, Expression? high, Span span)
    {
        if (context.Function is not { Switches: { Count: > 0 } switches })
        {
            context.Report.Error(CErrors.OutsideSwitch(span, "case"));
            return null;
        }

        OpenSwitch open = switches.Peek();
        if (CaseValue(low, open) is not { } first || (high is null ? first : CaseValue(high, open)) is not { } last)
        {
            return null;
        }

        IntegerKind kind = CTypes.KindOf(open.Switch.Type) ?? IntegerKind.Int;
        (Int128 from, Int128 to) = (Folding.Widen(first, kind), Folding.Widen(last, kind));
        if (from > to)
        {
            context.Report.Warn(Warnings.Unnamed, span, "the range of this `case` is empty");
        }
        else if (Overlapping(open, from, to) is { } other)
        {
            context.Report.Error(CErrors.DuplicateCase(span, from == to ? $"{from}" : $"{from} ... {to}", other));
            return null;
        }
        else
        {
            open.Values.Add(from, (to, span));
        }

        var label = new SwitchLabel(open.Switch, span, false, first, last);
        open.Switch.Add(label);
        CheckScope(open, span);
        return label;
    }

    /// <summary>The label of <c>default:</c>; null after an error.</summary>
    public SwitchLabel? Default(Span span)
    {
        if (context.Function is not { Switches: { Count: > 0 } switches })
        {
            context.Report.Error(CErrors.OutsideSwitch(span, "default"));
            return null;
        }

        OpenSwitch open = switches.Peek();
        if (open.Switch.Default is { } earlier)
        {
            context.Report.Error(CErrors.DuplicateDefault(span, earlier.Span));
            return null;
        }

        var label = new SwitchLabel(open.Switch, span, true, 0, 0);
        open.Switch.Add(label);
        CheckScope(open, span);
        return label;
    }

    /// <summary>Warnings about a finished switch: enumeration constants without a case, cases without a constant.</summary>
    public void FinishSwitch(OpenSwitch open, Span keyword)
    {
        Expression value = open.Value;
        while (value is Expression.Conversion { IsCast: false } conversion)
        {
            value = conversion.Operand;
        }

        if (value.Type is not CType.Enum { Definition: var definition } || !context.Report.IsEnabled(Warnings.Switch))
        {
            return;
        }

        var covered = open.Switch.Labels.Where(l => !l.IsDefault).ToList();
        if (open.Switch.Default is null)
        {
            foreach (EnumConstant constant in definition.Constants.Where(c => !covered.Exists(l => l.Low <= c.Value && c.Value <= l.High)))
            {
                context.Report.Warn(Warnings.Switch, keyword, $"enumeration value `{constant.Name}` is not handled in this `switch`");
            }
        }

        foreach (SwitchLabel label in covered.Where(l => l.Low == l.High && definition.WithValue(l.Low) is null))
        {
            context.Report.Warn(Warnings.Switch, label.Span, $"case value {label.Low} is not a value of `{value.Type}`");
        }
    }

    /// <summary><c>break</c> and <c>continue</c> need something around them.</summary>
    public void Jump(Span span, bool isContinue)
    {
        bool isGood = context.Function is { } function && (function.LoopDepth > 0 || (!isContinue && function.Switches.Count > 0));
        if (!isGood)
        {
            context.Report.Error(CErrors.JumpOutsideLoop(span, isContinue));
        }
    }

    /// <summary><c>return e;</c> and <c>return;</c> (6.8.6.4).</summary>
    public Statement Return(Expression? expression, Span keyword, Span span)
    {
        Function function = context.Function!.Function;
        CType result = function.Type.Result;
        if (function.IsNoReturn)
        {
            context.Report.Warn(Warnings.Unnamed, keyword, $"function `{function.Name}` is declared not to return, but has a `return` statement");
        }

        if (expression is null)
        {
            if (!result.IsVoid() && !result.IsError())
            {
                context.Report.Warn(Warnings.ReturnMismatch, keyword, $"`return` without a value in a function that returns `{result}`", "",
                    CheckReporter.Note(function.Span, $"`{function.Name}` is declared here"));
            }

            return new Statement.Return(span, null);
        }

        FullExpressionChecks.Check(context, expression);
        return new Statement.Return(span, result.IsVoid() ? VoidReturn(expression, function) : Value(expression, function));
    }

    /// <summary>What only the end of a function shows: labels that are missing or unused, jumps into variable-length scopes.</summary>
    public void FinishFunction(FunctionContext function)
    {
        foreach (Label label in function.Labels.All)
        {
            if (!label.IsDefined)
            {
                context.Report.Error(CErrors.UndefinedLabel(label.Span, label.Name));
            }
            else if (!label.IsUsed)
            {
                context.Report.Warn(Warnings.UnusedLabel, label.Span, $"label `{label.Name}` is defined but not used");
            }
        }

        foreach ((Label label, Span span, VariableScope? entered) in function.Labels.Jumps)
        {
            if (label.IsDefined && entered is not null)
            {
                context.Report.Error(CErrors.JumpIntoVariableScope(span, $"label `{label.Name}`", entered.Name, entered.Span));
            }
        }
    }

    private Expression Value(Expression expression, Function function)
    {
        if (expression is { Type: CType.Void })
        {
            return context.Fail(expression.OuterSpan, CErrors.VoidValue(expression.OuterSpan));
        }

        Expression value = assignments.Convert(expression, function.Type.Result, new AssignmentPlace.Return(function));
        if (LocalAddress(value) is { } local)
        {
            context.Report.Warn(Warnings.ReturnLocalAddress, expression.OuterSpan, $"function returns the address of the local variable `{local.Name}`", "",
                CheckReporter.Note(local.Span, $"`{local.Name}` is declared here and ends with the function"));
        }

        return value;
    }

    private static Variable? LocalAddress(Expression value)
    {
        while (value is Expression.Conversion { Kind: ConversionKind.PointerToPointer or ConversionKind.Same } conversion)
        {
            value = conversion.Operand;
        }

        Expression? place = value switch
        {
            Expression.AddressOf address => address.Operand,
            Expression.Conversion { Kind: ConversionKind.ArrayToPointer } decay => decay.Operand,
            _ => null,
        };
        return place is not null && Conversions.RootVariable(place) is { Storage: StorageDuration.Automatic, Name.Length: > 0 } variable ? variable : null;
    }

    private Expression VoidReturn(Expression expression, Function function)
    {
        Expression value = Conversions.Value(expression);
        if (!value.Type.IsVoid() && !value.Type.IsError())
        {
            context.Report.Warn(Warnings.ReturnMismatch, value.OuterSpan, $"`return` with a value in function `{function.Name}`, which returns `void`", "",
                CheckReporter.Note(function.Span, $"`{function.Name}` is declared here"));
        }

        return conversions.To(value, Types.Void);
    }

    private long? CaseValue(Expression expression, OpenSwitch open)
    {
        Expression value = Conversions.Value(expression);
        if (value.Type.IsError())
        {
            return null;
        }

        if (!value.Type.IsInteger() || value.IntegerValue is not { } number)
        {
            context.Report.Error(CErrors.CaseNotConstant(value.OuterSpan));
            return null;
        }

        IntegerKind kind = CTypes.KindOf(open.Switch.Type) ?? IntegerKind.Int;
        IntegerKind from = CTypes.KindOf(value.Type)!.Value;
        long converted = context.Fold.Wrap(number, kind);
        if (Folding.Widen(converted, kind) != Folding.Widen(number, from))
        {
            context.Report.Warn(Warnings.Overflow, value.OuterSpan, $"case value {Folding.Widen(number, from)} becomes {Folding.Widen(converted, kind)} in `{open.Switch.Type}`");
        }

        return converted;
    }

    private static Span? Overlapping(OpenSwitch open, Int128 from, Int128 to)
    {
        IList<Int128> starts = open.Values.Keys;
        int low = 0;
        int high = starts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = starts[middle] <= to ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && open.Values.Values[low - 1].High >= from ? open.Values.Values[low - 1].Span : null;
    }

    private void CheckScope(OpenSwitch open, Span span)
    {
        if (VariableScope.EnteredBy(open.Scope, context.Function!.Labels.Scope) is { } entered)
        {
            context.Report.Error(CErrors.JumpIntoVariableScope(span, "this label of the `switch`", entered.Name, entered.Span));
        }
    }
}

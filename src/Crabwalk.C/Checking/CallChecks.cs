using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Function calls (6.5.2.2).</summary>
internal sealed class CallChecks(CheckContext context, Conversions conversions, AssignmentChecks assignments)
{
    private readonly FormatChecks _formats = new(context);

    /// <summary><c>f(a, b)</c>.</summary>
    public Expression Call(Expression callee, IReadOnlyList<Expression> arguments, Span close)
    {
        Span span = context.Join(callee.OuterSpan, close);
        Expression function = Conversions.Value(callee);
        if (function.Type.IsError())
        {
            return function;
        }

        if (function.Type is not CType.Pointer { Target: CType.Function type })
        {
            return context.Fail(span, CErrors.NotAFunction(callee.OuterSpan, context.Map.TextOf(callee.OuterSpan), callee.Type));
        }

        if (!type.Result.IsComplete() && !type.Result.IsVoid())
        {
            return context.Fail(span, CErrors.IncompleteResult(callee.OuterSpan, type.Result));
        }

        Function? known = (callee as Expression.FunctionReference)?.Function;
        string name = known?.Name ?? context.Map.TextOf(callee.OuterSpan);
        if (type.HasPrototype && CheckCount(type, arguments, known, name, callee.OuterSpan, close) is { } wrong)
        {
            return wrong;
        }

        EquatableArray<Expression> converted = [.. Convert(type, arguments, known, name)];
        if (known?.Format is { } format)
        {
            _formats.Check(known, format, converted, span);
        }

        return new Expression.Call(span, type.Result.Unqualified, function, type, converted);
    }

    private Expression? CheckCount(CType.Function type, IReadOnlyList<Expression> arguments, Function? known, string name, Span callee, Span close)
    {
        int expected = type.Parameters.Length;
        if (arguments.Count < expected)
        {
            return context.Fail(callee, CErrors.TooFewArguments(close, name, expected, arguments.Count, type.IsVariadic, known));
        }

        return arguments.Count > expected && !type.IsVariadic
            ? context.Fail(callee, CErrors.TooManyArguments(arguments[expected].OuterSpan, name, expected, arguments.Count, known))
            : null;
    }

    private Expression[] Convert(CType.Function type, IReadOnlyList<Expression> arguments, Function? known, string name)
    {
        var converted = new Expression[arguments.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = type.HasPrototype && i < type.Parameters.Length
                ? assignments.Convert(arguments[i], type.Parameters[i], new AssignmentPlace.Argument(i + 1, name, known))
                : Undeclared(arguments[i]);
        }

        return converted;
    }

    private Expression Undeclared(Expression argument)
    {
        Expression value = conversions.Argument(argument);
        return value.Type.IsVoid() ? context.Fail(argument.OuterSpan, CErrors.VoidValue(argument.OuterSpan)) : value;
    }
}

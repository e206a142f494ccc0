using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Calls of the compiler's own functions, apart from those that take a type and so belong to the parser.</summary>
internal sealed class BuiltinChecks(CheckContext context, Conversions conversions, AssignmentChecks assignments)
{
    private readonly AtomicBuiltins _atomics = new(context, conversions, assignments);

    private CTypes Types => context.Types;

    /// <summary>True for names that gcc keeps for itself.</summary>
    public static bool IsReserved(string name) => name.StartsWith("__builtin_", StringComparison.Ordinal)
        || name.StartsWith("__sync_", StringComparison.Ordinal) || name.StartsWith("__atomic_", StringComparison.Ordinal);

    /// <summary>The call's expression; null when no builtin has this name.</summary>
    public Expression? Call(string name, Span nameSpan, IReadOnlyList<Expression> arguments, Span close)
    {
        Span span = context.Join(nameSpan, close);
        foreach (Expression argument in arguments)
        {
            if (argument.Type.IsError())
            {
                return argument;
            }
        }

        return BuiltinTable.Find(name) is { } signature ? FixedCall(signature, name, span, close, arguments)
            : FloatingConstant(name, span) ?? _atomics.Call(name, span, close, arguments) ?? Special(name, span, close, arguments);
    }

    private Expression? Special(string name, Span span, Span close, IReadOnlyList<Expression> arguments)
    {
        int needed = name switch
        {
            "__builtin_va_start" or "__builtin_expect" or "__builtin_object_size" or "__builtin_assume_aligned" => 2,
            "__builtin_constant_p" or "__builtin_classify_type" or "__builtin_is_constant_evaluated" => 1,
            "__builtin_add_overflow" or "__builtin_sub_overflow" or "__builtin_mul_overflow" or "__builtin_expect_with_probability" => 3,
            "__builtin_stdarg_start" => 2,
            "__builtin_abort" => -1,
            _ => OverflowKind(name) is null ? -1 : 3,
        };
        if (needed < 0)
        {
            return null;
        }

        if (arguments.Count < needed)
        {
            return context.Fail(span, CErrors.TooFewArguments(close, name, needed, arguments.Count, false, null));
        }

        return name switch
        {
            "__builtin_va_start" or "__builtin_stdarg_start" => VaStart(span, arguments),
            "__builtin_expect" or "__builtin_expect_with_probability" => conversions.To(Conversions.Value(arguments[0]), Types[IntegerKind.Long]),
            "__builtin_constant_p" => CastChecks.Number(IsConstant(arguments[0]) ? 1 : 0, Types.Int, span),
            "__builtin_object_size" => CastChecks.Number(arguments[1] is { IntegerValue: 2 or 3 } ? 0 : context.Fold.Wrap(-1, CTargets.SizeKind), Types.Size, span),
            "__builtin_assume_aligned" => conversions.To(Conversions.Value(arguments[0]), Types.Void.PointerTo()),
            "__builtin_classify_type" => CastChecks.Number(Classify(Conversions.Value(arguments[0]).Type), Types.Int, span),
            _ => Overflow(OverflowKind(name)!, span, arguments),
        };
    }

    private Expression FixedCall(BuiltinSignature signature, string name, Span span, Span close, IReadOnlyList<Expression> arguments)
    {
        bool isOpen = signature.Types.EndsWith('.');
        int expected = signature.Types.Length - 1 - (isOpen ? 1 : 0);
        if (arguments.Count < expected)
        {
            return context.Fail(span, CErrors.TooFewArguments(close, name, expected, arguments.Count, isOpen, null));
        }

        if (arguments.Count > expected && !isOpen)
        {
            return context.Fail(span, CErrors.TooManyArguments(arguments[expected].OuterSpan, name, expected, arguments.Count, null));
        }

        if (signature.IsGenericFloating)
        {
            return GenericFloating(signature, name, span, arguments);
        }

        var converted = new Expression[arguments.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = i < expected ? Argument(arguments[i], signature.Types[i + 1], name, i + 1) : conversions.Argument(arguments[i]);
            if (converted[i].Type.IsError())
            {
                return converted[i];
            }
        }

        return Folded(new Expression.BuiltinCall(span, TypeOf(signature.Types[0]), signature.Builtin, [.. converted]));
    }

    private Expression Argument(Expression argument, char code, string name, int number) => code == 'a'
        ? ListPointer(argument)
        : assignments.Convert(argument, TypeOf(code), new AssignmentPlace.Argument(number, name, null));

    /// <summary>A va_list as a pointer to its structure: an array decays to it, a parameter is it already.</summary>
    public Expression ListPointer(Expression list)
    {
        Expression value = Conversions.Value(list);
        CType wanted = ((CType.Array)Types.VaList).Element.PointerTo();
        return value.Type.IsError() || value.Type.Canonical == wanted.Canonical
            ? value
            : context.Fail(list.OuterSpan, CErrors.NotAVaList(list.OuterSpan, list.Type));
    }

    private Expression GenericFloating(BuiltinSignature signature, string name, Span span, IReadOnlyList<Expression> arguments)
    {
        var values = arguments.Select(Conversions.Value).ToList();
        if (values.Find(v => v.Type.IsError()) is { } faulty)
        {
            return faulty;
        }

        Expression? wrong = values.Find(v => !v.Type.IsArithmetic()) ?? (values.Exists(v => v.Type is CType.Floating) ? null : values[0]);
        if (wrong is not null)
        {
            return context.Fail(span, CErrors.NotFloating(wrong.OuterSpan, name, wrong.Type));
        }

        CType common = values.Select(v => v.Type is CType.Floating ? v.Type : Types.Double).Aggregate(Types.UsualArithmetic);
        return new Expression.BuiltinCall(span, Types.Int, signature.Builtin, [.. values.Select(v => conversions.To(v, common))]);
    }

    private Expression.FloatingConstant? FloatingConstant(string name, Span span)
    {
        string plain = name.StartsWith("__builtin_", StringComparison.Ordinal) ? name["__builtin_".Length..] : "";
        (double Value, FloatingKind Kind)? found = plain switch
        {
            "huge_val" or "inf" => (double.PositiveInfinity, FloatingKind.Double),
            "huge_valf" or "inff" => (double.PositiveInfinity, FloatingKind.Float),
            "huge_vall" or "infl" => (double.PositiveInfinity, FloatingKind.LongDouble),
            "nan" or "nans" => (double.NaN, FloatingKind.Double),
            "nanf" or "nansf" => (double.NaN, FloatingKind.Float),
            "nanl" or "nansl" => (double.NaN, FloatingKind.LongDouble),
            _ => null,
        };
        return found is var (value, kind)
            ? new Expression.FloatingConstant(span, Types[kind], Math.Abs(value)) { Constant = new ConstantValue.Floating(Math.Abs(value)) }
            : null;
    }

    private Expression VaStart(Span span, IReadOnlyList<Expression> arguments)
    {
        if (context.Function is not { Function.Type.IsVariadic: true } function)
        {
            return context.Fail(span, CErrors.VaStartOutsideVariadic(span));
        }

        Expression list = ListPointer(arguments[0]);
        if (list.Type.IsError())
        {
            return list;
        }

        if (Conversions.RootVariable(arguments[1]) is not { IsParameter: true } last || last != (function.Parameters.Count > 0 ? function.Parameters[^1] : null))
        {
            context.Report.Warn(Warnings.Unnamed, arguments[1].OuterSpan, "second argument of `va_start` is not the last named parameter");
        }

        return new Expression.BuiltinCall(span, Types.Void, Builtin.VaStart, [list]);
    }

    private Expression Overflow((Builtin Builtin, char Type)? kind, Span span, IReadOnlyList<Expression> arguments)
    {
        (Builtin builtin, char code) = kind!.Value;
        Expression a = Conversions.Value(arguments[0]);
        Expression b = Conversions.Value(arguments[1]);
        Expression result = Conversions.Value(arguments[2]);
        if (code != ' ')
        {
            (a, b) = (conversions.To(a, TypeOf(code)), conversions.To(b, TypeOf(code)));
        }

        bool isGood = a.Type.IsInteger() && b.Type.IsInteger() && result.Type is CType.Pointer { Target: var target } && target.IsInteger() && !target.IsConst();
        return isGood
            ? new Expression.BuiltinCall(span, Types.Bool, builtin, [a, b, result])
            : context.Fail(span, CErrors.OverflowOperands(span));
    }

    private static (Builtin Builtin, char Type)? OverflowKind(string name)
    {
        const string End = "_overflow";
        if (!name.EndsWith(End, StringComparison.Ordinal))
        {
            return null;
        }

        return name["__builtin_".Length..^End.Length] switch
        {
            "add" => (Builtin.AddOverflow, ' '),
            "sub" => (Builtin.SubtractOverflow, ' '),
            "mul" => (Builtin.MultiplyOverflow, ' '),
            "sadd" => (Builtin.AddOverflow, 'i'),
            "saddl" => (Builtin.AddOverflow, 'l'),
            "saddll" => (Builtin.AddOverflow, 'L'),
            "uadd" => (Builtin.AddOverflow, 'u'),
            "uaddl" => (Builtin.AddOverflow, 'k'),
            "uaddll" => (Builtin.AddOverflow, 'K'),
            "ssub" => (Builtin.SubtractOverflow, 'i'),
            "ssubl" => (Builtin.SubtractOverflow, 'l'),
            "ssubll" => (Builtin.SubtractOverflow, 'L'),
            "usub" => (Builtin.SubtractOverflow, 'u'),
            "usubl" => (Builtin.SubtractOverflow, 'k'),
            "usubll" => (Builtin.SubtractOverflow, 'K'),
            "smul" => (Builtin.MultiplyOverflow, 'i'),
            "smull" => (Builtin.MultiplyOverflow, 'l'),
            "smulll" => (Builtin.MultiplyOverflow, 'L'),
            "umul" => (Builtin.MultiplyOverflow, 'u'),
            "umull" => (Builtin.MultiplyOverflow, 'k'),
            "umulll" => (Builtin.MultiplyOverflow, 'K'),
            _ => null,
        };
    }

    private static bool IsConstant(Expression expression) =>
        expression.Constant is not null || expression is Expression.StringLiteral;

    /// <summary>gcc's numbers for kinds of types, which old headers switch on.</summary>
    private static long Classify(CType type) => type switch
    {
        CType.Void => 0,
        CType.Integer or CType.Enum => 1,
        CType.Pointer => 5,
        CType.Floating => 8,
        CType.Record record => record.Definition.IsUnion ? 13 : 12,
        _ => -1,
    };

    /// <summary>Bit counts and byte swaps of constants are constants.</summary>
    private Expression.BuiltinCall Folded(Expression.BuiltinCall call)
    {
        if (call.Arguments is not [{ IntegerValue: { } value }] || CTypes.KindOf(call.Arguments[0].Type) is not { } kind)
        {
            return call;
        }

        int bits = Types.BitsOf(kind);
        ulong raw = bits == 64 ? unchecked((ulong)value) : unchecked((ulong)value) & ((1ul << bits) - 1);
        long? folded = call.Builtin switch
        {
            Builtin.CountLeadingZeros when raw != 0 => System.Numerics.BitOperations.LeadingZeroCount(raw) - (64 - bits),
            Builtin.CountTrailingZeros when raw != 0 => System.Numerics.BitOperations.TrailingZeroCount(raw),
            Builtin.PopulationCount => System.Numerics.BitOperations.PopCount(raw),
            Builtin.Parity => System.Numerics.BitOperations.PopCount(raw) & 1,
            Builtin.FindFirstSet => raw == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(raw) + 1,
            Builtin.ByteSwap => unchecked((long)(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(raw) >> (64 - bits))),
            _ => null,
        };
        return folded is { } result
            ? call with { Constant = new ConstantValue.Integer(context.Fold.Wrap(result, CTypes.KindOf(call.Type)!.Value)), IsIntegerConstantExpression = call.Arguments[0].IsIntegerConstantExpression }
            : call;
    }

    private CType TypeOf(char code) => code switch
    {
        'v' => Types.Void,
        'i' => Types.Int,
        'u' => Types.UnsignedInt,
        'l' => Types[IntegerKind.Long],
        'L' => Types[IntegerKind.LongLong],
        'k' => Types[IntegerKind.UnsignedLong],
        'K' => Types[IntegerKind.UnsignedLongLong],
        'h' => Types[IntegerKind.UnsignedShort],
        'f' => Types[FloatingKind.Float],
        'd' => Types.Double,
        'D' => Types[FloatingKind.LongDouble],
        'P' => Types.Qualified(Types.Void, Qualifiers.Const).PointerTo(),
        _ => Types.Void.PointerTo(),
    };
}

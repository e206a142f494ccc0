using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>gcc's <c>__sync_*</c> and <c>__atomic_*</c> families, whose operands have the type that the first argument points to.</summary>
internal sealed class AtomicBuiltins(CheckContext context, Conversions conversions, AssignmentChecks assignments)
{
    private CTypes Types => context.Types;

    /// <summary>The call; null when the name is none of the families'.</summary>
    public Expression? Call(string name, Span span, Span close, IReadOnlyList<Expression> arguments)
    {
        if (Shape(name) is not var (builtin, shape))
        {
            return null;
        }

        if (arguments.Count < shape.Length)
        {
            return context.Fail(span, CErrors.TooFewArguments(close, name, shape.Length, arguments.Count, false, null));
        }

        Expression pointer = Conversions.Value(arguments[0]);
        if (pointer.Type is not CType.Pointer { Target: var target } || !target.IsScalar())
        {
            return context.Fail(span, CErrors.AtomicOperand(arguments[0].OuterSpan, name, pointer.Type));
        }

        return Build(name, builtin, shape, span, pointer, target.Unqualified, arguments);
    }

    /// <summary>The arguments that count: p the pointer, v a value, e a pointer to the expected value, x one to drop, r a pointer to the result.</summary>
    private static (Builtin Builtin, string Shape)? Shape(string name) => name switch
    {
        "__atomic_load_n" => (Builtin.AtomicLoad, "px"),
        "__atomic_store_n" => (Builtin.AtomicStore, "pvx"),
        "__atomic_exchange_n" => (Builtin.AtomicExchange, "pvx"),
        "__atomic_compare_exchange_n" => (Builtin.AtomicCompareExchange, "pevxxx"),
        "__atomic_fetch_add" => (Builtin.AtomicFetchAdd, "pvx"),
        "__atomic_fetch_sub" => (Builtin.AtomicFetchSubtract, "pvx"),
        "__atomic_fetch_and" => (Builtin.AtomicFetchAnd, "pvx"),
        "__atomic_fetch_or" => (Builtin.AtomicFetchOr, "pvx"),
        "__atomic_fetch_xor" => (Builtin.AtomicFetchXor, "pvx"),
        "__atomic_add_fetch" => (Builtin.AtomicAddFetch, "pvx"),
        "__atomic_sub_fetch" => (Builtin.AtomicSubtractFetch, "pvx"),
        "__atomic_and_fetch" => (Builtin.AtomicAndFetch, "pvx"),
        "__atomic_or_fetch" => (Builtin.AtomicOrFetch, "pvx"),
        "__atomic_xor_fetch" => (Builtin.AtomicXorFetch, "pvx"),
        "__sync_fetch_and_add" => (Builtin.AtomicFetchAdd, "pv"),
        "__sync_fetch_and_sub" => (Builtin.AtomicFetchSubtract, "pv"),
        "__sync_fetch_and_and" => (Builtin.AtomicFetchAnd, "pv"),
        "__sync_fetch_and_or" => (Builtin.AtomicFetchOr, "pv"),
        "__sync_fetch_and_xor" => (Builtin.AtomicFetchXor, "pv"),
        "__sync_add_and_fetch" => (Builtin.AtomicAddFetch, "pv"),
        "__sync_sub_and_fetch" => (Builtin.AtomicSubtractFetch, "pv"),
        "__sync_and_and_fetch" => (Builtin.AtomicAndFetch, "pv"),
        "__sync_or_and_fetch" => (Builtin.AtomicOrFetch, "pv"),
        "__sync_xor_and_fetch" => (Builtin.AtomicXorFetch, "pv"),
        "__sync_lock_test_and_set" => (Builtin.AtomicExchange, "pv"),
        "__sync_lock_release" => (Builtin.AtomicStore, "p"),
        _ => null,
    };

    private Expression Build(string name, Builtin builtin, string shape, Span span, Expression pointer, CType target, IReadOnlyList<Expression> arguments)
    {
        var operands = new List<Expression> { pointer };
        for (int i = 1; i < shape.Length; i++)
        {
            CType? wanted = shape[i] switch { 'v' => target, 'e' => target.PointerTo(), _ => null };
            if (wanted is not null)
            {
                operands.Add(assignments.Convert(arguments[i], wanted, new AssignmentPlace.Argument(i + 1, name, null)));
            }
        }

        if (shape == "p")
        {
            operands.Add(conversions.To(CastChecks.Number(0, Types.Int, span), target));
        }

        CType result = builtin switch
        {
            Builtin.AtomicStore => Types.Void,
            Builtin.AtomicCompareExchange => Types.Bool,
            _ => target,
        };
        return operands.Find(o => o.Type.IsError()) ?? new Expression.BuiltinCall(span, result, builtin, [.. operands]);
    }
}

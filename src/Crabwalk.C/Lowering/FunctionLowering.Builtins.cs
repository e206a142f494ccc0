using Crabwalk.C.Tree;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// The compiler's own functions. What MIR can say is said in MIR; the rest are intrinsics, which the machine and the wasm back end know
/// by gcc's name. An intrinsic whose work depends on its operands' types has one name for all of them and looks at the signature.
/// </summary>
internal sealed partial class FunctionLowering
{
    private Operand CallBuiltin(Expression.BuiltinCall call, LocalId? into) => call.Builtin switch
    {
        Builtin.Unreachable => Unreachable(call),
        Builtin.IsNaN => CompareFloats(call, BinaryOp.Ne, Value(call.Arguments[0]), null, into),
        Builtin.IsGreater => CompareFloats(call, BinaryOp.Gt, into),
        Builtin.IsGreaterEqual => CompareFloats(call, BinaryOp.Ge, into),
        Builtin.IsLess => CompareFloats(call, BinaryOp.Lt, into),
        Builtin.IsLessEqual => CompareFloats(call, BinaryOp.Le, into),
        Builtin.Prefetch or Builtin.Synchronize => EvaluateAll(call),
        Builtin.AtomicLoad => Load(call, into),
        Builtin.AtomicStore => Exchange(call, into, isStoreOnly: true),
        Builtin.AtomicExchange => Exchange(call, into, isStoreOnly: false),
        Builtin.AtomicCompareExchange => CompareExchange(call, into),
        Builtin.AtomicFetchAdd => Modify(call, BinaryOp.Add, givesOld: true, into),
        Builtin.AtomicFetchSubtract => Modify(call, BinaryOp.Sub, givesOld: true, into),
        Builtin.AtomicFetchAnd => Modify(call, BinaryOp.BitAnd, givesOld: true, into),
        Builtin.AtomicFetchOr => Modify(call, BinaryOp.BitOr, givesOld: true, into),
        Builtin.AtomicFetchXor => Modify(call, BinaryOp.BitXor, givesOld: true, into),
        Builtin.AtomicAddFetch => Modify(call, BinaryOp.Add, givesOld: false, into),
        Builtin.AtomicSubtractFetch => Modify(call, BinaryOp.Sub, givesOld: false, into),
        Builtin.AtomicAndFetch => Modify(call, BinaryOp.BitAnd, givesOld: false, into),
        Builtin.AtomicOrFetch => Modify(call, BinaryOp.BitOr, givesOld: false, into),
        Builtin.AtomicXorFetch => Modify(call, BinaryOp.BitXor, givesOld: false, into),
        _ => CallIntrinsic(call, IntrinsicNames.Of(call.Builtin, OperandBytes(call)), into),
    };

    private long OperandBytes(Expression.BuiltinCall call) => call.Arguments.IsEmpty ? 0 : _unit.CTypes.SizeOf(call.Arguments[0].Type) ?? 0;

    private Operand.Constant Unreachable(Expression.BuiltinCall call)
    {
        _code.End(new TerminatorKind.Unreachable("Unreachable"), call.Span);
        return Nothing;
    }

    private Operand.Constant EvaluateAll(Expression.BuiltinCall call)
    {
        foreach (Expression argument in call.Arguments)
        {
            Value(argument);
        }

        return Nothing;
    }

    private List<Operand> Arguments(Expression.BuiltinCall call)
    {
        var values = new List<Operand>();
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            Operand value = Value(call.Arguments[i]);
            for (int later = i + 1; later < call.Arguments.Count && !IsStable(value); later++)
            {
                value = Keep(value, call.Arguments[later], call.Arguments[i].Span);
            }

            values.Add(value);
        }

        return values;
    }

    private Operand.Copy CallIntrinsic(Expression.BuiltinCall call, string name, LocalId? into)
    {
        List<Operand> arguments = Arguments(call);
        Ty result = _unit.Types.Lower(call.Type);
        var signature = new FnSig([.. arguments.Select(TypeOf)], result, Variadic.None, Abi.Intrinsic);
        var function = new ResolvedFunction(_unit.Resolver.Intrinsic(name, signature), signature);
        return CallDirect(function, [.. arguments], call.Span, into);
    }

    /// <summary>The next variadic argument: an intrinsic with a result of any type.</summary>
    private Operand.Copy NextVariadicArgument(Expression.VariadicArgument expression, LocalId? into)
    {
        Operand list = Value(expression.List);
        Ty result = _unit.Types.Lower(expression.Type);
        var signature = new FnSig([TypeOf(list)], result, Variadic.None, Abi.Intrinsic);
        var function = new ResolvedFunction(_unit.Resolver.Intrinsic("__builtin_va_arg", signature), signature);
        return CallDirect(function, [list], expression.Span, into);
    }

    private Operand CompareFloats(Expression.BuiltinCall call, BinaryOp operation, LocalId? into)
    {
        List<Operand> arguments = Arguments(call);
        return CompareFloats(call, operation, arguments[0], arguments[1], into);
    }

    private Operand CompareFloats(Expression.BuiltinCall call, BinaryOp operation, Operand left, Operand? right, LocalId? into)
    {
        Operand truth = Hold(new Rvalue.Binary(operation, left, right ?? left), Tys.Bool, call.Span);
        return AsInt(truth, _unit.Types.Lower(call.Type), call.Span, into);
    }

    // Threads switch between statements only, so an atomic operation is a plain one.
    private Operand.Copy Load(Expression.BuiltinCall call, LocalId? into)
    {
        Place target = new Place(LocalHolding(Value(call.Arguments[0]), call.Arguments[0].Span)).Deref();
        return Hold(new Rvalue.Use(new Operand.Copy(target)), TypeOf(target), call.Span, into);
    }

    private Operand Exchange(Expression.BuiltinCall call, LocalId? into, bool isStoreOnly)
    {
        List<Operand> arguments = Arguments(call);
        Place target = new Place(LocalHolding(arguments[0], call.Span)).Deref();
        Ty type = TypeOf(target);
        Operand result = isStoreOnly ? Nothing : Hold(new Rvalue.Use(new Operand.Copy(target)), type, call.Span);
        _code.Assign(target, new Rvalue.Use(Convert(arguments[1], type, call.Span)), call.Span);
        return isStoreOnly ? result : Settle(result, into, call.Span);
    }

    private Operand Modify(Expression.BuiltinCall call, BinaryOp operation, bool givesOld, LocalId? into)
    {
        List<Operand> arguments = Arguments(call);
        Place target = new Place(LocalHolding(arguments[0], call.Span)).Deref();
        Ty type = TypeOf(target);
        Operand old = Hold(new Rvalue.Use(new Operand.Copy(target)), type, call.Span);
        Rvalue value = type is Ty.RawPtr
            ? new Rvalue.Binary(BinaryOp.Offset, old, operation == BinaryOp.Sub ? Negated(arguments[1], call.Span) : arguments[1])
            : new Rvalue.Binary(operation, old, ConvertScalar(arguments[1], type, call.Span));
        Operand changed = Hold(value, type, call.Span);
        _code.Assign(target, new Rvalue.Use(changed), call.Span);
        return Settle(givesOld ? old : changed, into, call.Span);
    }

    private Operand CompareExchange(Expression.BuiltinCall call, LocalId? into)
    {
        List<Operand> arguments = Arguments(call);
        Place target = new Place(LocalHolding(arguments[0], call.Span)).Deref();
        Place expected = new Place(LocalHolding(arguments[1], call.Span)).Deref();
        Ty type = TypeOf(target);
        Operand old = Hold(new Rvalue.Use(new Operand.Copy(target)), type, call.Span);
        Operand wanted = Hold(new Rvalue.Use(new Operand.Copy(expected)), type, call.Span);
        Operand same = Hold(new Rvalue.Binary(BinaryOp.Eq, old, wanted), Tys.Bool, call.Span);
        BlockId whenSame = _code.NewBlock();
        BlockId whenOther = _code.NewBlock();
        BlockId after = _code.NewBlock();
        _code.End(new TerminatorKind.SwitchInt(same, [(0, whenOther)], whenSame), call.Span, whenSame);
        _code.Assign(target, new Rvalue.Use(Convert(arguments[2], type, call.Span)), call.Span);
        _code.Goto(after, call.Span, whenOther);
        _code.Assign(expected, new Rvalue.Use(old), call.Span);
        _code.Goto(after, call.Span, after);
        return AsInt(same, _unit.Types.Lower(call.Type), call.Span, into);
    }
}

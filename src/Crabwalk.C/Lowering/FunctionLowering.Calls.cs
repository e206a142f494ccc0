using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>Calls (C17 6.5.2.2). A call through a type that does not fit the function's definition is made through a pointer, where the machine looks.</summary>
internal sealed partial class FunctionLowering
{
    private Operand Call(Expression.Call call, LocalId? into)
    {
        Ty result = _unit.Types.Lower(call.FunctionType.Result);
        if (DirectCallee(call.Callee) is { } function)
        {
            return CallFunction(call, function, result, into);
        }

        Operand callee = Value(call.Callee);
        foreach (Expression argument in call.Arguments)
        {
            callee = Keep(callee, argument, call.Callee.Span);
        }

        return EmitCall(callee, Arguments(call), result, call, into);
    }

    private static Function? DirectCallee(Expression callee)
    {
        while (callee is Expression.Conversion { IsCast: false, Kind: ConversionKind.FunctionToPointer or ConversionKind.Same } conversion)
        {
            callee = conversion.Operand;
        }

        // (*f)() and (&f)() are f() (C17 6.5.3.2p4).
        return callee switch
        {
            Expression.FunctionReference reference => reference.Function,
            Expression.Dereference { Type: CType.Function, Operand: var pointer } => DirectCallee(pointer),
            Expression.AddressOf { Operand: Expression.FunctionReference reference } => reference.Function,
            _ => null,
        };
    }

    private Operand CallFunction(Expression.Call call, Function function, Ty result, LocalId? into)
    {
        ResolvedFunction found = _unit.Resolver.Resolve(function, call.Callee.Span);
        List<Operand> arguments = Arguments(call);
        if (found.IsAbsent || !Fits(found, found.Signature.Output, result) || !FitArguments(found, arguments, call))
        {
            return EmitCall(AddressAs(found, Tys.FnPtr(_unit.Types.Signature(call.FunctionType))), arguments, result, call, into);
        }

        var callee = new Operand.Constant(new ConstValue.ZeroSized(Tys.FnDef(found.Definition)));
        if (ReferenceEquals(found.Signature.Output, result))
        {
            return EmitCall(callee, arguments, result, call, into);
        }

        Operand value = EmitCall(callee, arguments, found.Signature.Output, call, null);
        return Settle(Convert(value, result, call.Span), into, call.Span);
    }

    private bool FitArguments(ResolvedFunction function, List<Operand> arguments, Expression.Call call)
    {
        FnSig signature = function.Signature;
        int declared = signature.Inputs.Count;
        if (arguments.Count < declared || (arguments.Count > declared && signature.Variadic == Variadic.None))
        {
            return false;
        }

        for (int i = 0; i < declared; i++)
        {
            if (!Fits(function, signature.Inputs[i], TypeOf(arguments[i])))
            {
                return false;
            }
        }

        for (int i = 0; i < declared; i++)
        {
            arguments[i] = Convert(arguments[i], signature.Inputs[i], call.Arguments[i].Span);
        }

        return true;
    }

    // Pointers that differ only in what they point to are passed, and integers that differ only in sign, as 6.5.2.2p6 lets unprototyped
    // calls do; every other difference is the program's fault. A program that declares a library function with integers of another width,
    // such as `int strlen(char *)`, was warned, and gets what such calls give on a real machine: the low bytes.
    private bool Fits(ResolvedFunction function, Ty wanted, Ty given) => ReferenceEquals(wanted, given)
        || (wanted, given) is (Ty.RawPtr or Ty.FnPtr, Ty.RawPtr or Ty.FnPtr)
        || (wanted is Ty.Int left && given is Ty.Int right
            && (function.IsLibrary || _unit.CTypes.Target.SizeOf(left.Kind) == _unit.CTypes.Target.SizeOf(right.Kind)));

    private static Operand.Constant AddressAs(ResolvedFunction function, Ty.FnPtr type) => new Operand.Constant(function.IsAbsent
        ? new ConstValue.Scalar(type, 0)
        : new ConstValue.FunctionAddress(type, function.Definition, []));

    private List<Operand> Arguments(Expression.Call call)
    {
        var values = new List<Operand>(call.Arguments.Count);
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

    private Operand.Copy EmitCall(Operand callee, List<Operand> arguments, Ty result, Expression.Call call, LocalId? into)
    {
        LocalId destination = into ?? _code.NewTemporary(result, call.Span);
        bool returns = DirectCallee(call.Callee) is not { IsNoReturn: true };
        BlockId next = _code.NewBlock();
        var kind = new TerminatorKind.Call(callee, [.. arguments], destination, returns ? next : null, Unwinding, call.Callee.Span);
        _code.End(kind, call.Span, next);
        return new Operand.Copy(destination);
    }

    /// <summary>Calls a function that the program does not name here, such as a cleanup or an intrinsic.</summary>
    private Operand.Copy CallDirect(ResolvedFunction function, EquatableArray<Operand> arguments, Span span, LocalId? into = null)
    {
        LocalId destination = into ?? _code.NewTemporary(function.Signature.Output, span);
        BlockId next = _code.NewBlock();
        var callee = new Operand.Constant(new ConstValue.ZeroSized(Tys.FnDef(function.Definition)));
        _code.End(new TerminatorKind.Call(callee, arguments, destination, next, Unwinding, span), span, next);
        return new Operand.Copy(destination);
    }

    private static UnwindAction Unwinding { get; } = new UnwindAction.Continue();

    /// <summary>A function designator's value: a pointer of the type that the designator has here.</summary>
    private Operand.Constant FunctionAddress(Expression.FunctionReference reference)
    {
        ResolvedFunction found = _unit.Resolver.Resolve(reference.Function, reference.Span);
        return AddressAs(found, Tys.FnPtr(_unit.Types.Signature((CType.Function)reference.Type)));
    }
}

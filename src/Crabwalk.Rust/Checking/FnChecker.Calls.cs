using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>Calls, and arguments against parameters.</content>
internal sealed partial class FnChecker
{
    /// <summary>Calls of closures whose kind is not known yet; which <c>Fn</c> trait they use is decided after the closures' captures.</summary>
    private readonly List<DeferredCall> _deferredCalls = [];

    /// <summary>A call that waits for its closure's kind.</summary>
    private sealed record DeferredCall(Hir.Expr Call, Hir.Expr Callee, Ty.Closure Closure, List<Adjustment> Steps, FnSig Signature);

    /// <summary>What is called, as far as arguments care.</summary>
    /// <param name="Inputs">The parameters' types.</param>
    /// <param name="Output">The result.</param>
    /// <param name="Variadic">Whether more may follow.</param>
    /// <param name="Definition">The function, for messages.</param>
    /// <param name="IsTupled">The last parameter is a tuple that the arguments are the parts of.</param>
    /// <param name="IsMethod">The receiver stands before the arguments.</param>
    private sealed record Callable(EquatableArray<Ty> Inputs, Ty Output, Variadic Variadic, DefId? Definition, bool IsTupled, bool IsMethod);

    private Ty CheckCall(Hir.Expr expression, Hir.ExprKind.Call call, Expectation expected)
    {
        Ty function = TryResolve(CheckExpression(call.Function));
        var autoderef = new Autoderef(this, function, call.Function.Span);
        while (autoderef.Next())
        {
            if (TryCallStep(expression, call, autoderef) is { } callable)
            {
                autoderef.RegisterObligations();
                Ty result = CheckArguments(expression, callable, call.Arguments, expected);
                CheckCalledFunction(expression, callable);
                return result;
            }
        }

        return ReportNotCallable(expression, call, function);
    }

    /// <summary>What the callee is after some dereferences; null when it is nothing to call yet.</summary>
    private Callable? TryCallStep(Hir.Expr expression, Hir.ExprKind.Call call, Autoderef autoderef)
    {
        switch (autoderef.Current)
        {
            case Ty.FnDef function:
                Apply(call.Function, autoderef.Steps());
                return CallableOf(_context.SignatureOf(function.Definition).Substitute(Types, function.Args), function.Definition, call.Function.Span);
            case Ty.FnPtr pointer:
                Apply(call.Function, autoderef.Steps());
                return CallableOf(pointer.Signature, null, call.Function.Span);
            case Ty.Closure closure when ClosureTypes.KindOf(_inference.Shallow(ClosureTypes.KindTypeOf(closure))) is null:
                return DeferCall(expression, call, closure, autoderef);
            case Ty.Error:
                return null;
            default:
                return TryOverloadedCall(expression, call, autoderef);
        }
    }

    private Callable CallableOf(Binder<FnSig> bound, DefId? definition, Span span)
    {
        FnSig signature = _inference.InstantiateWithFresh(bound, span);
        signature = _inference.Normalize(Cause(span), _environment, signature);
        return new(signature.Inputs, signature.Output, signature.Variadic, definition, IsTupled: false, IsMethod: false);
    }

    private Callable DeferCall(Hir.Expr expression, Hir.ExprKind.Call call, Ty.Closure closure, Autoderef autoderef)
    {
        FnSig signature = _inference.InstantiateWithFresh(SignatureOfClosure(closure), call.Function.Span);
        _deferredCalls.Add(new(expression, call.Function, closure, autoderef.Steps(), signature));
        return new(signature.Inputs, signature.Output, Variadic.None, closure.Definition, IsTupled: false, IsMethod: false);
    }

    private Callable? TryOverloadedCall(Hir.Expr expression, Hir.ExprKind.Call call, Autoderef autoderef)
    {
        // There are impls for references to what can be called; but then that itself is called.
        if (autoderef is { Count: 0, Current: Ty.Ref } || autoderef.Current is Ty.Infer or Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.Str or Ty.Tuple or Ty.Array or Ty.Slice or Ty.RawPtr)
        {
            return null;
        }

        List<Adjustment> steps = autoderef.Steps();
        if (OverloadedCall(call.Function, autoderef.Current, call.Arguments.Count, steps) is not { } method)
        {
            return null;
        }

        Apply(call.Function, steps);
        WriteMethod(expression.Id, method);
        return new(method.Signature.Inputs[1..], method.Signature.Output, Variadic.None, null, IsTupled: true, IsMethod: false);
    }

    /// <summary>The method of <c>Fn</c>, <c>FnMut</c> or <c>FnOnce</c> that calls a value; the borrow it needs is added to the steps.</summary>
    private MethodCallee? OverloadedCall(Hir.Expr callee, Ty type, int arguments, List<Adjustment> steps)
    {
        foreach ((string trait, string method) in FnTraits)
        {
            var parts = new Ty[arguments];
            for (int i = 0; i < arguments; i++)
            {
                parts[i] = FreshTy(callee.Span);
            }

            Ty input = Types.Tuple([.. parts]);
            if (LookUpOperatorMethod(trait, method, type, input, Cause(callee.Span)) is { } found)
            {
                if (found.Signature.Inputs[0] is Ty.Ref self && method != "call_once")
                {
                    steps.Add(new(new AdjustKind.Borrow(self.Mutability, false), self));
                }

                return found;
            }
        }

        // The number of arguments may be what is wrong: then the trait holds for some other tuple.
        return OverloadedCallOfAnyArity(callee, type, steps);
    }

    private static readonly (string Trait, string Method)[] FnTraits = [("fn", "call"), ("fn_mut", "call_mut"), ("fn_once", "call_once")];

    private MethodCallee? OverloadedCallOfAnyArity(Hir.Expr callee, Ty type, List<Adjustment> steps)
    {
        foreach ((string trait, string method) in FnTraits)
        {
            if (LookUpOperatorMethod(trait, method, type, FreshTy(callee.Span), Cause(callee.Span)) is { } found)
            {
                if (found.Signature.Inputs[0] is Ty.Ref self && method != "call_once")
                {
                    steps.Add(new(new AdjustKind.Borrow(self.Mutability, false), self));
                }

                return found;
            }
        }

        return null;
    }

    private void CheckCalledFunction(Hir.Expr expression, Callable callable)
    {
        if (callable.Definition is { } function && Map.LangItem("drop") is { } drop && _context.AssociatedItem(function)?.Container == drop)
        {
            Report(CallErrors.ExplicitDrop(expression.Span));
        }
    }

    // Arguments.

    private Ty CheckArguments(Hir.Expr call, Callable callable, EquatableArray<Hir.Expr> arguments, Expectation expected)
    {
        if (FormalInputs(callable) is not { } formal)
        {
            CheckLostArguments(arguments);
            return Types.Error;
        }

        EquatableArray<Ty> hints = ExpectedInputs(expected, callable.Output, formal);
        bool fits = callable.Variadic == Variadic.None ? arguments.Count == formal.Count : arguments.Count >= formal.Count;
        var types = new Ty[arguments.Count];
        var mismatches = new List<int>();

        // Closures last: their parameters' types often come from the other arguments.
        foreach (bool closures in new[] { false, true })
        {
            if (closures)
            {
                SelectWherePossible();
            }

            for (int i = 0; i < arguments.Count; i++)
            {
                if (arguments[i].Kind is Hir.ExprKind.Closure == closures && !CheckArgument(call, arguments, i, formal, hints, types, fits))
                {
                    mismatches.Add(i);
                }
            }
        }

        if (!fits || mismatches.Count > 0)
        {
            ReportArguments(call, callable, arguments, formal, types, fits);
        }

        return callable.Output;
    }

    private bool CheckArgument(Hir.Expr call, EquatableArray<Hir.Expr> arguments, int index, EquatableArray<Ty> formal, EquatableArray<Ty> hints, Ty[] types, bool fits)
    {
        Hir.Expr argument = arguments[index];
        if (index >= formal.Count)
        {
            types[index] = CheckExpression(argument);
            if (fits)
            {
                CheckVariadicArgument(argument, types[index]);
            }

            return true;
        }

        if (!fits)
        {
            // What fits where is told in one message later.
            types[index] = CheckExpression(argument, Expectation.RvalueHint(TryResolve(hints[index])));
            return true;
        }

        Expectation expectation = Expectation.RvalueHint(TryResolve(hints[index]));
        types[index] = CheckExpression(argument, expectation);
        Ty coerced = OnlyHasType(expectation) ?? formal[index];
        ObligationCause cause = Cause(argument.Span, new CauseCode.FunctionArgument(call.Id, argument.Id, new CauseCode.Misc()));
        return Coerce(argument, types[index], coerced, allowTwoPhase: true, cause) && Sub(cause, coerced, formal[index]);
    }

    private EquatableArray<Ty>? FormalInputs(Callable callable)
    {
        if (!callable.IsTupled || callable.Inputs.IsEmpty)
        {
            return callable.Inputs;
        }

        return TryResolve(callable.Inputs[^1]) switch
        {
            Ty.Tuple tuple => [.. callable.Inputs[..^1], .. tuple.Parts],
            _ => null,
        };
    }

    private void CheckLostArguments(EquatableArray<Hir.Expr> arguments)
    {
        foreach (Hir.Expr argument in arguments)
        {
            CheckExpression(argument);
        }

        _results.IsTainted = true;
    }

    /// <summary>
    /// The parameters' types if the result had the expected type: only hints, so nothing is tied. Variables made on the way are
    /// replaced by fresh ones.
    /// </summary>
    private EquatableArray<Ty> ExpectedInputs(Expectation expected, Ty output, EquatableArray<Ty> formal)
    {
        if (OnlyHasType(expected) is not { } wanted || wanted is Ty.Infer { Kind: InferKind.General } || formal.IsEmpty)
        {
            return formal;
        }

        return _inference.Shallow(output) is Ty.Never ? formal : HintsFor(wanted, output, formal);
    }

    private EquatableArray<Ty> HintsFor(Ty wanted, Ty output, EquatableArray<Ty> formal)
    {
        var fence = (Ty.Infer)FreshTy(default);
        Ty[]? hints = _inference.Probe(() =>
        {
            if (!Equate(Cause(default), wanted, output))
            {
                return null;
            }

            var resolved = new Ty[formal.Count];
            for (int i = 0; i < resolved.Length; i++)
            {
                resolved[i] = _inference.Resolve(formal[i]);
            }

            return resolved;
        });
        if (hints is null)
        {
            return formal;
        }

        var refresher = new VariableRefresher(this, fence.Vid);
        for (int i = 0; i < hints.Length; i++)
        {
            hints[i] = refresher.Fold(hints[i]);
        }

        return [.. hints];
    }

    /// <summary>Replaces type variables that were made after a certain one: a probe's undone variables must not get out of it.</summary>
    private sealed class VariableRefresher(FnChecker checker, int last) : TyFolder(checker.Types)
    {
        private readonly Dictionary<int, Ty> _replaced = [];

        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasInfer);

        protected override Ty FoldTy(Ty type)
        {
            if (type is not Ty.Infer { Kind: InferKind.General } variable || variable.Vid <= last)
            {
                return base.FoldTy(type);
            }

            if (!_replaced.TryGetValue(variable.Vid, out Ty? replacement))
            {
                _replaced.Add(variable.Vid, replacement = checker.FreshTy(default));
            }

            return replacement;
        }
    }

    /// <summary>C's promotions are not made for the caller (E0617).</summary>
    private void CheckVariadicArgument(Hir.Expr argument, Ty type)
    {
        string? needed = TryResolve(type) switch
        {
            Ty.Float { Kind: FloatKind.F32 } => "c_double",
            Ty.Int { Kind: IntKind.I8 or IntKind.I16 } or Ty.Bool => "c_int",
            Ty.Int { Kind: IntKind.U8 or IntKind.U16 } => "c_uint",
            _ => null,
        };
        if (needed is not null)
        {
            Report(CallErrors.VariadicArgument(argument.Span, NameOf(type), needed));
        }
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <content>Method calls: what was found is confirmed, its receiver adjusted, its conditions registered.</content>
internal sealed partial class FnChecker
{
    private Ty CheckMethodCall(Hir.Expr expression, Hir.ExprKind.MethodCall call, Expectation expected)
    {
        Ty receiver = CheckExpression(call.Receiver);
        receiver = TryResolve(receiver);
        if (receiver is Ty.Error)
        {
            CheckLostArguments(call.Arguments);
            return receiver;
        }

        ProbeResult result = new MethodProbe(this, call.Method.Ident.Name, call.Method.Ident.Span, expression.Id, isPath: false).Probe(receiver);
        if (result is not ProbeResult.Found found)
        {
            Ty error = ReportMethod(expression, call, receiver, result);
            CheckLostArguments(call.Arguments);
            return error;
        }

        MethodCallee callee = Confirm(expression, call, receiver, found.Pick);
        WriteMethod(expression.Id, callee);
        var callable = new Callable(callee.Signature.Inputs[1..], callee.Signature.Output, callee.Signature.Variadic, callee.Definition,
            IsTupled: false, IsMethod: true);
        Ty type = CheckArguments(expression, callable, call.Arguments, expected);
        CheckCalledFunction(call.Method.Ident.Span, callable);
        return type;
    }

    private void CheckCalledFunction(Span span, Callable callable)
    {
        if (callable.Definition is { } function && Map.LangItem("drop") is { } drop && _context.AssociatedItem(function)?.Container == drop)
        {
            Report(CallErrors.ExplicitDrop(span));
        }
    }

    private MethodCallee Confirm(Hir.Expr expression, Hir.ExprKind.MethodCall call, Ty receiver, MethodPick pick)
    {
        Span span = call.Method.Ident.Span;
        Ty self = AdjustReceiver(call.Receiver, receiver, pick);
        EquatableArray<GenericArg> receiverArgs = FreshReceiverArgs(pick.Candidate, span, out _);
        DefId method = pick.Candidate.Item.Definition;
        EquatableArray<GenericArg> args = Normalize(_lowering.ArgsOf(method, receiverArgs, call.Method, span), span);
        FnSig signature = _inference.InstantiateWithFresh(_context.SignatureOf(method).Substitute(Types, args), span);
        signature = _inference.Normalize(Cause(span), _environment, signature);
        if (!signature.Inputs.IsEmpty)
        {
            Sub(Cause(span), self, signature.Inputs[0]);
        }

        RegisterPredicatesOf(method, args, span, expression.Id);
        return new(method, args, signature);
    }

    /// <summary>Dereferences, unsizing and borrows of the receiver, as adjustments; gives the type that is passed.</summary>
    private Ty AdjustReceiver(Hir.Expr receiver, Ty type, MethodPick pick)
    {
        var autoderef = new Autoderef(this, type, receiver.Span, throughRawPointers: true);
        while (autoderef.Next() && autoderef.Count < pick.Step.Dereferences)
        {
        }

        autoderef.RegisterObligations();
        List<Adjustment> steps = autoderef.Steps();
        Ty current = autoderef.Current;
        switch (pick.Autoref)
        {
            case Autoref.Shared or Autoref.Mutable:
                Mutability mutability = pick.Autoref == Autoref.Mutable ? Mutability.Mut : Mutability.Not;
                Region region = _inference.FreshRegion(receiver.Span);
                current = Types.Ref(region, current, mutability);
                steps.Add(new(new AdjustKind.Borrow(mutability, IsTwoPhase: mutability == Mutability.Mut), current));
                if (pick.Step.Unsizes)
                {
                    current = Types.Ref(region, pick.Step.Type, mutability);
                    steps.Add(UnsizeTo(current));
                }

                break;
            case Autoref.ConstPointer when current is Ty.RawPtr pointer:
                current = Types.RawPtr(pointer.Pointee, Mutability.Not);
                steps.Add(new(new AdjustKind.Pointer(CastKind.MutToConstPointer), current));
                break;
        }

        Apply(receiver, steps);
        return current;
    }

    /// <summary>The item that <c>T::name</c> means; null when there is none, which is reported.</summary>
    private DefId? ProbePath(Ty self, Hir.QPath.TypeRelative path, Hir.HirId node)
    {
        ProbeResult result = new MethodProbe(this, path.Segment.Ident.Name, path.Segment.Ident.Span, node, isPath: true).Probe(self);
        if (result is ProbeResult.Found { Pick.Candidate.Item.Definition: var item })
        {
            return item;
        }

        ReportPath(path, self, result);
        return null;
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>Captures and kinds of closures, inner ones first, and the calls that waited for them.</content>
internal sealed partial class FnChecker
{
    private readonly Dictionary<Hir.HirId, string> _variableNames = [];

    private readonly Dictionary<Hir.HirId, Span> _variableSpans = [];

    private void AnalyzeClosures()
    {
        foreach (PendingClosure closure in _closures)
        {
            AnalyzeClosure(closure);
        }
    }

    private void AnalyzeClosure(PendingClosure closure)
    {
        var outer = new HashSet<Hir.HirId>();
        foreach ((Hir.HirId variable, _) in OuterVariables.Of(closure.Closure.Body))
        {
            outer.Add(variable);
        }

        var analysis = new CaptureAnalysis(this, closure.Closure);
        var visitor = new UseVisitor(this, (place, mode, span) =>
        {
            if (outer.Contains(place.Variable!.Value))
            {
                analysis.Add(place with { BaseType = _inference.Resolve(place.BaseType) }, mode, span);
            }
        });
        visitor.Visit(closure.Closure.Body);
        List<Capture> captures = analysis.Result();
        _results.Captures[closure.Closure.Definition] = [.. captures];
        ObligationCause cause = Cause(closure.Expression.Span);
        Equate(cause, ClosureTypes.CapturesOf(closure.Type), Types.Tuple([.. captures.Select(capture => capture.Type)]));
        if (ClosureTypes.KindOf(_inference.Shallow(ClosureTypes.KindTypeOf(closure.Type))) is null)
        {
            Equate(cause, ClosureTypes.KindTypeOf(closure.Type), ClosureTypes.TypeOf(analysis.Kind, Types));
        }

        _inferredKinds[closure.Closure.Definition] = analysis.Kind;
        ResolveDeferredCalls(closure.Closure.Definition);
    }

    /// <summary>What each closure's body needs, whatever was expected of it.</summary>
    private readonly Dictionary<DefId, ClosureTraitKind> _inferredKinds = [];

    private void ResolveDeferredCalls(DefId closure)
    {
        foreach (DeferredCall call in _deferredCalls)
        {
            if (call.Closure.Definition != closure)
            {
                continue;
            }

            List<Adjustment> steps = call.Steps;
            if (OverloadedCall(call.Callee, call.Closure, call.Signature.Inputs.Count, steps) is not { } method)
            {
                continue;
            }

            ObligationCause cause = Cause(call.Call.Span);
            Equate(cause, method.Signature.Inputs[^1], Types.Tuple(call.Signature.Inputs));
            Equate(cause, method.Signature.Output, call.Signature.Output);
            Apply(call.Callee, steps);
            WriteMethod(call.Call.Id, method);
        }
    }

    private bool IsCopy(Ty type)
    {
        type = _inference.Resolve(type);
        return type switch
        {
            Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.Never or Ty.RawPtr or Ty.FnDef or Ty.FnPtr or Ty.Infer { Kind: not InferKind.General } => true,
            Ty.Ref reference => reference.Mutability == Mutability.Not,
            Ty.Str or Ty.Slice or Ty.Dynamic => false,
            _ => Map.LangItem("copy") is { } copy
                && _inference.Evaluate(new(Cause(default), _environment, new(new(new PredicateKind.Trait(new(copy, [type])), [])))) == Answer.Yes,
        };
    }

    private bool HasDestructor(Ty.Adt adt)
    {
        if (Map.LangItem("drop") is not { } trait)
        {
            return false;
        }

        foreach (DefId impl in _context.ImplsFor(trait, adt))
        {
            if (_context.TypeOf(impl) is Ty.Adt self && ReferenceEquals(self.Definition, adt.Definition))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsScalarAssignment(Hir.ExprKind.AssignOp assign) =>
        IsScalar(_inference.Shallow(TypeOf(assign.Place))) && IsScalar(_inference.Shallow(TypeOf(assign.Value)));
}

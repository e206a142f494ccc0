using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>
/// Closures: what is expected of them gives parameter types and kind (rustc's <c>closure.rs</c>); their bodies are checked on the spot,
/// what they capture is found after the whole body.
/// </content>
internal sealed partial class FnChecker
{
    private readonly List<PendingClosure> _closures = [];

    private readonly Dictionary<DefId, bool> _mentionsOuter = [];

    /// <summary>A closure whose captures are found later.</summary>
    private sealed record PendingClosure(Hir.Expr Expression, Hir.ExprKind.Closure Closure, Ty.Closure Type);

    /// <summary>What is expected of a closure.</summary>
    private readonly record struct ClosureExpectation(Binder<FnSig>? Signature, ClosureTraitKind? Kind);

    private Ty CheckClosure(Hir.Expr expression, Hir.ExprKind.Closure closure, Expectation expected)
    {
        if (closure.Kind == Hir.ClosureKind.Async)
        {
            return ReportAs(CheckErrors.Unsupported(closure.HeadSpan, "async blocks"));
        }

        ClosureExpectation wanted = AnyHint(expected) is { } type ? Deduce(type) : default;
        Binder<FnSig> signature = SignatureOfClosure(closure, wanted);
        Ty kind = wanted.Kind is { } known ? ClosureTypes.TypeOf(known, Types) : FreshTy(expression.Span);
        Ty pointer = Types.FnPtr(signature with { Value = signature.Value with { Inputs = [Types.Tuple(signature.Value.Inputs)], Abi = Abi.RustCall } });
        Ty.Closure result = Types.Closure(closure.Definition, [.. IdentityArgs(), kind, pointer, FreshTy(expression.Span)]);
        FnSig liberated = Liberate(signature, closure.Definition);
        _results.LiberatedSignatures[closure.Definition] = liberated;
        CheckFunction(closure.Body, liberated, FrameKind.Closure, closure.Declaration.Output?.Span);

        // Inner closures come before the ones around them.
        _closures.Add(new(expression, closure, result));
        return result;
    }

    /// <summary>The parameters of the function around, as its own body sees them.</summary>
    private EquatableArray<GenericArg> IdentityArgs()
    {
        var args = new List<GenericArg>();
        AddIdentityArgs(_owner, args);
        return [.. args];
    }

    private void AddIdentityArgs(DefId definition, List<GenericArg> args)
    {
        Generics generics = _context.GenericsOf(definition);
        if (generics.Parent is { } parent)
        {
            AddIdentityArgs(parent, args);
        }

        foreach (GenericParamDef parameter in generics.Params)
        {
            args.Add(parameter.Kind switch
            {
                GenericParamKind.Lifetime => Types.EarlyParam(parameter.Index, parameter.Name),
                GenericParamKind.Type => Types.Param(parameter.Index, parameter.Name),
                GenericParamKind.Const => Types.ConstParam(parameter.Index, parameter.Name),
            });
        }
    }

    // What is expected.

    private ClosureExpectation Deduce(Ty expected)
    {
        switch (expected)
        {
            case Ty.Infer { Kind: InferKind.General }:
                return DeduceFromPending(expected);
            case Ty.FnPtr pointer:
                return new(pointer.Signature, ClosureTraitKind.Fn);
            case Ty.Dynamic dynamic:
                return DeduceFromObject(dynamic);
            case Ty.Alias { Kind: AliasKind.Opaque } alias:
                return DeduceFromBounds(alias);
            case Ty.Adt adt when IsBox(adt):
                return default;
            default:
                return default;
        }
    }

    private ClosureExpectation DeduceFromPending(Ty variable)
    {
        var found = default(ClosureExpectation);
        foreach (Obligation obligation in _inference.Pending)
        {
            found = Deduced(found, obligation.Predicate, self => ReferenceEquals(_inference.Shallow(self), variable));
        }

        return found;
    }

    private ClosureExpectation DeduceFromBounds(Ty.Alias alias)
    {
        var found = default(ClosureExpectation);
        foreach ((Predicate predicate, _) in _context.ItemBoundsOf(alias.Definition))
        {
            found = Deduced(found, predicate.Substitute(Types, alias.Args), self => self is Ty.Alias { Kind: AliasKind.Opaque });
        }

        return found;
    }

    private ClosureExpectation Deduced(ClosureExpectation found, Predicate predicate, Func<Ty, bool> isSelf)
    {
        switch (predicate.Bound.Value)
        {
            case PredicateKind.Trait { Reference: { } reference } when isSelf(reference.Self) && FnTraitKind(reference.Trait) is { } kind:
                return found with { Kind = found.Kind is { } other && other > kind ? other : kind };
            case PredicateKind.Projection projection when IsFnOutput(projection.Item) && isSelf((Ty)projection.Args[0]) && projection.Args[1] is Ty inputs:
                return found.Signature is null && _inference.Resolve(inputs) is Ty.Tuple tuple
                    ? found with { Signature = new(new(tuple.Parts, _inference.Resolve((Ty)projection.Term)), predicate.Bound.Variables) }
                    : found;
            default:
                return found;
        }
    }

    private ClosureExpectation DeduceFromObject(Ty.Dynamic dynamic)
    {
        var found = default(ClosureExpectation);
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            switch (predicate)
            {
                case ExistentialPredicate.Trait trait when FnTraitKind(trait.Definition) is { } kind:
                    found = found with { Kind = kind };
                    break;
                case ExistentialPredicate.Projection projection when IsFnOutput(projection.Definition) && projection.Args is [Ty.Tuple inputs] && projection.Term is Ty output:
                    found = found with { Signature = new(new(inputs.Parts, output), dynamic.Predicates.Variables) };
                    break;
            }
        }

        return found;
    }

    private bool IsFnOutput(DefId item) => Map.LangItem("fn_once_output") is { } output
        ? output == item
        : Map.LangItem("fn_once") is { } trait && _context.Definitions[item].Parent == trait;

    private ClosureTraitKind? FnTraitKind(DefId trait) =>
        Map.LangItem("fn") == trait ? ClosureTraitKind.Fn
        : Map.LangItem("fn_mut") == trait ? ClosureTraitKind.FnMut
        : Map.LangItem("fn_once") == trait ? ClosureTraitKind.FnOnce
        : null;

    // The signature.

    /// <summary>The signature of a closure type with its parameters spread.</summary>
    private Binder<FnSig> SignatureOfClosure(Ty.Closure closure) => _inference.Shallow(ClosureTypes.SignatureTypeOf(closure)) is Ty.FnPtr { Signature: { } tupled }
        ? tupled with { Value = ClosureTypes.Spread(tupled.Value) }
        : new(new([], Types.Error), []);

    private Binder<FnSig> SignatureOfClosure(Hir.ExprKind.Closure closure, ClosureExpectation wanted)
    {
        Binder<FnSig> supplied = SuppliedSignature(closure);
        if (wanted.Signature is not { } expected)
        {
            return supplied;
        }

        if (expected.Value.Inputs.Count != supplied.Value.Inputs.Count)
        {
            // The trait that wanted another number of parameters reports it.
            return supplied;
        }

        Binder<FnSig> plain = new(new(expected.Value.Inputs, expected.Value.Output), expected.Variables);
        MergeSupplied(closure, supplied, plain);
        return plain;
    }

    /// <summary>What the user wrote must agree with what is expected; it wins where it says more.</summary>
    private void MergeSupplied(Hir.ExprKind.Closure closure, Binder<FnSig> supplied, Binder<FnSig> expected)
    {
        FnSig written = _inference.InstantiateWithFresh(supplied, closure.HeadSpan);
        FnSig wanted = Liberate(expected, closure.Definition);
        for (int i = 0; i < wanted.Inputs.Count; i++)
        {
            Span span = closure.Declaration.Inputs[i].Span;
            if (!Equate(Cause(span), wanted.Inputs[i], written.Inputs[i]))
            {
                ReportClosureArguments(closure, wanted, written);
                return;
            }
        }

        if (closure.Declaration.Output is { } output && !Equate(Cause(output.Span), wanted.Output, written.Output))
        {
            ReportMismatch(Cause(output.Span), wanted.Output, written.Output, null);
        }
    }

    /// <summary>The written parameters are not those that the closure will be called with (E0631).</summary>
    private void ReportClosureArguments(Hir.ExprKind.Closure closure, FnSig wanted, FnSig written)
    {
        string Signature(FnSig signature) => $"fn({string.Join(", ", signature.Inputs.Select(NameOf))}) -> _";
        Report(CheckErrors.At("E0631", closure.HeadSpan, "type mismatch in closure arguments", "found signature defined here")
            .WithNote($"expected closure signature `{Signature(wanted)}`\n   found closure signature `{Signature(written)}`"));
    }

    private Binder<FnSig> SuppliedSignature(Hir.ExprKind.Closure closure)
    {
        var binder = new ClosureBinder(Types);
        var inputs = new Ty[closure.Declaration.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            Hir.Ty written = closure.Declaration.Inputs[i];
            inputs[i] = written.Kind is Hir.TyKind.Infer ? FreshTy(written.Span) : binder.Fold(LowerUserType(written));
        }

        Ty output = closure.Declaration.Output is { } result ? LowerUserType(result) : FreshTy(closure.Declaration.OutputSpan);
        return new(new([.. inputs], output), [.. binder.Variables]);
    }

    /// <summary>Lifetimes left out in a closure's parameter types are bound by the closure: <c>|x: &amp;i32|</c> takes any.</summary>
    private sealed class ClosureBinder(TyInterner interner) : TyFolder(interner)
    {
        public List<BoundVariableKind> Variables { get; } = [];

        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasRegionVars);

        protected override Region FoldRegion(Region region)
        {
            if (region is not Region.Var)
            {
                return region;
            }

            Variables.Add(new BoundVariableKind.OfRegion(null));
            return Interner.BoundRegion(Depth, new(Variables.Count - 1));
        }
    }

    // Variables of the function around.

    private bool MentionsOuterVariables(DefId closure)
    {
        if (_mentionsOuter.TryGetValue(closure, out bool mentions))
        {
            return mentions;
        }

        foreach (PendingClosure pending in _closures)
        {
            if (pending.Closure.Definition == closure)
            {
                mentions = OuterVariables.Of(pending.Closure.Body).Count > 0;
                break;
            }
        }

        return _mentionsOuter[closure] = mentions;
    }
}

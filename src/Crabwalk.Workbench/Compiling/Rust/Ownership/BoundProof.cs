using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>
/// Proves trait bounds once more, with regions: the solver, which forgets them, has said that the bounds hold; here the headers of the
/// impls that make them hold are laid over the types at hand, and what falls on one parameter twice must be equal.
/// So <c>Vec&lt;&amp;'a T&gt;: FromIterator&lt;&amp;'b T&gt;</c> comes to <c>'a == 'b</c>.
/// </summary>
internal sealed class BoundProof(ITypeContext context, AliasResolution aliases, DefId within)
{
    private const int MaxDepth = 24;

    private readonly List<EqualArgs> _equal = [];
    private readonly List<FunctionDemand> _functions = [];
    private readonly List<Outlives> _outlives = [];
    private readonly HashSet<Predicate> _seen = [];

    /// <summary>What was found to be necessary so far.</summary>
    public BoundConditions Conditions => new(_equal, _functions, _outlives);

    /// <summary>Adds what the trait bounds of a definition need for the arguments. Its outlives bounds are the caller's.</summary>
    public void ProveBoundsOf(DefId definition, EquatableArray<GenericArg> args)
    {
        foreach ((Predicate predicate, _) in context.PredicatesOf(definition))
        {
            if (predicate.Bound.Value is PredicateKind.Trait or PredicateKind.Projection)
            {
                Prove(predicate.Substitute(context.Types, args), 0);
            }
        }
    }

    private void Prove(Predicate predicate, int depth)
    {
        if (depth > MaxDepth || !HasRegions(predicate.Bound.Value) || !_seen.Add(predicate))
        {
            return;
        }

        switch (predicate.Bound.Value)
        {
            case PredicateKind.Trait(var reference):
                ProveTrait(reference, predicate.Bound.Variables, depth);
                break;
            case PredicateKind.Projection(var item, var args, Ty term):
                ProveProjection(item, args, term, predicate.Bound.Variables);
                break;
            case PredicateKind.TypeOutlives(var type, var region):
                _outlives.Add(new(type, region));
                break;
            case PredicateKind.RegionOutlives(var longer, var shorter):
                _outlives.Add(new(longer, shorter));
                break;
        }
    }

    private static bool HasRegions(PredicateKind predicate) => predicate switch
    {
        PredicateKind.Trait(var reference) => reference.Args.Any(HasRegions),
        PredicateKind.Projection(_, var args, var term) => args.Any(HasRegions) || HasRegions(term),
        PredicateKind.TypeOutlives or PredicateKind.RegionOutlives => true,
        _ => false,
    };

    private static bool HasRegions(GenericArg arg) => arg.Has(TyFlags.HasFreeRegions | TyFlags.HasRegionParam);

    private void ProveTrait(TraitRef reference, EquatableArray<BoundVariableKind> variables, int depth)
    {
        if (reference.Trait == context.Hir.LangItem("sized"))
        {
            return;
        }

        Ty self = Normalize(reference.Self);
        if (IsCallable(reference.Trait) && reference.Args is [_, Ty.Tuple inputs] && SignatureOf(self) is { } signature)
        {
            Demand(self, signature, inputs, signature.Value.Output, variables, hasOutput: false);
            return;
        }

        if (!variables.IsEmpty && reference.Args.Any(arg => arg.HasEscapingBoundVars))
        {
            // What holds for all lifetimes asks nothing of those at hand.
            return;
        }

        EquatableArray<GenericArg> wanted = reference.Args.Select(arg => arg is Ty type ? Normalize(type) : arg).ToEquatableArray();
        if (self is Ty.Param or Ty.Placeholder or Ty.Alias)
        {
            ProveByAssumption(reference.Trait, wanted);
        }
        else if (aliases.ImplOf(reference.Trait, wanted, within) is var (implementation, args, equal))
        {
            _equal.AddRange(equal);
            foreach ((Predicate condition, _) in context.PredicatesOf(implementation))
            {
                Prove(condition.Substitute(context.Types, args), depth + 1);
            }
        }
    }

    // Of several bounds on one parameter that differ in regions alone any may be meant.
    private void ProveByAssumption(DefId trait, EquatableArray<GenericArg> wanted)
    {
        if (AssumptionsOf(trait, wanted) is [var only])
        {
            for (int i = 0; i < wanted.Count; i++)
            {
                AddEqual(wanted[i], only.Args[i]);
            }
        }
    }

    private List<TraitRef> AssumptionsOf(DefId trait, EquatableArray<GenericArg> wanted)
    {
        var found = new List<TraitRef>();
        foreach (Predicate assumed in context.ParamEnvOf(within).CallerBounds)
        {
            if (assumed.Bound is { Variables.IsEmpty: true, Value: PredicateKind.Trait(var reference) } && reference.Trait == trait
                && reference.Args.Count == wanted.Count && reference.Args.Zip(wanted).All(pair => AreSameWithoutRegions(pair.First, pair.Second)))
            {
                found.Add(reference);
            }
        }

        return found;
    }

    private bool AreSameWithoutRegions(GenericArg left, GenericArg right) => ReferenceEquals(left.EraseRegions(context.Types), right.EraseRegions(context.Types));

    private void ProveProjection(DefId item, EquatableArray<GenericArg> args, Ty term, EquatableArray<BoundVariableKind> variables)
    {
        if (item == context.Hir.LangItem("fn_once_output") && args is [Ty callee, Ty.Tuple inputs] && SignatureOf(Normalize(callee)) is { } signature)
        {
            Demand(Normalize(callee), signature, inputs, term, variables, hasOutput: true);
        }
        else if (variables.IsEmpty)
        {
            Ty found = Normalize(context.Types.Alias(AliasKind.Projection, item, args));
            if (found is not Ty.Alias)
            {
                AddEqual(found, Normalize(term));
            }
        }
    }

    // What is called must be able to be called so: its signature is a subtype of the demanded one.
    private void Demand(Ty callee, Binder<FnSig> signature, Ty.Tuple inputs, Ty output, EquatableArray<BoundVariableKind> variables, bool hasOutput)
    {
        bool takesTuple = callee is Ty.Closure && signature.Value.Inputs is [Ty.Tuple];
        EquatableArray<Ty> parts = takesTuple ? ((Ty.Tuple)signature.Value.Inputs[0]).Parts : signature.Value.Inputs;
        if (parts.Count != inputs.Parts.Count)
        {
            return;
        }

        FnSig declared = signature.Value with { Inputs = parts, Output = hasOutput ? signature.Value.Output : context.Types.Unit };
        FnSig demanded = declared with
        {
            Inputs = inputs.Parts.Select(Normalize).ToEquatableArray(),
            Output = hasOutput ? Normalize(output) : context.Types.Unit,
        };
        _functions.Add(new(context.Types.FnPtr(signature with { Value = declared }), context.Types.FnPtr(new Binder<FnSig>(demanded, variables))));
    }

    private Binder<FnSig>? SignatureOf(Ty callee) => callee switch
    {
        Ty.Closure { Args: [.., Ty.FnPtr pointer, _] } => pointer.Signature,
        Ty.FnPtr pointer => pointer.Signature,
        Ty.FnDef function => context.SignatureOf(function.Definition).Substitute(context.Types, function.Args),
        _ => null,
    };

    private bool IsCallable(DefId trait) => trait == context.Hir.LangItem("fn") || trait == context.Hir.LangItem("fn_mut") || trait == context.Hir.LangItem("fn_once");

    private void AddEqual(GenericArg left, GenericArg right)
    {
        if (!ReferenceEquals(left, right))
        {
            _equal.Add(new(left, right));
        }
    }

    private Ty Normalize(Ty type) => aliases.Normalize(type, within);
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>
/// Replaces projections by what they stand for without losing a region: the trait solver, which forgets regions, says which impl is meant;
/// the impl's header, laid over the types at hand, says what its parameters are here.
/// </summary>
internal sealed class AliasResolution(ITypeContext context)
{
    private const int MaxDepth = 64;

    /// <summary>The type without projections, as far as they are known.</summary>
    public Ty Normalize(Ty type, DefId within) => Normalize(type, within, 0);

    /// <summary>The impl that makes types implement a trait, its arguments and what its header says is equal; null when none is needed.</summary>
    public ImplMatch? ImplOf(DefId trait, EquatableArray<GenericArg> wanted, DefId within) => ImplsOf(trait, wanted, within).FirstOrDefault();

    private Ty Normalize(Ty type, DefId within, int depth) =>
        type.Has(TyFlags.HasAlias) && depth < MaxDepth ? new AliasFolder(context.Types, alias => Resolve(alias, within, depth)).Fold(type) : type;

    private Ty Resolve(Ty.Alias alias, DefId within, int depth)
    {
        if (alias.Kind != AliasKind.Projection || context.AssociatedItem(alias.Definition) is not { } item || alias.Args.IsEmpty)
        {
            return alias;
        }

        Ty? found = FromEnvironment(alias, within) ?? FromCallable(alias) ?? FromImpl(alias, item, within);
        return found is null || ReferenceEquals(found, alias) ? alias : Normalize(found, within, depth + 1);
    }

    // A bound `T: Iterator<Item = &'a str>` says it.
    private Ty? FromEnvironment(Ty.Alias alias, DefId within)
    {
        Ty erased = (Ty)alias.EraseRegions(context.Types);
        foreach (Predicate predicate in context.ParamEnvOf(within).CallerBounds)
        {
            if (predicate.Bound.Value is PredicateKind.Projection(var item, var args, Ty term) && item == alias.Definition && !term.HasEscapingBoundVars
                && !ReferenceEquals(term, alias) && ReferenceEquals(context.Types.Alias(AliasKind.Projection, item, args).EraseRegions(context.Types), erased))
            {
                return term;
            }
        }

        return null;
    }

    // The output of a closure or function is what its signature says.
    private Ty? FromCallable(Ty.Alias alias)
    {
        if (alias.Definition != context.Hir.LangItem("fn_once_output") || alias.Args is not [Ty self, Ty.Tuple arguments])
        {
            return null;
        }

        Binder<FnSig>? signature = self switch
        {
            Ty.Closure { Args: [.., Ty.FnPtr pointer, _] } => pointer.Signature,
            Ty.FnPtr pointer => pointer.Signature,
            Ty.FnDef function => context.SignatureOf(function.Definition).Substitute(context.Types, function.Args),
            _ => null,
        };
        if (signature is null)
        {
            return null;
        }

        EquatableArray<Ty> inputs = signature.Value.Inputs is [Ty.Tuple { Parts: var parts }] && self is Ty.Closure ? parts : signature.Value.Inputs;
        var match = new HeaderMatch(context.Types, signature.Variables.Count, 0);
        for (int i = 0; i < Math.Min(inputs.Count, arguments.Parts.Count); i++)
        {
            match.Lay(inputs[i], arguments.Parts[i]);
        }

        return match.BoundIn(signature.Value.Output);
    }

    private Ty? FromImpl(Ty.Alias alias, AssocItem item, DefId within)
    {
        int traitArgs = context.GenericsOf(item.Container).Count;
        EquatableArray<GenericArg> wanted = alias.Args[..Math.Min(traitArgs, alias.Args.Count)];
        if (wanted.IsEmpty || wanted[0] is not Ty self || self is Ty.Param or Ty.Placeholder)
        {
            return null;
        }

        foreach (ImplMatch found in ImplsOf(item.Container, wanted, within))
        {
            if (ItemOf(found.Implementation, alias.Definition) is { } type)
            {
                EquatableArray<GenericArg> all = [.. found.Args, .. alias.Args[wanted.Count..]];
                return context.TypeOf(type).Substitute(context.Types, all);
            }
        }

        return null;
    }

    private IEnumerable<ImplMatch> ImplsOf(DefId trait, EquatableArray<GenericArg> wanted, DefId within)
    {
        foreach (DefId implementation in context.ImplsFor(trait, (Ty)wanted[0]))
        {
            if (context.TraitRefOf(implementation) is { } header && Match(implementation, header, wanted, within) is { } found)
            {
                yield return found;
            }
        }
    }

    private DefId? ItemOf(DefId implementation, DefId traitItem)
    {
        foreach (AssocItem item in context.AssociatedItemsOf(implementation))
        {
            if (item.TraitItem == traitItem)
            {
                return item.Definition;
            }
        }

        return null;
    }

    // The impl, when its header fits and its conditions hold.
    private ImplMatch? Match(DefId implementation, TraitRef header, EquatableArray<GenericArg> wanted, DefId within)
    {
        var match = new HeaderMatch(context.Types, 0, context.GenericsOf(implementation).Count);
        for (int i = 0; i < Math.Min(header.Args.Count, wanted.Count); i++)
        {
            if (!match.Lay(header.Args[i], wanted[i]))
            {
                return null;
            }
        }

        AddProjected(implementation, match, within);
        return match.Args(context, implementation) is { } args && ConditionsHold(implementation, args, within) ? new(implementation, args, match.Equal) : null;
    }

    // A parameter that the header does not name is what a bound says: `B` in `impl<B, F: FnMut(A) -> B> Iterator for Map<A, F>`.
    private void AddProjected(DefId implementation, HeaderMatch match, DefId within)
    {
        if (match.IsWhole)
        {
            return;
        }

        foreach ((Predicate predicate, _) in context.PredicatesOf(implementation))
        {
            if (predicate.Bound.Value is PredicateKind.Projection(var item, var args, Ty.Param term) && !match.Knows(term.Index))
            {
                Ty alias = context.Types.Alias(AliasKind.Projection, item, args).Substitute(context.Types, match.KnownArgs(context, implementation));
                Ty found = Normalize(alias, within);
                if (found is not Ty.Alias)
                {
                    match.Lay(term, found);
                }
            }
        }
    }

    private bool ConditionsHold(DefId implementation, EquatableArray<GenericArg> args, DefId within)
    {
        EquatableArray<GenericArg> erased = args.Select(arg => arg.EraseRegions(context.Types)).ToEquatableArray();
        IInference inference = context.NewInference(within);
        ParamEnv environment = context.ParamEnvOf(within);
        var cause = new ObligationCause(default, within, new CauseCode.Misc());
        foreach ((Predicate predicate, _) in context.PredicatesOf(implementation))
        {
            if (predicate.Bound.Value is PredicateKind.Trait
                && inference.Evaluate(new(cause, environment, predicate.Substitute(context.Types, erased))) == Answer.No)
            {
                return false;
            }
        }

        return true;
    }

    private sealed class AliasFolder(TyInterner types, Func<Ty.Alias, Ty> resolve) : TyFolder(types)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type)
        {
            Ty folded = base.FoldTy(type);
            return folded is Ty.Alias { HasEscapingBoundVars: false } alias ? resolve(alias) : folded;
        }
    }
}

/// <summary>An impl that fits.</summary>
/// <param name="Implementation">The impl.</param>
/// <param name="Args">Its arguments, with the regions they have here.</param>
/// <param name="Equal">What fell on one parameter twice, or on a lifetime that the header names.</param>
internal sealed record ImplMatch(DefId Implementation, EquatableArray<GenericArg> Args, IReadOnlyList<EqualArgs> Equal);

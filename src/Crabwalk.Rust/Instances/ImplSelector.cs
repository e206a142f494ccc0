using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Instances;

/// <summary>Finds the impl that makes concrete types implement a trait. Regions do not matter any more.</summary>
internal sealed class ImplSelector(ITypeContext context)
{
    private readonly Dictionary<TraitRef, (DefId Impl, EquatableArray<GenericArg> Args)?> _known = [];

    /// <summary>The impl and its arguments; null when only the language itself implements the trait, or nothing does.</summary>
    public (DefId Impl, EquatableArray<GenericArg> Args)? Find(TraitRef wanted)
    {
        if (!_known.TryGetValue(wanted, out (DefId, EquatableArray<GenericArg>)? found))
        {
            found = Search(wanted);
            _known[wanted] = found;
        }

        return found;
    }

    private (DefId Impl, EquatableArray<GenericArg> Args)? Search(TraitRef wanted)
    {
        foreach (DefId implementation in context.ImplsFor(wanted.Trait, wanted.Self))
        {
            if (Match(implementation, wanted) is { } args)
            {
                return (implementation, args);
            }
        }

        return null;
    }

    private EquatableArray<GenericArg>? Match(DefId implementation, TraitRef wanted)
    {
        if (context.TraitRefOf(implementation) is not { } implemented)
        {
            return null;
        }

        IInference inference = context.NewInference(implementation);
        var cause = new ObligationCause(default, implementation, new CauseCode.Misc());
        EquatableArray<GenericArg> args = inference.FreshArgs(implementation, default);
        EquatableArray<GenericArg> pattern = implemented.Args.Substitute(context.Types, args);
        for (int i = 0; i < pattern.Count; i++)
        {
            GenericArg part = pattern[i] is Ty type ? inference.Normalize(cause, ParamEnv.Empty, type) : pattern[i];
            if (!inference.Equate(cause, ParamEnv.Empty, part, wanted.Args[i]))
            {
                return null;
            }
        }

        foreach ((Predicate predicate, _) in context.PredicatesOf(implementation))
        {
            inference.Register(new(cause, ParamEnv.Empty, Substitute(predicate, args)));
        }

        inference.SelectWherePossible();
        return inference.TakeErrors().Count > 0 ? null : Erase(inference.Resolve(args));
    }

    private Predicate Substitute(Predicate predicate, EquatableArray<GenericArg> args) => predicate.Substitute(context.Types, args);

    private EquatableArray<GenericArg> Erase(EquatableArray<GenericArg> args) => [.. args.Select(arg => arg switch
    {
        Ty type => type.EraseRegions(context.Types),
        Region => context.Types.Erased,
        _ => arg,
    })];
}

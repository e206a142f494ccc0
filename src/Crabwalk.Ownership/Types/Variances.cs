using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Types;

/// <summary>How a type changes with one of its parameters; the bits say which directions of subtyping of the parameter it needs.</summary>
[Flags]
internal enum Variance
{
    /// <summary>Not at all.</summary>
    Bivariant = 0,

    /// <summary>With it: a longer lifetime makes a subtype.</summary>
    Covariant = 1,

    /// <summary>Against it, as a function's parameters do.</summary>
    Contravariant = 2,

    /// <summary>Only the very same will do, as behind <c>&amp;mut</c>.</summary>
    Invariant = 3,
}

/// <summary>Computations with variances.</summary>
internal static class VarianceRules
{
    /// <summary>The variance of something inside something.</summary>
    public static Variance Then(this Variance outer, Variance inner) => outer switch
    {
        Variance.Bivariant => Variance.Bivariant,
        Variance.Covariant => inner,
        Variance.Contravariant => Flip(inner),
        _ => inner == Variance.Bivariant ? Variance.Bivariant : Variance.Invariant,
    };

    private static Variance Flip(Variance variance) => variance switch
    {
        Variance.Covariant => Variance.Contravariant,
        Variance.Contravariant => Variance.Covariant,
        _ => variance,
    };
}

/// <summary>
/// Infers the variance of each parameter of structs, enums and unions from how their fields use it: the least solution, found by going
/// round until nothing changes (Altidor, Huang, Smaragdakis: "Taming the Wildcards").
/// </summary>
internal sealed class Variances
{
    private readonly Dictionary<AdtDef, Variance[]> _known = [];
    private bool _isChanged;
    private bool _isSearching;

    /// <summary>The variance of a parameter of a type definition.</summary>
    public Variance Of(AdtDef definition, int parameter)
    {
        if (definition.Role is AdtRole.UnsafeCell)
        {
            return Variance.Invariant;
        }

        if (definition.Role is AdtRole.PhantomData || !definition.IsComplete)
        {
            return Variance.Covariant;
        }

        Table(definition, parameter);
        if (!_isSearching)
        {
            Search();
        }

        return _known[definition][parameter];
    }

    private Variance[] Table(AdtDef definition, int parameter)
    {
        if (!_known.TryGetValue(definition, out Variance[]? variances) || variances.Length <= parameter)
        {
            var larger = new Variance[parameter + 1];
            variances?.CopyTo(larger, 0);
            _known[definition] = variances = larger;
            _isChanged = true;
        }

        return variances;
    }

    private void Search()
    {
        _isSearching = true;
        while (_isChanged)
        {
            _isChanged = false;
            foreach (AdtDef definition in _known.Keys.ToArray())
            {
                foreach (FieldDef field in definition.Variants.SelectMany(variant => variant.Fields))
                {
                    Walk(definition, field.Type, Variance.Covariant);
                }
            }
        }

        _isSearching = false;
    }

    private void Walk(AdtDef definition, GenericArg arg, Variance variance)
    {
        switch (arg)
        {
            case Ty.Param parameter:
                Note(definition, parameter.Index, variance);
                break;
            case Region.EarlyParam parameter:
                Note(definition, parameter.Index, variance);
                break;
            case Ty.Adt adt:
                for (int i = 0; i < adt.Args.Count; i++)
                {
                    Walk(definition, adt.Args[i], variance.Then(Of(adt.Definition, i)));
                }

                break;
            case Ty.Ref reference:
                Walk(definition, reference.Region, variance);
                Walk(definition, reference.Referent, variance.Then(Behind(reference.Mutability)));
                break;
            case Ty.RawPtr pointer:
                Walk(definition, pointer.Pointee, variance.Then(Behind(pointer.Mutability)));
                break;
            case Ty.Array array:
                Walk(definition, array.Element, variance);
                break;
            case Ty.Slice slice:
                Walk(definition, slice.Element, variance);
                break;
            case Ty.Tuple tuple:
                WalkAll(definition, tuple.Parts, variance);
                break;
            case Ty.FnPtr function:
                WalkAll(definition, function.Signature.Value.Inputs, variance.Then(Variance.Contravariant));
                Walk(definition, function.Signature.Value.Output, variance);
                break;
            case Ty.Dynamic dynamic:
                Walk(definition, dynamic.Region, variance);
                WalkPredicates(definition, dynamic);
                break;
            case Ty.Alias alias:
                WalkAll(definition, alias.Args, Variance.Invariant);
                break;
            case Ty.Closure closure:
                WalkAll(definition, closure.Args, Variance.Invariant);
                break;
            case Ty.FnDef function:
                WalkAll(definition, function.Args, Variance.Invariant);
                break;
        }
    }

    private static Variance Behind(Mutability mutability) => mutability == Mutability.Mut ? Variance.Invariant : Variance.Covariant;

    private void WalkPredicates(AdtDef definition, Ty.Dynamic dynamic)
    {
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            EquatableArray<GenericArg> args = predicate switch
            {
                ExistentialPredicate.Trait trait => trait.Args,
                ExistentialPredicate.Projection projection => [.. projection.Args, projection.Term],
                ExistentialPredicate.AutoTrait => [],
            };
            WalkAll(definition, args, Variance.Invariant);
        }
    }

    private void WalkAll<T>(AdtDef definition, EquatableArray<T> args, Variance variance)
        where T : GenericArg
    {
        foreach (T arg in args)
        {
            Walk(definition, arg, variance);
        }
    }

    private void Note(AdtDef definition, int parameter, Variance variance)
    {
        Variance[] table = Table(definition, parameter);
        _isChanged |= (table[parameter] | variance) != table[parameter];
        table[parameter] |= variance;
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// Makes one type a subtype of another, or equal to it, by constraints on their regions. The types are the same when regions are left
/// aside; where they are not, somebody has reported that, and nothing is added.
/// Under binders the supertype's lifetimes become placeholders and the subtype's are chosen to fit (rustc dev guide, "Higher-ranked").
/// </summary>
internal sealed class TypeRelation(
    RegionVariables variables,
    Variances variances,
    ConstraintSet constraints,
    Func<Region, RegionVid> vidOf,
    Func<Ty.Alias, EquatableArray<Region>?> capturedBy,
    Locations locations,
    ConstraintCategory category)
{
    private Invariance? _invariance;

    /// <summary>Relates two arguments: <paramref name="left"/> is the subtype when the variance is covariant.</summary>
    public void Relate(GenericArg left, GenericArg right, Variance variance)
    {
        if (ReferenceEquals(left, right) || variance == Variance.Bivariant)
        {
            return;
        }

        switch (left, right)
        {
            case (Region a, Region b):
                RelateRegions(a, b, variance);
                break;
            case (Ty.Ref a, Ty.Ref b):
                Relate(a.Region, b.Region, variance);
                RelateInside(a, 0, a.Mutability == Mutability.Mut ? Variance.Invariant : Variance.Covariant, variance, a.Referent, b.Referent);
                break;
            case (Ty.Adt a, Ty.Adt b) when ReferenceEquals(a.Definition, b.Definition):
                RelateAdts(a, b, variance);
                break;
            case (Ty.Dynamic a, Ty.Dynamic b):
                RelateDynamic(a, b, variance);
                break;
            case (Ty.FnPtr a, Ty.FnPtr b):
                RelateSignatures(a.Signature, b.Signature, variance);
                break;
            case (Ty a, Ty b):
                RelateSimple(a, b, variance);
                break;
        }
    }

    private void RelateSimple(Ty left, Ty right, Variance variance)
    {
        switch (left, right)
        {
            case (Ty.Tuple a, Ty.Tuple b):
                RelateAll(a.Parts, b.Parts, variance);
                break;
            case (Ty.Array a, Ty.Array b):
                Relate(a.Element, b.Element, variance);
                break;
            case (Ty.Slice a, Ty.Slice b):
                Relate(a.Element, b.Element, variance);
                break;
            case (Ty.RawPtr a, Ty.RawPtr b):
                RelateInside(a, 0, a.Mutability == Mutability.Mut ? Variance.Invariant : Variance.Covariant, variance, a.Pointee, b.Pointee);
                break;
            case (Ty.FnDef a, Ty.FnDef b) when a.Definition == b.Definition:
                RelateAll(a.Args, b.Args, variance.Then(Variance.Invariant));
                break;
            case (Ty.Closure a, Ty.Closure b) when a.Definition == b.Definition:
                RelateAll(a.Args, b.Args, variance.Then(Variance.Invariant));
                break;
            case (Ty.Alias a, Ty.Alias b) when a.Definition == b.Definition:
                RelateAll(a.Args, b.Args, variance.Then(Variance.Invariant));
                break;
            case (_, Ty.Alias { Kind: AliasKind.Opaque } opaque) when capturedBy(opaque) is { } captured:
                Hide(left, captured);
                break;
            case (Ty.Alias { Kind: AliasKind.Opaque } opaque, _) when capturedBy(opaque) is { } captured:
                Hide(right, captured);
                break;
        }
    }

    private void Hide(Ty hidden, EquatableArray<Region> captured)
    {
        EquatableArray<RegionVid> choices = captured.Where(region => region is not Region.Bound).Select(vidOf).Distinct().ToEquatableArray();
        foreach (RegionVid region in RegionWalk.VariablesIn(hidden).Distinct())
        {
            constraints.Members.Add(new(region, choices, locations));
        }
    }

    private void RelateRegions(Region left, Region right, Variance variance)
    {
        if (left is Region.Bound || right is Region.Bound)
        {
            return;
        }

        RegionVid a = vidOf(left);
        RegionVid b = vidOf(right);
        if (variance.HasFlag(Variance.Covariant))
        {
            constraints.Add(a, b, locations, category, invariance: _invariance);
        }

        if (variance.HasFlag(Variance.Contravariant))
        {
            constraints.Add(b, a, locations, category, invariance: _invariance);
        }
    }

    private void RelateAdts(Ty.Adt left, Ty.Adt right, Variance variance)
    {
        for (int i = 0; i < Math.Min(left.Args.Count, right.Args.Count); i++)
        {
            RelateInside(left, i, variances.Of(left.Definition, i), variance, left.Args[i], right.Args[i]);
        }
    }

    // Remembers the outermost type that lets nothing vary: messages tell of it.
    private void RelateInside(Ty whole, int argument, Variance own, Variance around, GenericArg left, GenericArg right)
    {
        Invariance? outer = _invariance;
        _invariance ??= own == Variance.Invariant ? new(whole, argument) : null;
        Relate(left, right, around.Then(own));
        _invariance = outer;
    }

    private void RelateAll<T>(EquatableArray<T> left, EquatableArray<T> right, Variance variance)
        where T : GenericArg
    {
        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            Relate(left[i], right[i], variance);
        }
    }

    private void RelateDynamic(Ty.Dynamic left, Ty.Dynamic right, Variance variance)
    {
        Relate(left.Region, right.Region, variance);
        foreach ((ExistentialPredicate a, ExistentialPredicate b) in left.Predicates.Value.Zip(right.Predicates.Value))
        {
            switch (a, b)
            {
                case (ExistentialPredicate.Trait x, ExistentialPredicate.Trait y) when x.Definition == y.Definition:
                    RelateAll(x.Args, y.Args, variance.Then(Variance.Invariant));
                    break;
                case (ExistentialPredicate.Projection x, ExistentialPredicate.Projection y) when x.Definition == y.Definition:
                    RelateAll(x.Args, y.Args, variance.Then(Variance.Invariant));
                    Relate(x.Term, y.Term, variance.Then(Variance.Invariant));
                    break;
            }
        }
    }

    private void RelateSignatures(Binder<FnSig> left, Binder<FnSig> right, Variance variance)
    {
        if (left.Variables.IsEmpty && right.Variables.IsEmpty)
        {
            RelateInside(left.Value, right.Value, variance);
            return;
        }

        if (variance.HasFlag(Variance.Covariant))
        {
            FnSig target = WithPlaceholders(right);
            RelateInside(WithVariables(left), target, Variance.Covariant);
        }

        if (variance.HasFlag(Variance.Contravariant))
        {
            FnSig target = WithPlaceholders(left);
            RelateInside(target, WithVariables(right), Variance.Contravariant);
        }
    }

    private void RelateInside(FnSig left, FnSig right, Variance variance)
    {
        RelateAll(left.Inputs, right.Inputs, variance.Then(Variance.Contravariant));
        Relate(left.Output, right.Output, variance);
    }

    private FnSig WithPlaceholders(Binder<FnSig> signature)
    {
        if (signature.Variables.IsEmpty)
        {
            return signature.Value;
        }

        int universe = variables.NewUniverse();
        Region[] made = [.. signature.Variables.Select(v => variables.Types.RegionVar(variables.New(new RegionOrigin.Placeholder(universe, v.Name), universe)))];
        return new BinderFolder(variables.Types, variable => made[variable.Index]).Fold(signature.Value);
    }

    private FnSig WithVariables(Binder<FnSig> signature)
    {
        Region[] made = [.. signature.Variables.Select(_ => variables.Fresh())];
        return new BinderFolder(variables.Types, variable => made[variable.Index]).Fold(signature.Value);
    }
}

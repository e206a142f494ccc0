using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>
/// Which lifetime parameters of a function are late-bound, that is, chosen anew at each call: those that no where clause names and
/// that, when the result names them, some parameter's type fixes (rustc dev guide, "Early vs late bound parameters").
/// </summary>
internal static class LateBoundLifetimes
{
    /// <summary>The late-bound lifetimes in the order of the source, elided ones among them.</summary>
    public static List<Hir.GenericParam.OfLifetime> Of(Hir.ItemKind.Function function)
    {
        var inClauses = new LifetimeUses(onlyConstrained: false);
        inClauses.VisitPredicates(function.Generics.Predicates);
        var inInputs = new LifetimeUses(onlyConstrained: true);
        foreach (Hir.Ty input in function.Declaration.Inputs)
        {
            inInputs.Visit(input);
        }

        var inOutput = new LifetimeUses(onlyConstrained: false);
        if (function.Declaration.Output is { } output)
        {
            inOutput.Visit(output);
        }

        var late = new List<Hir.GenericParam.OfLifetime>();
        foreach (Hir.GenericParam parameter in function.Generics.Params)
        {
            if (parameter is Hir.GenericParam.OfLifetime lifetime && !inClauses.Found.Contains(lifetime.Definition)
                && (inInputs.Found.Contains(lifetime.Definition) || !inOutput.Found.Contains(lifetime.Definition)))
            {
                late.Add(lifetime);
            }
        }

        return late;
    }
}

/// <summary>Collects the lifetime parameters that types name; with <paramref name="onlyConstrained"/> not those that only occur inside projections, which fix nothing.</summary>
internal sealed class LifetimeUses(bool onlyConstrained)
{
    /// <summary>The parameters.</summary>
    public HashSet<DefId> Found { get; } = [];

    /// <summary>Looks through where clauses.</summary>
    public void VisitPredicates(IEnumerable<Hir.WherePredicate> predicates)
    {
        foreach (Hir.WherePredicate predicate in predicates)
        {
            switch (predicate)
            {
                case Hir.WherePredicate.OfType(_, var type, var bounds, _, _):
                    Visit(type);
                    VisitBounds(bounds);
                    break;
                case Hir.WherePredicate.OfLifetime(var lifetime, var bounds, _, _):
                    Visit(lifetime);
                    VisitBounds(bounds);
                    break;
            }
        }
    }

    /// <summary>Looks through a type.</summary>
    public void Visit(Hir.Ty type)
    {
        switch (type.Kind)
        {
            case Hir.TyKind.Slice(var element):
                Visit(element);
                break;
            case Hir.TyKind.Array(var element, _):
                Visit(element);
                break;
            case Hir.TyKind.Pointer(_, var pointee):
                Visit(pointee);
                break;
            case Hir.TyKind.Reference(var lifetime, _, var referent):
                Visit(lifetime);
                Visit(referent);
                break;
            case Hir.TyKind.Function(_, _, _, var declaration):
                VisitAll(declaration.Inputs);
                VisitOptional(declaration.Output);
                break;
            case Hir.TyKind.Tuple(var elements):
                VisitAll(elements);
                break;
            case Hir.TyKind.Path(var name):
                VisitPath(name);
                break;
            case Hir.TyKind.Opaque(_, var bounds):
                VisitBounds(bounds);
                break;
            case Hir.TyKind.TraitObject(var bounds, var lifetime):
                Visit(lifetime);
                foreach (Hir.PolyTraitRef bound in bounds)
                {
                    VisitSegments(bound.Trait.Path);
                }

                break;
            case Hir.TyKind.Never or Hir.TyKind.Infer or Hir.TyKind.Error:
                break;
        }
    }

    private void VisitAll(IEnumerable<Hir.Ty> types)
    {
        foreach (Hir.Ty type in types)
        {
            Visit(type);
        }
    }

    private void VisitOptional(Hir.Ty? type)
    {
        if (type is not null)
        {
            Visit(type);
        }
    }

    private void Visit(Hir.Lifetime lifetime)
    {
        if (lifetime.Res is Hir.LifetimeRes.Param(var definition))
        {
            Found.Add(definition);
        }
    }

    private void VisitPath(Hir.QPath name)
    {
        switch (name)
        {
            case Hir.QPath.Resolved(var self, var path):
                if (self is not null && onlyConstrained)
                {
                    return;
                }

                VisitOptional(self);
                VisitSegments(path);
                break;
            case Hir.QPath.TypeRelative(var type, var segment, _):
                if (!onlyConstrained)
                {
                    Visit(type);
                    VisitArgs(segment.Args);
                }

                break;
        }
    }

    private void VisitSegments(Hir.Path path)
    {
        foreach (Hir.PathSegment segment in path.Segments)
        {
            VisitArgs(segment.Args);
        }
    }

    private void VisitArgs(Hir.GenericArgs? args)
    {
        if (args is null)
        {
            return;
        }

        foreach (Hir.GenericArg arg in args.Args)
        {
            switch (arg)
            {
                case Hir.GenericArg.OfLifetime(var lifetime):
                    Visit(lifetime);
                    break;
                case Hir.GenericArg.OfType(var type):
                    Visit(type);
                    break;
            }
        }

        foreach (Hir.AssocConstraint constraint in args.Constraints)
        {
            VisitConstraint(constraint);
        }
    }

    private void VisitConstraint(Hir.AssocConstraint constraint)
    {
        VisitArgs(constraint.Args);
        switch (constraint.Kind)
        {
            case Hir.AssocConstraintKind.TypeEquals(var type):
                Visit(type);
                break;
            case Hir.AssocConstraintKind.Bounded(var bounds):
                VisitBounds(bounds);
                break;
        }
    }

    private void VisitBounds(IEnumerable<Hir.GenericBound> bounds)
    {
        foreach (Hir.GenericBound bound in bounds)
        {
            switch (bound)
            {
                case Hir.GenericBound.Trait(var reference):
                    VisitSegments(reference.Trait.Path);
                    break;
                case Hir.GenericBound.Outlives(var lifetime):
                    Visit(lifetime);
                    break;
            }
        }
    }
}

using Crabwalk.Foundation.Collections;

namespace Crabwalk.Rust.Lints.DeadCode;

/// <summary>Finds what types, bounds and generic arguments name.</summary>
internal sealed class TypeNamesWalk(Action<Hir.Res> use)
{
    /// <summary>A type.</summary>
    public void Visit(Hir.Ty? type)
    {
        switch (type?.Kind)
        {
            case Hir.TyKind.Slice(var element):
                Visit(element);
                break;
            case Hir.TyKind.Array(var element, var length):
                Visit(element);
                Visit(length);
                break;
            case Hir.TyKind.Pointer(_, var pointee):
                Visit(pointee);
                break;
            case Hir.TyKind.Reference(_, _, var referent):
                Visit(referent);
                break;
            case Hir.TyKind.Function function:
                Visit(function.Declaration);
                break;
            case Hir.TyKind.Tuple(var elements):
                foreach (Hir.Ty element in elements)
                {
                    Visit(element);
                }

                break;
            case Hir.TyKind.Path(var name):
                Visit(name);
                break;
            case Hir.TyKind.Opaque(_, var bounds):
                Visit(bounds);
                break;
            case Hir.TyKind.TraitObject(var bounds, _):
                foreach (Hir.PolyTraitRef bound in bounds)
                {
                    Visit(bound.Trait.Path);
                }

                break;
        }
    }

    /// <summary>Parameters and result.</summary>
    public void Visit(Hir.FnDecl declaration)
    {
        foreach (Hir.Ty input in declaration.Inputs)
        {
            Visit(input);
        }

        Visit(declaration.Output);
    }

    /// <summary>Generic parameters with their bounds.</summary>
    public void Visit(Hir.Generics generics)
    {
        foreach (Hir.GenericParam parameter in generics.Params)
        {
            switch (parameter)
            {
                case Hir.GenericParam.OfType type:
                    Visit(type.Default);
                    break;
                case Hir.GenericParam.OfConst constant:
                    Visit(constant.Type);
                    break;
            }
        }

        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType type)
            {
                Visit(type.Type);
                Visit(type.Bounds);
            }
        }
    }

    /// <summary>Bounds.</summary>
    public void Visit(EquatableArray<Hir.GenericBound> bounds)
    {
        foreach (Hir.GenericBound bound in bounds)
        {
            if (bound is Hir.GenericBound.Trait trait)
            {
                Visit(trait.Reference.Trait.Path);
            }
        }
    }

    /// <summary>A path that may begin with a type.</summary>
    public void Visit(Hir.QPath name)
    {
        switch (name)
        {
            case Hir.QPath.Resolved resolved:
                Visit(resolved.Self);
                Visit(resolved.Path);
                break;
            case Hir.QPath.TypeRelative relative:
                Visit(relative.Type);
                Visit(relative.Segment.Args);
                break;
        }
    }

    /// <summary>A path and the arguments in it.</summary>
    public void Visit(Hir.Path path)
    {
        use(path.Res);
        foreach (Hir.PathSegment segment in path.Segments)
        {
            Visit(segment.Args);
        }
    }

    /// <summary>Generic arguments.</summary>
    public void Visit(Hir.GenericArgs? args)
    {
        foreach (Hir.GenericArg arg in args?.Args ?? [])
        {
            switch (arg)
            {
                case Hir.GenericArg.OfType type:
                    Visit(type.Type);
                    break;
                case Hir.GenericArg.OfConst constant:
                    Visit(constant.Value);
                    break;
            }
        }

        foreach (Hir.AssocConstraint constraint in args?.Constraints ?? [])
        {
            switch (constraint.Kind)
            {
                case Hir.AssocConstraintKind.TypeEquals(var type):
                    Visit(type);
                    break;
                case Hir.AssocConstraintKind.Bounded(var bounds):
                    Visit(bounds);
                    break;
            }
        }
    }

    private void Visit(Hir.ConstArg constant)
    {
        switch (constant)
        {
            case Hir.ConstArg.OfPath path:
                Visit(path.Path);
                break;
            case Hir.ConstArg.Anonymous anonymous:
                use(new Hir.Res.Def(anonymous.Definition));
                break;
        }
    }
}

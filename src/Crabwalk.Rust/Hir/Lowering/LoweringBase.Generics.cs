using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Generic parameters, where clauses, binders and generic arguments.</content>
internal abstract partial class LoweringBase
{
    /// <summary>The parameters' definitions, entered into a scope before anything in them is lowered: they may speak of each other.</summary>
    protected Dictionary<Symbol, GenericName> DeclareParameters(EquatableArray<GenericParameter> parameters)
    {
        var names = new Dictionary<Symbol, GenericName>();
        foreach (GenericParameter parameter in parameters)
        {
            if (!IsActive(parameter.Attributes))
            {
                continue;
            }

            (DefKind kind, Namespace ns) = parameter switch
            {
                GenericParameter.OfLifetime => (DefKind.LifetimeParameter, Namespace.Type),
                GenericParameter.OfConst => (DefKind.ConstParameter, Namespace.Value),
                _ => (DefKind.GenericParameter, Namespace.Type),
            };
            Ident name = parameter.Name;
            CheckParameterName(parameter, names);
            names.TryAdd(name.Name, new(Define(kind, name.Name, name.Span), ns, name.Span, Owner));
        }

        return names;
    }

    private void CheckParameterName(GenericParameter parameter, Dictionary<Symbol, GenericName> names)
    {
        Ident name = parameter.Name;
        if (names.TryGetValue(name.Name, out GenericName first))
        {
            Sink.Error(Messages.ParameterTwice(name, first.Span));
        }
        else if (name.Name == Session.Names.StaticLifetime || name.Name == Session.Names.UnderscoreLifetime)
        {
            Sink.Error(Messages.ReservedLifetimeName(name));
        }
        else if (parameter is GenericParameter.OfLifetime && FindParameter(name.Name, null) is { } outer)
        {
            Sink.Error(Messages.LifetimeShadows(name, outer.Span));
        }
        else if (FindParameter(name.Name, null) is { } shadowed && shadowed.Owner != Owner)
        {
            Sink.Error(Messages.ParameterShadows(name, shadowed.Span));
        }
    }

    /// <summary>Parameters and where clause in the current scope, which must hold the parameters' names already.</summary>
    protected (List<GenericParam> Params, List<WherePredicate> Predicates) LowerGenerics(Syntax.Generics generics, Dictionary<Symbol, GenericName> names)
    {
        var parameters = new List<GenericParam>();
        var predicates = new List<WherePredicate>();
        foreach (GenericParameter parameter in generics.Parameters)
        {
            if (IsActive(parameter.Attributes) && names.TryGetValue(parameter.Name.Name, out GenericName known) && known.Span == parameter.Name.Span)
            {
                parameters.Add(LowerParameter(parameter, known.Definition, predicates));
            }
        }

        LowerWhere(generics.Where, predicates);
        return (parameters, predicates);
    }

    /// <summary>The conditions of a where clause.</summary>
    protected void LowerWhere(EquatableArray<Syntax.WherePredicate> where, List<WherePredicate> predicates)
    {
        foreach (Syntax.WherePredicate predicate in where)
        {
            if (predicate is Syntax.WherePredicate.OfType type)
            {
                EquatableArray<GenericParam> lifetimes = LowerBinder(type.Lifetimes, out Scope inner);
                predicates.Add(Inside(inner, () => new WherePredicate.OfType(lifetimes, LowerType(type.Type), LowerBounds(type.Bounds), false, type.Span)));
            }
            else if (predicate is Syntax.WherePredicate.OfLifetime lifetime)
            {
                predicates.Add(new WherePredicate.OfLifetime(LowerLifetime(lifetime.Lifetime), LowerBounds(lifetime.Bounds), false, lifetime.Span));
            }
        }
    }

    private GenericParam LowerParameter(GenericParameter parameter, DefId definition, List<WherePredicate> predicates)
    {
        Ident name = parameter.Name;
        switch (parameter)
        {
            case GenericParameter.OfLifetime lifetime:
                if (!lifetime.Bounds.IsEmpty)
                {
                    predicates.Add(new WherePredicate.OfLifetime(new(NewId(), name, new LifetimeRes.Param(definition)), LowerBounds(lifetime.Bounds), true, name.Span));
                }

                return new GenericParam.OfLifetime(NewId(), definition, name, false, name.Span) { MayDangle = MayDangle(parameter) };
            case GenericParameter.OfConst constant:
                return new GenericParam.OfConst(NewId(), definition, name, LowerType(constant.Type), constant.Default is { } value ? LowerConst(value) : null, name.Span);
            default:
                var type = (GenericParameter.OfType)parameter;
                if (!type.Bounds.IsEmpty)
                {
                    predicates.Add(new WherePredicate.OfType([], ParameterType(definition, name), LowerBounds(type.Bounds), true, name.Span));
                }

                return new GenericParam.OfType(NewId(), definition, name, type.Default is { } given ? LowerType(given) : null, false, name.Span) { MayDangle = MayDangle(parameter) };
        }
    }

    private bool MayDangle(GenericParameter parameter) => parameter.Attributes.Any(attribute =>
        attribute is Syntax.Attribute.Normal { Body.Path.Segments: [var only] } && Session.Symbols[only.Ident.Name] == "may_dangle");

    /// <summary>The lifetimes of a <c>for&lt;..&gt;</c>, and the scope in which they are known.</summary>
    protected EquatableArray<GenericParam> LowerBinder(EquatableArray<GenericParameter> lifetimes, out Scope inner)
    {
        inner = Scope;
        if (lifetimes.IsEmpty)
        {
            return [];
        }

        Dictionary<Symbol, GenericName> names = DeclareParameters(lifetimes);
        inner = new Scope.Parameters(Scope, names, isItem: false);
        var lowered = new List<GenericParam>();
        foreach (GenericParameter lifetime in lifetimes)
        {
            if (lifetime is GenericParameter.OfLifetime && names.TryGetValue(lifetime.Name.Name, out GenericName known))
            {
                lowered.Add(new GenericParam.OfLifetime(NewId(), known.Definition, lifetime.Name, false, lifetime.Name.Span));
            }
            else if (lifetime is not GenericParameter.OfLifetime)
            {
                Sink.Error(ResolveMessages.NonLifetimeBinder(lifetime.Name.Span));
            }
        }

        return [.. lowered];
    }

    /// <summary>Generic arguments as written.</summary>
    protected GenericArgs LowerArguments(Syntax.GenericArgs arguments) => arguments switch
    {
        Syntax.GenericArgs.Angle angle => LowerAngle(angle),
        Syntax.GenericArgs.Parenthesized sugar => LowerSugar(sugar),
        _ => throw new InvalidOperationException(),
    };

    private GenericArgs LowerAngle(Syntax.GenericArgs.Angle angle)
    {
        var lowered = new List<GenericArg>();
        var constraints = new List<AssocConstraint>();
        foreach (GenericArgument argument in angle.Arguments)
        {
            switch (argument)
            {
                case GenericArgument.OfLifetime lifetime:
                    lowered.Add(new GenericArg.OfLifetime(LowerLifetime(lifetime.Lifetime)));
                    break;
                case GenericArgument.OfType type:
                    lowered.Add(LowerTypeArgument(type.Type));
                    break;
                case GenericArgument.OfConst constant:
                    lowered.Add(new GenericArg.OfConst(LowerConst(constant.Value)));
                    break;
                case GenericArgument.Equality equality:
                    AssocConstraintKind equals = equality.Type is { } equal ? new AssocConstraintKind.TypeEquals(LowerType(equal)) : new AssocConstraintKind.ConstEquals(LowerConst(equality.Value!));
                    constraints.Add(new(NewId(), equality.Name, equality.Arguments is { } own ? LowerArguments(own) : null, equals, equality.Span));
                    break;
                case GenericArgument.Bounded bounded:
                    constraints.Add(new(NewId(), bounded.Name, bounded.Arguments is { } given ? LowerArguments(given) : null, new AssocConstraintKind.Bounded(LowerBounds(bounded.Bounds)), bounded.Span));
                    break;
            }
        }

        return new([.. lowered], [.. constraints], false, angle.Span);
    }

    // A plain name may mean a constant: `Matrix<N>`.
    private GenericArg LowerTypeArgument(Syntax.Type type)
    {
        if (type.Kind is TypeKind.Path { Self: null, Name: { IsGlobal: false, Segments: [{ Arguments: null } only] } path }
            && !IsKnown(only.Ident, Namespace.Type) && IsKnown(only.Ident, Namespace.Value))
        {
            HirId id = NewId();
            return new GenericArg.OfConst(new ConstArg.OfPath(id, LowerPath(null, path, PathUse.Expression, type.Span), type.Span));
        }

        return new GenericArg.OfType(LowerType(type));
    }

    private GenericArgs LowerSugar(Syntax.GenericArgs.Parenthesized sugar)
    {
        var inputs = new Elision(ElisionKind.Fresh);
        HirId tupleId = NewId();
        Elision outer = Elision;
        EquatableArray<Ty> types = Under(inputs, () => LowerTypes(sugar.Inputs));
        var found = new List<(Span, string, int)>();
        Elision result = OutputElision(inputs, null, found, types.Count > 0);
        Ty output = sugar.Output is { } written ? Under(result, () => LowerType(written)) : new(NewId(), new TyKind.Tuple([]), sugar.Span.AtEnd);
        (_sugarLifetimes ?? outer.Created).AddRange(inputs.Created);
        var tuple = new Ty(tupleId, new TyKind.Tuple(types), sugar.Span);
        var constraint = new AssocConstraint(NewId(), new(Session.Names.Output, output.Span), null, new AssocConstraintKind.TypeEquals(output), output.Span);
        return new([new GenericArg.OfType(tuple)], [constraint], true, sugar.Span);
    }

    /// <summary>A constant in a type. A plain name of a constant or const parameter stays a path.</summary>
    protected ConstArg LowerConst(AnonymousConst constant)
    {
        HirId id = NewId();
        Span span = constant.Value.Span;
        Expression inner = constant.Value.Kind is ExpressionKind.OfBlock { Label: null, Mode: BlockMode.Plain, Block.Statements: [{ Kind: StatementKind.Tail tail }] } ? tail.Expression : constant.Value;
        if (inner.Kind is ExpressionKind.Underscore)
        {
            return new ConstArg.Infer(id, span);
        }

        if (inner.Kind is ExpressionKind.Path { Self: null, Name: { Segments: [{ Arguments: null } only] } path } && IsPlainConstant(only.Ident))
        {
            return new ConstArg.OfPath(id, LowerPath(null, path, PathUse.Expression, inner.Span), span);
        }

        var source = new DefSource.OfConstant(constant, new Scope.Boundary(Scope, BoundaryKind.Constant));
        return new ConstArg.Anonymous(id, Define(DefKind.AnonymousConstant, Symbol.Empty, span, source), span);
    }

    private bool IsPlainConstant(Ident name) =>
        Find(name, Namespace.Value, out Res res) && res is Res.Def def && Definitions[def.Id].Kind is DefKind.ConstParameter or DefKind.Constant;
}

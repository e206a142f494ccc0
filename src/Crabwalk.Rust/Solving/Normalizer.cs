using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>Finds what aliases stand for: <c>&lt;T as Trait&gt;::Name</c> by where clauses, bounds, objects, impls and the compiler's own knowledge.</summary>
internal sealed class Normalizer(Inference inference)
{
    private TypeContext Context => inference.Context;

    private TyInterner Types => Context.Types;

    /// <summary>
    /// The type with all aliases inside replaced. Those that are not known yet become variables, with an obligation that will tell; those
    /// that fail are errors, with an obligation that will be reported.
    /// </summary>
    public Ty Normalize(Ty type, ObligationCause cause, ParamEnv environment, int depth, List<Obligation> obligations)
    {
        type = inference.Resolve(type);
        return type.Has(TyFlags.HasAlias) ? new Folder(this, cause, environment, depth, obligations).Fold(type) : type;
    }

    /// <summary>The obligation with the aliases in its predicate replaced, but for a projection that it is about.</summary>
    public Obligation Normalize(Obligation obligation, List<Obligation> obligations)
    {
        PredicateKind kind = obligation.Predicate.Bound.Value;
        if (kind is not (PredicateKind.Trait or PredicateKind.Projection or PredicateKind.Subtype or PredicateKind.Coerce) || !kind.Has(TyFlags.HasAlias))
        {
            return obligation;
        }

        var folder = new Folder(this, obligation.Cause, obligation.Environment, obligation.Depth, obligations);
        PredicateKind normal = kind.Map(part => part.Has(TyFlags.HasAlias) ? folder.Fold(inference.Resolve(part)) : part);
        return obligation with { Predicate = new(obligation.Predicate.Bound with { Value = normal }) };
    }

    /// <summary>What a type stands for at its outermost: itself unless it is an alias.</summary>
    public Normalized TryNormalize(Ty type, ObligationCause cause, ParamEnv environment, int depth)
    {
        if (type is not Ty.Alias alias || alias.Kind == AliasKind.Free)
        {
            return new(NormalState.Known, type, []);
        }

        if (depth > TraitSolver.DepthLimit)
        {
            return new(NormalState.Ambiguous, type, []);
        }

        if (alias.Kind == AliasKind.Opaque)
        {
            return inference.RevealsOpaqueTypes ? Further(Context.HiddenTypeOf(alias.Definition).Substitute(Types, alias.Args), [], cause, environment, depth) : new(NormalState.Rigid, type, []);
        }

        alias = Types.Alias(alias.Kind, alias.Definition, inference.Resolve(alias.Args));
        bool isCacheable = !alias.Has(TyFlags.HasInfer | TyFlags.HasFreeRegions | TyFlags.HasPlaceholder | TyFlags.HasError) && !alias.HasEscapingBoundVars && !inference.IsCoherence;
        if (isCacheable && Context.Solver.Projection(environment, alias, inference.RevealsOpaqueTypes) is { } known)
        {
            return new(known is Ty.Alias ? NormalState.Rigid : NormalState.Known, known, []);
        }

        Normalized normal = Project(alias, cause, environment, depth);
        if (isCacheable && normal.State is NormalState.Known or NormalState.Rigid && normal.Obligations.Count == 0 && !normal.Type.Has(TyFlags.HasInfer | TyFlags.HasFreeRegions))
        {
            Context.Solver.Keep(environment, alias, inference.RevealsOpaqueTypes, normal.Type);
        }

        return normal;
    }

    private Normalized Project(Ty.Alias alias, ObligationCause cause, ParamEnv environment, int depth)
    {
        Ty self = inference.Shallow((Ty)alias.Args[0]);
        if (self is Ty.Infer { Kind: InferKind.General })
        {
            return new(NormalState.Ambiguous, alias, []);
        }

        if (self is Ty.Error)
        {
            return new(NormalState.Known, Types.Error, []);
        }

        var obligation = new Obligation(cause, environment, new(new(new PredicateKind.WellFormed(alias), [])), depth);
        if (self is Ty.Alias)
        {
            Normalized inner = TryNormalize(self, cause, environment, depth + 1);
            if (inner.State is NormalState.Ambiguous or NormalState.Failed)
            {
                return inner with { Type = alias };
            }

            if (!ReferenceEquals(inner.Type, self))
            {
                Ty.Alias reached = Types.Alias(alias.Kind, alias.Definition, [inner.Type, .. alias.Args[1..]]);
                Normalized rest = TryNormalize(reached, cause, environment, depth + 1);
                return rest with { Obligations = [.. inner.Obligations, .. rest.Obligations] };
            }
        }

        return FromClauses(alias, environment.CallerBounds, obligation) ?? FromBounds(alias, self, obligation) ?? FromTrait(alias, self, obligation);
    }

    private Ty FreshTy(ObligationCause cause) => inference.FreshTy(cause.Span);

    private Normalized? FromClauses(Ty.Alias alias, IEnumerable<Predicate> clauses, Obligation obligation)
    {
        Predicate? found = null;
        GenericArg? foundTerm = null;
        foreach (Predicate clause in clauses)
        {
            if (clause.Bound.Value is not PredicateKind.Projection(var item, _, _) || item != alias.Definition)
            {
                continue;
            }

            Inference.Mark mark = inference.TakeMark();
            GenericArg? term = Match(alias, clause, obligation, out _);
            term = term is null ? null : inference.Resolve(term).EraseRegions(Types);
            inference.RollBack(mark);
            if (term is null || ReferenceEquals(term, foundTerm))
            {
                continue;
            }

            if (found is not null && alias.Has(TyFlags.HasInfer))
            {
                return new(NormalState.Ambiguous, alias, []);
            }

            found ??= clause;
            foundTerm ??= term;
        }

        if (found is null || Match(alias, found, obligation, out List<Obligation> nested) is not Ty type)
        {
            return null;
        }

        // Without this a clause such as `T::Item == T::Item` would go round for ever.
        return ReferenceEquals(inference.Resolve(type), alias)
            ? new(NormalState.Rigid, alias, nested)
            : Further(type, nested, obligation.Cause, obligation.Environment, obligation.Depth);
    }

    private GenericArg? Match(Ty.Alias alias, Predicate clause, Obligation obligation, out List<Obligation> nested)
    {
        var fresh = new Region?[clause.Bound.Variables.Count];
        PredicateKind opened = clause.Bound.Variables.IsEmpty ? clause.Bound.Value : clause.Bound.Value.Map(part =>
            BoundRegions.Replace(part, Types, variable => fresh[variable.Index] ??= inference.FreshRegion(obligation.Cause.Span)));
        var projection = (PredicateKind.Projection)opened;
        List<Obligation>? related = inference.TryRelate(obligation.Cause, obligation.Environment, alias.Args, projection.Args, obligation.Depth + 1);
        nested = related ?? [];
        return related is null ? null : projection.Term;
    }

    private Normalized? FromBounds(Ty.Alias alias, Ty self, Obligation obligation)
    {
        switch (self)
        {
            case Ty.Alias inner when inner.Kind != AliasKind.Opaque || !inference.RevealsOpaqueTypes:
                return FromClauses(alias, Projections(AliasBounds.Of(Context, inner)), obligation);
            case Ty.Dynamic dynamic:
                return FromClauses(alias, ObjectTypes.ProjectionsOf(Context, dynamic).Select(projection => new Predicate(new(projection, []))), obligation);
            default:
                return null;
        }
    }

    private static IEnumerable<Predicate> Projections(IReadOnlyList<(Predicate Predicate, Span Span)> bounds)
    {
        foreach ((Predicate predicate, Span _) in bounds)
        {
            if (predicate.Bound.Value is PredicateKind.Projection)
            {
                yield return predicate;
            }
        }
    }

    private Normalized FromTrait(Ty.Alias alias, Ty self, Obligation obligation)
    {
        DefId trait = Context.Definitions[alias.Definition].Parent!.Value;
        int count = Context.GenericsOf(trait).Count;
        var wanted = new TraitRef(trait, alias.Args[..Math.Min(count, alias.Args.Count)]);
        if (BuiltinProjection(alias, self, trait) is { } builtin)
        {
            return builtin;
        }

        var goal = obligation with { Predicate = new(new(new PredicateKind.Trait(wanted), [])) };
        Selection selection = inference.Solver.Select(goal, wanted);
        if (selection.State == SelectionState.Ambiguous)
        {
            return new(NormalState.Ambiguous, alias, []);
        }

        return selection.Candidate switch
        {
            null => new(NormalState.Failed, Types.Error, [goal]),
            Candidate.Impl(var definition) => FromImpl(alias, wanted, definition, goal),
            Candidate.Callable(var signature) => FromCallable(alias, wanted, signature, goal),
            Candidate.Builtin when HasError(wanted) => new(NormalState.Known, Types.Error, []),
            var candidate => inference.Solver.Confirm(goal, wanted, candidate) is { } nested
                ? new(NormalState.Rigid, Types.Alias(alias.Kind, alias.Definition, inference.Resolve(alias.Args)), nested)
                : new(NormalState.Failed, Types.Error, [goal]),
        };
    }

    private static bool HasError(TraitRef wanted) => wanted.Args.Span.ToArray().Any(arg => arg.Has(TyFlags.HasError));

    private Normalized FromImpl(Ty.Alias alias, TraitRef wanted, DefId definition, Obligation goal)
    {
        List<Obligation>? nested = inference.Solver.ConfirmImpl(goal, wanted, definition, out EquatableArray<GenericArg> args);
        if (nested is null)
        {
            return new(NormalState.Failed, Types.Error, [goal]);
        }

        EquatableArray<GenericArg> own = alias.Args[wanted.Args.Count..];
        foreach (AssocItem item in Context.AssociatedItemsOf(definition))
        {
            if (item.TraitItem == alias.Definition)
            {
                Ty type = Context.TypeOf(item.Definition).Substitute(Types, [.. args, .. own]);
                return Further(type, nested, goal.Cause, goal.Environment, goal.Depth);
            }
        }

        bool hasDefault = Context.AssociatedItem(alias.Definition) is { HasDefault: true };
        return hasDefault
            ? Further(Context.TypeOf(alias.Definition).Substitute(Types, alias.Args), nested, goal.Cause, goal.Environment, goal.Depth)
            : new(NormalState.Known, Types.Error, nested);
    }

    private Normalized FromCallable(Ty.Alias alias, TraitRef wanted, FnSig signature, Obligation goal)
    {
        List<Obligation>? nested = inference.Solver.Confirm(goal, wanted, new Candidate.Callable(signature));
        return nested is null
            ? new(NormalState.Failed, Types.Error, [goal])
            : alias.Definition == Context.Hir.LangItem("fn_once_output")
                ? Further(signature.Output, nested, goal.Cause, goal.Environment, goal.Depth)
                : new(NormalState.Rigid, alias, nested);
    }

    private Normalized? BuiltinProjection(Ty.Alias alias, Ty self, DefId trait)
    {
        if (trait == Context.Hir.LangItem("discriminant_kind"))
        {
            return self is Ty.Param or Ty.Alias or Ty.Placeholder ? new(NormalState.Rigid, alias, []) : self is Ty.Infer ? new(NormalState.Ambiguous, alias, []) : Known(DiscriminantOf(self));
        }

        if (trait == Context.Hir.LangItem("pointee_trait"))
        {
            return MetadataOf(alias, self);
        }

        return null;
    }

    private Ty DiscriminantOf(Ty self) => self is Ty.Adt { Definition: { Kind: AdtKind.Enum } definition }
        ? Types.Int(definition.Repr.Discriminant ?? IntKind.Isize)
        : Types.U8;

    private Normalized MetadataOf(Ty.Alias alias, Ty self)
    {
        Ty tail = self;
        for (int i = 0; i < TraitSolver.DepthLimit; i++)
        {
            Ty? next = tail switch
            {
                Ty.Adt { Definition: { Kind: AdtKind.Struct, Fields: [.., var last] } } adt => last.Type.Substitute(Types, adt.Args),
                Ty.Tuple { Parts: [.., var last] } => last,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            tail = inference.Shallow(next);
        }

        return tail switch
        {
            Ty.Slice or Ty.Str => Known(Types.Usize),
            Ty.Dynamic when Context.Hir.LangItem("dyn_metadata") is { } metadata => Known(Types.Adt(Context.AdtOf(metadata), [tail])),
            Ty.Param or Ty.Placeholder or Ty.Alias => new(NormalState.Rigid, alias, []),
            Ty.Infer { Kind: InferKind.General } => new(NormalState.Ambiguous, alias, []),
            _ => Known(Types.Unit),
        };
    }

    private static Normalized Known(Ty type) => new(NormalState.Known, type, []);

    /// <summary>What an alias stands for may again hold aliases.</summary>
    private Normalized Further(Ty type, List<Obligation> nested, ObligationCause cause, ParamEnv environment, int depth)
    {
        if (!type.Has(TyFlags.HasAlias))
        {
            return new(NormalState.Known, type, nested);
        }

        if (depth > TraitSolver.DepthLimit)
        {
            return new(NormalState.Ambiguous, type, nested);
        }

        Ty normal = Normalize(type, cause, environment, depth + 1, nested);
        return new(normal is Ty.Alias ? NormalState.Rigid : NormalState.Known, normal, nested);
    }

    /// <summary>Replaces the aliases inside a type from the leaves up.</summary>
    private sealed class Folder(Normalizer normalizer, ObligationCause cause, ParamEnv environment, int depth, List<Obligation> obligations) : TyFolder(normalizer.Types)
    {
        /// <summary>Placeholders of this universe and up stand for what binders inside the type bind while an alias is looked at.</summary>
        private const int BinderUniverse = 1_000_000;

        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type)
        {
            Ty folded = base.FoldTy(type);
            if (folded is not Ty.Alias alias || alias.Kind == AliasKind.Free)
            {
                return folded;
            }

            int binders = Depth;
            Ty opened = alias.HasEscapingBoundVars ? new BinderSwap(Interner, binders, toPlaceholders: true).Fold(alias) : alias;
            Ty normal = Normalize((Ty.Alias)opened, mayPutOff: !alias.HasEscapingBoundVars);
            return alias.HasEscapingBoundVars ? new BinderSwap(Interner, binders, toPlaceholders: false).Fold(normal) : normal;
        }

        protected override Const FoldConst(Const constant)
        {
            Const folded = base.FoldConst(constant);
            return folded is Const.Unevaluated unevaluated ? normalizer.Context.TryEvaluate(unevaluated) : folded;
        }

        /// <summary>A variable cannot name what a binder around the alias binds: there the alias stays.</summary>
        private Ty Normalize(Ty.Alias alias, bool mayPutOff)
        {
            Normalized normal = normalizer.TryNormalize(alias, cause, environment, depth);
            if (normal.State != NormalState.Ambiguous)
            {
                obligations.AddRange(normal.Obligations);
                return normal.Type;
            }

            if (!mayPutOff)
            {
                return alias;
            }

            Ty variable = normalizer.FreshTy(cause);
            var kind = new PredicateKind.Projection(alias.Definition, alias.Args, variable);
            obligations.Add(new(cause, environment, new(new(kind, [])), depth + 1));
            return variable;
        }

        /// <summary>Swaps bound regions for placeholders that name their binder's height, and back.</summary>
        private sealed class BinderSwap(TyInterner interner, int binders, bool toPlaceholders) : TyFolder(interner)
        {
            protected override bool Skips(GenericArg arg) =>
                toPlaceholders ? arg.OuterBinder <= Depth : !arg.Has(TyFlags.HasPlaceholder);

            protected override Region FoldRegion(Region region) => region switch
            {
                Region.Bound bound when toPlaceholders && bound.Binder >= Depth =>
                    Interner.PlaceholderRegion(BinderUniverse + (binders - (bound.Binder - Depth)), bound.Variable),
                Region.Placeholder { Universe: >= BinderUniverse } placeholder when !toPlaceholders =>
                    Interner.BoundRegion(Depth + binders - (placeholder.Universe - BinderUniverse), placeholder.Variable),
                _ => region,
            };
        }
    }
}

/// <summary>What an alias stands for.</summary>
/// <param name="State">How much is known.</param>
/// <param name="Type">The type, or the alias itself.</param>
/// <param name="Obligations">What must hold besides.</param>
internal readonly record struct Normalized(NormalState State, Ty Type, List<Obligation> Obligations);

/// <summary>How much is known of an alias.</summary>
internal enum NormalState
{
    /// <summary>It is another type.</summary>
    Known,

    /// <summary>It is equal to nothing but itself: a where clause says that it exists, not what it is.</summary>
    Rigid,

    /// <summary>Not enough is known.</summary>
    Ambiguous,

    /// <summary>The trait is not implemented; the obligation will be reported.</summary>
    Failed,
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>The inference state of one body: variables, what waits to be proved, and the solver that proves it.</summary>
public sealed class Inference : IInference
{
    private readonly VariableResolver _resolver;
    private readonly FulfillmentQueue _queue;
    private readonly List<RegionEquality> _regions = [];

    /// <summary>An empty state.</summary>
    /// <param name="context">What is asked of definitions.</param>
    /// <param name="body">Whose state it is.</param>
    /// <param name="firstRegion">Region variables below belong to the caller and are never bound.</param>
    public Inference(TypeContext context, DefId body, int firstRegion = 0)
    {
        Context = context;
        Body = body;
        Variables = new(context.Types, firstRegion);
        _resolver = new(context.Types, Variables);
        Normalizer = new(this);
        Solver = new(this, context.Solver);
        _queue = new(this);
        ErrorsBefore = context.Sink.ErrorCount;
    }

    /// <inheritdoc/>
    ITypeContext IInference.Context => Context;

    /// <summary>What is asked of definitions.</summary>
    public TypeContext Context { get; }

    /// <summary>The body or item whose state it is.</summary>
    public DefId Body { get; }

    /// <summary>How many errors there were before this body: once there are more, not to know a type is only a consequence.</summary>
    public int ErrorsBefore { get; }

    /// <summary>
    /// True for code that runs: opaque types are their hidden types. While checking they are only known by their bounds, and auto traits
    /// look through them.
    /// </summary>
    public bool RevealsOpaqueTypes { get; init; }

    /// <summary>True for borrow checking: what a binder binds is kept apart, and equal regions are noted. Typing leaves regions alone.</summary>
    public bool TracksRegions { get; init; }

    /// <summary>True while impls are compared: what other crates may still implement is not known not to hold.</summary>
    public bool IsCoherence { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Obligation> Pending => _queue.Pending;

    /// <summary>Regions that were found equal though neither was open; borrow checking takes them.</summary>
    public IReadOnlyList<RegionEquality> RegionEqualities => _regions;

    /// <summary>Outlives conditions that were met on the way; borrow checking takes them.</summary>
    public IReadOnlyList<Obligation> RegionObligations => _queue.RegionObligations;

    /// <summary>The variables.</summary>
    internal Variables Variables { get; }

    /// <summary>Replaces aliases.</summary>
    internal Normalizer Normalizer { get; }

    /// <summary>Proves predicates.</summary>
    internal TraitSolver Solver { get; }

    /// <inheritdoc/>
    public Ty FreshTy(Span origin) => Variables.Fresh(InferKind.General, origin);

    /// <inheritdoc/>
    public Ty FreshInteger() => Variables.Fresh(InferKind.Integer, default);

    /// <inheritdoc/>
    public Ty FreshFloat() => Variables.Fresh(InferKind.Float, default);

    /// <inheritdoc/>
    public Const FreshConst(Span origin) => Variables.FreshConst(origin);

    /// <inheritdoc/>
    public Region FreshRegion(Span origin) => Variables.FreshRegion(origin);

    /// <summary>Where a variable was made.</summary>
    public Span? OriginOf(GenericArg variable) => variable switch
    {
        Ty.Infer infer => Variables.OriginOf(infer),
        Const.Infer infer => Variables.OriginOf(infer),
        _ => null,
    };

    /// <inheritdoc/>
    public EquatableArray<GenericArg> FreshArgs(DefId definition, Span origin)
    {
        Generics generics = Context.GenericsOf(definition);
        if (generics.Count == 0)
        {
            return [];
        }

        var args = new GenericArg[generics.Count];
        Fill(generics, args, origin);
        return [.. args];
    }

    /// <inheritdoc/>
    public FnSig InstantiateWithFresh(Binder<FnSig> signature, Span origin)
    {
        if (signature.Variables.IsEmpty)
        {
            return signature.Value;
        }

        var fresh = new Region?[signature.Variables.Count];
        return BoundRegions.Replace(signature, Context.Types, variable => fresh[variable.Index] ??= FreshRegion(origin));
    }

    /// <inheritdoc/>
    public Ty Shallow(Ty type) => type is Ty.Infer ? Variables.Shallow(type) : type;

    /// <inheritdoc/>
    public Ty Resolve(Ty type) => _resolver.Fold(type);

    /// <inheritdoc/>
    public EquatableArray<GenericArg> Resolve(EquatableArray<GenericArg> args) => _resolver.Fold(args);

    /// <summary>Any argument with its variables replaced by what is known.</summary>
    public GenericArg Resolve(GenericArg arg) => _resolver.Fold(arg);

    /// <summary>The predicate with its variables replaced by what is known.</summary>
    public PredicateKind Resolve(PredicateKind predicate) => _resolver.Fold(predicate);

    /// <summary>The predicate with its variables replaced by what is known.</summary>
    public Predicate Resolve(Predicate predicate) => new(predicate.Bound with { Value = _resolver.Fold(predicate.Bound.Value) });

    /// <inheritdoc/>
    public Ty Normalize(ObligationCause cause, ParamEnv environment, Ty type)
    {
        var obligations = new List<Obligation>();
        Ty normal = Normalizer.Normalize(type, cause, environment, depth: 0, obligations);
        RegisterAll(obligations);
        return normal;
    }

    /// <inheritdoc/>
    public FnSig Normalize(ObligationCause cause, ParamEnv environment, FnSig signature)
    {
        var inputs = new Ty[signature.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Normalize(cause, environment, signature.Inputs[i]);
        }

        return signature with { Inputs = [.. inputs], Output = Normalize(cause, environment, signature.Output) };
    }

    /// <inheritdoc/>
    public bool Equate(ObligationCause cause, ParamEnv environment, GenericArg a, GenericArg b)
    {
        List<Obligation>? obligations = TryRelate(cause, environment, a, b, depth: 0);
        if (obligations is null)
        {
            return false;
        }

        RegisterAll(obligations);
        return true;
    }

    /// <inheritdoc/>
    public bool Sub(ObligationCause cause, ParamEnv environment, Ty sub, Ty super) => Equate(cause, environment, sub, super);

    /// <inheritdoc/>
    public T Probe<T>(Func<T> attempt)
    {
        Mark mark = TakeMark();
        T result = attempt();
        RollBack(mark);
        return result;
    }

    /// <inheritdoc/>
    public bool CommitIf(Func<bool> attempt)
    {
        Mark mark = TakeMark();
        if (attempt())
        {
            return true;
        }

        RollBack(mark);
        return false;
    }

    /// <inheritdoc/>
    public void Register(Obligation obligation)
    {
        var obligations = new List<Obligation>();
        _queue.Register(Normalizer.Normalize(obligation, obligations));
        RegisterAll(obligations);
    }

    /// <inheritdoc/>
    public void SelectWherePossible() => _queue.SelectWherePossible();

    /// <inheritdoc/>
    public void SelectAll() => _queue.SelectAll();

    /// <inheritdoc/>
    public IReadOnlyList<FulfillmentError> TakeErrors() => _queue.TakeErrors();

    /// <inheritdoc/>
    public Answer Evaluate(Obligation obligation) => Solver.Evaluate(obligation);

    /// <summary>Relates two arguments; null, with nothing changed, when they cannot be made equal, else what must hold besides.</summary>
    internal List<Obligation>? TryRelate(ObligationCause cause, ParamEnv environment, GenericArg a, GenericArg b, int depth)
    {
        if (ReferenceEquals(a, b))
        {
            return [];
        }

        Mark mark = TakeMark();
        var relation = new Relation(this, cause, environment, depth);
        if (relation.Relate(a, b))
        {
            return relation.Obligations;
        }

        RollBack(mark);
        return null;
    }

    /// <summary>Relates two lists of arguments, as <see cref="TryRelate(ObligationCause, ParamEnv, GenericArg, GenericArg, int)"/>.</summary>
    internal List<Obligation>? TryRelate(ObligationCause cause, ParamEnv environment, EquatableArray<GenericArg> a, EquatableArray<GenericArg> b, int depth)
    {
        Mark mark = TakeMark();
        var relation = new Relation(this, cause, environment, depth);
        if (relation.Relate(a, b))
        {
            return relation.Obligations;
        }

        RollBack(mark);
        return null;
    }

    /// <summary>Notes that two regions must be equal.</summary>
    internal void NoteRegions(Region a, Region b, ObligationCause cause)
    {
        if (a is not (Region.Bound or Region.Erased or Region.Error) && b is not (Region.Bound or Region.Erased or Region.Error))
        {
            _regions.Add(new(a, b, cause));
        }
    }

    /// <summary>The state to come back to.</summary>
    internal Mark TakeMark() => new(Variables.Mark(), _queue.TakeMark(), _regions.Count);

    /// <summary>Undoes all since the mark.</summary>
    internal void RollBack(Mark mark)
    {
        Variables.RollBack(mark.Variables);
        _queue.RollBack(mark.Queue);
        _regions.RemoveRange(mark.Regions, _regions.Count - mark.Regions);
    }

    private void RegisterAll(List<Obligation> obligations)
    {
        foreach (Obligation obligation in obligations)
        {
            _queue.Register(obligation);
        }
    }

    private void Fill(Generics generics, GenericArg[] args, Span origin)
    {
        if (generics.Parent is { } parent)
        {
            Fill(Context.GenericsOf(parent), args, origin);
        }

        foreach (GenericParamDef parameter in generics.Params)
        {
            args[parameter.Index] = parameter.Kind switch
            {
                GenericParamKind.Lifetime => FreshRegion(origin),
                GenericParamKind.Type => FreshTy(origin),
                _ => FreshConst(origin),
            };
        }
    }

    /// <summary>How far everything had come.</summary>
    internal readonly record struct Mark(Variables.Snapshot Variables, FulfillmentQueue.Mark Queue, int Regions);
}

/// <summary>Two regions that must be the same, and why.</summary>
public sealed record RegionEquality(Region Left, Region Right, ObligationCause Cause);

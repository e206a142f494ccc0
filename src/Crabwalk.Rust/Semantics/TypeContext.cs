using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics.Lowering;
using Crabwalk.Rust.Semantics.Queries;
using Crabwalk.Rust.Solving;
using Crabwalk.Rust.Solving.Reporting;

namespace Crabwalk.Rust.Semantics;

/// <summary>All that is known of a program's definitions; each answer has one collector that finds it, and is kept.</summary>
public sealed class TypeContext : ITypeContext
{
    private readonly ItemQuery<Generics> _generics;
    private readonly ItemQuery<IReadOnlyList<(Predicate Predicate, Span Span)>> _predicates;
    private readonly ItemQuery<IReadOnlyList<(Predicate Predicate, Span Span)>> _itemBounds;
    private readonly ItemQuery<ParamEnv> _environments;
    private readonly ItemQuery<Ty> _types;
    private readonly ItemQuery<Binder<FnSig>> _signatures;
    private readonly ItemQuery<TraitRef?> _traitRefs;
    private readonly ItemQuery<IReadOnlyList<AssocItem>> _associatedItems;
    private readonly ItemQuery<IReadOnlyList<TraitRef>> _supertraits;
    private readonly ItemQuery<IReadOnlyList<Variance>> _variances;
    private readonly ItemQuery<Ty> _hiddenTypes;
    private readonly Dictionary<DefId, TypeckResults> _typeck = [];
    private readonly HashSet<DefId> _typeckOpen = [];
    private readonly Dictionary<DefId, Body?> _built = [];
    private readonly Dictionary<(DefId Constant, EquatableArray<GenericArg> Args), ConstValue?> _values = [];
    private readonly HashSet<(string Code, Span Span)> _reported = [];
    private readonly Dictionary<DefId, Ty> _anonymousConstants = [];
    private readonly AdtCollector _adts;
    private readonly AssociatedItemCollector _items;
    private readonly ImplIndex _impls;

    /// <summary>The context of one session.</summary>
    public TypeContext(TyInterner types, DefTable definitions, Hir.IHirMap hir, SourceMap sources, SymbolTable symbols, DiagnosticSink sink, Target target, IBodyQueries bodies)
    {
        Types = types;
        Definitions = definitions;
        Hir = hir;
        Sources = sources;
        Symbols = symbols;
        Sink = sink;
        Target = target;
        Bodies = bodies;
        Lints = new(sources, Report);
        Solver = new();
        _adts = new(this);
        _items = new(this);
        _impls = new(this);
        var stack = new QueryStack(definitions, hir.PathOf, Report);
        _generics = new(stack, "computing generics of", new GenericsCollector(this).Compute, _ => GenericsCollector.Empty);
        var predicates = new PredicateCollector(this);
        _predicates = new(stack, "computing predicates of", predicates.Compute, _ => []);
        _itemBounds = new(stack, "computing explicit item bounds for", predicates.ItemBounds, _ => []);
        _supertraits = new(stack, "computing the super predicates of", predicates.Supertraits, _ => []);
        _environments = new(stack, "computing the parameter environment of", new Elaboration(this).EnvironmentOf, _ => ParamEnv.Empty);
        var typeCollector = new TypeCollector(this);
        _types = new(stack, "expanding type alias", typeCollector.Compute, _ => types.Error);
        _signatures = new(stack, "computing function signature of", typeCollector.Signature, _ => typeCollector.ErrorSignature);
        _traitRefs = new(stack, "computing trait implemented by", typeCollector.ImplementedTrait, _ => null);
        _associatedItems = new(stack, "collecting associated items of", _items.Compute, _ => []);
        _variances = new(stack, "computing the variances of", new VarianceSolver(this).Compute, _ => []);
        _hiddenTypes = new(stack, "computing type of opaque", ComputeHiddenType, _ => types.Error);
    }

    /// <inheritdoc/>
    public TyInterner Types { get; }

    /// <inheritdoc/>
    public DefTable Definitions { get; }

    /// <inheritdoc/>
    public Hir.IHirMap Hir { get; }

    /// <inheritdoc/>
    public SourceMap Sources { get; }

    /// <inheritdoc/>
    public SymbolTable Symbols { get; }

    /// <inheritdoc/>
    public DiagnosticSink Sink { get; }

    /// <inheritdoc/>
    public Target Target { get; }

    /// <inheritdoc/>
    public Lints.Levels.LintReporter Lints { get; }

    /// <summary>What later stages answer.</summary>
    public IBodyQueries Bodies { get; }

    /// <summary>Answers of the trait solver that hold everywhere.</summary>
    internal SolverCache Solver { get; }

    /// <inheritdoc/>
    public Generics GenericsOf(DefId definition) => _generics[definition];

    /// <inheritdoc/>
    public IReadOnlyList<(Predicate Predicate, Span Span)> PredicatesOf(DefId definition) => _predicates[definition];

    /// <inheritdoc/>
    public IReadOnlyList<(Predicate Predicate, Span Span)> ItemBoundsOf(DefId definition) => _itemBounds[definition];

    /// <inheritdoc/>
    public ParamEnv ParamEnvOf(DefId definition) => _environments[definition];

    /// <inheritdoc/>
    public Ty TypeOf(DefId definition) => _types[definition];

    /// <inheritdoc/>
    public Binder<FnSig> SignatureOf(DefId function) => _signatures[function];

    /// <inheritdoc/>
    public AdtDef AdtOf(DefId definition) => _adts.Of(ItemHeads.AdtAround(Definitions, definition));

    /// <inheritdoc/>
    public Hir.Item ItemOfAdt(DefId definition) => Hir.ItemOf(ItemHeads.AdtAround(Definitions, definition));

    /// <inheritdoc/>
    public TraitRef? TraitRefOf(DefId implementation) => _traitRefs[implementation];

    /// <inheritdoc/>
    public IReadOnlyList<AssocItem> AssociatedItemsOf(DefId container) => _associatedItems[container];

    /// <inheritdoc/>
    public AssocItem? AssociatedItem(DefId definition) => _items.Find(definition);

    /// <inheritdoc/>
    public IReadOnlyList<DefId> ImplsOf(DefId trait) => _impls.Of(trait);

    /// <inheritdoc/>
    public IEnumerable<DefId> ImplsFor(DefId trait, Ty self) => _impls.For(trait, self);

    /// <inheritdoc/>
    public IReadOnlyList<DefId> InherentImplsFor(Ty self) => _impls.InherentFor(self);

    /// <inheritdoc/>
    public IReadOnlyList<TraitRef> SupertraitsOf(DefId trait) => _supertraits[trait];

    /// <inheritdoc/>
    public IReadOnlyList<Variance> VariancesOf(DefId definition) => _variances[definition];

    /// <inheritdoc/>
    public Ty HiddenTypeOf(DefId opaque) => _hiddenTypes[opaque];

    /// <inheritdoc/>
    public TypeckResults TypeckOf(DefId body)
    {
        while (Definitions[body] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            body = parent;
        }

        if (_typeck.TryGetValue(body, out TypeckResults? known))
        {
            return known;
        }

        if (!_typeckOpen.Add(body))
        {
            return new(body) { IsTainted = true };
        }

        TypeckResults results = Bodies.Typeck(this, body);
        _typeckOpen.Remove(body);
        return _typeck[body] = results;
    }

    /// <inheritdoc/>
    public Body? MirBuiltOf(DefId body)
    {
        if (!_built.TryGetValue(body, out Body? built))
        {
            _built[body] = built = Bodies.Build(this, body);
        }

        return built;
    }

    /// <inheritdoc/>
    public ConstValue? Evaluate(DefId constant, EquatableArray<GenericArg> args)
    {
        if (!_values.TryGetValue((constant, args), out ConstValue? value))
        {
            _values[(constant, args)] = value = Bodies.Evaluate(this, constant, args);
        }

        return value;
    }

    /// <inheritdoc/>
    public void ReportUnproved(IInference inference, IReadOnlyList<FulfillmentError> errors) => new UnprovedReporter(this, inference).Report(errors);

    /// <inheritdoc/>
    public IInference NewInference(DefId body) => new Inference(this, body);

    /// <inheritdoc/>
    public ITypeLowering LoweringIn(DefId owner, IInference? holes) =>
        new TypeLowering(this, holes is null ? new ItemScope(this, owner) : new BodyScope(owner, holes));

    /// <inheritdoc/>
    public bool IsBeingChecked(DefId body) => _typeckOpen.Contains(body);

    /// <inheritdoc/>
    public void ExpectAnonymousConst(DefId definition, Ty expected) => _anonymousConstants[definition] = expected;

    /// <summary>The type expected of an expression in a type; lengths are the usual ones.</summary>
    internal Ty AnonymousConstType(DefId definition) => _anonymousConstants.TryGetValue(definition, out Ty? expected) ? expected : Types.Usize;

    /// <inheritdoc/>
    public void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Primary is null || _reported.Add((diagnostic.Code + diagnostic.Message, diagnostic.Primary.Span)))
        {
            Sink.Add(diagnostic);
        }
    }

    private Ty ComputeHiddenType(DefId opaque)
    {
        if (Hir.ItemOf(opaque).Kind is not Crabwalk.Rust.Hir.ItemKind.Opaque item)
        {
            return Types.Error;
        }

        return TypeckOf(item.Owner).HiddenTypes.TryGetValue(opaque, out Ty? hidden) ? hidden : Types.Error;
    }
}

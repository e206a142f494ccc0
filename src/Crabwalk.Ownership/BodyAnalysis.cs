using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Regions;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership;

/// <summary>All that is known of one body: moves, regions, loans. Checks, messages and pictures only read it.</summary>
internal sealed class BodyAnalysis
{
    private readonly DropNeeds _needs;

    public BodyAnalysis(MirProgram program, Body body, IOwnershipContext context, IReadOnlyDictionary<Mir.Definitions.DefId, ClosureRequirements> closures)
    {
        Program = program;
        Body = body;
        IsOfConstant = program.Definitions[body.Definition].Kind is Mir.Definitions.DefKind.Constant or Mir.Definitions.DefKind.AssociatedConstant
            or Mir.Definitions.DefKind.AnonymousConstant or Mir.Definitions.DefKind.Static;
        Context = context;
        Closures = closures;
        _needs = new(program, context, body.Definition);
        Flow = ControlFlow.Of(body);
        Points = new(body, Flow);
        Moves = MoveDataBuilder.Build(program, body, context);
        Initialized = DataflowEngine.Run(new MaybeInitializedPaths(Moves), body, Flow);
        Uninitialized = DataflowEngine.Run(new MaybeUninitializedPaths(Moves), body, Flow);
        EverInitialized = DataflowEngine.Run(new EverInitialized(Moves), body, Flow);
        var variables = new RegionVariables(program.Types);
        UniversalRegions universal = UniversalRegions.Of(program, body, context, variables);
        UniversalRelations relations = UniversalRelations.Of(program, universal, context);
        Places = new(program, body, context, variables);
        Uses = new(body, Points);
        var checker = new TypeChecker(program, context, variables, universal, Places, Points, new(), closures);
        ConstraintSet constraints = checker.Check();
        new LivenessConstraints(body, Points, Uses, Initialized).AddTo(constraints, Places, new(context, Places));
        Regions = new(variables, universal, relations, constraints, Points);
        Regions.Check();
        Conflicts = new(Places, context);
        Loans = LoanSet.Collect(body, Places, checker.BorrowRegions, new(body, Places, NeedsDrop));
        Scopes = new(body, Points, Loans, Regions.Holds, Conflicts);
    }

    public MirProgram Program { get; }

    public Body Body { get; }

    /// <summary>The body gives a constant or static its value.</summary>
    public bool IsOfConstant { get; }

    public IOwnershipContext Context { get; }

    /// <summary>What the closures made here need.</summary>
    public IReadOnlyDictionary<Mir.Definitions.DefId, ClosureRequirements> Closures { get; }

    public ControlFlow Flow { get; }

    public PointMap Points { get; }

    public MoveData Moves { get; }

    public DataflowResults<BitSet<MovePathId>> Initialized { get; }

    public DataflowResults<BitSet<MovePathId>> Uninitialized { get; }

    public DataflowResults<BitSet<InitId>> EverInitialized { get; }

    public PlaceTypes Places { get; }

    public LocalUses Uses { get; }

    public RegionInference Regions { get; }

    public LoanSet Loans { get; }

    public LoanScopes Scopes { get; }

    public PlaceConflicts Conflicts { get; }

    /// <summary>True when a value of the type has to be destroyed.</summary>
    public bool NeedsDrop(Ty type) => _needs.NeedsDrop(type);

    /// <summary>The origin of a location.</summary>
    public SourceInfo SourceOf(Location at)
    {
        Block block = Body.Blocks[at.Block];
        return at.Statement < block.Statements.Count ? block.Statements[at.Statement].Source : block.Terminator.Source;
    }

    /// <summary>The statement at a location; null for a terminator.</summary>
    public StatementKind? StatementAt(Location at)
    {
        List<Statement> statements = Body.Blocks[at.Block].Statements;
        return at.Statement < statements.Count ? statements[at.Statement].Kind : null;
    }

    /// <summary>The terminator at a location; null for a statement.</summary>
    public TerminatorKind? TerminatorAt(Location at)
    {
        Block block = Body.Blocks[at.Block];
        return at.Statement == block.Statements.Count ? block.Terminator.Kind : null;
    }

    /// <summary>True when every way to the second location comes through the first.</summary>
    public bool Dominates(Location first, Location second) =>
        first.Block == second.Block ? first.Statement <= second.Statement : Flow.Dominates(first.Block, second.Block);

    /// <summary>Is a two-phase loan already unique at a location? Any other loan always is what it is.</summary>
    public bool IsActive(Loan loan, Location at)
    {
        if (!loan.IsTwoPhase)
        {
            return true;
        }

        if (loan.Activation is not { } activation)
        {
            return false;
        }

        Location after = loan.Location with { Statement = loan.Location.Statement + 1 };
        return Dominates(activation, at) || !Dominates(after, at);
    }

    /// <summary>The capture that a place of a closure's body is, its reference followed or not; null for other places.</summary>
    public int? CaptureOf(Place place)
    {
        if (Regions.Universal.Closure is null || place.Local.Index != 1)
        {
            return null;
        }

        EquatableArray<Projection> path = place.Path is [.. var start, Projection.Deref] && IsCaptureByReference(start) ? start : place.Path;
        return FieldOfClosure(path);
    }

    private bool IsCaptureByReference(EquatableArray<Projection> path) =>
        FieldOfClosure(path) is { } field && Context.ClosureOf(Body.Definition) is { } closure && field < closure.Captures.Count && closure.Captures[field].IsByReference;

    private static int? FieldOfClosure(EquatableArray<Projection> path) => path switch
    {
        [Projection.Deref, Projection.Field(var number, _)] => number,
        [Projection.Field(var number, _)] => number,
        _ => null,
    };
}

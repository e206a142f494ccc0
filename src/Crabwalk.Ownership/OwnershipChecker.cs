using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Facts;
using Crabwalk.Ownership.Guards;
using Crabwalk.Ownership.Reports;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership;

/// <summary>
/// Checks moves, borrows and lifetimes of Rust bodies in phase <see cref="MirPhase.Built"/> and gives rustc's errors. Nothing is changed:
/// the caller runs the passes afterwards. A closure is checked before the function around it, because it may ask something of that one;
/// so one checker serves all bodies of a function and its closures.
/// </summary>
public sealed class OwnershipChecker(MirProgram program, IOwnershipContext context)
{
    private readonly Dictionary<DefId, ClosureRequirements> _closures = [];
    private readonly HashSet<DefId> _checked = [];

    /// <summary>The errors and warnings of a body and of the closures in it, each body's in the order of its text.</summary>
    public IReadOnlyList<Diagnostic> Check(Body body)
    {
        List<Diagnostic> found = CheckClosures(body);
        var analysis = new BodyAnalysis(program, body, context, _closures);
        var reporter = new AccessReporter(analysis);
        foreach (DiagnosticDraft draft in RegionReporter.Report(analysis))
        {
            reporter.Add(draft);
        }

        UsedMutability used = AccessChecker.Check(analysis, reporter);
        if (analysis.Regions.Universal.Closure is { } type)
        {
            _closures[type.Definition] = new(analysis.Regions.Requirements, [.. used.Captures]);
        }

        found.AddRange(UnusedMut.Find(analysis, used));
        found.AddRange(reporter.Diagnostics());
        return found;
    }

    /// <summary>What is true at each point of a body, right or wrong.</summary>
    public OwnershipFacts FactsOf(Body body)
    {
        CheckClosures(body);
        return new(new(program, body, context, _closures));
    }

    /// <summary>
    /// Lets a body that the check rejects run up to where it goes wrong: puts assertions into <paramref name="copy"/>, a copy of
    /// <paramref name="body"/> before any pass, that a place has its value where it is used.
    /// </summary>
    public void GuardValues(Body body, Body copy)
    {
        CheckClosures(body);
        ValueGuards.Insert(new(program, body, context, _closures), copy);
    }

    /// <summary>The closures that a body makes, without those inside them.</summary>
    public static IEnumerable<DefId> ClosuresOf(Body body) => body.Blocks.SelectMany(block => block.Statements)
        .Select(statement => statement.Kind).OfType<StatementKind.Assign>()
        .Select(assign => assign.Value).OfType<Rvalue.Aggregate>()
        .Select(aggregate => aggregate.Kind).OfType<AggregateKind.Closure>()
        .Select(closure => closure.Type.Definition);

    private List<Diagnostic> CheckClosures(Body body)
    {
        var found = new List<Diagnostic>();
        foreach (DefId closure in ClosuresOf(body).Distinct())
        {
            if (_checked.Add(closure) && context.BodyOf(closure) is { } inner)
            {
                found.AddRange(Check(inner));
            }
        }

        return found;
    }
}

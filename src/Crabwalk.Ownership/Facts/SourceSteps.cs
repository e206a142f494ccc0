using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Facts;

/// <summary>A way between two locations, the second just after the first.</summary>
internal readonly record struct Edge(Location From, Location To);

/// <summary>A part of the source with the ways into and out of its code; the ways of unwinding are left out.</summary>
/// <param name="Span">Its text.</param>
/// <param name="Entries">The ways into it.</param>
/// <param name="Exits">The ways out of it.</param>
/// <param name="StartsBody">The function's code begins here.</param>
internal sealed record SourceStep(Span Span, IReadOnlyList<Edge> Entries, IReadOnlyList<Edge> Exits, bool StartsBody);

/// <summary>
/// Cuts a body into steps of its source: a statement that holds no other and makes no decision is one; what remains is taken line by line.
/// Code that stands for nothing in the source (storage, jumps, marks, the <c>()</c> of a block) belongs to no step, and ways lead through it.
/// </summary>
internal sealed class SourceSteps
{
    private readonly BodyAnalysis _analysis;
    private readonly Dictionary<Location, (Span Key, Span Span)> _stepOf = [];
    private readonly Dictionary<Span, Span?> _statements = [];

    private SourceSteps(BodyAnalysis analysis) => _analysis = analysis;

    private SourceMap Sources => _analysis.Program.Sources;

    /// <summary>The steps in the order of the text.</summary>
    public static IReadOnlyList<SourceStep> Of(BodyAnalysis analysis)
    {
        var steps = new SourceSteps(analysis);
        steps.Assign([.. Locations(analysis)]);
        return steps.Collect();
    }

    /// <summary>The locations of a body that stand for something in the source, without those of unwinding.</summary>
    public static IEnumerable<Location> Locations(BodyAnalysis analysis) => analysis.Flow.ReversePostorder.Where(id => !analysis.Body.Blocks[id].IsCleanup)
        .SelectMany(id => Enumerable.Range(0, analysis.Body.Blocks[id].Statements.Count + 1).Select(index => new Location(id, index)))
        .Where(at => !IsSilent(analysis, at));

    private static bool IsSilent(BodyAnalysis analysis, Location at) => analysis.StatementAt(at) is { } statement
        ? statement is StatementKind.Assign(_, Rvalue.Use(Operand.Constant({ Type: Ty.Tuple { Parts.IsEmpty: true } })), _) or StatementKind.Mark or StatementKind.Nop or StatementKind.StorageLive or StatementKind.StorageDead or StatementKind.PlaceMention or StatementKind.AscribeUserType
        : analysis.TerminatorAt(at) is TerminatorKind.Goto or TerminatorKind.FalseEdge or TerminatorKind.FalseUnwind or TerminatorKind.Unreachable;

    private Span TextOf(Location at) => Sources.Outermost(_analysis.SourceOf(at).Span);

    private void Assign(List<Location> locations)
    {
        HashSet<Span> statements = [.. locations.Select(at => StatementAround(TextOf(at))).OfType<Span>()];
        HashSet<Span> deciding = [.. locations.Where(at => _analysis.TerminatorAt(at) is TerminatorKind.SwitchInt).Select(at => StatementAround(TextOf(at))).OfType<Span>()];
        HashSet<Span> compound = [.. statements.Where(outer => deciding.Contains(outer) || statements.Any(inner => inner != outer && outer.Contains(inner)))];
        foreach (Location at in locations)
        {
            Span text = TextOf(at);
            Span? statement = StatementAround(text);
            _stepOf[at] = statement is { } whole && !compound.Contains(whole) ? (whole, whole) : (LineOf(text), text);
        }
    }

    private Span? StatementAround(Span text)
    {
        if (!_statements.TryGetValue(text, out Span? statement))
        {
            SyntaxAround? found = _analysis.Context.Source.Around(_analysis.Body.Definition, text).FirstOrDefault(syntax => syntax.Kind == SyntaxKind.Statement);
            _statements.Add(text, statement = found?.Span);
        }

        return statement;
    }

    private Span LineOf(Span text)
    {
        SourceText source = Sources[text.Source];
        int line = source.PositionOf(text.Start).Line;
        return new(text.Source, source.LineStart(line), source.LineEnd(line));
    }

    private List<SourceStep> Collect()
    {
        var entries = new List<(Edge Edge, Span? Before)>();
        var exits = new List<(Edge Edge, Span From)>();
        var starts = new HashSet<Span>();
        foreach (Location from in _stepOf.Keys)
        {
            foreach (Edge edge in EdgesFrom(from).Where(edge => _stepOf[edge.To].Key != _stepOf[from].Key))
            {
                entries.Add((edge, _stepOf[edge.To].Key));
                exits.Add((edge, _stepOf[from].Key));
            }
        }

        foreach (Edge edge in Follow(new(new(BlockId.Entry, 0), new(BlockId.Entry, 0))))
        {
            starts.Add(_stepOf[edge.To].Key);
        }

        ILookup<Span?, Edge> into = entries.ToLookup(entry => entry.Before, entry => entry.Edge);
        ILookup<Span, Edge> outOf = exits.ToLookup(exit => exit.From, exit => exit.Edge);
        return [.. _stepOf.Values.GroupBy(step => step.Key, step => step.Span).OrderBy(group => group.Min(span => span.Start))
            .Select(group => new SourceStep(First(group), [.. into[group.Key]], [.. outOf[group.Key]], starts.Contains(group.Key)))];
    }

    // Of a line, the first text on it stands for the step, cut at the line's end.
    private static Span First(IGrouping<Span, Span> step)
    {
        Span first = step.MinBy(span => span.Start);
        return step.Key.Contains(first) ? first : first with { End = Math.Min(first.End, Math.Max(first.Start, step.Key.End)) };
    }

    private IEnumerable<Edge> EdgesFrom(Location from) => After(from).SelectMany(to => Follow(new(from, to)));

    /// <summary>Goes on through silent code to what stands for something.</summary>
    private List<Edge> Follow(Edge start)
    {
        var found = new List<Edge>();
        var seen = new HashSet<Location>();
        var open = new Stack<Edge>([start]);
        while (open.TryPop(out Edge edge))
        {
            if (_stepOf.ContainsKey(edge.To))
            {
                found.Add(edge);
            }
            else if (seen.Add(edge.To))
            {
                foreach (Location next in After(edge.To))
                {
                    open.Push(new(edge.To, next));
                }
            }
        }

        return found;
    }

    private IEnumerable<Location> After(Location at)
    {
        Block block = _analysis.Body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            return [at with { Statement = at.Statement + 1 }];
        }

        IEnumerable<BlockId> real = block.Terminator.Kind switch
        {
            TerminatorKind.FalseEdge(var target, _) => [target],
            TerminatorKind.FalseUnwind f => [f.Real],
            var other => other.Successors().Distinct(),
        };
        return real.Where(next => !_analysis.Body.Blocks[next].IsCleanup).Select(next => new Location(next, 0));
    }
}

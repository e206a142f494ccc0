using System.Globalization;
using Crabwalk.Foundation.Text;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Breakpoints;

/// <summary>When a breakpoint that is come to counts.</summary>
/// <param name="Condition">An expression that must be true; null for always.</param>
/// <param name="Hits">Which hits count; null for all.</param>
/// <param name="LogMessage">What to say instead of stopping; null to stop.</param>
internal sealed record BreakpointRule(string? Condition, HitRule? Hits, string? LogMessage);

/// <summary>Which hits of a breakpoint count.</summary>
/// <param name="Comparison">One of <c>==</c>, <c>&gt;=</c>, <c>&gt;</c>, <c>%</c>.</param>
/// <param name="Number">What the number of the hit, from 1, is compared with.</param>
internal sealed record HitRule(string Comparison, long Number)
{
    private static readonly string[] Comparisons = ["==", ">=", ">", "%", ""];

    /// <summary>The rule that a text such as <c>3</c>, <c>&gt;= 10</c> or <c>% 2</c> gives; null when it gives none.</summary>
    public static HitRule? Parse(string? text)
    {
        string trimmed = text?.Trim() ?? "";
        string comparison = Comparisons.First(sign => trimmed.StartsWith(sign, StringComparison.Ordinal));
        return long.TryParse(trimmed[comparison.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? new(comparison.Length == 0 ? "==" : comparison, number)
            : null;
    }

    /// <summary>Whether a hit counts.</summary>
    public bool Accepts(long hit) => Comparison switch
    {
        ">=" => hit >= Number,
        ">" => hit > Number,
        "%" => hit % Number == 0,
        _ => hit == Number,
    };
}

/// <summary>Stops when the program comes to a line.</summary>
internal sealed record LineStop(int Id, SourceId Source, int Line, BreakpointRule Rule);

/// <summary>Stops when a function is entered.</summary>
internal sealed record FunctionStop(int Id, string Name, BreakpointRule Rule);

/// <summary>Stops when memory is written.</summary>
internal sealed record DataStop(int Id, MemoryRange Range, BreakpointRule Rule);

/// <summary>All breakpoints of a session. The client sets them anew in groups: a file's, the functions', the data's, the faults'.</summary>
internal sealed class BreakpointTable
{
    private readonly Dictionary<SourceId, List<LineStop>> _lines = [];
    private int _lastId;

    /// <summary>Those of functions.</summary>
    public IReadOnlyList<FunctionStop> Functions { get; set; } = [];

    /// <summary>Those of memory.</summary>
    public IReadOnlyList<DataStop> Data { get; set; } = [];

    /// <summary>True when broken rules and panics stop the program.</summary>
    public bool StopsAtFaults { get; set; } = true;

    /// <summary>True when an arrival at a line has to be looked at.</summary>
    public bool HasArrivals => Functions.Count > 0 || _lines.Values.Any(lines => lines.Count > 0);

    /// <summary>A number that no breakpoint had.</summary>
    public int NewId() => ++_lastId;

    /// <summary>Sets the breakpoints of a file.</summary>
    public void SetLines(SourceId source, List<LineStop> stops) => _lines[source] = stops;

    /// <summary>Forgets what belongs to the texts of a program that is gone.</summary>
    public void ForgetPlaces()
    {
        _lines.Clear();
        Data = [];
    }

    /// <summary>The breakpoints that an arrival comes to.</summary>
    public IEnumerable<(int Id, BreakpointRule Rule)> At(Arrival arrival)
    {
        foreach (LineStop stop in _lines.GetValueOrDefault(arrival.Source) ?? [])
        {
            if (stop.Line == arrival.Line)
            {
                yield return (stop.Id, stop.Rule);
            }
        }

        if (arrival.Function is not null)
        {
            foreach (FunctionStop stop in Functions.Where(stop => stop.Name == arrival.Function))
            {
                yield return (stop.Id, stop.Rule);
            }
        }
    }
}

using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Breakpoints;

/// <summary>
/// Tells which hit of a breakpoint an arrival is. It counts from the start of the run, so that the third time through a loop is the
/// third time whichever way one came.
/// </summary>
internal sealed class HitCounter(Walk walk, BreakpointTable table)
{
    private readonly Dictionary<int, List<long>> _hits = [];
    private bool _isCounted;

    /// <summary>The number of the hit at a step, from 1.</summary>
    public long Count(int id, long step)
    {
        if (!_isCounted)
        {
            CountAll();
        }

        return _hits.TryGetValue(id, out List<long>? steps) && steps.BinarySearch(step) is var index and >= 0 ? index + 1 : 0;
    }

    private void CountAll()
    {
        _isCounted = true;
        for (long step = 1; step <= walk.CountOf(Grain.Expression); step++)
        {
            if (walk.ArrivalAt(Grain.Expression, step) is { } arrival)
            {
                foreach ((int id, BreakpointRule rule) in table.At(arrival))
                {
                    if (rule.Hits is not null)
                    {
                        (_hits.TryGetValue(id, out List<long>? steps) ? steps : _hits[id] = []).Add(step);
                    }
                }
            }
        }
    }
}

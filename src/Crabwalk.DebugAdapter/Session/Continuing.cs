using System.Text;
using Crabwalk.DebugAdapter.Breakpoints;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>
/// Goes on to the next thing worth stopping at, or back to the one before. Nothing runs for it but what conditions ask for: which
/// lines were come to stands in the log of the run, and who writes a piece of memory the journals tell.
/// </summary>
internal sealed class Continuing(SessionState state)
{
    private const int StepsBetweenChecks = 4096;

    private BreakpointTable Table => state.Breakpoints;

    private long Last => state.Walk.CountOf(Grain.Expression);

    /// <summary>Goes on; at the last step the session ends.</summary>
    /// <param name="startsHere">True when the step that is looked at counts too.</param>
    public void Forwards(bool startsHere = false)
    {
        if (state.IsAtEnd && !startsHere)
        {
            LifeCommands.TellEnd(state);
            return;
        }

        long from = state.AtIn(Grain.Expression).Step;
        Found found = Search(startsHere ? from : from + 1, 1);
        state.LookAt(new(Grain.Expression, found.Step));
        if (found.Step >= Last && found.Stop.Reason == "exit" && (!state.Program.Arguments.StopAtEnd || state.Program.Arguments.NoDebug))
        {
            LifeCommands.TellEnd(state);
        }
        else
        {
            new Stopping(state).Tell(found.Stop);
        }
    }

    /// <summary>Goes back; at the first step it stays there.</summary>
    public void Backwards()
    {
        Found found = Search(state.AtIn(Grain.Expression).Step - 1, -1);
        state.LookAt(new(Grain.Expression, found.Step));
        new Stopping(state).Tell(found.Stop);
    }

    private Found Search(long from, int direction)
    {
        Found nearest = direction > 0 ? new(Last, new("exit")) : new(1, new("entry", "before the first step"));
        if (state.Program.Arguments.NoDebug)
        {
            return nearest;
        }

        nearest = Nearer(nearest, Fault(from, direction), direction);
        foreach (DataStop stop in Table.Data)
        {
            nearest = Nearer(nearest, Write(stop, from, direction), direction);
        }

        return Table.HasArrivals ? Nearer(nearest, Arrival(from, nearest.Step, direction), direction) : nearest;
    }

    private static Found Nearer(Found one, Found? other, int direction) =>
        other is not null && (other.Step - one.Step) * direction <= 0 ? other : one;

    private Found? Fault(long from, int direction)
    {
        if (!Table.StopsAtFaults)
        {
            return null;
        }

        IEnumerable<long> faults = state.Walk.FaultSteps(Grain.Expression).Where(step => (step - from) * direction >= 0);
        long? found = direction > 0 ? faults.Select(step => (long?)step).Min() : faults.Select(step => (long?)step).Max();
        return found is { } step ? new(step, new("exception")) : null;
    }

    private Found? Write(DataStop stop, long from, int direction)
    {
        long at = from - direction;
        for (long hit = 1; ; hit++)
        {
            state.Interruption.ThrowIfCancellationRequested();
            long? next = direction > 0
                ? state.Walk.NextWrite(Grain.Expression, Math.Max(1, at), stop.Range)
                : state.Walk.LastWrite(Grain.Expression, at, stop.Range);
            if (next is not { } step || (step - at) * direction <= 0)
            {
                return null;
            }

            if (Holds(stop.Rule, step) && stop.Rule.Hits?.Accepts(hit) != false)
            {
                return new(step, new("data breakpoint", HitBreakpointIds: [stop.Id]));
            }

            at = step;
        }
    }

    private Found? Arrival(long from, long until, int direction)
    {
        var hits = new HitCounter(state.Walk, Table);
        for (long step = from; (until - step) * direction >= 0; step += direction)
        {
            if (step % StepsBetweenChecks == 0 && state.Interruption.IsCancellationRequested)
            {
                return new(step, new("pause"));
            }

            if (state.Walk.ArrivalAt(Grain.Expression, step) is { } arrival && Stops(arrival, step, hits) is { Length: > 0 } ids)
            {
                return new(step, new(arrival.Function is null ? "breakpoint" : "function breakpoint", HitBreakpointIds: ids));
            }
        }

        return null;
    }

    private int[] Stops(Arrival arrival, long step, HitCounter hits)
    {
        var ids = new List<int>();
        foreach ((int id, BreakpointRule rule) in Table.At(arrival))
        {
            if (!Holds(rule, step) || (rule.Hits is { } wanted && !wanted.Accepts(hits.Count(id, step))))
            {
                continue;
            }

            if (rule.LogMessage is { } message)
            {
                state.Client.Event("output", new("console", Filled(message, step) + "\n"), DapJson.Default.OutputEvent);
            }
            else
            {
                ids.Add(id);
            }
        }

        return [.. ids];
    }

    /// <summary>A condition that has no value here, such as one of another function's variables, does not hold.</summary>
    private bool Holds(BreakpointRule rule, long step) =>
        rule.Condition is null || state.Walk.Evaluate(Grain.Expression, step, null, rule.Condition).IsTrue == true;

    /// <summary>A log message with the values of the expressions in its braces.</summary>
    private string Filled(string message, long step)
    {
        var text = new StringBuilder();
        for (int at = 0; at < message.Length;)
        {
            int open = message.IndexOf('{', at);
            int close = open < 0 ? -1 : message.IndexOf('}', open);
            if (close < 0)
            {
                return text.Append(message, at, message.Length - at).ToString();
            }

            WatchResult value = state.Walk.Evaluate(Grain.Expression, step, null, message[(open + 1)..close]);
            text.Append(message, at, open - at).Append(value.Cell is { } cell ? Looking.CellWords.ValueOf(cell) : value.Error);
            at = close + 1;
        }

        return text.ToString();
    }

    /// <summary>Where a search ended, and why.</summary>
    private sealed record Found(long Step, StoppedEvent Stop);
}

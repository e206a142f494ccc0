using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Foundation.Text;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>Moving through the run, both ways.</summary>
internal sealed class MotionCommands(SessionState state)
{
    private const int MostTargets = 100;

    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("continue", DapJson.Default.StepArguments, DapJson.Default.ContinueBody, _ =>
        {
            state.Afterwards(() => new Continuing(state).Forwards());
            return new();
        });
        table.Add("reverseContinue", DapJson.Default.StepArguments, _ => state.Afterwards(() => new Continuing(state).Backwards()));
        table.Add("next", DapJson.Default.StepArguments, arguments => Move(Movement.Over, arguments));
        table.Add("stepIn", DapJson.Default.StepArguments, arguments => Move(Movement.In, arguments));
        table.Add("stepOut", DapJson.Default.StepArguments, arguments => Move(Movement.Out, arguments));
        table.Add("stepBack", DapJson.Default.StepArguments, arguments => Move(Movement.BackOver, arguments));
        table.Add("pause", DapJson.Default.StepArguments, static _ => { });
        table.Add("gotoTargets", DapJson.Default.GotoTargetsArguments, DapJson.Default.GotoTargetsBody, Targets);
        table.Add("goto", DapJson.Default.GotoArguments, arguments => GoTo(arguments.TargetId));
    }

    /// <summary>Where a move of a kind leads.</summary>
    public static WalkPoint Moved(SessionState state, Movement movement, Grain grain)
    {
        // The smallest grain walks a recording of its own; the others share one and are counted in expressions, the finest of them.
        Grain counted = grain == Grain.Instruction ? Grain.Instruction : Grain.Expression;
        WalkPoint from = state.AtIn(counted);
        return new(counted, state.Walk.Move(counted, from.Step, movement, grain));
    }

    private Grain UsualGrain => state.Program.Arguments.Grain is { } word ? Grains.Parse(word, Grain.Statement) : Grain.Statement;

    private void Move(Movement movement, StepArguments arguments)
    {
        Grain grain = Grains.OfGranularity(arguments.Granularity, UsualGrain);
        if (state.IsAtEnd && movement is Movement.In or Movement.Over or Movement.Out)
        {
            state.Afterwards(() => LifeCommands.TellEnd(state));
            return;
        }

        bool isByLine = arguments.Granularity == "line" && movement is not Movement.Out;
        state.LookAt(isByLine ? ToAnotherLine(movement) : Moved(state, movement, grain));
        state.Afterwards(() => new Stopping(state).Tell(new("step")));
    }

    /// <summary>Statement by statement until the line or the call is another one.</summary>
    private WalkPoint ToAnotherLine(Movement movement)
    {
        WalkPoint at = state.AtIn(Grain.Expression);
        (Span? place, int depth) start = Stand(at);
        while (true)
        {
            state.Interruption.ThrowIfCancellationRequested();
            long next = state.Walk.Move(Grain.Expression, at.Step, movement, Grain.Statement);
            if (next == at.Step)
            {
                return at;
            }

            at = at with { Step = next };
            (Span? place, int depth) = Stand(at);
            if (depth != start.depth || place is null || start.place is null || LineOf(place.Value) != LineOf(start.place.Value))
            {
                return at;
            }
        }
    }

    private (Span? Place, int Depth) Stand(WalkPoint point) =>
        state.Walk.StandsAt(point.Grain, point.Step) is { IsEmpty: false } calls ? (calls[^1].Place, calls.Count) : (null, 0);

    private int LineOf(Span span) => state.Program.Places.RangeOf(span).Line;

    private GotoTargetsBody Targets(GotoTargetsArguments arguments)
    {
        if (state.Program.Places.Find(arguments.Source) is not { } source)
        {
            return new([]);
        }

        var targets = new List<GotoTarget>();
        for (long step = 1; step <= state.Walk.CountOf(Grain.Expression) && targets.Count < MostTargets; step++)
        {
            if (state.Walk.ArrivalAt(Grain.Expression, step) is { } arrival && arrival.Source == source && arrival.Line == arguments.Line - state.FirstLine)
            {
                targets.Add(new((int)step, $"step {step}", arguments.Line));
            }
        }

        return new([.. targets]);
    }

    private void GoTo(long step)
    {
        state.LookAt(new(Grain.Expression, step));
        state.Afterwards(() => new Stopping(state).Tell(new("goto")));
    }
}

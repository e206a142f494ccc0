using Crabwalk.DebugAdapter.Protocol;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>Tells the client that the program stands still, and why.</summary>
internal sealed class Stopping(SessionState state)
{
    /// <summary>Tells of a stop; a step at which a rule is broken, and the last step, have words of their own.</summary>
    public void Tell(StoppedEvent stop)
    {
        string? problem = state.Scene.Problem?.Title;
        StoppedEvent told = problem is not null && state.Scene.Problem!.Level == Crabwalk.Pictures.Scenes.ProblemLevel.Error
            ? stop with { Reason = "exception", Description = problem, Text = problem }
            : state.IsAtEnd ? stop with { Description = $"the program {state.Walk.Ending.Words}" } : stop;
        state.Client.Event("stopped", told, DapJson.Default.StoppedEvent);
    }
}

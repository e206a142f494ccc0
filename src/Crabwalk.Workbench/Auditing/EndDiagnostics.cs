using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Workbench.Auditing;

/// <summary>Messages for runs that did not end by themselves, where nothing else has told why.</summary>
public static class EndDiagnostics
{
    /// <summary>The message for an ending; none for one that needs no words.</summary>
    public static IEnumerable<Diagnostic> Of(Ending ending, Span? place) => ending switch
    {
        Ending.OverBudget budget => [Stopped("CW0002", $"the run was stopped at a limit: {budget.Limit}", place)],
        Ending.Unsupported unsupported => [Stopped("CW0001", $"not supported by Crabwalk yet: {unsupported.What}", place)],
        Ending.Killed killed => [Stopped("CW0003", $"a real machine would have killed the program here: {killed.Reason}", place)],
        Ending.Exited or Ending.Aborted or Ending.Undefined or Ending.Panicked => [],
    };

    private static Diagnostic Stopped(string code, string message, Span? place) =>
        new(Severity.Error, code, message, place is { } known && known != default ? new Label(known) : null);
}

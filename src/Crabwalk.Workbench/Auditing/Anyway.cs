using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.Workbench.Auditing;

/// <summary>What is said of a program that breaks rules of ownership and is run all the same.</summary>
public static class Anyway
{
    /// <summary>Before the run.</summary>
    public static Diagnostic Announcement { get; } =
        new(Severity.Note, "", "the program is run anyway, up to where it goes wrong", null);

    /// <summary>After a run that came to its end; null when something went wrong, which its own message tells.</summary>
    public static Diagnostic? Verdict(AuditReport audit) => audit.HasUndefinedBehaviour || audit.Ending is not (Ending.Exited or Ending.Panicked)
        ? null
        : new(Severity.Note, "", "nothing went wrong this time: the compiler refuses the program because it cannot rule out that something does", null);
}

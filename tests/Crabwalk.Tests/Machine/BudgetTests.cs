using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;

namespace Crabwalk.Tests.Machine;

/// <summary>A run that would not end by itself is ended, says at which limit, and keeps its walk.</summary>
public class BudgetTests
{
    private static readonly MachineOptions Small = MachineOptions.Default with { WorkLimit = 200_000, StepLimit = 50_000, OutputLimit = 10_000 };

    [Theory]
    [InlineData("int main(void) { for (volatile int i = 0; ; i = !i) { } }", BudgetKind.Work)]
    [InlineData("#include <string.h>\nstatic char big[1 << 20];\nint main(void) { for (int i = 0; i < 100; i++) memset(big, i, sizeof big); return 0; }", BudgetKind.Work)]
    [InlineData("#include <stdio.h>\nint main(void) { for (;;) puts(\"again\"); }", BudgetKind.Output)]
    [InlineData("int f(int n) { return n + f(n); }\nint main(void) { return f(0); }", BudgetKind.Depth)]
    [InlineData("int f(int n) { char big[4096]; big[0] = (char)n; return big[0] + f(n); }\nint main(void) { return f(0); }", BudgetKind.Stack)]
    public void An_endless_run_stops_at_its_limit(string program, BudgetKind kind)
    {
        RunOutcome outcome = CSource.Run(program, Small with { DepthLimit = 5000 });
        Assert.Equal(kind, Assert.IsType<RunEnd.OverBudget>(outcome.End).Kind);
    }

    [Fact]
    public void A_recording_ends_at_its_last_step_and_can_be_walked()
    {
        using Recording recording = CSource.Record("int main(void) { for (int i = 0; ; i = (i + 1) % 10) { } }", options: Small);
        Assert.Equal(BudgetKind.Steps, Assert.IsType<RunEnd.OverBudget>(recording.Outcome.End).Kind);
        Assert.Equal(Small.StepLimit, recording.StepCount);
        recording.Cursor.MoveTo(recording.StepCount);
        ulong last = recording.Cursor.StateHash;
        recording.Cursor.MoveTo(1);
        recording.Cursor.MoveTo(recording.StepCount);
        Assert.Equal(last, recording.Cursor.StateHash);
    }

    [Fact]
    public void A_heap_that_is_full_gives_null_as_a_real_one_does()
    {
        MachineOptions options = Small with { Memory = Small.Memory with { HeapBytes = 1 << 20 } };
        RunOutcome outcome = CSource.Run("#include <stdlib.h>\nint main(void) { return malloc(1 << 21) == NULL ? 7 : 1; }", options);
        Assert.Equal(7, Assert.IsType<RunEnd.Exited>(outcome.End).Code);
    }

    [Fact]
    public void An_error_ends_the_run_where_it_is_and_the_walk_back_stays()
    {
        using Recording recording = CSource.Record("int main(void) { int a[3] = { 1, 2, 3 }; int i = 3; return a[i]; }");
        Assert.IsType<RunEnd.Undefined>(recording.Outcome.End);
        Assert.Equal(recording.Cursor.End, recording.Cursor.Position);
        recording.Cursor.Previous(Grain.Statement);
        Assert.True(recording.Cursor.Position < recording.Cursor.End);
    }
}

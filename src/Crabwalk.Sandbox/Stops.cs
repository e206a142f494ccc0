using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;
using Wasmtime;

namespace Crabwalk.Sandbox;

/// <summary>Why Wasmtime stopped a module, in the words that all engines share.</summary>
internal static class Stops
{
    /// <summary>The run that ended so.</summary>
    public static WasmRun Of(WasmtimeException stopped, RunSettings settings) => new(EndingOf(stopped, settings), [.. OffsetsOf(stopped)]);

    private static Ending EndingOf(WasmtimeException stopped, RunSettings settings) => stopped switch
    {
        { InnerException: ProgramExit exit } => new Ending.Exited(exit.Code & 255),
        { InnerException: LimitReached limit } => new Ending.OverBudget(limit.Message),
        TrapException { Type: TrapCode.Unreachable } => new Ending.Aborted(),
        TrapException { Type: TrapCode.OutOfFuel } => new Ending.OverBudget($"{settings.MaxSteps} steps"),
        TrapException { Type: TrapCode.StackOverflow } => new Ending.OverBudget("the room for calls within calls"),
        TrapException trap => new Ending.Killed(Words(trap)),
        _ when stopped.Message.Contains("memory limits", StringComparison.Ordinal) => new Ending.OverBudget($"{settings.MaxMemoryBytes} bytes of memory"),
        _ => new Ending.Killed(FirstLine(stopped.Message)),
    };

    private static string Words(TrapException trap) => trap.Type switch
    {
        TrapCode.MemoryOutOfBounds => "memory is used that the program does not have",
        TrapCode.TableOutOfBounds => "a call leads to no function",
        TrapCode.IndirectCallToNull => "a null function pointer is called",
        TrapCode.BadSignature => "a function is called through a pointer of another type",
        TrapCode.IntegerOverflow => "a quotient does not fit its type",
        TrapCode.IntegerDivisionByZero => "a number is divided by zero",
        _ => FirstLine(trap.Message),
    };

    private static IEnumerable<int> OffsetsOf(WasmtimeException stopped) =>
        stopped.InnerException is ProgramExit ? [] : stopped.Frames?.Select(frame => (int)frame.ModuleOffset) ?? [];

    private static string FirstLine(string text) => text.Split('\n')[0];
}

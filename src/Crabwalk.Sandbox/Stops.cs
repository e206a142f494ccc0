using Crabwalk.Wasm.Interpretation;
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
        TrapException { Type: TrapCode.OutOfFuel } => new Ending.OverBudget($"{settings.MaxSteps} steps"),
        TrapException trap when TrapOf(trap.Type) is { } known => TrapEndings.Of(known, settings),
        _ when stopped.Message.Contains("memory limits", StringComparison.Ordinal) => new Ending.OverBudget($"{settings.MaxMemoryBytes} bytes of memory"),
        _ => new Ending.Killed(FirstLine(stopped.Message)),
    };

    private static Trap? TrapOf(TrapCode code) => code switch
    {
        TrapCode.Unreachable => Trap.Unreachable,
        TrapCode.StackOverflow => Trap.StackOverflow,
        TrapCode.MemoryOutOfBounds => Trap.MemoryOutOfBounds,
        TrapCode.TableOutOfBounds => Trap.TableOutOfBounds,
        TrapCode.IndirectCallToNull => Trap.CallToNull,
        TrapCode.BadSignature => Trap.BadSignature,
        TrapCode.IntegerOverflow => Trap.IntegerOverflow,
        TrapCode.IntegerDivisionByZero => Trap.DivisionByZero,
        TrapCode.BadConversionToInteger => Trap.BadConversion,
        _ => null,
    };

    // A place that is not known is the largest number there is.
    private static IEnumerable<int> OffsetsOf(WasmtimeException stopped) =>
        stopped.InnerException is ProgramExit ? [] : stopped.Frames?.Select(frame => (ulong)frame.ModuleOffset).Where(offset => offset <= int.MaxValue).Select(offset => (int)offset) ?? [];

    private static string FirstLine(string text) => text.Split('\n')[0];
}

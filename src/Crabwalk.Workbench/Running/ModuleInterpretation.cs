using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Validation;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running.Wasi;

namespace Crabwalk.Workbench.Running;

/// <summary>How an interpreted module's run ended.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Calls">Function and instruction of each call when it was stopped, the innermost first; empty when it ended by itself.</param>
public sealed record InterpretedRun(Ending Ending, EquatableArray<(int Function, int Instruction)> Calls);

/// <summary>Runs modules on our own interpreter: slowly, anywhere, and as the other engines' oracle.</summary>
public static class ModuleInterpretation
{
    /// <summary>Runs a module's <c>_start</c> to its end.</summary>
    public static InterpretedRun Run(WasmModule module, WasiWorld world, RunSettings settings)
    {
        if (Refusal(module) is { } reason)
        {
            return new(new Ending.Killed(reason), []);
        }

        Interpreter interpreter = Begin(module, new WasiModuleHost(world), settings);
        try
        {
            RunState state = interpreter.Run(settings.MaxSteps ?? long.MaxValue);
            return EndOf(interpreter, state, settings);
        }
        catch (ProgramExit exit)
        {
            return new(new Ending.Exited(exit.Code & 255), []);
        }
        catch (LimitReached limit)
        {
            return new(new Ending.OverBudget(limit.Message), [.. interpreter.Calls()]);
        }
    }

    /// <summary>Why a module cannot be run here; null when it can.</summary>
    internal static string? Refusal(WasmModule module) =>
        ModuleValidator.Check(module) is { } problem ? $"the module is not valid: {problem}"
        : module.Imports.Select(import => WasiWorld.Refuses(import.Module, import.Name, module.Types[import.Type])).OfType<string>().FirstOrDefault() is { } refused
            ? $"the module cannot be linked: {refused}"
        : StartOf(module) is { } start && (start < module.Imports.Count || module.TypeOf(start) != new FunctionType([], [])) ? "the module's `_start` is no function of its own without parameters and results"
        : null;

    /// <summary>An interpreter that stands before the first instruction; idle when the module starts nowhere.</summary>
    internal static Interpreter Begin(WasmModule module, IModuleHost host, RunSettings settings)
    {
        var interpreter = new Interpreter(module, host, new(settings.MaxMemoryBytes, settings.MaxDepth));
        if (StartOf(module) is { } start)
        {
            interpreter.Start(start);
        }

        return interpreter;
    }

    /// <summary>The function that a module starts with; null for none.</summary>
    internal static int? StartOf(WasmModule module) =>
        module.Exports.FirstOrDefault(export => export is { Name: "_start", Kind: ExternalKind.Function })?.Index;

    private static InterpretedRun EndOf(Interpreter interpreter, RunState state, RunSettings settings) => state switch
    {
        RunState.Idle => new(new Ending.Exited(0), []),
        RunState.Running => new(new Ending.OverBudget($"{settings.MaxSteps} steps"), [.. interpreter.Calls()]),
        RunState.Trapped => new(TrapEndings.Of(interpreter.Trap!.Value, settings), [.. interpreter.Calls()]),
    };
}

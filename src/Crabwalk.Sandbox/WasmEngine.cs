using Crabwalk.Wasm.Modules;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;
using Wasmtime;
using FunctionImport = Wasmtime.FunctionImport;

namespace Crabwalk.Sandbox;

/// <summary>
/// Runs modules on Wasmtime. A module gets the functions of WASI that its world offers and nothing else; how long it may run, how much memory it
/// may hold and how much it may print are limits that end in a word about what was reached; so does its stack.
/// </summary>
public static class WasmEngine
{
    // The most that Wasmtime's default configuration allows; the thread has room for the host's own calls beside it.
    private const int StackBytes = 2 << 20;
    private const int HostStackBytes = 4 << 20;

    /// <summary>Runs a module's <c>_start</c> to its end.</summary>
    public static WasmRun Run(byte[] module, WasiWorld world, RunSettings settings)
    {
        WasmRun? run = null;
        var thread = new Thread(() => run = RunHere(module, world, settings), StackBytes + HostStackBytes);
        thread.Start();
        thread.Join();
        return run!;
    }

    private static WasmRun RunHere(byte[] bytes, WasiWorld world, RunSettings settings)
    {
        using var engine = new Engine(ConfigOf(settings));
        using var module = Module.FromBytes(engine, "program", bytes);
        using var linker = new Linker(engine);
        using var store = new Store(engine);
        store.SetLimits(memorySize: settings.MaxMemoryBytes);
        if (settings.MaxSteps is { } steps)
        {
            store.Fuel = (ulong)steps;
        }

        if (module.Imports.Select(Refusal).OfType<string>().FirstOrDefault() is { } refused)
        {
            return new(new Ending.Killed($"the module cannot be linked: {refused}"), []);
        }

        DefineWorld(linker, module, world);
        try
        {
            Instance instance = linker.Instantiate(store, module);
            instance.GetAction("_start")?.Invoke();
            return new(new Ending.Exited(0), []);
        }
        catch (WasmtimeException stopped)
        {
            return Stops.Of(stopped, settings);
        }
    }

    private static Config ConfigOf(RunSettings settings)
    {
        Config config = new Config().WithMaximumStackSize(StackBytes).WithFuelConsumption(settings.MaxSteps is not null);
        return config.WithOptimizationLevel(OptimizationLevel.Speed);
    }

    private static void DefineWorld(Linker linker, Module module, WasiWorld world)
    {
        foreach (FunctionImport function in module.Imports.OfType<FunctionImport>())
        {
            string name = function.Name;
            linker.DefineFunction(function.ModuleName, name, (caller, arguments, results) => Call(world, name, function.Parameters, caller, arguments, results), function.Parameters, function.Results);
        }
    }

    private static string? Refusal(Import import) => import is FunctionImport function
        ? WasiWorld.Refuses(function.ModuleName, function.Name, new([.. function.Parameters.Select(TypeOf)], [.. function.Results.Select(TypeOf)]))
        : $"it asks for `{import.Name}` of `{import.ModuleName}`, which is not there";

    private static WasmType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Int32 => WasmType.I32,
        ValueKind.Int64 => WasmType.I64,
        ValueKind.Float32 => WasmType.F32,
        ValueKind.Float64 => WasmType.F64,
        _ => WasmType.FunctionReference,
    };

    private static void Call(WasiWorld world, string name, IReadOnlyList<ValueKind> kinds, Caller caller, ReadOnlySpan<ValueBox> arguments, Span<ValueBox> results)
    {
        Span<long> numbers = stackalloc long[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            numbers[i] = kinds[i] == ValueKind.Int64 ? arguments[i].AsInt64() : arguments[i].AsInt32();
        }

        Memory memory = caller.GetMemory("memory")!;
        uint error = world.Call(name, numbers, memory.GetSpan(0, (int)Math.Min(memory.GetLength(), int.MaxValue)));
        if (results.Length > 0)
        {
            results[0] = unchecked((int)error);
        }
    }
}

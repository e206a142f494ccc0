using Crabwalk.Wasm.Modules;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;
using Wasmtime;
using FunctionImport = Wasmtime.FunctionImport;

namespace Crabwalk.Sandbox;

/// <summary>
/// A module that Wasmtime has compiled once and that many instances run, each with memory, limits and a world of its own. It may be used
/// by several threads.
/// </summary>
public sealed class CompiledModule : IDisposable
{
    /// <summary>How much stack a module's calls may take: the most that Wasmtime's default configuration allows.</summary>
    internal const int StackBytes = 2 << 20;

    private readonly Engine _engine;
    private readonly Module _module;
    private readonly RunSettings _settings;

    private CompiledModule(Engine engine, Module module, RunSettings settings)
    {
        _engine = engine;
        _module = module;
        _settings = settings;
    }

    /// <summary>Compiles a module's file; null and why when Wasmtime refuses it, or when it asks for what is not there.</summary>
    public static CompiledModule? Compile(byte[] file, RunSettings settings, out string reason)
    {
        var engine = new Engine(ConfigOf(settings));
        try
        {
            var module = Module.FromBytes(engine, "program", file);
            reason = module.Imports.Select(Refusal).OfType<string>().FirstOrDefault() is { } refused ? $"the module cannot be linked: {refused}" : "";
            if (reason.Length == 0)
            {
                return new(engine, module, settings);
            }

            module.Dispose();
        }
        catch (WasmtimeException refused)
        {
            reason = $"the module is not valid: {string.Join(": ", refused.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}";
        }

        engine.Dispose();
        return null;
    }

    /// <summary>A new instance in a world.</summary>
    public SandboxInstance Open(WasiWorld world)
    {
        var store = new Store(_engine);
        store.SetLimits(memorySize: _settings.MaxMemoryBytes);
        if (_settings.MaxSteps is { } steps)
        {
            store.Fuel = (ulong)steps;
        }

        using var linker = new Linker(_engine);
        DefineWorld(linker, _module, world);
        return SandboxInstance.Start(store, linker, _module, _settings);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _module.Dispose();
        _engine.Dispose();
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

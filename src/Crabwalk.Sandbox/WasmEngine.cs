using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;

namespace Crabwalk.Sandbox;

/// <summary>
/// Runs modules on Wasmtime. A module gets the functions of WASI that its world offers and nothing else; how long it may run, how much memory it
/// may hold and how much it may print are limits that end in a word about what was reached; so does its stack.
/// </summary>
public static class WasmEngine
{
    // The thread has room for the host's own calls beside the module's.
    private const int HostStackBytes = 4 << 20;

    /// <summary>Runs a module's <c>_start</c> to its end.</summary>
    public static WasmRun Run(byte[] module, WasiWorld world, RunSettings settings)
    {
        WasmRun? run = null;
        var thread = new Thread(() => run = RunHere(module, world, settings), CompiledModule.StackBytes + HostStackBytes);
        thread.Start();
        thread.Join();
        return run!;
    }

    private static WasmRun RunHere(byte[] bytes, WasiWorld world, RunSettings settings)
    {
        using CompiledModule? module = CompiledModule.Compile(bytes, settings, out string reason);
        if (module is null)
        {
            return new(new Ending.Killed(reason), []);
        }

        using SandboxInstance instance = module.Open(world);
        return instance.Run();
    }
}

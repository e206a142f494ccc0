using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;
using Wasmtime;

namespace Crabwalk.Sandbox;

/// <summary>One instance of a module: its memory, its globals and what it may still use up.</summary>
public sealed class SandboxInstance : IDisposable
{
    private readonly Store _store;
    private readonly RunSettings _settings;
    private readonly Instance? _instance;
    private readonly WasmRun? _refused;

    private SandboxInstance(Store store, RunSettings settings, Instance? instance, WasmRun? refused)
    {
        _store = store;
        _settings = settings;
        _instance = instance;
        _refused = refused;
    }

    /// <summary>Runs <c>_start</c> to its end. A deep stack is asked of the thread: see <see cref="WasmEngine"/>.</summary>
    public WasmRun Run()
    {
        try
        {
            _instance?.GetAction("_start")?.Invoke();
            return _refused ?? new(new Ending.Exited(0), []);
        }
        catch (WasmtimeException stopped)
        {
            return Stops.Of(stopped, _settings);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    /// <summary>Puts data and functions into place; a module that traps at that is known to be over.</summary>
    internal static SandboxInstance Start(Store store, Linker linker, Module module, RunSettings settings)
    {
        try
        {
            return new(store, settings, linker.Instantiate(store, module), null);
        }
        catch (WasmtimeException stopped)
        {
            return new(store, settings, null, Stops.Of(stopped, settings));
        }
    }
}

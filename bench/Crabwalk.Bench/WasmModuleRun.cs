using Wasmtime;

namespace Crabwalk.Bench;

/// <summary>
/// A module on Wasmtime, compiled once and run as often as wanted, with Wasmtime's own WASI so that modules of all compilers find the
/// same world. Only the run of <c>_start</c> is timed.
/// </summary>
internal sealed class WasmModuleRun : IDisposable
{
    private readonly Engine _engine = new(new Config().WithOptimizationLevel(OptimizationLevel.Speed));
    private readonly Module _module;
    private readonly string _output;

    /// <summary>Compiles a module; what it prints goes to a file at <paramref name="output"/>.</summary>
    public WasmModuleRun(string name, byte[] bytes, string output)
    {
        _output = output;
        double began = ThreadTime.Milliseconds();
        _module = Module.FromBytes(_engine, name, bytes);
        EngineMilliseconds = ThreadTime.Milliseconds() - began;
    }

    /// <summary>What compiling to machine code took.</summary>
    public double EngineMilliseconds { get; }

    /// <summary>Runs the program once: its time in seconds and what it printed.</summary>
    public (double Seconds, string Output) Run(params string[] arguments)
    {
        using var linker = new Linker(_engine);
        using var store = new Store(_engine);
        linker.DefineWasi();
        store.SetWasiConfiguration(new WasiConfiguration().WithArgs(arguments).WithStandardOutput(_output));
        Action start = linker.Instantiate(store, _module).GetAction("_start") ?? throw new InvalidOperationException("the module has no _start");
        double began = ThreadTime.Milliseconds();
        try
        {
            start();
        }
        catch (WasmtimeException stopped) when (stopped.ExitCode == 0)
        {
            // proc_exit(0) is how most programs end.
        }

        double seconds = (ThreadTime.Milliseconds() - began) / 1e3;
        store.Dispose();
        return (seconds, File.ReadAllText(_output));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _module.Dispose();
        _engine.Dispose();
    }
}

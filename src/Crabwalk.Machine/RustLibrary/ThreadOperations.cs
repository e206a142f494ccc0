using Crabwalk.Machine.Execution;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Threads that take turns, and waiting for each other.</summary>
internal static class ThreadOperations
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["thread_spawn"] = (machine, in call) => machine.SpawnThread(call, call.Bits(0), call.Provenance(0), call.Bits(1), call.Provenance(1));
        table["thread_current"] = (machine, in call) => call.Return((ulong)machine.CurrentThread);
        table["thread_yield"] = (machine, in _) => machine.YieldThread();
        table["thread_look"] = (machine, in _) => machine.LookAtShared();
        table["thread_wait"] = (machine, in call) => machine.WaitAt(call, call.Bits(0), call.Provenance(0), (uint)call.Bits(1), (long)call.Bits(2));
        table["thread_wake"] = (machine, in call) => machine.WakeAt(call, call.Bits(0), call.Bits(1));
    }
}

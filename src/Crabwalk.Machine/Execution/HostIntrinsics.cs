namespace Crabwalk.Machine.Execution;

/// <summary>What the library asks of the world.</summary>
internal static class HostIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["__host_fd_read"] = (machine, in call) => machine.HostRead(call);
        table["__host_fd_write"] = (machine, in call) => machine.HostWrite(call);
        table["__host_fd_seek"] = (machine, in call) => machine.HostSeek(call);
        table["__host_fd_close"] = (machine, in call) => machine.HostDescriptor(call, static (host, descriptor) => host.Close(descriptor));
        table["__host_fd_sync"] = (machine, in call) => machine.HostDescriptor(call, static (host, descriptor) => host.Sync(descriptor));
        table["__host_fd_isatty"] = (machine, in call) => machine.HostDescriptor(call, static (host, descriptor) => host.IsTerminal(descriptor) ? 1 : 0);
        table["__host_path_open"] = (machine, in call) => machine.HostOpen(call);
        table["__host_path_remove"] = (machine, in call) => machine.HostRemove(call);
        table["__host_path_rename"] = (machine, in call) => machine.HostRename(call);
        table["__host_path_tmpname"] = (machine, in call) => machine.HostTemporaryName(call);
        table["__host_clock"] = (machine, in call) => machine.HostClock(call);
        table["__host_random"] = (machine, in call) => machine.HostRandom(call);
        table["__host_args_count"] = (machine, in call) => machine.HostArgumentsCount(call);
        table["__host_args_get"] = (machine, in call) => machine.HostArguments(call);
        table["__host_env_get"] = (machine, in call) => machine.HostEnvironment(call);
        table["__host_sleep"] = (machine, in call) => machine.HostSleep(call);
    }
}

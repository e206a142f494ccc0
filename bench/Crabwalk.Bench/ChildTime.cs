using System.Runtime.InteropServices;

namespace Crabwalk.Bench;

/// <summary>
/// The processor time of the child processes that have ended, as the kernel counts it: on a machine with other work, wall time says
/// more of that work than of the program. Only where there is a <c>getrusage</c>.
/// </summary>
internal static partial class ChildTime
{
    private const int Children = -1;

    /// <summary>User and system time of all children so far.</summary>
    public static double Seconds()
    {
        var usage = new long[32];
        return GetUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6)
            : throw new InvalidOperationException("the processor time of child processes cannot be read here");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [In, Out] long[] usage);
}

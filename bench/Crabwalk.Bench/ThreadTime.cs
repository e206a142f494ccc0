using System.Runtime.InteropServices;

namespace Crabwalk.Bench;

/// <summary>
/// The processor time of this thread, as the kernel counts it: what a short piece of work takes when nobody else wants the processor.
/// Only where there is a <c>clock_gettime</c>.
/// </summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    /// <summary>Milliseconds of this thread so far.</summary>
    public static double Milliseconds()
    {
        var time = new long[2];
        return GetTime(ThreadClock, time) == 0 ? (time[0] * 1e3) + (time[1] / 1e6)
            : throw new InvalidOperationException("the processor time of a thread cannot be read here");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, [Out] long[] time);
}

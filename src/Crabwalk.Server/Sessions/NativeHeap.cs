using System.Runtime.InteropServices;

namespace Crabwalk.Server.Sessions;

/// <summary>
/// Lets memory of sessions that are over go back to the system. Guest memory comes from malloc, and glibc, left alone, keeps ever larger
/// freed blocks and an arena for each thread: after a thousand walks a process of 300 MB stood at 3 GB. With both bounded it falls back.
/// </summary>
internal static partial class NativeHeap
{
    private const int MmapThreshold = -3;
    private const int MostArenas = -8;
    private const int LargestKept = 128 << 10;

    /// <summary>Bounds what is kept; elsewhere than on glibc there is nothing to do.</summary>
    public static void KeepLittle()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocOption(MmapThreshold, LargestKept);
            _ = MallocOption(MostArenas, 2);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has other ways.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallocOption(int option, int value);
}

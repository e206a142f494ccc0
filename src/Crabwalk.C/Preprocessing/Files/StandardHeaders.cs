using System.Collections.Immutable;

namespace Crabwalk.C.Preprocessing.Files;

/// <summary>The headers of C17 and the POSIX ones that C programs include most, to guess what a mistyped name was meant to be.</summary>
internal static class StandardHeaders
{
    private static readonly ImmutableArray<string> Names =
    [
        "assert.h", "complex.h", "ctype.h", "errno.h", "fenv.h", "float.h", "inttypes.h", "iso646.h", "limits.h", "locale.h",
        "math.h", "setjmp.h", "signal.h", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h",
        "stdlib.h", "stdnoreturn.h", "string.h", "strings.h", "tgmath.h", "threads.h", "time.h", "uchar.h", "unistd.h", "wchar.h",
        "wctype.h", "sys/types.h", "sys/time.h", "alloca.h", "malloc.h", "memory.h",
    ];

    /// <summary>The header that a name is nearly, or null.</summary>
    public static string? Similar(string name) => Names.Contains(name) ? null : Directives.Similar.Find(name, Names);
}

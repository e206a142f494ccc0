using System.Text;
using Crabwalk.DebugAdapter;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Server.Sessions;

/// <summary>
/// Walks a small program before anybody asks and loads Rust's library, so that the first client does not wait for code to be compiled.
/// </summary>
internal static class WarmUp
{
    private static readonly string[] Messages =
    [
        """{"seq":1,"type":"request","command":"launch","arguments":{"sources":[{"path":"a.c","text":"#include <stdio.h>\n#include <stdlib.h>\nint main(void) { int *p = malloc(4); *p = 1; printf(\"%d\", *p); free(p); return 0; }"}]}}""",
        """{"seq":2,"type":"request","command":"crabwalk/step","arguments":{"move":"end","include":["scene","svg"]}}""",
        """{"seq":3,"type":"request","command":"crabwalk/timeline","arguments":{}}""",
    ];

    /// <summary>Begins, beside whatever else is asked.</summary>
    public static void Begin(DebugWorld world) => Task.Run(() =>
    {
        using var session = new DebugSession(world, static _ => { });
        foreach (string message in Messages)
        {
            session.Handle(Encoding.UTF8.GetBytes(message));
        }

        _ = Compiler.Prepare(new());
    });
}

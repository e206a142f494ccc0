using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>
/// Workspaces whose library is loaded, and whose most used functions are made, before a program is there: nine tenths of what compiling
/// a small program takes. For those that compile again and again, such as editors; a workspace still serves one compilation.
/// </summary>
internal static class PreparedWorkspaces
{
    // What nearly all programs reach: text with numbers in it, a string and a vector that grow, a map, an iterator.
    private const string Usual = """
        use std::collections::HashMap;

        fn main() {
            let mut words: Vec<String> = "to be or not".split(' ').map(|word| word.to_string()).collect();
            words.push(format!("{:?} {}", words.len(), 1.5));
            let mut counts = HashMap::new();
            for word in &words {
                *counts.entry(word.clone()).or_insert(0) += 1;
            }
            let mut sorted: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
            sorted.sort();
            println!("{sorted:?} {words:?}");
        }
        """;

    private static readonly Dictionary<Key, Task<RustWorkspace>> Ready = [];
    private static readonly Dictionary<Key, Task<IReadOnlyList<DefId>>> Reached = [];
    private static readonly Lock Gate = new();

    private readonly record struct Key(Target Target, bool IsMarked);

    /// <summary>Begins to prepare a workspace unless one is there already; done when it is there.</summary>
    public static Task Prepare(CompileSettings settings)
    {
        var key = new Key(settings.Target, settings.IsMarked);
        lock (Gate)
        {
            if (!Reached.TryGetValue(key, out Task<IReadOnlyList<DefId>>? reached))
            {
                Reached.Add(key, reached = Task.Run(() => ReachedByUsual(settings)));
            }

            if (!Ready.TryGetValue(key, out Task<RustWorkspace>? ready))
            {
                Ready.Add(key, ready = Task.Run(async () => Make(key, await reached.ConfigureAwait(false))));
            }

            return ready;
        }
    }

    /// <summary>The prepared workspace, when one is there or under way; else a new one.</summary>
    public static RustWorkspace Take(CompileSettings settings)
    {
        var key = new Key(settings.Target, settings.IsMarked);
        Task<RustWorkspace>? ready;
        lock (Gate)
        {
            Ready.Remove(key, out ready);
        }

        return ready is null ? new(key.Target, key.IsMarked) : ready.GetAwaiter().GetResult();
    }

    private static RustWorkspace Make(Key key, IReadOnlyList<DefId> reached)
    {
        var workspace = new RustWorkspace(key.Target, key.IsMarked);
        workspace.Library();
        workspace.MakeReady(reached);
        return workspace;
    }

    private static IReadOnlyList<DefId> ReachedByUsual(CompileSettings settings)
    {
        var workspace = new RustWorkspace(settings.Target, settings.IsMarked);
        workspace.Library();
        Compilation usual = RustCompiler.Compile("usual.rs", new() { Target = settings.Target, IsMarked = settings.IsMarked }, workspace, new UsualFile());
        if (usual.Program is { } program)
        {
            CheckedMachine.Run(program, new ClosedHost(["usual"], default), new());
        }

        return workspace.ReachedLibrary();
    }

    private sealed class UsualFile : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "";
            return Encoding.UTF8.GetBytes(Usual);
        }
    }
}

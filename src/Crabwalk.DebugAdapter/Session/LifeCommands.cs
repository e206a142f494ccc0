using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>The life of a session: hello, launch, restart, the end.</summary>
internal sealed class LifeCommands(SessionState state)
{
    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("initialize", DapJson.Default.InitializeArguments, DapJson.Default.Capabilities, Initialize);
        table.Add("launch", DapJson.Default.LaunchArguments, Launch);
        table.Add("restart", DapJson.Default.RestartArguments, arguments => Launch(arguments.Arguments ?? state.Launch ?? new()));
        table.Add("configurationDone", ConfigurationDone);
        table.Add("terminate", () => state.Afterwards(() => state.Client.Event("terminated")));
        table.Add("disconnect", DapJson.Default.DisconnectArguments, static _ => { });
        table.Add("cancel", static () => { });
        table.Add("threads", DapJson.Default.ThreadsBody, static () => new([new(1, "main")]));
    }

    /// <summary>Says how the program ended and that there is no more to come.</summary>
    public static void TellEnd(SessionState state)
    {
        state.Client.Event("exited", new(ExitCodeOf(state.Walk.Ending)), DapJson.Default.ExitedEvent);
        state.Client.Event("terminated");
    }

    private Capabilities Initialize(InitializeArguments client)
    {
        state.FirstLine = client.LinesStartAt1 ? 1 : 0;
        state.FirstColumn = client.ColumnsStartAt1 ? 1 : 0;
        return new()
        {
            ExceptionBreakpointFilters =
            [
                new("undefined", "Undefined behaviour", "Stops where a rule of the language is broken", Default: true),
                new("panic", "Panics", "Stops where a panic of Rust begins, also one that is caught later", Default: true),
            ],
        };
    }

    private void Launch(LaunchArguments arguments)
    {
        try
        {
            CompileAndRecord(arguments);
        }
        catch (OperationCanceledException) when (!state.Interruption.IsCancellationRequested)
        {
            throw new RefusedException($"compiling and running it took longer than the {state.World.Limits.LongestLaunch?.TotalSeconds:0} seconds that are granted");
        }
    }

    private void CompileAndRecord(LaunchArguments arguments)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(state.Interruption);
        if (state.World.Limits.LongestLaunch is { } longest)
        {
            timeout.CancelAfter(longest);
        }

        state.Launch = arguments;
        Compilation compilation = LaunchedProgram.Compile(arguments, state.World);
        var bodies = new DiagnosticBodies(compilation.Sources);
        TellDiagnostics("compile", compilation.Diagnostics, bodies);
        if (!compilation.MayRun || compilation.Program is null)
        {
            int errors = compilation.Diagnostics.Count(diagnostic => diagnostic.IsError);
            throw new RefusedException(errors switch
            {
                0 => "there is no `main` to start at",
                1 => $"the program was not compiled: {compilation.Diagnostics.First(diagnostic => diagnostic.IsError).Message}",
                _ => $"the program was not compiled: {errors} errors",
            });
        }

        if (compilation.Ownership is not null)
        {
            // The next launch of a Rust program finds the library loaded.
            _ = Compiler.Prepare(new());
        }

        state.Start(LaunchedProgram.Record(arguments, compilation, state.World, timeout.Token));
        TellDiagnostics("run", state.Walk.Diagnostics(Grains.Parse(arguments.Grain, Crabwalk.Pictures.Scenes.Grain.Expression)), bodies);
        state.Afterwards(() =>
        {
            state.Client.Event("process", new(state.Walk.Overview(state.At.Grain).Program), DapJson.Default.ProcessEvent);
            state.Client.Event("initialized");
        });
    }

    private void TellDiagnostics(string phase, IEnumerable<Diagnostic> diagnostics, DiagnosticBodies bodies)
    {
        List<Diagnostic> found = [.. diagnostics];
        state.Client.Event("crabwalk/diagnostics", new(phase, [.. found.Select(bodies.Of)]), DapJson.Default.DiagnosticsEvent);
        if (phase == "compile")
        {
            foreach (Diagnostic diagnostic in found)
            {
                state.Client.Event("output", new(diagnostic.IsError ? "important" : "console", bodies.Rendered(diagnostic)), DapJson.Default.OutputEvent);
            }
        }
    }

    private void ConfigurationDone()
    {
        if (state.Program.Arguments is { StopOnEntry: true, NoDebug: false })
        {
            state.Afterwards(() => new Stopping(state).Tell(new("entry", "before the first step")));
        }
        else
        {
            state.Afterwards(() => new Continuing(state).Forwards(startsHere: true));
        }
    }

    private static int ExitCodeOf(Ending ending) => ending switch
    {
        Ending.Exited exited => exited.Code,
        Ending.Undefined => 70,
        Ending.Killed => 139,
        Ending.Aborted => 134,
        Ending.Panicked => 101,
        Ending.OverBudget => 75,
        Ending.Unsupported => 1,
        _ => 1,
    };
}

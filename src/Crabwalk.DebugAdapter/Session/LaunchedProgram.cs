using System.Text;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Machine.Execution;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>A program that was compiled and run once; everything else is looking at that run.</summary>
internal sealed class LaunchedProgram : IDisposable
{
    private LaunchedProgram(LaunchArguments arguments, Compilation compilation, Walk walk)
    {
        Arguments = arguments;
        Compilation = compilation;
        Walk = walk;
        Places = new(compilation.Sources);
    }

    /// <summary>How it was launched.</summary>
    public LaunchArguments Arguments { get; }

    /// <summary>What came of compiling it.</summary>
    public Compilation Compilation { get; }

    /// <summary>The run.</summary>
    public Walk Walk { get; }

    /// <summary>Places in its texts.</summary>
    public TextPlaces Places { get; }

    /// <summary>Compiles a program; the files that a launch brings along come before those of the shell.</summary>
    public static Compilation Compile(LaunchArguments arguments, DebugWorld world)
    {
        SourceFileText[] texts = arguments.Sources ?? [];
        if (texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text.Text)) is var bytes && bytes > world.Limits.MostSourceBytes)
        {
            throw new RefusedException($"the program has {bytes} bytes; at most {world.Limits.MostSourceBytes} are taken");
        }

        return Compiler.Compile(PathsOf(arguments), SettingsOf(arguments.Compiler ?? new()) with { RunsAnyway = arguments.Anyway }, new OverlaySources(texts, world.Files));
    }

    /// <summary>Runs a compiled program and keeps the way.</summary>
    public static LaunchedProgram Record(LaunchArguments arguments, Compilation compilation, DebugWorld world, CancellationToken cancellation)
    {
        compilation.WholeProgram();
        string name = Path.GetFileName(PathsOf(arguments)[0]);
        RunSettings settings = RunSettingsOf(arguments, name, world.Limits);
        IHost host = world.MakeHost(settings, Encoding.UTF8.GetBytes(arguments.Stdin ?? ""));
        using IDisposable? closing = host as IDisposable;
        return new(arguments, compilation, Walk.Record(compilation, name, settings, host, cancellation));
    }

    /// <inheritdoc/>
    public void Dispose() => Walk.Dispose();

    private static string[] PathsOf(LaunchArguments arguments)
    {
        string[] paths = arguments switch
        {
            { Programs: { Length: > 0 } several } => several,
            { Program: { Length: > 0 } one } => [one],
            { Sources: { Length: > 0 } texts } => [texts[0].Path],
            _ => throw new RefusedException("a launch names a `program`, or brings its text in `sources`"),
        };
        return [.. paths.Select(path => path.Replace('\\', '/'))];
    }

    private static CompileSettings SettingsOf(CompilerArguments options) => new()
    {
        IncludeFolders = [.. options.IncludeFolders ?? []],
        Defines = [.. options.Defines ?? []],
        Undefines = [.. options.Undefines ?? []],
        Standard = options.Standard,
        Warnings = [.. options.Warnings ?? []],
        Edition = options.Edition,
        Cfgs = [.. options.Cfg ?? []],
    };

    private static RunSettings RunSettingsOf(LaunchArguments arguments, string name, DebugLimits most)
    {
        LimitArguments limits = arguments.Limits ?? new();
        return new()
        {
            Arguments = [name, .. arguments.Args ?? []],
            Environment = [.. (arguments.Env ?? []).Select(pair => (pair.Key, pair.Value))],
            MaxSteps = Math.Clamp(limits.Steps ?? most.MostSteps, 1, most.MostSteps),
            MaxMemoryBytes = Math.Clamp((limits.MemoryMegabytes ?? int.MaxValue) * (1L << 20), 1 << 20, most.MostMemoryBytes),
            MaxOutputBytes = Math.Clamp((limits.OutputMegabytes ?? int.MaxValue) * (1L << 20), 1 << 10, most.MostOutputBytes),
            MaxRecordingBytes = most.MostRecordingBytes,
            MaxDepth = Math.Clamp(limits.Depth ?? most.MostDepth, 1, most.MostDepth),
            OnUndefined = arguments.OnUndefined switch
            {
                null or "stop" => OnUndefined.Stop,
                "continue" => OnUndefined.Continue,
                var other => throw new RefusedException($"`onUndefined` is `stop` or `continue`, not `{other}`"),
            },
        };
    }
}

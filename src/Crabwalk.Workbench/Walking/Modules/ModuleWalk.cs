using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Building;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;

namespace Crabwalk.Workbench.Walking.Modules;

/// <summary>
/// A walk through a program as the stack machine of WebAssembly carries it out: each step stands before one instruction of the user's own functions;
/// what the library does in between passes as one step.
/// </summary>
public sealed class ModuleWalk
{
    private const long MostSteps = 5_000_000;

    private readonly ModuleRecording? _recording;
    private readonly ModuleOutput? _output;
    private readonly ModuleSceneBuilder? _builder;

    private ModuleWalk(Ending refused) => Ending = refused;

    private ModuleWalk(WasmBuild build, string program, RunSettings settings, ModuleRecording recording, ModuleOutput output)
    {
        _recording = recording;
        _output = output;
        _builder = new(build, program);
        EndPlace = recording.StepCount > 0 ? CodeMap.PlaceOf(build.Module!, build.Sources, recording.Interpreter.Calls()) : null;
        Ending = recording switch
        {
            { HostEnd: ProgramExit exit } => new Ending.Exited(exit.Code & 255),
            { HostEnd: LimitReached limit } => new Ending.OverBudget(limit.Message),
            { Trap: { } trap } => TrapEndings.Of(trap, settings),
            { IsCut: true } => new Ending.OverBudget($"{recording.StepCount} steps of the walk"),
            _ => new Ending.Exited(0),
        };
    }

    /// <summary>How many steps it has.</summary>
    public long StepCount => _recording?.StepCount ?? 0;

    /// <summary>How the run ended.</summary>
    public Ending Ending { get; }

    /// <summary>Where it was stopped; null when it ended by itself or that is not known.</summary>
    public Span? EndPlace { get; }

    /// <summary>Runs a program and keeps the way.</summary>
    /// <param name="build">The program, which has a module.</param>
    /// <param name="program">Its name.</param>
    /// <param name="settings">What it may use.</param>
    /// <param name="host">The world it lives in.</param>
    /// <param name="options">Whether the library's functions are shown.</param>
    public static ModuleWalk Record(WasmBuild build, string program, RunSettings settings, IHost host, SceneOptions options)
    {
        WasmModule module = build.Module!;
        if (ModuleInterpretation.Refusal(module) is { } reason)
        {
            return new(new Ending.Killed(reason));
        }

        if (ModuleInterpretation.StartOf(module) is not { } start)
        {
            return new(new Ending.Killed("the module starts nowhere"));
        }

        var output = new ModuleOutput(new WasiModuleHost(new WasiWorld(host, settings)));
        var recording = ModuleRecording.Make(
            module,
            output,
            new(settings.MaxMemoryBytes, settings.MaxDepth),
            start,
            function => IsShown(build, function, options),
            new(settings.MaxSteps ?? MostSteps, settings.MaxRecordingBytes));
        return recording.HostEnd is null or ProgramExit or LimitReached ? new(build, program, settings, recording, output) : throw recording.HostEnd;
    }

    /// <summary>The scene of a step, from 1 to <see cref="StepCount"/>.</summary>
    public ModuleScene SceneAt(long step)
    {
        _recording!.MoveTo(step - 1);
        ModuleState before = ModuleState.Of(_recording);
        _recording.MoveTo(step);
        return _builder!.Build(_recording, step > 1 ? before : null, _output!.After(_recording.Answers)) with { Ending = step == StepCount ? Ending.Words : "" };
    }

    /// <summary>The next step in another direction whose function is not called by the present one: it passes over calls.</summary>
    /// <param name="step">Where the walk stands.</param>
    /// <param name="direction">1 for forwards, -1 for back.</param>
    public long Over(long step, int direction)
    {
        int depth = DepthAt(step);
        long next = step + direction;
        while (next > 1 && next < StepCount && DepthAt(next) > depth)
        {
            next += direction;
        }

        return next;
    }

    private int DepthAt(long step)
    {
        _recording!.MoveTo(step);
        return _recording.Interpreter.Depth;
    }

    private static bool IsShown(WasmBuild build, int function, SceneOptions options)
    {
        int number = function - build.Module!.Imports.Count;
        Span place = number < 0 ? default : build.Module.Functions[number].Marks.Select(mark => mark.Source).FirstOrDefault(span => span != default);
        return place != default && (options.ShowLibraryFrames || !build.Sources.IsLibrary(place));
    }
}

/// <summary>What of a step's state the next one is compared with.</summary>
internal sealed record ModuleState(int Depth, ulong[] Locals, ulong[] Globals, byte[] Memory)
{
    /// <summary>The state where a recording stands.</summary>
    public static ModuleState Of(ModuleRecording recording)
    {
        Interpreter interpreter = recording.Interpreter;
        ulong[] locals = recording.Position > 0 ? interpreter.LocalsOf(0).ToArray() : [];
        return new(interpreter.Depth, locals, interpreter.Globals.ToArray(), interpreter.Memory.Bytes.ToArray());
    }
}

using Crabwalk.DebugAdapter.Breakpoints;
using Crabwalk.DebugAdapter.Looking;
using Crabwalk.DebugAdapter.Pictures;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>What the parts of a session share: the program, the moment that is looked at, the breakpoints, and the way to the client.</summary>
internal sealed class SessionState(DebugWorld world, MessageWriter client) : IDisposable
{
    private readonly Queue<Action> _afterwards = new();
    private CancellationTokenSource _interrupt = new();
    private LaunchedProgram? _program;
    private StepScene? _scene;
    private long _outputShown;
    private bool _isDisposed;

    /// <summary>What the shell grants.</summary>
    public DebugWorld World { get; } = world;

    /// <summary>The way to the client.</summary>
    public MessageWriter Client { get; } = client;

    /// <summary>How the client counts lines.</summary>
    public int FirstLine { get; set; } = 1;

    /// <summary>How the client counts columns.</summary>
    public int FirstColumn { get; set; } = 1;

    /// <summary>How the program is to be launched, before it was.</summary>
    public LaunchArguments? Launch { get; set; }

    /// <summary>Where to stop.</summary>
    public BreakpointTable Breakpoints { get; } = new();

    /// <summary>The variables that the client may unfold now.</summary>
    public VariableHandles Variables { get; } = new();

    /// <summary>Remembers where things stand in pictures.</summary>
    public PictureMemory Pictures { get; } = new();

    /// <summary>The moment that is looked at.</summary>
    public WalkPoint At { get; private set; }

    /// <summary>The program.</summary>
    public LaunchedProgram Program => _program ?? throw new RefusedException("no program was launched");

    /// <summary>True once a program was launched.</summary>
    public bool IsLaunched => _program is not null;

    /// <summary>The run.</summary>
    public Walk Walk => Program.Walk;

    /// <summary>The scene of the moment that is looked at.</summary>
    public StepScene Scene => _scene ??= Walk.SceneAt(At.Grain, At.Step);

    /// <summary>Fires when the client wants what is under way to end.</summary>
    public CancellationToken Interruption => _interrupt.Token;

    /// <summary>True in the last step.</summary>
    public bool IsAtEnd => At.Step >= Walk.CountOf(At.Grain);

    /// <summary>Puts a program in the place of the one before and looks at its first step.</summary>
    public void Start(LaunchedProgram program)
    {
        _program?.Dispose();
        _program = program;
        _outputShown = 0;
        Pictures.Clear();
        LookAt(new(Grain.Expression, 1));
    }

    /// <summary>Looks at another moment; what the client knew of the one before is forgotten.</summary>
    public void LookAt(WalkPoint point)
    {
        At = point with { Step = Math.Clamp(point.Step, 1, Walk.CountOf(point.Grain)) };
        _scene = null;
        Variables.Clear();
        TellOutput();
    }

    /// <summary>The moment that is looked at, in another grain.</summary>
    public WalkPoint AtIn(Grain grain) => At.Grain == grain ? At : new(grain, Walk.Translate(At.Grain, At.Step, grain));

    /// <summary>Does something once the response to the present request is out.</summary>
    public void Afterwards(Action action) => _afterwards.Enqueue(action);

    /// <summary>Does what was put off.</summary>
    public void DoAfterwards()
    {
        while (_afterwards.TryDequeue(out Action? action))
        {
            action();
        }
    }

    /// <summary>Forgets what was put off for a request that failed.</summary>
    public void ForgetAfterwards() => _afterwards.Clear();

    /// <summary>Ends what is under way; may be called from another thread.</summary>
    public void Interrupt()
    {
        lock (_afterwards)
        {
            if (!_isDisposed)
            {
                _interrupt.Cancel();
            }
        }
    }

    /// <summary>What comes now may be interrupted anew.</summary>
    public void ArmInterruption()
    {
        lock (_afterwards)
        {
            if (_interrupt.IsCancellationRequested)
            {
                _interrupt.Dispose();
                _interrupt = new();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _program?.Dispose();
        lock (_afterwards)
        {
            _isDisposed = true;
            _interrupt.Dispose();
        }
    }

    /// <summary>Tells what the program has written by now, each piece once: going back does not take it back.</summary>
    private void TellOutput()
    {
        long upTo = AtIn(Grain.Expression).Step;
        if (upTo <= _outputShown)
        {
            return;
        }

        foreach (OutputRun run in Walk.OutputBetween(Grain.Expression, _outputShown, upTo))
        {
            Client.Event("output", new(run.Stream == OutputStream.Error ? "stderr" : "stdout", run.Text), DapJson.Default.OutputEvent);
        }

        _outputShown = upTo;
    }
}

using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Time;

/// <summary>
/// A run that was made once, from start to end, and can be looked at everywhere. Kept are: for each step its place, depth and value;
/// the answers of the world; and now and then a keyframe, between which memory's changes are journalled. Any state is reached by
/// putting the nearest keyframe back and running on from there: a run is a function of its program and the answers.
/// A run that ends in an error, at a limit or by abort keeps everything up to there.
/// </summary>
public sealed class Recording : IDisposable
{
    private const long FuelBetween = 100_000;
    private const long StepsBetween = 20_000;
    private const long LeastFuelBetween = 1_000;
    private const int MostKeyframes = 400;
    private const int FewKeyframes = 4;
    private const int ShareOfStretch = 8;
    private const int LeastGain = 16;

    private readonly Interpreter _interpreter;
    private readonly List<Keyframe> _keyframes = [];
    private CallerSteps? _callers;
    private long _fuelBetween = FuelBetween;
    private long _stepsBetween = StepsBetween;

    private Recording(MirProgram program, IHost host, MachineOptions options, CodePurpose purpose, IReadOnlyList<Choice>? known)
    {
        Program = program;
        _interpreter = new Interpreter(program, host, options, purpose, known);
        Outcome = null!;
        Cursor = null!;
    }

    /// <summary>What was run.</summary>
    public MirProgram Program { get; }

    /// <summary>How it ended.</summary>
    public RunOutcome Outcome { get; private set; }

    /// <summary>How many steps it has.</summary>
    public long StepCount { get; private set; }

    /// <summary>Goes through it. There is one place at a time.</summary>
    public Cursor Cursor { get; private set; }

    /// <summary>All that was written, with its steps.</summary>
    public IReadOnlyList<OutputPiece> Outputs { get; private set; } = [];

    /// <summary>All that was read, with its steps.</summary>
    public IReadOnlyList<InputPiece> Inputs { get; private set; } = [];

    /// <summary>The answers of the world, in order.</summary>
    public IReadOnlyList<Choice> Choices => _interpreter.Choices.Known;

    /// <summary>The memory that going back takes.</summary>
    public long SizeBytes => (16 * StepCount) + (_callers?.SizeBytes ?? 0) + _keyframes.Sum(k => k.Changes.SizeBytes + k.State.SizeBytes);

    /// <summary>Runs a program and keeps the way.</summary>
    public static Recording Make(MirProgram program, IHost host, MachineOptions options, CancellationToken cancellation = default) =>
        Made(new Recording(program, host, options, CodePurpose.Walk, null), options, cancellation);

    /// <summary>Makes a run once more from what the world answered the first time; the world is not asked again.</summary>
    public static Recording Again(MirProgram program, RunOutcome first, MachineOptions options, CancellationToken cancellation = default) =>
        Made(new Recording(program, new ClosedHost([], default), options, CodePurpose.Walk, first.Choices), options, cancellation);

    /// <summary>Makes a run once more as <see cref="Again"/> does, with a step before each MIR statement and terminator of the user's functions.</summary>
    public static Recording ByInstructions(MirProgram program, RunOutcome first, MachineOptions options, CancellationToken cancellation = default) =>
        Made(new Recording(program, new ClosedHost([], default), options, CodePurpose.Instructions, first.Choices), options, cancellation);

    private static Recording Made(Recording recording, MachineOptions options, CancellationToken cancellation)
    {
        recording.Record(options, cancellation);
        return recording;
    }

    /// <inheritdoc/>
    public void Dispose() => _interpreter.Dispose();

    private void Record(MachineOptions options, CancellationToken cancellation)
    {
        long left = options.WorkLimit;
        AddKeyframe(false);
        StopReason stop = StopReason.None;
        while (left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            long portion = Math.Min(left, _fuelBetween);
            stop = _interpreter.Run(portion, Math.Min(options.StepLimit, _interpreter.StepCount + _stepsBetween));
            if (stop is not (StopReason.Fuel or StopReason.Step) || _interpreter.StepCount >= options.StepLimit)
            {
                break;
            }

            left -= stop == StopReason.Fuel ? portion + _interpreter.Overdrawn : 0;
            AddKeyframe(stop == StopReason.Step);
            if (!MakeRoom(options.RecordingBytes))
            {
                stop = StopReason.RecordingLimit;
                break;
            }
        }

        Finish(stop);
    }

    private void Finish(StopReason stop)
    {
        AddKeyframe(false);
        StepCount = _interpreter.StepCount;
        Outputs = _interpreter.Outputs;
        Inputs = _interpreter.Inputs;
        Outcome = new RunOutcome(
            _interpreter.EndOf(stop),
            [.. _interpreter.Reports],
            stop == StopReason.Exited ? [.. _interpreter.FindLeaks()] : [],
            [.. _interpreter.Calls()])
        {
            Panics = _interpreter.Panics,
        };
        _callers = new(StepCount, step => _interpreter.StepAt(step - 1).Depth);
        Cursor = new Cursor(this, _interpreter, _keyframes, _callers);
    }

    private void AddKeyframe(bool isAtStep)
    {
        Keyframe? last = _keyframes.Count > 0 ? _keyframes[^1] : null;
        last?.Changes.Trim();
        var keyframe = new Keyframe(_interpreter.Capture(last?.State), isAtStep);
        _keyframes.Add(keyframe);
        _interpreter.Memory.KeepChangesIn(keyframe.Changes);
    }

    // What one stretch keeps is bounded too: when it comes to be much of the whole, stretches get shorter instead of longer.
    // A program that writes new memory all the time has nothing that two stretches share: its keyframes may as well stay.
    private bool MakeRoom(long limit)
    {
        if (_keyframes.Count > 1 && _keyframes[^2].Changes.SizeBytes > limit / ShareOfStretch)
        {
            _fuelBetween = Math.Max(_fuelBetween / 2, LeastFuelBetween);
        }
        else if (_keyframes.Count >= MostKeyframes)
        {
            _fuelBetween *= 2;
            _stepsBetween *= 2;
            Thin();
        }

        bool helps = true;
        while (helps && SizeBytes > limit && _keyframes.Count > FewKeyframes)
        {
            long before = SizeBytes;
            Thin();
            helps = before - SizeBytes > before / LeastGain;
        }

        return SizeBytes <= limit;
    }

    // Every second keyframe goes.
    private void Thin()
    {
        var kept = new List<Keyframe>();
        for (int i = 0; i < _keyframes.Count; i++)
        {
            if (i % 2 == 1 && i < _keyframes.Count - 1)
            {
                kept[^1].Changes.Append(_keyframes[i].Changes);
            }
            else
            {
                kept.Add(_keyframes[i]);
            }
        }

        _keyframes.Clear();
        _keyframes.AddRange(kept);
    }
}

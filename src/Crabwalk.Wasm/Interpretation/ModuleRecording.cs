using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>How much of a run is recorded.</summary>
/// <param name="Steps">So many steps.</param>
/// <param name="Bytes">So much memory for going back.</param>
public sealed record RecordingLimits(long Steps, long Bytes);

/// <summary>
/// A module's run that was made once and can be looked at everywhere: step <c>n</c> is where the run stands for the n-th time before an instruction of a
/// function that is shown. Kept are the host's answers and a state now and then; any other is reached by running on from the one before it.
/// </summary>
public sealed class ModuleRecording
{
    private const long StepsBetween = 2_000;
    private const long InstructionsBetween = 200_000;
    private const int MostKeyframes = 400;
    private const int FewKeyframes = 4;

    private readonly AnswerLog _answers;
    private readonly bool[] _shown;
    private readonly List<Keyframe> _keyframes = [];
    private long _spacing = 1;
    private long _keptBytes;

    private ModuleRecording(WasmModule module, IModuleHost host, InterpreterLimits limits, Func<int, bool> isShown)
    {
        _answers = new(host);
        _shown = [.. Enumerable.Range(0, module.Imports.Count + module.Functions.Count).Select(isShown)];
        Interpreter = new(module, _answers, limits);
    }

    /// <summary>The run at <see cref="Position"/>. It stands before the instruction of that step.</summary>
    public Interpreter Interpreter { get; }

    /// <summary>How many steps there are.</summary>
    public long StepCount { get; private set; }

    /// <summary>The step that it stands at; 0 when there is none.</summary>
    public long Position { get; private set; }

    /// <summary>How many answers the host has given up to there.</summary>
    public int Answers => _answers.Position;

    /// <summary>Why the run was stopped at an instruction; null when it was not.</summary>
    public Trap? Trap { get; private set; }

    /// <summary>What the host ended the run with; null when it did not.</summary>
    public Exception? HostEnd { get; private set; }

    /// <summary>True when the run goes on beyond what is recorded.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Runs a function of a valid module to its end, or to a limit.</summary>
    /// <param name="module">The module.</param>
    /// <param name="host">Answers its calls.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="start">The function's number; it takes nothing.</param>
    /// <param name="isShown">Tells for a function's number whether its instructions are steps.</param>
    /// <param name="recording">How much is recorded.</param>
    public static ModuleRecording Make(WasmModule module, IModuleHost host, InterpreterLimits limits, int start, Func<int, bool> isShown, RecordingLimits recording)
    {
        var made = new ModuleRecording(module, host, limits, isShown);
        made.Interpreter.Start(start);
        made.Record(recording);
        return made;
    }

    /// <summary>Goes to a step, from 1 on.</summary>
    public void MoveTo(long step)
    {
        step = Math.Clamp(step, Math.Min(1, StepCount), StepCount);
        Keyframe before = KeyframeFor(step);
        if (step < Position || before.Step > Position)
        {
            Interpreter.Restore(before.State);
            _answers.Position = before.Answers;
            Position = before.Step;
        }

        while (Position < step)
        {
            Advance(long.MaxValue);
            Position++;
        }
    }

    private void Record(RecordingLimits limits)
    {
        try
        {
            AddKeyframe();
            while (Interpreter.State == RunState.Running && !IsCut)
            {
                if (Advance(InstructionsBetween * _spacing))
                {
                    Position = ++StepCount;
                }

                IsCut = StepCount >= limits.Steps;
                if (IsDue())
                {
                    AddKeyframe();
                    IsCut |= !MakeRoom(limits.Bytes);
                }
            }

            Trap = Interpreter.Trap;
        }
        catch (Exception end)
        {
            // The host's exceptions are its own; whoever brought it knows what they mean.
            HostEnd = end;
        }

        // Where the last instruction led is no step, so the last step is gone to from the keyframe before it.
        Position = long.MaxValue;
        MoveTo(StepCount);
    }

    /// <summary>Goes on to where an instruction that is shown comes next; false when it came to an end or a limit before.</summary>
    private bool Advance(long instructions)
    {
        Interpreter.Run(instructions, _shown);
        return StandsInShown();
    }

    private bool StandsInShown() => Interpreter.State == RunState.Running && _shown[Interpreter.InnermostFunction];

    private bool IsDue()
    {
        Keyframe last = _keyframes[^1];
        return StepCount - last.Step >= StepsBetween * _spacing || Interpreter.Executed - last.State.Executed >= InstructionsBetween * _spacing;
    }

    private void AddKeyframe()
    {
        var keyframe = new Keyframe(StepCount, StepCount > 0 && StandsInShown(), _answers.Position, Interpreter.Capture());
        _keptBytes += keyframe.State.SizeBytes;
        _keyframes.Add(keyframe);
    }

    // Every second keyframe goes when there are many, or much is kept; blocks that others share stay.
    private bool MakeRoom(long limit)
    {
        while ((_keyframes.Count > MostKeyframes || _keptBytes + _answers.SizeBytes > limit) && _keyframes.Count > FewKeyframes)
        {
            List<Keyframe> kept = [.. _keyframes.Where((_, i) => i % 2 == 0)];
            _keyframes.Clear();
            _keyframes.AddRange(kept);
            _keptBytes = kept.Sum(keyframe => keyframe.State.SizeBytes);
            _spacing *= 2;
        }

        return _keptBytes + _answers.SizeBytes <= limit;
    }

    // A state that lies between two steps can only be gone on from.
    private Keyframe KeyframeFor(long step) =>
        _keyframes.FindLast(keyframe => keyframe.Step < step || (keyframe.Step == step && keyframe.IsAtStep)) ?? _keyframes[0];

    /// <summary>A state after so many steps and answers, which stands at the last of these steps or behind it.</summary>
    private sealed record Keyframe(long Step, bool IsAtStep, int Answers, Interpreter.Snapshot State);
}

using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Time;

/// <summary>
/// A place in a recording. Position <c>n</c> is the state right after step <c>n</c>; 0 is before the first step, and one more than
/// the last step is the end of the run: the error, the limit, the exit.
/// </summary>
public sealed partial class Cursor
{
    private readonly Recording _recording;
    private readonly Interpreter _interpreter;
    private readonly List<Keyframe> _keyframes;
    private readonly CallerSteps _callers;
    private readonly Journal _scratch = new();
    private int _base;

    internal Cursor(Recording recording, Interpreter interpreter, List<Keyframe> keyframes, CallerSteps callers)
    {
        _callers = callers;
        _recording = recording;
        _interpreter = interpreter;
        _keyframes = keyframes;
        _base = keyframes.Count - 1;
        Position = End;
        interpreter.Memory.KeepChangesIn(_scratch);
    }

    /// <summary>Where it is.</summary>
    public long Position { get; private set; }

    /// <summary>The position of the end.</summary>
    public long End => _recording.StepCount + 1;

    /// <summary>The number that equal states have in common.</summary>
    public ulong StateHash => _interpreter.StateHash();

    internal Interpreter Interpreter => _interpreter;

    /// <summary>Goes to a position.</summary>
    public void MoveTo(long position)
    {
        position = Math.Clamp(position, 0, End);
        if (position == Position)
        {
            return;
        }

        int target = KeyframeFor(position);
        if (position < Position || target > _base || Position == End)
        {
            Jump(target);
        }

        RunTo(position);
    }

    private void RunTo(long position)
    {
        if (position < End && _interpreter.StepCount < position)
        {
            _interpreter.Run(long.MaxValue, position);
        }

        Position = position;
    }

    /// <summary>The last keyframe that is not past a position.</summary>
    private int KeyframeFor(long position)
    {
        if (position == End)
        {
            return _keyframes.Count - 1;
        }

        int low = 0;
        int high = _keyframes.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            Keyframe keyframe = _keyframes[middle];
            if (keyframe.Step < position || (keyframe.Step == position && keyframe.IsAtStep))
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    // What was run since the last jump is taken back, and then memory goes from keyframe to keyframe.
    private void Jump(int target)
    {
        GuestMemory memory = _interpreter.Memory;
        memory.SwapBack(_scratch);
        _scratch.Clear();
        for (; _base > target; _base--)
        {
            memory.SwapBack(_keyframes[_base - 1].Changes);
        }

        for (; _base < target; _base++)
        {
            memory.SwapForward(_keyframes[_base].Changes);
        }

        _interpreter.Restore(_keyframes[target].State);
        memory.KeepChangesIn(_scratch);
    }

    /// <summary>Forward to the next stop of a grain; at the last one, to the end.</summary>
    public void Next(Grain grain) => MoveTo(Search(Position + 1, 1, grain, int.MaxValue));

    /// <summary>Back to the stop before.</summary>
    public void Previous(Grain grain) => MoveTo(Search(Position - 1, -1, grain, int.MaxValue));

    /// <summary>Forward, passing over the calls that are made.</summary>
    public void Over(Grain grain) => MoveTo(Search(Position + 1, 1, grain, DepthAt(Position)));

    /// <summary>Back, passing over the calls that were made.</summary>
    public void OverBack(Grain grain) => MoveTo(Search(Position - 1, -1, grain, DepthAt(Position)));

    /// <summary>Forward to where the current call has returned.</summary>
    public void Out() => MoveTo(Search(Position + 1, 1, null, DepthAt(Position) - 1));

    /// <summary>Back to before the current call was made.</summary>
    public void OutBack() => MoveTo(Search(Position - 1, -1, null, DepthAt(Position) - 1));

    /// <summary>To the end: the error, if there was one.</summary>
    public void ToEnd() => MoveTo(End);

    /// <summary>How many calls are below the one that a step happened in.</summary>
    public int DepthAt(long position) => position >= 1 && position <= _recording.StepCount ? Entry(position).Depth
        : position > _recording.StepCount && _recording.StepCount > 0 ? Entry(_recording.StepCount).Depth : 0;

    /// <summary>What kind of stop a step is.</summary>
    public MarkKind KindAt(long position) => SiteAt(position).Mark.Kind;

    /// <summary>True when a walk of this grain stops at the position.</summary>
    public bool StopsAt(long position, Grain grain) => grain switch
    {
        Grain.Instruction => KindAt(position) == MarkKind.Instruction,
        Grain.Expression => KindAt(position) is not (MarkKind.FullExpression or MarkKind.ScopeEnd or MarkKind.Move or MarkKind.Begin or MarkKind.Instruction),
        Grain.Statement => KindAt(position) is MarkKind.Statement or MarkKind.Enter or MarkKind.Leave or MarkKind.Drop,
        Grain.Call => KindAt(position) is MarkKind.Enter or MarkKind.Leave,
    };

    private long Search(long from, int direction, Grain? grain, int depth)
    {
        for (long at = from; at >= 1 && at <= _recording.StepCount; at += direction)
        {
            if (Entry(at).Depth <= depth && (grain is null || StopsAt(at, grain.Value)))
            {
                return at;
            }
        }

        return direction > 0 ? End : 0;
    }

    // The log is complete at all times: running a stretch again writes the same entries.
    internal StepEntry Entry(long position) => _interpreter.StepAt(position - 1);

    internal StepSite SiteAt(long position) => _interpreter.Tables.Steps[Entry(position).Site];
}

namespace Crabwalk.Machine.Time;

/// <summary>
/// For each step of a recording the last one before it that was made in a call further down, so that whoever reads the log backwards
/// can pass over a whole call, however long it took. Four bytes a step; made once, when the run has ended.
/// </summary>
internal sealed class CallerSteps
{
    private readonly int[] _callers;

    /// <summary>Reads the depths of all steps, which are numbered from 1.</summary>
    public CallerSteps(long count, Func<long, int> depthOf)
    {
        _callers = new int[checked((int)count) + 1];
        var open = new Stack<(int Depth, int Step)>();
        for (int step = 1; step <= count; step++)
        {
            int depth = depthOf(step);
            while (open.TryPeek(out (int Depth, int Step) top) && top.Depth >= depth)
            {
                open.Pop();
            }

            _callers[step] = open.TryPeek(out (int Depth, int Step) caller) ? caller.Step : 0;
            open.Push((depth, step));
        }
    }

    /// <summary>The memory it takes.</summary>
    public long SizeBytes => _callers.Length * (long)sizeof(int);

    /// <summary>The last step before this one with fewer calls below it; 0 for none.</summary>
    public long Before(long step) => _callers[step];
}

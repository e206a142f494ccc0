using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Memory;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Machine.Time;

/// <summary>Who wrote this last, and where was the last pointer to that block lost?</summary>
public sealed partial class Cursor
{
    private const int LookForFirstPointer = 64;

    /// <summary>The position whose state first shows the last write to a range before a position; null when nobody wrote there.</summary>
    public unsafe long? LastWrite(ulong address, long size, long before)
    {
        uint id = _interpreter.AllocationAt(address);
        if (id == 0)
        {
            return null;
        }

        long arena = (long)(address + _interpreter.Memory.Lines[id].Delta);
        long here = Position;
        long? found = null;
        for (int i = KeyframeFor(before); i >= 0 && found is null; i--)
        {
            bool isLast = i == _keyframes.Count - 1 || _keyframes[i + 1].Step >= before;
            if (isLast || Touches(_keyframes[i].Changes, arena, size))
            {
                found = LastWriteAfter(i, arena, size, isLast ? before : _keyframes[i + 1].Step + 1);
            }
        }

        MoveTo(here);
        return found;
    }

    private static bool Touches(Journal changes, long arena, long size)
    {
        foreach (ref WordEntry entry in changes.Words)
        {
            if (entry.Word >= arena >> 3 && entry.Word <= (arena + size - 1) >> 3)
            {
                return true;
            }
        }

        return false;
    }

    private long? LastWriteAfter(int keyframe, long arena, long size, long before)
    {
        Jump(keyframe);
        Position = _keyframes[keyframe].Step;
        _interpreter.Watch(arena, arena + size);
        RunTo(Math.Min(before, _recording.StepCount));
        _interpreter.StopWatching();
        return _interpreter.SeenWrites.Count > 0 ? Math.Min(_interpreter.SeenWrites[^1].Step + 1, End) : null;
    }

    /// <summary>The last position at which something still led to a heap block that was lost; null when it never was reachable.</summary>
    public long? LastHeld(BlockFacts block)
    {
        long here = Position;
        uint id = (uint)block.Id.Number;
        long low = FirstHeld(id, block.AllocatedStep + 1);
        if (low > End)
        {
            MoveTo(here);
            return null;
        }

        long high = End;
        while (low + 1 < high)
        {
            long middle = low + ((high - low) / 2);
            MoveTo(middle);
            if (_interpreter.IsReachable(id))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        MoveTo(here);
        return low;
    }

    private long FirstHeld(uint id, long from)
    {
        for (long at = from; at <= Math.Min(End, from + LookForFirstPointer); at++)
        {
            MoveTo(at);
            if (_interpreter.IsReachable(id))
            {
                return at;
            }
        }

        return End + 1;
    }

    /// <summary>A leak with the place where the last pointer was lost.</summary>
    public LeakReport Explain(LeakReport leak)
    {
        if (leak.IsReachable || LastHeld(leak.Block) is not { } held)
        {
            return leak;
        }

        long lost = Math.Min(held + 1, _recording.StepCount);
        return leak with { LostStep = lost, LostAt = SiteAt(lost).Source.Span };
    }

    /// <summary>The place of a step.</summary>
    public Span SpanAt(long position) => SiteAt(position).Source.Span;

}

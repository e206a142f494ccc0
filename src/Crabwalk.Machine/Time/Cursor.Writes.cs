using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Time;

/// <summary>
/// Who wrote this last, and who writes it next? For memory the journals between keyframes tell which stretches are worth running
/// again with every store watched; for a local in a register the log's store marks tell it alone.
/// </summary>
public sealed partial class Cursor
{
    /// <summary>The position whose state first shows the last write to a range before a position; null when nobody wrote there.</summary>
    public long? LastWrite(ulong address, long size, long before)
    {
        if (_interpreter.RegisterLocalAt(address) is { } local)
        {
            return StoreTo(local.Depth, local.Local, before - 1, -1);
        }

        if (ArenaOf(address) is not { } arena)
        {
            return null;
        }

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

    /// <summary>The position whose state first shows the next write to a range after a position; null when nobody writes there any more.</summary>
    public long? NextWrite(ulong address, long size, long after)
    {
        if (_interpreter.RegisterLocalAt(address) is { } local)
        {
            return StoreTo(local.Depth, local.Local, after + 1, 1);
        }

        if (ArenaOf(address) is not { } arena)
        {
            return null;
        }

        long here = Position;
        long? found = null;
        for (int i = KeyframeFor(after); i < _keyframes.Count - 1 && found is null; i++)
        {
            if (Touches(_keyframes[i].Changes, arena, size))
            {
                found = FirstWriteAfter(i, arena, size, after);
            }
        }

        MoveTo(here);
        return found;
    }

    private unsafe long? ArenaOf(ulong address) =>
        _interpreter.AllocationAt(address) is var id and not 0 ? (long)(address + _interpreter.Memory.Lines[id].Delta) : null;

    private static bool Touches(Journal changes, long arena, long size)
    {
        for (int piece = 0; piece < changes.Words.PieceCount; piece++)
        {
            foreach (ref WordEntry entry in changes.Words[piece])
            {
                if (entry.Word >= arena >> 3 && entry.Word <= (arena + size - 1) >> 3)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private long? LastWriteAfter(int keyframe, long arena, long size, long before)
    {
        Jump(keyframe);
        Position = _keyframes[keyframe].Step;
        Watched(arena, size, before);
        IReadOnlyList<SeenWrite> seen = _interpreter.SeenWrites;
        return seen.Count > 0 ? Shown(seen[^1]) : null;
    }

    private long? FirstWriteAfter(int keyframe, long arena, long size, long after)
    {
        Jump(keyframe);
        Position = _keyframes[keyframe].Step;
        RunTo(Math.Max(after, Position));
        Watched(arena, size, _keyframes[keyframe + 1].Step + 1);
        IReadOnlyList<SeenWrite> seen = _interpreter.SeenWrites;
        return seen.Count > 0 ? Shown(seen[0]) : null;
    }

    private void Watched(long arena, long size, long until)
    {
        _interpreter.Watch(arena, arena + size);
        RunTo(Math.Min(until, _recording.StepCount));
        _interpreter.StopWatching();
    }

    private long Shown(SeenWrite write) => Math.Min(write.Step + 1, End);

    /// <summary>The nearest store to a local, looking from a position one way for as long as its call lives.</summary>
    private long? StoreTo(int depth, LocalId local, long from, int direction)
    {
        for (long at = from; at >= 1 && at <= _recording.StepCount && Entry(at).Depth >= depth; at += direction)
        {
            StepSite site = SiteAt(at);
            bool isHere = Entry(at).Depth == depth;
            if (isHere && site.Mark is { Kind: MarkKind.Store, Value: Operand.Copy { Place: { IsLocal: true } place } } && place.Local == local)
            {
                return at;
            }

            // Another call of the same depth begins: the one that the local belonged to is over.
            if (isHere && site.Mark.Kind == (direction > 0 ? MarkKind.Enter : MarkKind.Leave) && at != from)
            {
                break;
            }
        }

        return null;
    }
}

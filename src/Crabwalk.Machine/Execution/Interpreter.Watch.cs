using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>A write that was seen.</summary>
/// <param name="Step">How many steps came before.</param>
/// <param name="Arena">Where in the arena.</param>
/// <param name="Size">How many bytes.</param>
internal readonly record struct SeenWrite(long Step, long Arena, long Size);

/// <summary>
/// Watching writes. No store of an ordinary run is logged; when somebody asks who wrote a place, a stretch of the run is repeated
/// with every store sent through the slow twin, which notes it here.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    private readonly List<SeenWrite> _seen = [];
    private long _watchFrom;
    private long _watchTo;

    /// <summary>The writes seen since <see cref="Watch"/>.</summary>
    public IReadOnlyList<SeenWrite> SeenWrites => _seen;

    /// <summary>Notes writes to a range of the arena from now on.</summary>
    public void Watch(long from, long to)
    {
        _watching = true;
        (_watchFrom, _watchTo) = (from, to);
        _seen.Clear();
    }

    /// <summary>Notes no more writes.</summary>
    public void StopWatching() => _watching = false;

    /// <summary>The call, by its number from the bottom, and the local in a register whose reserved address this is; null for other addresses.</summary>
    public (int Depth, LocalId Local)? RegisterLocalAt(ulong address)
    {
        if (!IsOnStack(address))
        {
            return null;
        }

        Frame* frame = FrameAt(address);
        return RegisterSlotAt(frame, address) is { } slot ? ((int)(frame - _frames), slot.Local) : null;
    }

    private void NoteWrite(long arena, long size)
    {
        if (_watching && arena < _watchTo && arena + size > _watchFrom)
        {
            _seen.Add(new SeenWrite(_stepCount, arena, size));
        }
    }
}

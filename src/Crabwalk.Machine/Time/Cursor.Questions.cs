using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Machine.Time;

/// <summary>Where was the last pointer to a block lost?</summary>
public sealed partial class Cursor
{
    private const int LookForFirstPointer = 64;

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

using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Time;

/// <summary>Where in the code steps stand, told from the log alone: nothing is run for it.</summary>
public sealed partial class Cursor
{
    /// <summary>The body that a step was made in; null before the first step.</summary>
    public Body? BodyAt(long position) => SiteOf(position) is { } site ? _interpreter.BodyOf(site) : null;

    /// <summary>Where in its body a step stands; null before the first step.</summary>
    public Location? LocationAt(long position) => SiteOf(position)?.Location;

    /// <summary>
    /// The last position, up to the given one, of a step in the call that has so many calls below it: where that call stood when it
    /// made the call above it. 0 when there is none.
    /// </summary>
    public long LastOfDepth(long position, int depth)
    {
        long at = Math.Min(position, _recording.StepCount);
        while (at >= 1 && Entry(at).Depth > depth)
        {
            at = _callers.Before(at);
        }

        return at;
    }

    private Code.StepSite? SiteOf(long position) =>
        _recording.StepCount == 0 || position < 1 ? null : SiteAt(Math.Min(position, _recording.StepCount));
}

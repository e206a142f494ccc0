using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Pictures;

/// <summary>
/// Draws steps so that nothing jumps from one to the next: places are found once, from steps spread evenly over the whole walk, and
/// whatever a later step brings is added. A picture of a step is therefore the same whichever way one came to it, as far as the
/// sampled steps know its blocks.
/// </summary>
internal sealed class PictureMemory
{
    private const int Samples = 40;

    private readonly Dictionary<(Grain Grain, Arrangement Arrangement, int Columns), LayoutMemory> _layouts = [];

    /// <summary>Forgets a program.</summary>
    public void Clear() => _layouts.Clear();

    /// <summary>The picture of a step.</summary>
    public string Draw(Walk walk, Grain grain, StepScene scene, SvgOptions options)
    {
        var key = (grain, options.Arrangement, options.HeapColumns);
        if (!_layouts.TryGetValue(key, out LayoutMemory? memory))
        {
            memory = LayoutMemory.Of(Sampled(walk, grain), options.Limits, options.HeapColumns);
        }

        _layouts[key] = memory = memory.With(scene, options.Limits, options.HeapColumns);
        return SvgPicture.Render(walk.Overview(grain), scene, memory, options);
    }

    private static IEnumerable<StepScene> Sampled(Walk walk, Grain grain)
    {
        long count = walk.CountOf(grain);
        long samples = Math.Min(count, Samples);
        for (long i = 0; i < samples; i++)
        {
            yield return walk.SceneAt(grain, samples == 1 ? 1 : 1 + (i * (count - 1) / (samples - 1)));
        }
    }
}

using Crabwalk.Machine.Inspect;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>Something that happened in a step besides the step itself, told in the sentence and on the timeline.</summary>
public abstract record StepEvent
{
    private StepEvent()
    {
    }

    /// <summary>A block came from the heap.</summary>
    public sealed record Allocated(HeapBlockView Block) : StepEvent;

    /// <summary>A block went back.</summary>
    public sealed record Freed(HeapBlockView Block) : StepEvent;

    /// <summary>The program wrote.</summary>
    public sealed record Wrote(string Text, OutputStream Stream) : StepEvent;
}

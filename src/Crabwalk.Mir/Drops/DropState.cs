using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;

namespace Crabwalk.Mir.Drops;

/// <summary>What becomes of a drop, by what is known of the place where it stands.</summary>
internal enum DropStyle
{
    /// <summary>The place never has a value: nothing.</summary>
    Dead,

    /// <summary>It always has one: a plain drop.</summary>
    Static,

    /// <summary>It has one or not, as a whole: a drop behind a flag.</summary>
    Conditional,

    /// <summary>Its parts have different fates: each is dropped by itself.</summary>
    Open,
}

/// <summary>Is only the place meant, or its parts too?</summary>
internal enum DropDepth
{
    /// <summary>The place alone.</summary>
    Shallow,

    /// <summary>The place and its parts.</summary>
    Deep,
}

/// <summary>What is known of the values of places where a drop stands.</summary>
internal abstract class DropState
{
    /// <summary>What becomes of the drop of a path.</summary>
    public abstract DropStyle StyleOf(MovePathId path, DropDepth depth);

    /// <summary>The flag that says at run time whether the path has a value.</summary>
    public abstract LocalId? FlagOf(MovePathId path);

    /// <summary>The path one step further, if it has a fate of its own.</summary>
    public abstract MovePathId? Step(MovePathId path, Projection step);

    /// <summary>Clears the flag of a path before a location.</summary>
    public abstract void ClearFlag(Location at, MovePathId path, SourceInfo source);
}

/// <summary>Inside drop glue everything has a value and is to be opened once.</summary>
internal sealed class GlueState : DropState
{
    public override DropStyle StyleOf(MovePathId path, DropDepth depth) => depth == DropDepth.Shallow ? DropStyle.Static : DropStyle.Open;

    public override LocalId? FlagOf(MovePathId path) => null;

    public override MovePathId? Step(MovePathId path, Projection step) => null;

    public override void ClearFlag(Location at, MovePathId path, SourceInfo source)
    {
    }
}

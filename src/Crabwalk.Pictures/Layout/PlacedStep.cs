using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>What a placed box is.</summary>
public abstract record BoxContent
{
    private BoxContent()
    {
    }

    /// <summary>A call.</summary>
    public sealed record Call(FrameScene Frame) : BoxContent;

    /// <summary>A heap block.</summary>
    public sealed record Block(BlockScene Scene) : BoxContent;

    /// <summary>The statics.</summary>
    public sealed record Statics : BoxContent;

    /// <summary>Calls, blocks or statics that are folded away, in words.</summary>
    public sealed record Fold(string Text) : BoxContent;
}

/// <summary>A box with its place in the picture; its rows' places count from its upper left corner.</summary>
public sealed record PlacedBox(BoxContent Content, Area Area, EquatableArray<PlacedRow> Rows);

/// <summary>A heading of a part of the picture.</summary>
public sealed record PlacedHeading(string Text, string Remark, double X, double Y);

/// <summary>An arrow with its course.</summary>
/// <param name="Arrow">The arrow.</param>
/// <param name="Path">The course, in SVG's path notation.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Tip">Where its head is.</param>
/// <param name="Label">Words at the head, such as "+3"; empty without.</param>
public sealed record PlacedArrow(ArrowScene Arrow, string Path, Point Start, Point Tip, string Label);

/// <summary>A step with everything at its place.</summary>
public sealed record PlacedStep(
    double Width,
    double Height,
    EquatableArray<PlacedHeading> Headings,
    EquatableArray<PlacedBox> Boxes,
    EquatableArray<PlacedArrow> Arrows);

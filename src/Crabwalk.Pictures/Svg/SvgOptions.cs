using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Layout;

namespace Crabwalk.Pictures.Svg;

/// <summary>What stands around the memory in a picture.</summary>
public enum Surroundings
{
    /// <summary>Source, sentence, timeline and output: a picture for a slide.</summary>
    Slide,

    /// <summary>Only the sentence below: a figure for a book that shows the source itself.</summary>
    Figure,

    /// <summary>Nothing: for a page that shows the rest itself.</summary>
    Bare,
}

/// <summary>Where a picture's style sheet, arrow heads and hatching are.</summary>
public enum Styles
{
    /// <summary>In the picture: it stands alone.</summary>
    Inside,

    /// <summary>In the page around it, once for all its pictures.</summary>
    Outside,
}

/// <summary>How a step is drawn.</summary>
public sealed record SvgOptions
{
    /// <summary>The colours.</summary>
    public Theme Theme { get; init; }

    /// <summary>Wide or narrow.</summary>
    public Arrangement Arrangement { get; init; }

    /// <summary>What stands around the memory.</summary>
    public Surroundings Surroundings { get; init; }

    /// <summary>Where the styles are.</summary>
    public Styles Styles { get; init; }

    /// <summary>How many blocks stand beside each other at most.</summary>
    public int HeapColumns { get; init; } = 4;

    /// <summary>What is folded.</summary>
    public FoldLimits Limits { get; init; } = FoldLimits.Default;
}

using Crabwalk.Pictures.Folding;

namespace Crabwalk.Pictures.Html;

/// <summary>Whether the data of a walk is compressed inside its page.</summary>
public enum Packing
{
    /// <summary>When it is worth it.</summary>
    Auto,

    /// <summary>Never: the page can be searched and compared as text.</summary>
    Plain,

    /// <summary>Always.</summary>
    Packed,
}

/// <summary>How a walk becomes a page.</summary>
public sealed record HtmlOptions
{
    /// <summary>Whether the data is compressed.</summary>
    public Packing Packing { get; init; }

    /// <summary>How many heap blocks stand beside each other at most.</summary>
    public int HeapColumns { get; init; } = 4;

    /// <summary>What is folded.</summary>
    public FoldLimits Limits { get; init; } = FoldLimits.Default;
}

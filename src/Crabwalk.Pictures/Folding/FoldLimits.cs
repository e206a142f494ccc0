namespace Crabwalk.Pictures.Folding;

/// <summary>How much of a scene is drawn. What is left out is always said: "… 96 more".</summary>
public sealed record FoldLimits
{
    /// <summary>The limits for a screen or a slide.</summary>
    public static readonly FoldLimits Default = new();

    /// <summary>How many elements of an array are drawn when it is folded; shorter arrays are drawn whole.</summary>
    public int Elements { get; init; } = 12;

    /// <summary>How many calls of a stack are drawn.</summary>
    public int Calls { get; init; } = 8;

    /// <summary>How many heap blocks are drawn.</summary>
    public int Blocks { get; init; } = 40;

    /// <summary>How many variables of a call, or members of a struct, are drawn.</summary>
    public int Members { get; init; } = 40;

    /// <summary>How many statics are drawn.</summary>
    public int Statics { get; init; } = 24;

    /// <summary>How deep cells in cells are opened.</summary>
    public int Depth { get; init; } = 5;
}

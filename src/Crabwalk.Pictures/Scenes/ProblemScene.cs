using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>How bad a problem is.</summary>
public enum ProblemLevel
{
    /// <summary>The program cannot go on with meaning.</summary>
    Error,

    /// <summary>Something to mend, such as a leak.</summary>
    Warning,
}

/// <summary>What went wrong in a step, with its story.</summary>
public sealed record ProblemScene
{
    /// <summary>What is wrong in a few words, such as "read of a freed block".</summary>
    public required string Title { get; init; }

    /// <summary>How bad it is.</summary>
    public ProblemLevel Level { get; init; }

    /// <summary>The rule's name, such as <c>UB.UseAfterFree</c> or <c>E0382</c>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Where the rule is written, such as "C17 6.2.4p2".</summary>
    public string Citation { get; init; } = "";

    /// <summary>The story, one line each; runs with a step lead there: allocated at, freed at, last written at, who still points here.</summary>
    public EquatableArray<EquatableArray<TextRun>> Story { get; init; } = [];

    /// <summary>What to try, one line each.</summary>
    public EquatableArray<EquatableArray<TextRun>> Advice { get; init; } = [];
}

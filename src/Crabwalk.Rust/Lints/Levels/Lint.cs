namespace Crabwalk.Rust.Lints.Levels;

/// <summary>What happens where a lint finds something.</summary>
public enum LintLevel
{
    /// <summary>Nothing.</summary>
    Allow,

    /// <summary>Nothing, but it must find something.</summary>
    Expect,

    /// <summary>A warning.</summary>
    Warn,

    /// <summary>An error.</summary>
    Deny,

    /// <summary>An error that nothing inside may allow.</summary>
    Forbid,
}

/// <summary>A lint: what may be wrong with a program that can be compiled. Names, groups and levels are rustc's.</summary>
/// <param name="Name">Its name, such as <c>unused_variables</c>.</param>
/// <param name="Group">The group that its default level is told with; null for none.</param>
/// <param name="Level">Its level where nobody says otherwise.</param>
public sealed record Lint(string Name, string? Group, LintLevel Level)
{
    /// <summary>Its level in earlier editions, where that is another.</summary>
    public LintLevel? LevelBefore2024 { get; init; }
}

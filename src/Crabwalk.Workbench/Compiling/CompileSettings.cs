using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Layout;
using Crabwalk.Rust.Packages;

namespace Crabwalk.Workbench.Compiling;

/// <summary>Another crate that a Rust program may name.</summary>
/// <param name="Name">The name in the program.</param>
/// <param name="Path">Its root file.</param>
public sealed record ExternCrate(string Name, string Path);

/// <summary>A lint's level from the command line, in the order given: <c>-D warnings</c>.</summary>
/// <param name="Level">One of <c>A</c>, <c>W</c>, <c>D</c>, <c>F</c>, as rustc's options are spelled.</param>
/// <param name="Lint">The lint or group.</param>
public sealed record LintLevel(char Level, string Lint);

/// <summary>Which of a package's programs is meant, and which of its features.</summary>
public sealed record PackageChoice
{
    /// <summary>A program by its name; null for the only one, or the manifest's <c>default-run</c>.</summary>
    public string? Program { get; init; }

    /// <summary>An example by its name, in place of a program.</summary>
    public string? Example { get; init; }

    /// <summary>The features that are on.</summary>
    public FeatureChoice Features { get; init; } = new();
}

/// <summary>What the real compilers take as options. Each front end reads its own part and leaves the rest alone.</summary>
public sealed record CompileSettings
{
    /// <summary>What types are laid out for.</summary>
    public Target Target { get; init; } = Target.X64;

    /// <summary>The program is only looked at: files without a <c>main</c> are then part of a program whose rest is elsewhere.</summary>
    public bool IsOnlyChecked { get; init; }

    /// <summary>The program is made for a walk: its code marks the points that a walk may stop at.</summary>
    public bool IsMarked { get; init; } = true;

    /// <summary>Rust: a program that breaks only rules of ownership is to be run all the same, up to where it goes wrong.</summary>
    public bool RunsAnyway { get; init; }

    /// <summary>C: folders searched for <c>#include</c> before the library's, in order.</summary>
    public EquatableArray<string> IncludeFolders { get; init; } = [];

    /// <summary>C: <c>NAME</c> or <c>NAME=VALUE</c>, in order.</summary>
    public EquatableArray<string> Defines { get; init; } = [];

    /// <summary>C: names that are not predefined.</summary>
    public EquatableArray<string> Undefines { get; init; } = [];

    /// <summary>C: <c>c17</c>, <c>gnu17</c>, <c>c11</c> ...; null for the default, gnu17.</summary>
    public string? Standard { get; init; }

    /// <summary>C: warnings as gcc spells them after <c>-W</c>: <c>all</c>, <c>extra</c>, <c>no-format</c>, <c>error</c>.</summary>
    public EquatableArray<string> Warnings { get; init; } = [];

    /// <summary>C: no warnings at all.</summary>
    public bool SuppressWarnings { get; init; }

    /// <summary>Rust: 2015, 2018, 2021 or 2024; null for the package's or the default, 2024.</summary>
    public string? Edition { get; init; }

    /// <summary>Rust: <c>bin</c> or <c>lib</c>; null to tell by whether there is a <c>main</c>.</summary>
    public string? CrateType { get; init; }

    /// <summary>Rust: compile the tests.</summary>
    public bool IsTest { get; init; }

    /// <summary>Rust: other crates.</summary>
    public EquatableArray<ExternCrate> Externs { get; init; } = [];

    /// <summary>Rust: what of a package is meant.</summary>
    public PackageChoice Package { get; init; } = new();

    /// <summary>Rust: <c>--cfg</c> values, <c>name</c> or <c>name="value"</c>.</summary>
    public EquatableArray<string> Cfgs { get; init; } = [];

    /// <summary>Rust: lint levels in the order given.</summary>
    public EquatableArray<LintLevel> Lints { get; init; } = [];
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Rust;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>A crate that another one may name.</summary>
/// <param name="Name">What it calls it.</param>
/// <param name="Index">Which of the crates that are compiled together it is.</param>
internal sealed record NamedCrate(string Name, int Index);

/// <summary>One crate of the user's that is to be compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RootFile">Its root file.</param>
/// <param name="Edition">The edition it is written in.</param>
internal sealed record UserCrate(string Name, string RootFile, Edition Edition)
{
    /// <summary>The crates it may name beside the library.</summary>
    public EquatableArray<NamedCrate> Named { get; init; } = [];

    /// <summary>What <c>cfg</c> holds beside the target's and the command line's.</summary>
    public EquatableArray<string> Cfg { get; init; } = [];

    /// <summary>What <c>env!</c> sees.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>It needs a <c>main</c>.</summary>
    public bool IsProgram { get; init; }

    /// <summary>It is compiled with its tests.</summary>
    public bool IsTest { get; init; }

    /// <summary>The same as options of the front end.</summary>
    public CrateOptions Options(CompileSettings settings) => new(Name, RootFile)
    {
        Edition = Edition,
        Target = settings.Target,
        Cfg = [.. settings.Cfgs, .. Cfg, "debug_assertions", .. IsTest ? ["test"] : Array.Empty<string>()],
        Environment = Environment,
        IsProgram = IsProgram,
    };
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Workbench.Editing;
using Crabwalk.Workbench.Testing;

namespace Crabwalk.Workbench.Compiling;

/// <summary>What came of compiling a program.</summary>
/// <param name="Sources">All texts that took part.</param>
/// <param name="Diagnostics">What was found, in the order it is to be shown.</param>
/// <param name="Program">The linked program; null when there were errors, or files without a <c>main</c> were only checked.</param>
public sealed record Compilation(SourceMap Sources, EquatableArray<Diagnostic> Diagnostics, MirProgram? Program)
{
    /// <summary>True when the program was not accepted.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);

    /// <summary>True when the program was rejected and can be run nevertheless, because <see cref="CompileSettings.RunsAnyway"/> asked for it.</summary>
    public bool RunsAnyway { get; init; }

    /// <summary>True when there is something to run.</summary>
    public bool MayRun => !HasErrors || RunsAnyway;

    /// <summary>Rust: the crate's tests, when it was compiled with them.</summary>
    public TestSuite? Tests { get; init; }

    /// <summary>Rust: who may do what where; null for C and when types were wrong.</summary>
    public OwnershipView? Ownership { get; init; }

    /// <summary>Rust: functions, constants and statics of the user's crate, in the order of the source; their bodies are made when they are asked for.</summary>
    public IReadOnlyList<DefId> Owners { get; init; } = [];

    /// <summary>What editors want to know of it; read when somebody asks.</summary>
    public CodeModel Model => field ??= ReadModel?.Invoke() ?? CodeModel.Empty;

    internal Func<CodeModel>? ReadModel { get; init; }

    /// <summary>The program with the bodies of all of the user's functions made, also of those that nothing calls.</summary>
    public MirProgram WholeProgram()
    {
        foreach (DefId owner in Owners)
        {
            Program!.FindBody(owner);
        }

        return Program!;
    }
}

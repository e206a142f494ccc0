using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Compiling;

/// <summary>What came of compiling a program.</summary>
/// <param name="Sources">All texts that took part.</param>
/// <param name="Diagnostics">What was found, in the order it is to be shown.</param>
/// <param name="Program">The linked program; null when there were errors, or files without a <c>main</c> were only checked.</param>
public sealed record Compilation(SourceMap Sources, EquatableArray<Diagnostic> Diagnostics, MirProgram? Program)
{
    /// <summary>True when the program was not accepted.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}

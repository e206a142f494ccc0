using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Workbench.Testing;

/// <summary>A crate that was compiled with its tests.</summary>
/// <param name="Title">What cargo calls it: <c>unittests src/lib.rs</c>; empty for a single file.</param>
/// <param name="Option">The option that selects it alone: <c>--lib</c>.</param>
/// <param name="Compilation">What came of compiling it.</param>
public sealed record TestTarget(string Title, string Option, Compilation Compilation);

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Linking;

/// <summary>What came of generating code for a program.</summary>
/// <param name="Module">The module; null when something in the program is not supported.</param>
/// <param name="Diagnostics">What is not, each at its place.</param>
public sealed record GeneratedModule(WasmModule? Module, EquatableArray<Diagnostic> Diagnostics);

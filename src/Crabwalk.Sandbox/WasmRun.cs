using Crabwalk.Foundation.Collections;
using Crabwalk.Workbench.Auditing;

namespace Crabwalk.Sandbox;

/// <summary>How a module's run ended.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Offsets">Where in the file it stood when it was stopped: the innermost call first; empty when it ended by itself.</param>
public sealed record WasmRun(Ending Ending, EquatableArray<int> Offsets);

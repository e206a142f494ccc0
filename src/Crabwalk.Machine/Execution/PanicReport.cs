using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Machine.Execution;

/// <summary>A panic that happened, caught or not.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Place">The user's expression that panicked.</param>
/// <param name="Calls">The calls that were open, innermost first.</param>
/// <param name="Step">How many steps came before.</param>
public sealed record PanicReport(string Message, Span Place, EquatableArray<CallPlace> Calls, long Step);

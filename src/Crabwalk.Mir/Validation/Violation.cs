using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Validation;

/// <summary>A rule of MIR that a body breaks: always a bug of the stage that made the body, never of the user's program.</summary>
/// <param name="Function">The body.</param>
/// <param name="Location">Where in it; null for the body as a whole.</param>
/// <param name="Message">What is wrong.</param>
public sealed record Violation(DefId Function, Location? Location, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Location is { } at ? $"{at}: {Message}" : Message;
}

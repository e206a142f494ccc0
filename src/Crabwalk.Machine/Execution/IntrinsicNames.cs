using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Execution;

/// <summary>The names that a definition of kind <see cref="Mir.Definitions.DefKind.Intrinsic"/> may have.</summary>
public static class IntrinsicNames
{
    /// <summary>All of them, C's builtins and the host's functions too.</summary>
    public static IReadOnlySet<string> Known { get; } =
        Intrinsics.Names.Concat(BodyCompiler.InlineNames).ToHashSet(StringComparer.Ordinal);
}

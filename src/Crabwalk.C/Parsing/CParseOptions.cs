using System.Collections.Immutable;
using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Parsing;

/// <summary>What the parser needs to know besides the tokens.</summary>
public sealed record CParseOptions
{
    /// <summary>Whose sizes hold.</summary>
    public Target Target { get; init; } = Target.X64;

    /// <summary>The edition of C, with or without gcc's additions.</summary>
    public CStandard Standard { get; init; } = CStandard.Gnu17;

    /// <summary>What preprocessing kept beside the tokens.</summary>
    public ImmutableArray<Pragma> Pragmas { get; init; } = [];

    /// <summary>Which warnings are given.</summary>
    public WarningOptions Warnings { get; init; } = WarningOptions.Default;
}

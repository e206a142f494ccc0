namespace Crabwalk.DebugAdapter.Protocol;

// The body of `crabwalk/ownership`: docs/protocol.md tells what it means.

internal sealed record OwnershipArguments(long? Step = null, string? Grain = null, bool Steps = false);

internal sealed record PlaceMoveBody(string Name, TextRange Place, string? Into);

internal sealed record PlaceBody(string Name, string Type, string State, string Permissions, bool IsUsedLater)
{
    public PlaceMoveBody[]? Moves { get; init; }

    public string[]? Because { get; init; }
}

internal sealed record LoanBody(string Kind, string? Name, TextRange Place, string[] Holders, string Reason, TextRange? UsedAt);

internal sealed record PermissionChangeBody(string Name, string Before, string After, string Cause);

internal sealed record PermissionStepBody(TextRange Place, PermissionChangeBody[] Changes);

internal sealed record OwnershipBody(string Function, PlaceBody[] Places, LoanBody[] Loans, PermissionStepBody[]? Steps = null);

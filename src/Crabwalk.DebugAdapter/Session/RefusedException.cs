namespace Crabwalk.DebugAdapter.Session;

/// <summary>A request that cannot be met; the message is for the user.</summary>
internal sealed class RefusedException(string message) : Exception(message);

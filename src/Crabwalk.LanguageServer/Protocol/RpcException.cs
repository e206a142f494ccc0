namespace Crabwalk.LanguageServer.Protocol;

/// <summary>A request that cannot be met, with its code.</summary>
internal sealed class RpcException(int code, string message) : Exception(message)
{
    /// <summary>The code, one of <see cref="RpcErrors"/>.</summary>
    public int Code { get; } = code;
}

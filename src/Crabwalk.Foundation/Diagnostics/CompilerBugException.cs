namespace Crabwalk.Foundation.Diagnostics;

/// <summary>
/// A fault of Crabwalk itself, never of the user's program. Only the shells catch it: they print what stage and function it was,
/// ask for a report and live on.
/// </summary>
public sealed class CompilerBugException : Exception
{
    /// <summary>A bug without a word about it.</summary>
    public CompilerBugException()
    {
    }

    /// <summary>A bug, told in words.</summary>
    public CompilerBugException(string message)
        : base(message)
    {
    }

    /// <summary>A bug that came to light through another exception.</summary>
    public CompilerBugException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

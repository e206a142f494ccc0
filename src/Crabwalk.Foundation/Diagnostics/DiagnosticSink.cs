namespace Crabwalk.Foundation.Diagnostics;

/// <summary>
/// Proof that an error was reported. Only a <see cref="DiagnosticSink"/> makes one, so a tree node or type that holds it can be
/// skipped by later stages without a second message about the same fault.
/// </summary>
public sealed class Reported
{
    internal Reported()
    {
    }
}

/// <summary>Collects the messages of one compilation in the order they were found.</summary>
public sealed class DiagnosticSink
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<Diagnostic> Found => _found;

    /// <summary>How many errors were reported.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>The proof of the last error; null before the first.</summary>
    public Reported? LastError { get; private set; }

    /// <summary>True once an error was reported.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Reports an error and gives the proof.</summary>
    public Reported Error(Diagnostic diagnostic)
    {
        Add(diagnostic);
        return LastError = new();
    }

    /// <summary>Reports a message of any severity.</summary>
    public void Add(Diagnostic diagnostic)
    {
        _found.Add(diagnostic);
        if (diagnostic.IsError)
        {
            ErrorCount++;
        }
    }
}

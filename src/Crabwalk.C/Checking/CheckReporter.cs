using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>
/// Where the parser and checker report. It decides what the options let through, keeps silent about warnings in library headers and in
/// code that never runs, and stops a flood of errors with a word about it.
/// </summary>
internal sealed class CheckReporter(DiagnosticSink sink, SourceMap map, WarningOptions options)
{
    /// <summary>After so many errors the rest helps nobody.</summary>
    private const int ErrorLimit = 100;

    private readonly HashSet<(string Code, Span Span)> _seen = [];
    private int _errors;
    private bool _isStopped;

    /// <summary>True once no more errors are shown; the parser then stops.</summary>
    public bool IsFlooded => _isStopped || _errors >= ErrorLimit;

    /// <summary>The proof of the last error of any stage; null before the first.</summary>
    public Reported? Last => sink.LastError;

    /// <summary>Above 0 while reading an operand that is never evaluated by reason of a constant: <c>0 &amp;&amp; 1 / 0</c>.</summary>
    public int DeadDepth { get; set; }

    /// <summary>Reports an error.</summary>
    public Reported Error(Diagnostic diagnostic)
    {
        if (IsFlooded && Last is { } last)
        {
            return last;
        }

        _errors++;
        Reported reported = sink.Error(diagnostic);
        return _errors >= ErrorLimit ? sink.Error(CErrors.TooMany(diagnostic.Primary?.Span ?? default, ErrorLimit)) : reported;
    }

    /// <summary>Keeps silent from now on: the last error said why.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Gives a warning if the user wants it; true when it was given.</summary>
    public bool Warn(string name, Span span, string message, string label = "", params ReadOnlySpan<SubDiagnostic> children)
    {
        if (IsFlooded || DeadDepth > 0 || !options.IsEnabled(name) || IsOfLibrary(span) || !_seen.Add((name + message, span)))
        {
            return false;
        }

        Severity severity = options.IsError(name) ? Severity.Error : Severity.Warning;
        sink.Add(new Diagnostic(severity, name, message, new Label(span, label)) { Children = [.. children] });
        return true;
    }

    // What a macro of the library expands to is no text of the user's; the arguments in it are, and have places of their own.
    private bool IsOfLibrary(Span span) => map.IsLibrary(span) || (map.ExpansionOf(span) is { } expansion && map.IsLibrary(expansion.Definition));

    /// <summary>True when a warning of this name would be given at all; asked before an expensive check.</summary>
    public bool IsEnabled(string name) => DeadDepth == 0 && options.IsEnabled(name);

    /// <summary>Something that C allows and Crabwalk does not know yet.</summary>
    public Reported Unsupported(Span span, string what) =>
        Error(new Diagnostic(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {what}", new Label(span)));

    /// <summary>The proof for a literal that was reported when it was decoded.</summary>
    public Reported AlreadyReported() => Last ?? throw new CompilerBugException("a literal without a value was not reported");

    /// <summary>A note with a place.</summary>
    public static SubDiagnostic Note(Span span, string text) => new(Severity.Note, text, [new Label(span)]);

    /// <summary>A note without a place.</summary>
    public static SubDiagnostic Note(string text) => new(Severity.Note, text);

    /// <summary>A help without a place.</summary>
    public static SubDiagnostic Help(string text) => new(Severity.Help, text);
}

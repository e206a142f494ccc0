using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>
/// Decides on a warning by its name (<c>-Wtrigraphs</c>, or a code such as <c>C0031</c> for one that gcc gives no name):
/// how severe it is, or null when it is off.
/// </summary>
public delegate Severity? WarningPolicy(string name);

/// <summary>The policies that need no command line.</summary>
public static class WarningPolicies
{
    /// <summary>What gcc 12 reports when no <c>-W</c> is given.</summary>
    public static Severity? Default(string name) => name switch
    {
        "-Wcomment" or "-Wtrigraphs" or "-Wunknown-pragmas" or "-Wundef" or "-Wexpansion-to-defined" => null,
        _ => Severity.Warning,
    };

    /// <summary>What gcc 12 reports under <c>-Wall -Wextra</c>.</summary>
    public static Severity? All(string name) => name == "-Wundef" ? null : Severity.Warning;
}

/// <summary>
/// Passes the lexer's and preprocessor's messages on: warnings as the user chose and never about Crabwalk's own headers, and of
/// one kind only so many, since a file of binary garbage would otherwise bury everything else.
/// </summary>
internal sealed class Reporter(SourceMap map, DiagnosticSink sink, WarningPolicy policy, int mostOfOneKind)
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Reports an error.</summary>
    public void Error(Diagnostic diagnostic)
    {
        if (Count(diagnostic.Code))
        {
            sink.Error(diagnostic);
        }
    }

    /// <summary>Reports a warning if the user wants it.</summary>
    public void Warn(Diagnostic diagnostic)
    {
        bool isOurs = diagnostic.Primary is { } primary && map.IsLibrary(primary.Span);
        if (!isOurs && policy(diagnostic.Code) is { } severity && Count(diagnostic.Code))
        {
            sink.Add(diagnostic with { Severity = severity });
        }
    }

    /// <summary>Says how many messages were held back.</summary>
    public void Finish()
    {
        foreach ((string code, int count) in _counts)
        {
            if (count > mostOfOneKind)
            {
                sink.Add(LexicalDiagnostics.MoreOfTheSame(code, count - mostOfOneKind));
            }
        }
    }

    private bool Count(string code)
    {
        int count = _counts.GetValueOrDefault(code) + 1;
        _counts[code] = count;
        return count <= mostOfOneKind;
    }
}

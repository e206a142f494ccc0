namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>The lines that close a compilation, in rustc's words.</summary>
public static class Summary
{
    /// <summary>The closing messages: how many errors and warnings, and where to read more; nothing after a clean compilation.</summary>
    /// <param name="found">All messages.</param>
    /// <param name="explainCommand">The command that explains a code, such as <c>rustc --explain</c>.</param>
    public static IEnumerable<Diagnostic> Of(IEnumerable<Diagnostic> found, string explainCommand)
    {
        Diagnostic[] all = [.. found];
        int errors = all.Count(d => d.Severity == Severity.Error), warnings = all.Count(d => d.Severity == Severity.Warning);
        string emitted = warnings == 0 ? "" : $"{Plural(warnings, "warning")} emitted";
        if (errors > 0)
        {
            string aborting = $"aborting due to {(errors == 1 ? "1 previous error" : $"{errors} previous errors")}";
            yield return new(Severity.Error, "", warnings == 0 ? aborting : $"{aborting}; {emitted}", null);
        }
        else if (warnings > 0)
        {
            yield return new(Severity.Warning, "", emitted, null);
        }

        foreach (string line in MoreInformation(all, explainCommand))
        {
            yield return new(Severity.Note, "", line, null);
        }
    }

    /// <summary>The closing lines as text: counts in the form of messages, the rest bare, a blank line after each part.</summary>
    public static string Text(IEnumerable<Diagnostic> found, string explainCommand)
    {
        Diagnostic[] closing = [.. Of(found, explainCommand)];
        string counts = string.Concat(closing.Where(d => d.Severity != Severity.Note).Select(d => $"{HumanRenderer.Word(d.Severity)}: {d.Message}\n\n"));
        return counts + string.Concat(closing.Where(d => d.Severity == Severity.Note).Select(d => d.Message + "\n"));
    }

    private static string[] MoreInformation(Diagnostic[] all, string explainCommand)
    {
        string[] codes = [.. all.Where(d => d.IsError && d.Code is ['E', _, _, _, _]).Select(d => d.Code).Distinct().Order(StringComparer.Ordinal)];
        const int Shown = 9;
        return codes switch
        {
            [] => [],
            [var only] => [$"For more information about this error, try `{explainCommand} {only}`."],
            _ =>
            [
                $"Some errors have detailed explanations: {string.Join(", ", codes.Take(Shown))}{(codes.Length > Shown ? "..." : ".")}",
                $"For more information about an error, try `{explainCommand} {codes[0]}`.",
            ],
        };
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

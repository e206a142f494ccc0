using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lints.Levels;

/// <summary>The one door for what lints find: gives each message the level that holds at its place, and says once why it is there.</summary>
public sealed class LintReporter
{
    private readonly SourceMap _sources;
    private readonly Action<Diagnostic> _report;
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, string Message, Span Place)> _told = [];

    /// <summary>A reporter for one compilation.</summary>
    /// <param name="sources">The texts.</param>
    /// <param name="report">Takes the messages.</param>
    public LintReporter(SourceMap sources, Action<Diagnostic> report)
    {
        (_sources, _report) = (sources, report);
        Scopes = new(sources);
    }

    /// <summary>How many errors lints gave: they do not keep others from being found.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Which levels hold where.</summary>
    internal LintScopes Scopes { get; }

    /// <summary>Reports what the lint that the message's code names has found.</summary>
    public void Report(Diagnostic found) => Report(found.Code, found);

    /// <summary>Reports what a lint has found. Libraries are not looked at.</summary>
    public void Report(string name, Diagnostic found)
    {
        if (LintTable.Find(name) is not { } lint || found.Primary is not { } primary || _sources.IsLibrary(primary.Span) || IsAllowed(name, primary.Span) || !_told.Add((name, found.Message, primary.Span)))
        {
            return;
        }

        (LintLevel level, LintSetting? source) = Scopes.LevelOf(lint, primary.Span);
        var message = found with { Severity = level == LintLevel.Warn ? Severity.Warning : Severity.Error };
        ErrorCount += message.IsError ? 1 : 0;
        _report(message with { Children = [.. message.Children, .. Explanation(lint, level, source)] });
    }

    /// <summary>True where a lint is to say nothing.</summary>
    public bool IsAllowed(string name, Span place)
    {
        if (LintTable.Find(name) is not { } lint || Scopes.LevelOf(lint, place) is not (LintLevel.Allow or LintLevel.Expect, var source))
        {
            return false;
        }

        if (source is not null)
        {
            source.IsMet = true;
        }

        return true;
    }

    /// <summary>Says which expectations of <c>#[expect]</c> nothing met.</summary>
    public void ReportUnmet()
    {
        foreach (LintSetting setting in Scopes.Settings.Where(setting => setting is { Level: LintLevel.Expect, IsMet: false }))
        {
            if (setting.Span is { } span)
            {
                Report(new(Severity.Warning, "unfulfilled_lint_expectations", "this lint expectation is unfulfilled", new(span)));
            }
        }
    }

    private IEnumerable<SubDiagnostic> Explanation(Lint lint, LintLevel level, LintSetting? source)
    {
        string word = level.ToString().ToLowerInvariant();
        if (source is null)
        {
            string part = lint.Group is null ? "" : $" (part of `#[{word}({lint.Group})]`)";
            return Once(new(Severity.Note, $"`#[{word}({lint.Name})]`{part} on by default"));
        }

        if (source.Span is not { } span)
        {
            string flag = $"-{char.ToUpperInvariant(word[0])}";
            return source.Name == lint.Name
                ? Once(new(Severity.Note, $"requested on the command line with `{flag} {source.Name.Replace('_', '-')}`"))
                : [.. Once(new(Severity.Note, $"`{flag} {lint.Name.Replace('_', '-')}` implied by `{flag} {source.Name.Replace('_', '-')}`")),
                   .. Once(new(Severity.Help, $"to override `{flag} {source.Name.Replace('_', '-')}` add `#[allow({lint.Name})]`"))];
        }

        IEnumerable<SubDiagnostic> defined = Once(new(Severity.Note, "the lint level is defined here", [new(span)]));
        return source.Name == lint.Name ? defined : [.. defined, .. Once(new(Severity.Note, $"`#[{word}({lint.Name})]` implied by `#[{word}({source.Name})]`"))];
    }

    private IEnumerable<SubDiagnostic> Once(SubDiagnostic note) => _explained.Add($"{note.Message} {(note.Labels.IsEmpty ? "" : note.Labels[0].Span)}") ? [note] : [];
}

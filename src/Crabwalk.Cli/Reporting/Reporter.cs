using System.CommandLine;
using Crabwalk.Cli.Options;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Cli.Reporting;

/// <summary>Prints messages to standard error in the form that was asked for.</summary>
internal sealed class Reporter(ErrorFormat format, bool usesColor, SourceMap sources)
{
    private const string ExplainCommand = "crabwalk explain";

    /// <summary>A reporter for a command line.</summary>
    public static Reporter For(ParseResult parsed, ReportOptions options, SourceMap sources) =>
        new(options.FormatOf(parsed), options.UsesColor(parsed, Console.IsErrorRedirected), sources);

    /// <summary>Prints messages in order, and what rustc says at the end when there were errors or warnings.</summary>
    public void Print(IEnumerable<Diagnostic> diagnostics)
    {
        List<Diagnostic> all = [.. diagnostics];
        if (all.Count > 0)
        {
            Write(all, Closing(all));
        }
    }

    /// <summary>Prints what compiling found; of a program that is rejected and run anyway, that it is.</summary>
    public void PrintBeforeRun(Compilation compilation)
    {
        if (compilation.RunsAnyway)
        {
            Write([.. compilation.Diagnostics, Anyway.Announcement], closing: "");
        }
        else
        {
            Print(compilation.Diagnostics);
        }
    }

    /// <summary>Says of a program that was rejected and run anyway when nothing went wrong; what did is told as of any other.</summary>
    public void PrintAfterRun(Compilation compilation, AuditReport audit)
    {
        if (compilation.RunsAnyway && Anyway.Verdict(audit) is { } verdict)
        {
            Write([verdict], closing: "");
        }
    }

    private void Write(IEnumerable<Diagnostic> diagnostics, string closing)
    {
        using var errors = new StreamWriter(Console.OpenStandardError());
        foreach (Diagnostic diagnostic in diagnostics)
        {
            errors.Write(Render(diagnostic));
        }

        errors.Write(closing);
    }

    private string Render(Diagnostic diagnostic) => format switch
    {
        ErrorFormat.Human => Text(HumanRenderer.Render(diagnostic, sources, StoryOf(diagnostic)), diagnostic.Severity),
        ErrorFormat.Short => Text(ShortRenderer.Render(diagnostic, sources), diagnostic.Severity),
        ErrorFormat.Json => JsonRenderer.Render(diagnostic, sources) + "\n",
    };

    private string Closing(List<Diagnostic> all) => format switch
    {
        ErrorFormat.Human or ErrorFormat.Short => Summary.Text(all, ExplainCommand),
        ErrorFormat.Json => string.Concat(Summary.Of(all, ExplainCommand).Select(diagnostic => JsonRenderer.Render(diagnostic, sources) + "\n")),
    };

    /// <summary>A story says more than the labels only where it tells steps to go to.</summary>
    private static StoryForm StoryOf(Diagnostic diagnostic) => diagnostic.Story.Any(beat => beat.Step is not null) ? StoryForm.Numbered : StoryForm.None;

    private string Text(StyledText text, Severity severity) => usesColor ? text.ToAnsi(severity) : text.ToString();
}

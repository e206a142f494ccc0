using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Pictures.Html;

/// <summary>Writes styled text, problems and output as HTML.</summary>
internal static class HtmlText
{
    /// <summary>Runs as spans; a run that leads to a step is a link.</summary>
    public static string Of(EquatableArray<TextRun> runs)
    {
        var html = new StringBuilder();
        foreach (TextRun run in runs)
        {
            string text = SvgWriter.Escape(run.Text);
            string css = run.Style == TextStyle.Value ? "v" : SvgWriter.ClassOf(run.Style);
            text = run.Style == TextStyle.Code ? $"<code>{text}</code>" : css.Length > 0 ? $"<span class=\"{css}\">{text}</span>" : text;
            html.Append(run.Step is { } step
                ? string.Create(CultureInfo.InvariantCulture, $"<a href=\"#step={step}\" data-step=\"{step}\">{text}</a>")
                : text);
        }

        return html.ToString();
    }

    /// <summary>A step's sentence, with the ending of the program behind it.</summary>
    public static string Sentence(StepScene step) =>
        Of(step.Sentence) + (step.Ending.Length > 0 ? $" <span class=\"soft\">(the program {SvgWriter.Escape(step.Ending)})</span>" : "");

    /// <summary>The box that tells what went wrong; empty when nothing did.</summary>
    public static string Problem(ProblemScene? problem)
    {
        if (problem is null)
        {
            return "";
        }

        bool isError = problem.Level == ProblemLevel.Error;
        var html = new StringBuilder(isError ? "<div class=\"why\" role=\"alert\">" : "<div class=\"why caution\" role=\"alert\">");
        string where = string.Concat(new[] { problem.Rule, problem.Citation }.Where(text => text.Length > 0).Select(text => $" · {text}"));
        html.Append(CultureInfo.InvariantCulture, $"<p><strong class=\"{(isError ? "wrong" : "warn")}\">⚠ {SvgWriter.Escape(problem.Title)}</strong><span class=\"soft\">{SvgWriter.Escape(where)}</span></p>");
        foreach (EquatableArray<TextRun> line in problem.Story)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Of(line)}</p>");
        }

        foreach (EquatableArray<TextRun> line in problem.Advice)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Of(line)}</p>");
        }

        return html.Append("</div>").ToString();
    }

    /// <summary>Output and input; empty when the program has neither.</summary>
    public static string Streams(StepScene step)
    {
        var html = new StringBuilder();
        if (!step.Output.Runs.IsEmpty)
        {
            html.Append("<h2>output</h2><pre>").Append(step.Output.CharactersLeftOut > 0 ? "…" : "");
            foreach (OutputRun run in step.Output.Runs)
            {
                string css = run.Stream == OutputStream.Error ? "warn" : run.IsNew ? "strong" : "";
                html.Append(CultureInfo.InvariantCulture, $"<span class=\"{css}\">{Lines(run.Text)}</span>");
            }

            html.Append("</pre>");
        }

        if (step.Input is { } input)
        {
            string rest = input.Remaining.Length > 0 ? Lines(input.Remaining) : input.IsAtEnd ? "(end)" : "";
            html.Append(CultureInfo.InvariantCulture, $"<h2>input</h2><pre><span class=\"gone\">{Lines(input.Consumed)}</span>▸{rest}</pre>");
        }

        return html.ToString();
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(SvgWriter.Escape));
}

using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>Writes messages about the program for the client: as data, and as the text that the command line would print.</summary>
internal sealed class DiagnosticBodies(SourceMap sources)
{
    private readonly TextPlaces _places = new(sources);

    /// <summary>One message.</summary>
    public DiagnosticBody Of(Diagnostic diagnostic) => new(WordFor(diagnostic.Severity), diagnostic.Code, diagnostic.Message, Rendered(diagnostic))
    {
        Place = diagnostic.Primary is { } primary ? _places.RangeOf(primary.Span) : null,
        Label = diagnostic.Primary?.Text is { Length: > 0 } label ? label : null,
        Related = NullIfEmpty([.. diagnostic.Labels.Concat(diagnostic.Children.SelectMany(Labels)).Select(label => new RelatedText(_places.RangeOf(label.Span), label.Text))]),
        Notes = NullIfEmpty([.. diagnostic.Children.Where(child => child.Labels.IsEmpty).Select(child => child.Message)]),
        Fixes = NullIfEmpty([.. diagnostic.Fixes.Select(fix => new FixText(fix.Title, [.. fix.Edits.Select(edit => new TextEdit(_places.RangeOf(edit.Span), edit.NewText))]))]),
        Story = NullIfEmpty([.. diagnostic.Story.Select(beat => new StoryText(_places.RangeOf(beat.Span), beat.Text, beat.Step))]),
    };

    /// <summary>The message as the command line prints it.</summary>
    public string Rendered(Diagnostic diagnostic) => HumanRenderer.Render(diagnostic, sources, StoryForm.None).ToString();

    private static IEnumerable<Label> Labels(SubDiagnostic child) =>
        child.Labels.IsEmpty ? [] : [child.Labels[0] with { Text = child.Message }, .. child.Labels.Skip(1).Where(label => label.Text.Length > 0)];

    private static T[]? NullIfEmpty<T>(T[] items) => items.Length == 0 ? null : items;

    private static string WordFor(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        Severity.Help => "help",
    };
}

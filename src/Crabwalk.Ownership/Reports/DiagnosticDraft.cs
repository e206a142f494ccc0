using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Ownership.Reports;

/// <summary>A message while it is put together: labels, notes and fixes in the order in which they are added.</summary>
internal sealed class DiagnosticDraft(string code, string message, Span primary, Severity severity = Severity.Error)
{
    private readonly List<Label> _labels = [];
    private readonly List<SubDiagnostic> _children = [];
    private readonly List<Fix> _fixes = [];
    private readonly List<StoryBeat> _story = [];

    /// <summary>The place at fault.</summary>
    public Span Primary => primary;

    /// <summary>A label; one at the primary place is primary.</summary>
    public DiagnosticDraft Label(Span span, string text)
    {
        _labels.Add(new(span, text) { IsPrimary = span == primary });
        return this;
    }

    /// <summary>One more link of the story.</summary>
    public DiagnosticDraft Then(Span span, string text)
    {
        if (!_story.Any(beat => beat.Span == span && beat.Text == text))
        {
            _story.Add(new(span, text));
        }

        return this;
    }

    /// <summary>A note without a place.</summary>
    public DiagnosticDraft Note(string text) => Child(new(Severity.Note, text));

    /// <summary>A note at a place.</summary>
    public DiagnosticDraft Note(Span span, string text) => Child(new(Severity.Note, text, [new(span) { IsPrimary = true }]));

    /// <summary>A help without a place.</summary>
    public DiagnosticDraft Help(string text) => Child(new(Severity.Help, text));

    /// <summary>A note or help in full.</summary>
    public DiagnosticDraft Child(SubDiagnostic child)
    {
        _children.Add(child);
        return this;
    }

    /// <summary>A change that would mend it, shown as changed lines.</summary>
    public DiagnosticDraft Suggest(string title, params EquatableArray<Edit> edits)
    {
        _fixes.Add(new(title, edits) { Style = FixStyle.Lines });
        return this;
    }

    /// <summary>A change that would mend it, shown beside the mark where it is short.</summary>
    public DiagnosticDraft SuggestShort(string title, params EquatableArray<Edit> edits)
    {
        _fixes.Add(new(title, edits));
        return this;
    }

    /// <summary>Any of several changes under one title.</summary>
    public DiagnosticDraft SuggestAny(string title, IReadOnlyList<EquatableArray<Edit>> ways)
    {
        if (ways.Count > 0)
        {
            _fixes.Add(new(title, ways[0]) { Style = FixStyle.Lines, Alternatives = ways.Skip(1).ToEquatableArray() });
        }

        return this;
    }

    /// <summary>The message.</summary>
    public Diagnostic Build() => new(severity, code, message, new(primary))
    {
        Labels = _labels.ToEquatableArray(),
        Children = _children.ToEquatableArray(),
        Fixes = _fixes.ToEquatableArray(),
        Story = _story.ToEquatableArray(),
    };
}

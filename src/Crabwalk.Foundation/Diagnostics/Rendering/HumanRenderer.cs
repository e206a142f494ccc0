using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>What a text report tells beyond rustc's own form.</summary>
public enum StoryForm
{
    /// <summary>Nothing: the text is rustc's, byte for byte.</summary>
    None,

    /// <summary>The chain of causes, numbered, after the notes of a message that has one.</summary>
    Numbered,
}

/// <summary>
/// A message as text in rustc's form: header, arrow, marked source lines, notes, suggested changes. The form serves C too, where the
/// warning's name stands at the end of the header and the way through macros and includes is told in notes.
/// </summary>
public static class HumanRenderer
{
    /// <summary>The message's report, with the blank line that ends it.</summary>
    public static StyledText Render(Diagnostic diagnostic, SourceMap map, StoryForm story = StoryForm.None)
    {
        (IReadOnlyList<PlacedLabel> labels, IReadOnlyList<Fix> fixes) = PutShortFixBeside(diagnostic, map);
        var canvas = new TextCanvas();
        int digits = DigitsOf(diagnostic, labels, fixes, map);
        (string bracket, string message) = HeaderOf(diagnostic);
        DrawHeader(canvas, 0, diagnostic.Severity, bracket, message, TextStyle.Header);
        if (labels.Count > 0)
        {
            new SnippetRenderer(map, canvas, digits).Draw(labels);
        }

        bool tellsStory = story == StoryForm.Numbered && !diagnostic.Story.IsEmpty;
        IReadOnlyList<SubDiagnostic> children = [.. diagnostic.Children, .. MacroTrail.NotesOf(diagnostic, map)];
        if (children.Count > 0 || fixes.Any(f => f.Style != FixStyle.Hidden) || tellsStory)
        {
            canvas.Put(canvas.Count, digits + 1, '|', TextStyle.Gutter);
        }

        foreach (SubDiagnostic child in children)
        {
            DrawChild(canvas, child, diagnostic, map, digits);
        }

        foreach (Fix fix in fixes)
        {
            DrawFix(canvas, fix, diagnostic, map, digits);
        }

        if (tellsStory)
        {
            DrawStory(canvas, diagnostic.Story, map, digits);
        }

        canvas.Append(canvas.Count, "", TextStyle.Plain);
        return canvas.ToText();
    }

    /// <summary>Draws <c>error[E0382]: words</c>, further lines of words aligned below; gives the row after it.</summary>
    internal static int DrawHeader(TextCanvas canvas, int row, Severity severity, string code, string message, TextStyle words)
    {
        string level = Word(severity);
        TextStyle style = StyledText.StyleOf(severity);
        canvas.Append(row, code.Length == 0 ? level : $"{level}[{code}]", style);
        canvas.Append(row, ": ", words);
        string[] lines = message.Split('\n');
        canvas.Append(row, lines[0], words);
        foreach (string line in lines.Skip(1))
        {
            canvas.Append(++row, new string(' ', level.Length + 2) + line, words);
        }

        return row + 1;
    }

    /// <summary>The word for a severity.</summary>
    internal static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        Severity.Help => "help",
    };

    /// <summary>A code of rustc's or ours stands behind the severity; the name of a C warning ends the header, as gcc has it; that of a lint of Rust is not shown.</summary>
    internal static (string Bracket, string Message) HeaderOf(Diagnostic diagnostic) =>
        diagnostic.Code.StartsWith("-W", StringComparison.Ordinal)
            ? ("", $"{diagnostic.Message} [{diagnostic.Code}]")
            : (diagnostic.Code is [>= 'a' and <= 'z', ..] ? "" : diagnostic.Code, diagnostic.Message);

    /// <summary>A single short fix is said beside the place it changes, as one more label.</summary>
    private static (IReadOnlyList<PlacedLabel> Labels, IReadOnlyList<Fix> Fixes) PutShortFixBeside(Diagnostic diagnostic, SourceMap map)
    {
        List<PlacedLabel> labels = Placed(map, diagnostic.Primary, diagnostic.Labels);
        const int ShortTitle = 10;
        const string Notice = " (notice the capitalization)";
        if (diagnostic.Fixes is not [{ Style: FixStyle.Auto or FixStyle.TitleBeside, Edits: [var edit], Alternatives.IsEmpty: true } fix]
            || fix.Title.Replace(Notice, "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= ShortTitle
            || edit.NewText.Contains('\n', StringComparison.Ordinal)
            || labels.Count == 0)
        {
            return (labels, diagnostic.Fixes);
        }

        string text = edit.NewText.Trim();
        bool withoutText = text.Length == 0 || fix.Style == FixStyle.TitleBeside;
        string words = withoutText ? $"help: {fix.Title}" : $"help: {fix.Title}: `{text}`";
        labels.Add(new(MacroTrail.Visible(edit.Span, map), words, labels.Any(l => l.IsPrimary && l.Span == edit.Span)));
        return (DropBare(labels), []);
    }

    /// <summary>A primary place without words gives way to a label on the very same place.</summary>
    private static List<PlacedLabel> DropBare(List<PlacedLabel> labels) =>
        [.. labels.Where((l, i) => l.Text.Length > 0 || !labels.Where((o, j) => o.Span == l.Span && (o.Text.Length > 0 || j < i)).Any())];

    private static List<PlacedLabel> Placed(SourceMap map, Label? primary, EquatableArray<Label> labels)
    {
        primary ??= labels.IsEmpty ? null : labels[0];
        List<Label> all = primary is null ? [] : [primary, .. labels.Where(l => l != primary)];
        List<PlacedLabel> placed =
        [
            .. all.Select(l => new PlacedLabel(MacroTrail.Visible(l.Span, map), l.Text, l.IsPrimary || l.Span == primary?.Span)),
            .. all.SelectMany(l => MacroTrail.Invocations(l.Span, map)).Distinct().Select(s => new PlacedLabel(s, "in this macro invocation", IsPrimary: false)),
        ];
        return DropBare([.. placed.Where(l => l.Text.Length > 0), .. placed.Where(l => l.Text.Length == 0)]);
    }

    private static int DigitsOf(Diagnostic diagnostic, IReadOnlyList<PlacedLabel> labels, IReadOnlyList<Fix> fixes, SourceMap map)
    {
        IEnumerable<Span> spans =
            labels.Select(l => l.Span)
                .Concat(diagnostic.Children.Concat(MacroTrail.NotesOf(diagnostic, map)).SelectMany(c => Placed(map, null, c.Labels).Select(l => l.Span)));
        int last = spans.Select(s => map[s.Source].PositionOf(s.End).Line + 1).DefaultIfEmpty(0).Max();
        int shown = fixes.Where(f => f.Style is FixStyle.Auto or FixStyle.Lines or FixStyle.TitleBeside)
            .Select(f => SuggestionRenderer.LastLine(map, f)).DefaultIfEmpty(0).Max();
        return Math.Max(last, shown).ToString(CultureInfo.InvariantCulture).Length;
    }

    private static void DrawChild(TextCanvas canvas, SubDiagnostic child, Diagnostic diagnostic, SourceMap map, int digits)
    {
        if (!child.Edits.IsEmpty)
        {
            DrawFix(canvas, new(child.Message, child.Edits) { Style = FixStyle.Lines }, diagnostic, map, digits);
        }
        else if (child.Labels.IsEmpty)
        {
            DrawPlainNote(canvas, child.Severity, child.Message, digits);
        }
        else
        {
            DrawHeader(canvas, canvas.Count, child.Severity, "", child.Message, TextStyle.Header);
            new SnippetRenderer(map, canvas, digits).Draw(Placed(map, null, child.Labels));
        }
    }

    private static void DrawFix(TextCanvas canvas, Fix fix, Diagnostic diagnostic, SourceMap map, int digits)
    {
        switch (fix.Style)
        {
            case FixStyle.Hidden:
                break;
            case FixStyle.TitleAlone:
                DrawPlainNote(canvas, Severity.Help, fix.Title, digits);
                break;
            case FixStyle.Auto:
            case FixStyle.Lines:
            case FixStyle.TitleBeside:
                new SuggestionRenderer(map, canvas, digits).Draw(fix, diagnostic.Primary is { } primary ? map.Outermost(primary.Span) : null);
                break;
            default:
                throw new CompilerBugException($"a fix has the style {fix.Style}");
        }
    }

    /// <summary><c>= note: words</c>, further lines aligned below.</summary>
    internal static void DrawPlainNote(TextCanvas canvas, Severity severity, string message, int digits)
    {
        int row = canvas.Count;
        string level = Word(severity);
        canvas.Put(row, digits + 1, "= ", TextStyle.Gutter);
        canvas.Append(row, level, TextStyle.Header);
        string[] lines = message.Split('\n');
        canvas.Append(row, ": " + lines[0], TextStyle.Plain);
        foreach (string line in lines.Skip(1))
        {
            canvas.Append(++row, new string(' ', digits + 3 + level.Length + 2) + line, TextStyle.Plain);
        }
    }

    private static void DrawStory(TextCanvas canvas, EquatableArray<StoryBeat> story, SourceMap map, int digits)
    {
        int row = canvas.Count;
        canvas.Put(row, digits + 1, "= ", TextStyle.Gutter);
        canvas.Append(row, "story", TextStyle.Header);
        canvas.Append(row, ":", TextStyle.Plain);
        for (int i = 0; i < story.Count; i++)
        {
            StoryBeat beat = story[i];
            string step = beat.Step is { } at ? string.Create(CultureInfo.InvariantCulture, $", step {at}") : "";
            string where = SnippetRenderer.Position(map, map.Outermost(beat.Span));
            canvas.Append(++row, string.Create(CultureInfo.InvariantCulture, $"{new string(' ', digits + 3)}{i + 1}. {beat.Text} ({where}{step})"), TextStyle.Plain);
        }
    }
}

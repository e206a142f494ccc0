using System.Text.Json;
using System.Text.Json.Nodes;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Tests.Rendering;

/// <summary>What rustc said about a program, read from its JSON into our own data. The text of its library's macros is not kept: spans there stand for the call.</summary>
internal sealed class RustcFacts
{
    private RustcFacts(SourceMap map, SourceId source, string text)
    {
        Map = map;
        Source = source;
        Text = text;
    }

    /// <summary>The program.</summary>
    public SourceMap Map { get; }

    /// <summary>Its file.</summary>
    public SourceId Source { get; }

    /// <summary>The text report.</summary>
    public string Text { get; }

    /// <summary>The same messages as rustc wrote them.</summary>
    public List<JsonNode> Messages { get; } = [];

    /// <summary>The messages, but for the closing ones.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Reads a program, its messages and the text that was printed.</summary>
    public static RustcFacts Read(string name, byte[] program, string json, string text)
    {
        var map = new SourceMap();
        var facts = new RustcFacts(map, map.Add(SourceText.FromBytes(name + ".rs", program)), text);
        foreach (string line in json.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            if (facts.MessageOf(document.RootElement) is { } diagnostic)
            {
                facts.Diagnostics.Add(diagnostic);
                facts.Messages.Add(JsonNode.Parse(line)!);
            }
        }

        return facts;
    }

    private Diagnostic? MessageOf(JsonElement message)
    {
        Severity? severity = SeverityOf(message);
        bool isClosing = message.GetProperty("spans").GetArrayLength() == 0 && message.GetProperty("children").GetArrayLength() == 0;
        if (severity is null || isClosing)
        {
            return null;
        }

        List<Label> labels = [.. message.GetProperty("spans").EnumerateArray().Select(LabelOf)];
        Label? primary = labels.Find(l => l.IsPrimary && Text.Contains($"--> {SnippetPlace(l.Span)}\n", StringComparison.Ordinal)) ?? labels.Find(l => l.IsPrimary);
        string code = message.GetProperty("code") is { ValueKind: JsonValueKind.Object } c ? c.GetProperty("code").GetString()! : "";
        JsonElement[] children = [.. message.GetProperty("children").EnumerateArray()];
        return new(severity.Value, code is ['E', >= '0' and <= '9', ..] ? code : "", message.GetProperty("message").GetString()!, primary)
        {
            Labels = [.. labels.Where(l => l != primary)],
            Children = [.. children.Where(m => !IsFix(m)).Select(NoteOf)],
            Fixes = [.. children.Where(IsFix).Select(FixOf)],
        };
    }

    private static bool IsFix(JsonElement child) =>
        child.GetProperty("spans").EnumerateArray().Any(s => s.GetProperty("suggested_replacement").ValueKind == JsonValueKind.String);

    private SubDiagnostic NoteOf(JsonElement child)
    {
        List<Label> labels = [.. child.GetProperty("spans").EnumerateArray().Select(LabelOf)];
        return new(SeverityOf(child)!.Value, child.GetProperty("message").GetString()!, [.. labels.OrderBy(l => l.IsPrimary ? 0 : 1)]);
    }

    /// <summary>The JSON does not tell how a fix is shown; the text does.</summary>
    private Fix FixOf(JsonElement child)
    {
        string title = child.GetProperty("message").GetString()!;
        JsonElement[] spans = [.. child.GetProperty("spans").EnumerateArray()];
        var edits = spans.Select(s => (Edit: new Edit(SpanOf(s), s.GetProperty("suggested_replacement").GetString()!), Span: s)).ToList();
        bool areAlternatives = edits.Count > 1 && edits.Select(e => e.Edit.Span).Distinct().Count() == 1;
        FixStyle style = Text.Contains($"\nhelp: {title.Split('\n')[0]}\n", StringComparison.Ordinal) ? FixStyle.Lines
            : Text.Contains($"= help: {title}\n", StringComparison.Ordinal) ? FixStyle.TitleAlone
            : Text.Contains($"help: {title}: `", StringComparison.Ordinal) ? FixStyle.Auto
            : Text.Contains($"help: {title}", StringComparison.Ordinal) ? FixStyle.TitleBeside
            : FixStyle.Hidden;
        return new(title, areAlternatives ? [edits[0].Edit] : [.. edits.Select(e => e.Edit)], ApplicabilityOf(spans[0]))
        {
            Style = style,
            Alternatives = areAlternatives ? [.. edits.Skip(1).Select(e => (EquatableArray<Edit>)[e.Edit])] : [],
        };
    }

    private Label LabelOf(JsonElement span) =>
        new(SpanOf(span), span.GetProperty("label").GetString() ?? "") { IsPrimary = span.GetProperty("is_primary").GetBoolean() };

    private Span SpanOf(JsonElement span) =>
        new(Source, span.GetProperty("byte_start").GetInt32(), span.GetProperty("byte_end").GetInt32(), ExpansionOf(span.GetProperty("expansion")));

    /// <summary>Only macros of the program itself are known; those of rustc's library were cut out of the facts.</summary>
    private ExpansionId ExpansionOf(JsonElement expansion) =>
        expansion.ValueKind == JsonValueKind.Object && expansion.GetProperty("macro_decl_name").GetString()!.EndsWith('!') && expansion.GetProperty("def_site_span") is { ValueKind: JsonValueKind.Object } definition
            ? Map.Add(new Expansion(expansion.GetProperty("macro_decl_name").GetString()!, SpanOf(expansion.GetProperty("span")), SpanOf(definition)))
            : ExpansionId.None;

    private string SnippetPlace(Span span)
    {
        LinePosition position = Map.PositionOf(span);
        return $"{Map[span.Source].Path}:{position.Line + 1}:{position.Column + 1}";
    }

    private static Applicability ApplicabilityOf(JsonElement span) => span.GetProperty("suggestion_applicability").GetString() switch
    {
        "MachineApplicable" => Applicability.MachineApplicable,
        "HasPlaceholders" => Applicability.HasPlaceholders,
        _ => Applicability.MaybeIncorrect,
    };

    private static Severity? SeverityOf(JsonElement message) => message.GetProperty("level").GetString() switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "note" => Severity.Note,
        "help" => Severity.Help,
        _ => null,
    };
}

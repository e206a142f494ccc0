using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Documents;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Workbench.Compiling;
using CoreDiagnostic = Crabwalk.Foundation.Diagnostics.Diagnostic;
using LspDiagnostic = Crabwalk.LanguageServer.Protocol.Diagnostic;

namespace Crabwalk.LanguageServer.Features;

/// <summary>Messages of the compiler as the protocol's diagnostics: labels and notes with a place are related information.</summary>
internal sealed class DiagnosticFeature(DocumentStore documents)
{
    private const string SourceName = "crabwalk";
    private const int UnnecessaryTag = 1;

    /// <summary>The diagnostics of a text, and of the files of the user that it includes, by URI.</summary>
    public Dictionary<string, List<LspDiagnostic>> Of(Document document, Compilation compilation)
    {
        var found = new Dictionary<string, List<LspDiagnostic>>(StringComparer.Ordinal) { [document.Uri] = [] };
        foreach (CoreDiagnostic diagnostic in compilation.Diagnostics)
        {
            Location place = PlaceOf(diagnostic, compilation.Sources, document);
            (found.TryGetValue(place.Uri, out List<LspDiagnostic>? list) ? list : found[place.Uri] = []).Add(Convert(diagnostic, place.Range, compilation.Sources));
        }

        return found;
    }

    /// <summary>One message.</summary>
    public LspDiagnostic Convert(CoreDiagnostic diagnostic, Protocol.Range range, SourceMap sources) =>
        new(range, SeverityOf(diagnostic.Severity), diagnostic.Code, SourceName, TextOf(diagnostic))
        {
            Tags = diagnostic.Code.Contains("unused", StringComparison.Ordinal) ? [UnnecessaryTag] : null,
            RelatedInformation = RelatedOf(diagnostic, sources),
        };

    /// <summary>Where a message is shown: at its first place in hand-written text, else at the start of the text that was compiled.</summary>
    public Location PlaceOf(CoreDiagnostic diagnostic, SourceMap sources, Document document)
    {
        if (diagnostic.Primary is not { } primary || primary.Span == default)
        {
            return new(document.Uri, new(new(0, 0), new(0, 0)));
        }

        return LocationOf(primary.Span, sources);
    }

    private Location LocationOf(Span span, SourceMap sources)
    {
        Span outer = sources.Outermost(span);
        SourceText text = sources[outer.Source];
        return new(documents.UriOf(text.Path), TextRanges.Of(text, outer));
    }

    /// <summary>The message with what stands under its mark and the notes without a place.</summary>
    private static string TextOf(CoreDiagnostic diagnostic)
    {
        IEnumerable<string> label = diagnostic.Primary is { Text.Length: > 0 } primary ? [primary.Text] : [];
        IEnumerable<string> notes = diagnostic.Children.Where(child => child.Labels.IsEmpty).Select(child => $"{child.Severity.ToString().ToLowerInvariant()}: {child.Message}");
        return string.Join('\n', [diagnostic.Message, .. label, .. notes]);
    }

    private DiagnosticRelatedInformation[]? RelatedOf(CoreDiagnostic diagnostic, SourceMap sources)
    {
        IEnumerable<(Span Span, string Text)> places = diagnostic.Labels.Select(label => (label.Span, label.Text))
            .Concat(diagnostic.Children.Where(child => !child.Labels.IsEmpty).Select(child => (child.Labels[0].Span, child.Message)));
        DiagnosticRelatedInformation[] related = [.. places.Where(place => place.Text.Length > 0).Select(place => new DiagnosticRelatedInformation(LocationOf(place.Span, sources), place.Text))];
        return related.Length == 0 ? null : related;
    }

    private static int SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => 1,
        Severity.Warning => 2,
        Severity.Note => 3,
        Severity.Help => 4,
    };
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Documents;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Workbench.Compiling;
using CoreDiagnostic = Crabwalk.Foundation.Diagnostics.Diagnostic;

namespace Crabwalk.LanguageServer.Features;

/// <summary>The changes that messages propose, as quick fixes.</summary>
internal sealed class FixFeature(DocumentStore documents, DiagnosticFeature diagnostics)
{
    /// <summary>The fixes of the messages that touch a range.</summary>
    public CodeAction[] Of(Document document, Compilation compilation, Protocol.Range range)
    {
        var actions = new List<CodeAction>();
        foreach (CoreDiagnostic diagnostic in compilation.Diagnostics)
        {
            Location place = diagnostics.PlaceOf(diagnostic, compilation.Sources, document);
            if (place.Uri == document.Uri && Touch(place.Range, range))
            {
                actions.AddRange(FixesOf(diagnostic).Select(fix => ActionOf(fix, diagnostics.Convert(diagnostic, place.Range, compilation.Sources), compilation.Sources)));
            }
        }

        return [.. actions];
    }

    private static List<(string Title, EquatableArray<Edit> Edits, bool IsSure)> FixesOf(CoreDiagnostic diagnostic)
    {
        var fixes = new List<(string Title, EquatableArray<Edit> Edits, bool IsSure)>();
        foreach (Fix fix in diagnostic.Fixes)
        {
            bool isSure = fix.Applicability == Applicability.MachineApplicable;
            foreach (EquatableArray<Edit> edits in (EquatableArray<Edit>[])[fix.Edits, .. fix.Alternatives])
            {
                if (!edits.IsEmpty)
                {
                    fixes.Add((TitleOf(fix.Title, edits, fix.Alternatives.Count > 0), edits, isSure));
                }
            }
        }

        foreach (SubDiagnostic child in diagnostic.Children)
        {
            if (!child.Edits.IsEmpty)
            {
                fixes.Add((child.Message, child.Edits, false));
            }
        }

        return fixes;
    }

    /// <summary>Fixes that share a title are told apart by what they put in.</summary>
    private static string TitleOf(string title, EquatableArray<Edit> edits, bool isOneOfMany) =>
        isOneOfMany ? $"{title}: `{string.Join("` … `", edits.Select(edit => edit.NewText.Trim()))}`" : title;

    private CodeAction ActionOf((string Title, EquatableArray<Edit> Edits, bool IsSure) fix, Protocol.Diagnostic diagnostic, SourceMap sources)
    {
        var changes = new Dictionary<string, TextEdit[]>(StringComparer.Ordinal);
        foreach (IGrouping<SourceId, Edit> file in fix.Edits.GroupBy(edit => edit.Span.Source))
        {
            SourceText text = sources[file.Key];
            changes[documents.UriOf(text.Path)] = [.. file.Select(edit => new TextEdit(TextRanges.Of(text, edit.Span), edit.NewText))];
        }

        return new(fix.Title, "quickfix", [diagnostic], fix.IsSure, new(changes));
    }

    private static bool Touch(Protocol.Range a, Protocol.Range b) => !IsBefore(a.End, b.Start) && !IsBefore(b.End, a.Start);

    private static bool IsBefore(Position a, Position b) => a.Line < b.Line || (a.Line == b.Line && a.Character < b.Character);
}

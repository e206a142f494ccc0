using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Documents;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Workbench.Editing;

namespace Crabwalk.LanguageServer.Features;

/// <summary>From names to their declarations and to where else they stand, and the outline.</summary>
internal sealed class NavigationFeature(DocumentStore documents)
{
    /// <summary>Where a name is declared.</summary>
    public Location[] Definition(CheckedText text, Occurrence occurrence)
    {
        if (occurrence.Symbol.Declared is not { } declared)
        {
            return [];
        }

        if (text.RangeOf(declared) is { } here)
        {
            return [new(documents.UriOf(text.Compilation.Sources[declared.Source].Path), here)];
        }

        SourceText file = text.Compilation.Sources[declared.Source];
        return declared.Source == text.Source ? [] : [new(documents.UriOf(file.Path), TextRanges.Of(file, declared))];
    }

    /// <summary>Where a name's symbol stands in this text.</summary>
    public static IEnumerable<Protocol.Range> Uses(CheckedText text, CodeSymbol symbol, bool withDeclaration) => text.Model.Occurrences
        .Where(one => one.Symbol == symbol && (withDeclaration || !one.IsDeclaration))
        .Select(one => text.RangeOf(one.Span))
        .OfType<Protocol.Range>();

    /// <summary>The outline of this text.</summary>
    public static DocumentSymbol[] Outline(CheckedText text) => [.. text.Model.Outline.Select(item => ItemOf(text, item)).OfType<DocumentSymbol>()];

    private static DocumentSymbol? ItemOf(CheckedText text, OutlineItem item)
    {
        if (item.Symbol.Declared is not { } declared || text.RangeOf(declared) is not { } name)
        {
            return null;
        }

        Protocol.Range whole = item.Symbol.Whole is { } span && text.RangeOf(span) is { } range ? range : name;
        DocumentSymbol[] children = [.. item.Children.Select(child => ItemOf(text, child)).OfType<DocumentSymbol>()];
        return new(item.Symbol.Name, item.Symbol.Title, KindOf(item.Symbol.Kind), whole, name, children.Length > 0 ? children : null);
    }

    // The numbers are the protocol's SymbolKind.
    private static int KindOf(CodeSymbolKind kind) => kind switch
    {
        CodeSymbolKind.Function => 12,
        CodeSymbolKind.Variable or CodeSymbolKind.Parameter or CodeSymbolKind.Static => 13,
        CodeSymbolKind.Constant => 14,
        CodeSymbolKind.Field => 8,
        CodeSymbolKind.Struct or CodeSymbolKind.Union => 23,
        CodeSymbolKind.Enum => 10,
        CodeSymbolKind.Variant => 22,
        CodeSymbolKind.Trait => 11,
        CodeSymbolKind.Module => 2,
        CodeSymbolKind.TypeAlias => 26,
        CodeSymbolKind.Implementation => 5,
    };
}

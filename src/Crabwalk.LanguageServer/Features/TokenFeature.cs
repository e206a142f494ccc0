using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Workbench.Editing;

namespace Crabwalk.LanguageServer.Features;

/// <summary>Semantic tokens: names by what they stand for. Keywords, numbers and comments an editor colours by itself.</summary>
internal static class TokenFeature
{
    /// <summary>The words that numbers in the answer mean.</summary>
    public static readonly SemanticTokensLegend Legend = new(
        ["function", "variable", "parameter", "property", "struct", "enum", "enumMember", "interface", "namespace", "type"],
        ["declaration", "static", "readonly"]);

    /// <summary>The tokens of a text: five numbers each, relative to the one before.</summary>
    public static SemanticTokens Of(CheckedText text)
    {
        var data = new List<int>();
        Position before = default;
        foreach (Occurrence occurrence in text.Model.Occurrences)
        {
            if (TypeOf(occurrence.Symbol.Kind) is not { } type || text.RangeOf(occurrence.Span) is not { } range || range.Start.Line != range.End.Line)
            {
                continue;
            }

            int lines = range.Start.Line - before.Line;
            data.AddRange([lines, lines == 0 ? range.Start.Character - before.Character : range.Start.Character, range.End.Character - range.Start.Character, type, ModifiersOf(occurrence)]);
            before = range.Start;
        }

        return new([.. data]);
    }

    private static int? TypeOf(CodeSymbolKind kind) => kind switch
    {
        CodeSymbolKind.Function => 0,
        CodeSymbolKind.Variable or CodeSymbolKind.Static or CodeSymbolKind.Constant => 1,
        CodeSymbolKind.Parameter => 2,
        CodeSymbolKind.Field => 3,
        CodeSymbolKind.Struct or CodeSymbolKind.Union => 4,
        CodeSymbolKind.Enum => 5,
        CodeSymbolKind.Variant => 6,
        CodeSymbolKind.Trait => 7,
        CodeSymbolKind.Module => 8,
        CodeSymbolKind.TypeAlias => 9,
        CodeSymbolKind.Implementation => null,
    };

    private static int ModifiersOf(Occurrence occurrence) =>
        (occurrence.IsDeclaration ? 1 : 0)
        | (occurrence.Symbol.Kind == CodeSymbolKind.Static ? 2 : 0)
        | (occurrence.Symbol.Kind is CodeSymbolKind.Constant or CodeSymbolKind.Variant ? 4 : 0);
}

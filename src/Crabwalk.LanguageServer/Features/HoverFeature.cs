using System.Globalization;
using System.Text;
using Crabwalk.LanguageServer.Analysis;
using Crabwalk.LanguageServer.Protocol;
using Crabwalk.Ownership.Facts;
using Crabwalk.Workbench.Editing;

namespace Crabwalk.LanguageServer.Features;

/// <summary>What is shown of a name under the mouse: its declaration, size and layout, and in Rust who may do what with it here.</summary>
internal static class HoverFeature
{
    /// <summary>The hover of a name.</summary>
    public static Hover? Of(CheckedText text, Occurrence occurrence, string language)
    {
        if (text.RangeOf(occurrence.Span) is not { } range)
        {
            return null;
        }

        CodeSymbol symbol = occurrence.Symbol;
        var markdown = new StringBuilder();
        markdown.Append(CultureInfo.InvariantCulture, $"```{language}\n{symbol.Title}\n```");
        if (symbol.SizeBytes is { } size)
        {
            markdown.Append(CultureInfo.InvariantCulture, $"\n\n{Bytes(size)}, aligned to {symbol.AlignBytes ?? 1}");
        }

        if (!symbol.Layout.IsEmpty)
        {
            markdown.Append(CultureInfo.InvariantCulture, $"\n\n```\n{string.Join('\n', symbol.Layout)}\n```");
        }

        if (OwnershipAt(text, occurrence) is { } ownership)
        {
            markdown.Append(CultureInfo.InvariantCulture, $"\n\n{ownership}");
        }

        return new(new("markdown", markdown.ToString()), range);
    }

    private static string Bytes(long size) => size == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{size} bytes");

    private static string? OwnershipAt(CheckedText text, Occurrence occurrence)
    {
        if (occurrence.IsDeclaration || occurrence.Symbol.Kind is not (CodeSymbolKind.Variable or CodeSymbolKind.Parameter))
        {
            return null;
        }

        foreach (OwnershipFacts facts in text.Compilation.Ownership?.All() ?? [])
        {
            if (facts.Body.Span.Contains(occurrence.Span) && facts.LocationAt(occurrence.Span) is { } at
                && facts.PlacesAt(at).FirstOrDefault(place => place.Named.Name == occurrence.Symbol.Name && place.Named.Declared == occurrence.Symbol.Declared) is { } place)
            {
                return Words(place, text);
            }
        }

        return null;
    }

    private static string Words(PlaceFacts place, CheckedText text)
    {
        string rights = string.Join(", ", RightsOf(place.Permissions));
        IEnumerable<string> moves = place.Moves.Select(move => $"moved at line {text.Compilation.Sources.PositionOf(move.Span).Line + 1}{(move.Into is { } into ? $" into `{into}`" : "")}");
        IEnumerable<string> loans = place.Restrictions.OfType<Restriction.Borrowed>()
            .Select(one => $"borrowed {(one.Loan.IsShared ? "to be read" : "to be changed")} at line {text.Compilation.Sources.PositionOf(one.Loan.Span).Line + 1}");
        return string.Join("; ", [$"here it may be {(rights.Length > 0 ? rights : "not used")}", .. moves, .. loans]);
    }

    private static IEnumerable<string> RightsOf(Permissions permissions)
    {
        if (permissions.HasFlag(Permissions.Read))
        {
            yield return "read";
        }

        if (permissions.HasFlag(Permissions.Write))
        {
            yield return "written";
        }

        if (permissions.HasFlag(Permissions.Own))
        {
            yield return "moved";
        }
    }
}

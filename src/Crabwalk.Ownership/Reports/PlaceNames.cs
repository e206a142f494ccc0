using System.Globalization;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Reports;

/// <summary>Names places as the user wrote them: <c>p.name</c>, <c>*r</c>, <c>v[_]</c>. Temporaries have no name.</summary>
internal sealed class PlaceNames(BodyAnalysis analysis)
{
    private readonly Dictionary<LocalId, string> _locals = analysis.Body.Variables.Where(variable => variable.Place.IsLocal)
        .GroupBy(variable => variable.Place.Local).ToDictionary(group => group.Key, group => group.First().Name);

    private readonly Capture[] _captures = analysis.Context.ClosureOf(analysis.Body.Definition)?.Captures.ToArray() ?? [];

    /// <summary>The user's name for a local.</summary>
    public string? Of(LocalId local) => _locals.GetValueOrDefault(local);

    /// <summary>The place as the user wrote it; null for what has no name.</summary>
    public string? Of(Place place) => Name(place, isAutoDereferenced: false, refusesVariants: false);

    /// <summary>The same, but null for a part of an enum's variant, which no expression names.</summary>
    public string? OfWhole(Place place) => Name(place, isAutoDereferenced: false, refusesVariants: true);

    /// <summary>The place in backticks, or the word for something without a name.</summary>
    public string Quoted(Place place, string otherwise = "value") => Of(place) is { } name ? $"`{name}`" : otherwise;

    /// <summary>The name of a field.</summary>
    public string FieldName(Place whole, int number)
    {
        Mir.Typing.PlaceTy type = analysis.Places.PlaceTyOf(whole);
        Ty inner = type.Type is Ty.Adt { Definition.Role: AdtRole.Box, Args: [Ty content, ..] } ? content : type.Type;
        return inner is Ty.Adt { Definition.IsComplete: true } adt && number < adt.Definition.Variants[type.Variant ?? default].Fields.Count
            ? adt.Definition.Variants[type.Variant ?? default].Fields[number].Name
            : number.ToString(CultureInfo.InvariantCulture);
    }

    private string? Name(Place place, bool isAutoDereferenced, bool refusesVariants)
    {
        if (place.IsLocal)
        {
            return Of(place.Local);
        }

        Place whole = place with { Path = place.Path[..^1] };
        if (analysis.CaptureOf(place) is { } capture && capture < _captures.Length)
        {
            bool isThrough = place.Path[^1] is Projection.Deref && !_captures[capture].IsByReference;
            return (isThrough ? "*" : "") + _captures[capture].Name;
        }

        return place.Path[^1] switch
        {
            Projection.Deref when Name(whole, isAutoDereferenced, refusesVariants) is { } inner => isAutoDereferenced ? inner : $"*{inner}",
            Projection.Downcast => refusesVariants ? null : Name(whole, isAutoDereferenced, refusesVariants),
            Projection.Field(var number, _) when Name(whole, isAutoDereferenced: true, refusesVariants) is { } inner => $"{inner}.{FieldName(whole, number)}",
            Projection.Index(var index) when Name(whole, isAutoDereferenced: true, refusesVariants) is { } inner => $"{inner}[{Of(index) ?? "_"}]",
            Projection.ConstantIndex or Projection.Subslice when Name(whole, isAutoDereferenced: true, refusesVariants) is { } inner => $"{inner}[..]",
            _ => null,
        };
    }
}

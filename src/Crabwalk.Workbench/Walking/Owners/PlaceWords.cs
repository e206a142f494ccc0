using System.Globalization;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>Says a place as the program would: <c>p.name</c>, <c>pair.0</c>.</summary>
internal static class PlaceWords
{
    /// <summary>The place in the user's words; null when it is no place of theirs.</summary>
    public static string? Of(SourceMap sources, Body body, Place place)
    {
        VarDebugInfo? best = null;
        foreach (VarDebugInfo info in body.Variables)
        {
            bool isLonger = best is null || info.Place.Path.Count > best.Place.Path.Count;
            if (info.Span.Expansion.IsNone && isLonger && Begins(place, info.Place) && info.IsNamedIn(sources))
            {
                best = info;
            }
        }

        return best is null ? null : best.Name + PartOf(place, best.Place.Path.Count, body.Locals[place.Local].Type);
    }

    /// <summary>The name of a field of a type.</summary>
    public static string FieldOf(Ty type, VariantIndex variant, int number) =>
        type is Ty.Adt { Definition: var definition } && number < definition.Variants[variant].Fields.Count
            ? definition.Variants[variant].Fields[number].Name
            : number.ToString(CultureInfo.InvariantCulture);

    private static bool Begins(Place place, Place start)
    {
        if (place.Local != start.Local || place.Path.Count < start.Path.Count)
        {
            return false;
        }

        for (int i = 0; i < start.Path.Count; i++)
        {
            if (place.Path[i] != start.Path[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string PartOf(Place place, int from, Ty type)
    {
        string words = "";
        VariantIndex variant = default;
        for (int i = 0; i < place.Path.Count; i++)
        {
            switch (place.Path[i])
            {
                case Projection.Downcast down:
                    variant = down.Variant;
                    break;
                case Projection.Field(var number, var inner):
                    words += i >= from ? $".{FieldOf(type, variant, number)}" : "";
                    (type, variant) = (inner, default);
                    break;
            }
        }

        return words;
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Facts;

/// <summary>
/// The places that a reader of the source sees: the variables, what reference variables point to, and the parts that the code names.
/// Variables that no text names, such as the iterator of a <c>for</c> loop and those of the library's macros, are left out.
/// </summary>
internal sealed class NamedPlaces : MirVisitor
{
    private readonly BodyAnalysis _analysis;
    private readonly PlaceNames _names;
    private readonly Dictionary<string, NamedPlace> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<LocalId, Span> _declared = [];

    private NamedPlaces(BodyAnalysis analysis, PlaceNames names)
    {
        _analysis = analysis;
        _names = names;
    }

    /// <summary>Collects the places of a body in the order of their variables' declaration, wholes before parts.</summary>
    public static IReadOnlyList<NamedPlace> Of(BodyAnalysis analysis, PlaceNames names)
    {
        var places = new NamedPlaces(analysis, names);
        foreach (VarDebugInfo variable in analysis.Body.Variables.Where(variable => IsWritten(analysis, variable)))
        {
            places._declared.TryAdd(variable.Place.Local, variable.Span);
            places.AddVariable(variable);
        }

        places.VisitBody(analysis.Body);
        return [.. places._found.Values.OrderBy(place => place.Declared.Start).ThenBy(place => place.Place.Local.Index)];
    }

    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        if (use != PlaceUse.Mark && _declared.TryGetValue(place.Local, out Span declared) && place.Path.Count > 0)
        {
            Add(place with { Path = [.. place.Path.TakeWhile(step => step is Projection.Deref or Projection.Field)] }, declared);
        }
    }

    private static bool IsWritten(BodyAnalysis analysis, VarDebugInfo variable)
    {
        SourceMap sources = analysis.Program.Sources;
        bool isFromLibrary = !variable.Span.Expansion.IsNone && sources[variable.Span.Source].Kind == SourceKind.Library;
        return !isFromLibrary && variable.IsNamedIn(sources);
    }

    private void AddVariable(VarDebugInfo variable)
    {
        Add(variable.Place, variable.Span);
        if (_analysis.Places.Of(variable.Place) is Ty.Ref)
        {
            Add(variable.Place.Deref(), variable.Span);
        }
    }

    // Two variables of one name are two places: the key holds the local.
    private void Add(Place place, Span declared)
    {
        if (_names.Of(place) is { } name)
        {
            _found.TryAdd($"{place.Local.Index} {name}", new(place, name, _analysis.Places.Of(place), declared));
        }
    }
}

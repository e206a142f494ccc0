using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Building;

/// <summary>
/// A place in the making. Inside a closure it may start at a variable of the body around: which capture that means is known only when the
/// way to the captured part is complete, <c>a.b.c</c> of a capture <c>a.b</c>.
/// </summary>
/// <param name="Local">Where it starts; null at a captured variable.</param>
/// <param name="Captured">The captured variable it starts at.</param>
/// <param name="Path">The way to the part.</param>
internal sealed record PlaceBuilder(LocalId? Local, Hir.HirId Captured, EquatableArray<Projection> Path)
{
    /// <summary>A whole local.</summary>
    public static PlaceBuilder Of(LocalId local) => new(local, default, []);

    /// <summary>A place.</summary>
    public static PlaceBuilder Of(Place place) => new(place.Local, default, place.Path);

    /// <summary>A variable of a body around this closure.</summary>
    public static PlaceBuilder OfCaptured(Hir.HirId variable) => new(null, variable, []);

    /// <summary>The place one step further.</summary>
    public PlaceBuilder Then(Projection step) => this with { Path = [.. Path, step] };

    /// <summary><c>*place</c></summary>
    public PlaceBuilder Deref() => Then(new Projection.Deref());

    /// <summary><c>place.n</c></summary>
    public PlaceBuilder Field(int number, Ty type) => Then(new Projection.Field(number, type));

    /// <summary>The fields of a variant.</summary>
    public PlaceBuilder Downcast(VariantIndex variant) => Then(new Projection.Downcast(variant));
}

/// <summary>The captures of the closure whose body is built.</summary>
internal sealed class CapturePlaces
{
    private readonly List<(Capture Capture, Place Place)> _captures = [];

    /// <summary>The captures as fields of the closure in local 1; <paramref name="isByReference"/> when that holds a reference to the closure.</summary>
    public CapturePlaces(EquatableArray<Capture> captures, bool isByReference)
    {
        var closure = new Place(new LocalId(1));
        for (int i = 0; i < captures.Count; i++)
        {
            Place place = (isByReference ? closure.Deref() : closure).Field(i, captures[i].Type);
            _captures.Add((captures[i], captures[i].ByRef is null ? place : place.Deref()));
        }
    }

    /// <summary>A closure without captures, or no closure.</summary>
    public CapturePlaces()
    {
    }

    /// <summary>Each capture with its place.</summary>
    public IReadOnlyList<(Capture Capture, Place Place)> All => _captures;

    /// <summary>The place with its captured start found; itself when it starts at a local; null when no capture leads there.</summary>
    public PlaceBuilder? Resolve(PlaceBuilder place)
    {
        if (place.Local is not null)
        {
            return place;
        }

        foreach ((Capture capture, Place start) in _captures)
        {
            if (capture.Variable == place.Captured && RestAfter(place.Path, capture.Path) is { } rest)
            {
                return new(start.Local, default, [.. start.Path, .. rest]);
            }
        }

        return null;
    }

    // What follows the captured part on the way; null when the way leads elsewhere. Casts to the only variant of an enum do not count.
    private static EquatableArray<Projection>? RestAfter(EquatableArray<Projection> path, EquatableArray<CaptureStep> captured)
    {
        int at = 0;
        foreach (CaptureStep step in captured)
        {
            while (at < path.Count && path[at] is Projection.Downcast)
            {
                at++;
            }

            bool agrees = at < path.Count && path[at] switch
            {
                Projection.Deref => step.Field is null,
                Projection.Field(var number, _) => step.Field == number,
                _ => false,
            };
            if (!agrees)
            {
                return null;
            }

            at++;
        }

        return path[at..];
    }
}

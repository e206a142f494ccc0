using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;
using Body = Crabwalk.Mir.Bodies.Body;
using Capture = Crabwalk.Rust.Checking.Capture;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>Names a place that the liveness lints follow.</summary>
internal readonly record struct TrackedId(int Index) : IIndex<TrackedId>
{
    /// <inheritdoc/>
    public static TrackedId At(int index) => new(index);
}

/// <summary>A variable, what a match guard sees of one, or a capture.</summary>
/// <param name="Place">The place.</param>
/// <param name="Name">Its name; null when nothing is said about it.</param>
/// <param name="NameSpan">The name where it is introduced; of a capture, the use that made it one.</param>
internal sealed record TrackedPlace(Place Place, string? Name, Span NameSpan)
{
    /// <summary>The number of a capture.</summary>
    public int? Capture { get; init; }

    /// <summary>For what a guard sees: the variable in the arm.</summary>
    public TrackedId? InArm { get; init; }

    /// <summary>True for a capture by reference: what is written there is seen outside.</summary>
    public bool IsShared => Capture is not null && Place.Path is [.., Projection.Deref];
}

/// <summary>The places that the liveness lints follow in one body: the user's variables, and in a closure its captures.</summary>
internal sealed class TrackedPlaces
{
    private static readonly LocalId Environment = new(1);

    private readonly IndexList<TrackedId, TrackedPlace> _places = [];
    private readonly Dictionary<LocalId, TrackedId> _locals = [];
    private readonly List<(TrackedId Id, bool IsByRef)> _captures = [];
    private readonly int _captureStep;

    /// <summary>The places of a body; <paramref name="closure"/> is the closure it is the code of.</summary>
    public TrackedPlaces(Body body, ClosureSource? closure)
    {
        AddVariables(body);
        if (closure is not null)
        {
            bool isRef = body.Locals[Environment].Type is Ty.Ref;
            _captureStep = isRef ? 1 : 0;
            Place environment = isRef ? new Place(Environment).Deref() : new Place(Environment);
            foreach (Capture capture in closure.Captures)
            {
                AddCapture(environment, capture);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _places.Count;

    /// <summary>How many of them are captures.</summary>
    public int CaptureCount => _captures.Count;

    /// <summary>Their ids.</summary>
    public IEnumerable<TrackedId> Ids => _places.Ids;

    /// <summary>One of them.</summary>
    public TrackedPlace this[TrackedId id] => _places[id];

    /// <summary>The tracked place that a place is part of, and how many steps of its path lead there.</summary>
    public (TrackedId Id, int Start)? Find(Place place)
    {
        if (_locals.TryGetValue(place.Local, out TrackedId local))
        {
            return (local, 0);
        }

        if (place.Local == Environment && _captureStep < place.Path.Count && place.Path[_captureStep] is Projection.Field field && field.Number < _captures.Count)
        {
            (TrackedId id, bool isByRef) = _captures[field.Number];
            int start = _captureStep + (isByRef ? 2 : 1);
            return start <= place.Path.Count ? (id, start) : null;
        }

        return null;
    }

    private void AddVariables(Body body)
    {
        var bySpan = new Dictionary<Span, TrackedId>();
        foreach (VarDebugInfo variable in body.Variables.OrderBy(variable => variable.Place.Local.Index))
        {
            if (variable.Place.IsLocal && body.Locals[variable.Place.Local].Kind is LocalKind.Variable or LocalKind.Parameter && IsFollowed(variable.Name))
            {
                TrackedId id = _places.Add(new(variable.Place, variable.Name, variable.Span));
                _locals.TryAdd(variable.Place.Local, id);
                bySpan.TryAdd(variable.Span, id);
            }
        }

        // A guard looks at a variable through a reference of its own, declared at the same name.
        foreach (LocalId local in body.Locals.Ids)
        {
            LocalDecl declaration = body.Locals[local];
            if (declaration.Kind == LocalKind.Temporary && declaration.Mutability == Mutability.Not && bySpan.TryGetValue(declaration.Source.Span, out TrackedId arm))
            {
                _locals.Add(local, _places.Add(new(local, null, declaration.Source.Span) { InArm = arm }));
            }
        }
    }

    private void AddCapture(Place environment, Capture capture)
    {
        int number = _captures.Count;
        bool isByRef = capture.ByRef is not null;
        Place place = environment.Field(number, capture.Type);
        string? name = capture.Name.StartsWith('_') ? null : capture.Name;
        _captures.Add((_places.Add(new(isByRef ? place.Deref() : place, name, capture.PathSpan) { Capture = number }), isByRef));
    }

    private static bool IsFollowed(string name) => name.Length > 0 && name != "self" && !name.StartsWith('_');
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Moves;

/// <summary>Names one <see cref="MovePath"/> of a body.</summary>
public readonly record struct MovePathId(int Index) : IIndex<MovePathId>
{
    /// <inheritdoc/>
    public static MovePathId At(int index) => new(index);

    /// <inheritdoc/>
    public override string ToString() => $"mp{Index}";
}

/// <summary>Names one <see cref="MoveOut"/> of a body.</summary>
public readonly record struct MoveOutId(int Index) : IIndex<MoveOutId>
{
    /// <inheritdoc/>
    public static MoveOutId At(int index) => new(index);
}

/// <summary>Names one <see cref="Init"/> of a body.</summary>
public readonly record struct InitId(int Index) : IIndex<InitId>
{
    /// <inheritdoc/>
    public static InitId At(int index) => new(index);
}

/// <summary>
/// A place that is moved or initialised somewhere by itself: a local, or a part of one that code names in a move or assignment.
/// The paths of a body form a forest; a place without a path of its own shares the fate of its nearest parent.
/// </summary>
/// <param name="Place">The place.</param>
/// <param name="Parent">The path of the place it is a part of; null for a local.</param>
public sealed record MovePath(Place Place, MovePathId? Parent)
{
    /// <summary>The parts that have paths, in the order they were found.</summary>
    public List<MovePathId> Children { get; } = [];
}

/// <summary>A place loses its value: a move, or the end of a local's storage.</summary>
public readonly record struct MoveOut(MovePathId Path, Location Location);

/// <summary>How much an initialisation gives a value.</summary>
public enum InitKind
{
    /// <summary>The place and all its parts.</summary>
    Deep,

    /// <summary>The place and all its parts, if the call comes back.</summary>
    OnReturn,
}

/// <summary>A place gets a value.</summary>
/// <param name="Path">The place.</param>
/// <param name="Location">Where; null for a parameter, which has its value at the start.</param>
/// <param name="Kind">How much.</param>
public sealed record Init(MovePathId Path, Location? Location, InitKind Kind);

/// <summary>Why a place cannot be moved out of.</summary>
public abstract record IllegalMoveOrigin
{
    private IllegalMoveOrigin()
    {
    }

    /// <summary>It lies behind a reference or pointer, or in a static; <paramref name="Target"/> is the place that was followed.</summary>
    public sealed record Borrowed(Place Target) : IllegalMoveOrigin;

    /// <summary>It is a part of a value whose type has a <c>Drop</c> implementation.</summary>
    public sealed record InteriorOfDestructor(Ty Container) : IllegalMoveOrigin;

    /// <summary>It is an element of a slice, or of an array by an index.</summary>
    public sealed record InteriorOfSequence(Ty Container, bool IsIndex) : IllegalMoveOrigin;
}

/// <summary>A move that is not allowed.</summary>
public sealed record IllegalMove(Place Place, Location Location, IllegalMoveOrigin Origin);

/// <summary>The path a place belongs to: its own when <paramref name="IsExact"/>, else its nearest parent's.</summary>
public readonly record struct MoveLookup(MovePathId Path, bool IsExact);

/// <summary>
/// All moves and initialisations of a body, and the paths they are about. The design is rustc's (rustc dev guide, "Move paths").
/// <see cref="MoveDataBuilder"/> makes it; it describes the body as it was then.
/// </summary>
public sealed class MoveData
{
    private readonly Dictionary<(MovePathId Parent, Projection Step), MovePathId> _steps = [];
    private readonly Dictionary<Location, List<MoveOutId>> _movesAt = [];
    private readonly Dictionary<Location, List<InitId>> _initsAt = [];

    /// <summary>The paths; local <c>n</c> has path <c>n</c>.</summary>
    public IndexList<MovePathId, MovePath> Paths { get; } = [];

    /// <summary>Where values leave.</summary>
    public IndexList<MoveOutId, MoveOut> Moves { get; } = [];

    /// <summary>Where values come.</summary>
    public IndexList<InitId, Init> Inits { get; } = [];

    /// <summary>Moves that are not allowed, in the order of the code.</summary>
    public List<IllegalMove> Illegal { get; } = [];

    /// <summary>The path of a whole local.</summary>
    public static MovePathId PathOf(LocalId local) => new(local.Index);

    /// <summary>The values that leave at a location.</summary>
    public IReadOnlyList<MoveOutId> MovesAt(Location location) => _movesAt.TryGetValue(location, out List<MoveOutId>? moves) ? moves : [];

    /// <summary>The values that come at a location.</summary>
    public IReadOnlyList<InitId> InitsAt(Location location) => _initsAt.TryGetValue(location, out List<InitId>? inits) ? inits : [];

    /// <summary>The path of a place, or of the nearest place around it that has one.</summary>
    public MoveLookup Find(Place place)
    {
        MovePathId path = PathOf(place.Local);
        foreach (Projection step in place.Path)
        {
            if (!_steps.TryGetValue((path, KeyOf(step)), out MovePathId next))
            {
                return new(path, IsExact: false);
            }

            path = next;
        }

        return new(path, IsExact: true);
    }

    /// <summary>The path of a part one step further, if it has one.</summary>
    public MovePathId? Step(MovePathId path, Projection step) => _steps.TryGetValue((path, KeyOf(step)), out MovePathId found) ? found : null;

    /// <summary>A path and all paths of its parts, parents first.</summary>
    public IEnumerable<MovePathId> WithChildren(MovePathId root)
    {
        var open = new Stack<MovePathId>([root]);
        while (open.TryPop(out MovePathId path))
        {
            yield return path;
            List<MovePathId> children = Paths[path].Children;
            for (int i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }

    /// <summary>A path and the paths of all that it is a part of, innermost first.</summary>
    public IEnumerable<MovePathId> WithParents(MovePathId path)
    {
        for (MovePathId? at = path; at is { } here; at = Paths[here].Parent)
        {
            yield return here;
        }
    }

    internal MovePathId AddLocal(LocalId local) => Paths.Add(new(local, null));

    internal MovePathId AddStep(MovePathId parent, Projection step)
    {
        if (Step(parent, step) is { } known)
        {
            return known;
        }

        MovePathId path = Paths.Add(new(Paths[parent].Place.Then(step), parent));
        Paths[parent].Children.Add(path);
        _steps.Add((parent, KeyOf(step)), path);
        return path;
    }

    internal void AddMove(MovePathId path, Location location) => AddAt(_movesAt, location, Moves.Add(new(path, location)));

    internal void AddInit(MovePathId path, Location? location, InitKind kind)
    {
        InitId init = Inits.Add(new(path, location, kind));
        if (location is { } at)
        {
            AddAt(_initsAt, at, init);
        }
    }

    private static void AddAt<T>(Dictionary<Location, List<T>> map, Location location, T item)
    {
        if (!map.TryGetValue(location, out List<T>? items))
        {
            map.Add(location, items = []);
        }

        items.Add(item);
    }

    // A field's type may be spelled with different regions in two places; the number alone names the part.
    private static Projection KeyOf(Projection step) => step is Projection.Field(var number, _) ? new Projection.Index(new(number)) : step;
}

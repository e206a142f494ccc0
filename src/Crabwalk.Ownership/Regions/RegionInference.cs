using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>A region that must outlive one it is not known to outlive.</summary>
/// <param name="Longer">The universal region or placeholder that is asked for too much.</param>
/// <param name="Shorter">What it must outlive.</param>
internal sealed record RegionError(RegionVid Longer, RegionVid Shorter);

/// <summary>A generic type that may not live as long as it must.</summary>
internal sealed record TypeTestError(TypeTest Test, RegionVid Shorter);

/// <summary>The regions of a body, found, and held against what the signature promises.</summary>
internal sealed class RegionInference
{
    private readonly RegionVariables _variables;
    private readonly UniversalRegions _universal;
    private readonly UniversalRelations _relations;
    private readonly ConstraintSet _constraints;
    private readonly PointMap _points;
    private readonly List<ClosureRequirement> _requirements = [];

    // Each round settles a region; a body has few that hidden types mention.
    private const int MaxRounds = 16;

    public RegionInference(RegionVariables variables, UniversalRegions universal, UniversalRelations relations, ConstraintSet constraints, PointMap points)
    {
        _variables = variables;
        _universal = universal;
        _relations = relations;
        _constraints = constraints;
        _points = points;
        Solver = Solve();
        for (int rounds = 0; rounds < MaxRounds && ChooseMembers(); rounds++)
        {
            Solver = Solve();
        }
    }

    /// <summary>The solution.</summary>
    public RegionSolver Solver { get; private set; }

    /// <summary>The universal regions.</summary>
    public UniversalRegions Universal => _universal;

    /// <summary>Universal regions and placeholders that are asked for too much, in their order; of each only the first reason.</summary>
    public List<RegionError> Errors { get; } = [];

    /// <summary>Generic types that may not live long enough.</summary>
    public List<TypeTestError> TypeErrors { get; } = [];

    /// <summary>What a closure's body leaves to those who make the closure.</summary>
    public IReadOnlyList<ClosureRequirement> Requirements => _requirements;

    /// <summary>How many region variables there are.</summary>
    public int Count => _variables.All.Count;

    /// <summary>Does the region hold a point?</summary>
    public bool Holds(RegionVid region, Point point) => Solver.ValueOf(region).Points.Contains(point);

    /// <summary>Does the region reach beyond the body?</summary>
    public bool HoldsEnd(RegionVid region, RegionVid end) => Solver.ValueOf(region).Ends.Contains(end);

    /// <summary>Is the region live here because of a variable whose type mentions it, not only because another region must outlive it?</summary>
    public bool IsLive(RegionVid region, Point point) => _constraints.LiveAt(region)?.Contains(point) == true;

    /// <summary>The definition of a region.</summary>
    public RegionDefinition DefinitionOf(RegionVid region) => _variables.All[region];

    /// <summary>The best reason why one region must outlive another.</summary>
    public OutlivesConstraint? Blame(RegionVid longer, RegionVid shorter) =>
        Path(longer, region => region == shorter) is { } found
            ? ConstraintPaths.Blamed(found.Path, DefinitionOf(longer).Origin is not RegionOrigin.Placeholder, shorter == _universal.Static)
            : null;

    /// <summary>A chain of reasons from a region to one that satisfies the test.</summary>
    public (List<OutlivesConstraint> Path, RegionVid End)? Path(RegionVid from, Func<RegionVid, bool> isTarget) =>
        ConstraintPaths.Find(Solver, Count, from, isTarget) is { Path.Count: > 0 } found ? found : null;

    /// <summary>The universal region that a region is equal to or must outlive, for naming it in messages; null if there is none.</summary>
    public RegionVid? UniversalNear(RegionVid region)
    {
        if (_universal.IsUniversal(region))
        {
            return region;
        }

        foreach (RegionVid candidate in _universal.All)
        {
            if (Solver.AreEqual(candidate, region))
            {
                return candidate;
            }
        }

        RegionVid[] ends = [.. Solver.ValueOf(region).Ends.Members.Where(end => _universal.IsUniversal(end) && end != _universal.BodyRegion)];
        return ends.Length == 0 ? null : ends[0];
    }

    /// <summary>Checks everything that must hold.</summary>
    public void Check()
    {
        CheckTypeTests();
        foreach (RegionVid region in _variables.All.Ids)
        {
            if (_variables.All[region].Origin is RegionOrigin.Free)
            {
                CheckUniversal(region);
            }
            else if (_variables.All[region].Origin is RegionOrigin.Placeholder)
            {
                CheckPlaceholder(region);
            }
        }
    }

    private RegionSolver Solve() => RegionSolver.Run(_variables.All, _constraints.Outlives, Initial, _universal.Static);

    // A region of a hidden type becomes the shortest of those it may be that is long enough, when there is one such; true when that says something new.
    private bool ChooseMembers()
    {
        bool isNew = false;
        foreach (MemberConstraint member in _constraints.Members)
        {
            if (ShortestChoice(member) is { } choice && !HoldsEnd(member.Member, choice))
            {
                _constraints.Add(member.Member, choice, member.Locations, new ConstraintCategory.OpaqueType());
                isNew = true;
            }
        }

        return isNew;
    }

    private RegionVid? ShortestChoice(MemberConstraint member)
    {
        RegionVid[] ends = [.. Solver.ValueOf(member.Member).Ends.Members.Where(_universal.IsUniversal)];
        RegionVid[] possible = [.. member.Choices.Append(_universal.Static).Where(choice => _universal.IsUniversal(choice) && ends.All(end => _relations.Outlives(choice, end))).Distinct()];
        RegionVid[] shortest = [.. possible.Where(choice => possible.All(other => _relations.Outlives(other, choice)))];
        return shortest.Length == 0 ? null : shortest[0];
    }

    private RegionValue Initial(RegionVid region)
    {
        var value = new RegionValue(_points.Count, _variables.All.Count);
        switch (_variables.All[region].Origin)
        {
            case RegionOrigin.Free:
                value.Points.Fill();
                value.Ends.Add(region);
                break;
            case RegionOrigin.Placeholder:
                value.Ends.Add(region);
                break;
        }

        if (_constraints.LiveAt(region) is { } live)
        {
            value.Points.UnionWith(live);
        }

        return value;
    }

    private void CheckUniversal(RegionVid longer)
    {
        if (longer == _universal.Static)
        {
            return;
        }

        foreach (RegionVid shorter in Solver.ValueOf(longer).Ends.Members.ToArray())
        {
            bool isKnown = _universal.IsUniversal(shorter) && _relations.Outlives(longer, shorter);
            if (!isKnown && !TryPropagate(longer, shorter))
            {
                Errors.Add(new(longer, shorter));
                return;
            }
        }
    }

    private void CheckPlaceholder(RegionVid longer)
    {
        foreach (RegionVid shorter in Solver.ValueOf(longer).Ends.Members.Where(end => end != longer))
        {
            Errors.Add(new(longer, shorter));
            return;
        }
    }

    /// <summary>In a closure, asks the creator that its regions nearest to the two outlive each other.</summary>
    private bool TryPropagate(RegionVid longer, RegionVid shorter)
    {
        if (_universal.Closure is null || !_universal.IsUniversal(shorter) || _relations.ExternalBelow(longer) is not { } below || below == _universal.Static
            || Blame(longer, shorter) is not { } blamed)
        {
            return false;
        }

        foreach (RegionVid above in _relations.ExternalAbove(shorter))
        {
            _requirements.Add(new(below.Index, null, above.Index, blamed.Span, blamed.Category));
        }

        return true;
    }

    private void CheckTypeTests()
    {
        var reported = new HashSet<(Ty, Foundation.Text.Span)>();
        foreach (TypeTest test in _constraints.TypeTests)
        {
            if (!Holds(test.Type, test.Shorter) && !TryPropagate(test) && reported.Add((Erase(test.Type), test.Locations.Span)))
            {
                TypeErrors.Add(new(test, test.Shorter));
            }
        }
    }

    private Ty Erase(Ty type) => (Ty)new RegionFolder(_variables.Types, _ => _variables.Types.Erased).Fold(type);

    /// <summary>A generic type lives long enough when a bound of it says so, or when all parts of an alias do.</summary>
    private bool Holds(Ty type, RegionVid shorter)
    {
        // Whatever a caller puts in for a parameter lives through the body.
        if (Solver.ValueOf(shorter).Ends.Members.All(end => end == _universal.BodyRegion))
        {
            return true;
        }

        Ty erased = Erase(type);
        foreach ((Ty known, RegionVid bound) in _relations.TypeBounds)
        {
            if (ReferenceEquals(Erase(known), erased) && OutlivesAll(bound, shorter))
            {
                return true;
            }
        }

        return type is Ty.Alias alias && alias.Args.All(arg => PartHolds(arg, shorter));
    }

    private bool PartHolds(GenericArg arg, RegionVid shorter) => arg switch
    {
        Region region => OutlivesAll(_universal.VidOf(region), shorter),
        Ty type => OutlivesParts.Of(type).All(part => part is Region region ? OutlivesAll(_universal.VidOf(region), shorter) : Holds((Ty)part, shorter)),
        _ => true,
    };

    // A region outlives another when for each end of that one it holds an end that is known to outlive it.
    private bool OutlivesAll(RegionVid longer, RegionVid shorter) => Solver.ValueOf(shorter).Ends.Members.All(end =>
        Solver.ValueOf(longer).Ends.Members.Any(own => own == end || (_universal.IsUniversal(own) && _universal.IsUniversal(end) && _relations.Outlives(own, end))));

    private bool TryPropagate(TypeTest test)
    {
        if (_universal.Closure is null || test.Type.Has(TyFlags.HasRegionVars))
        {
            return false;
        }

        foreach (RegionVid end in Solver.ValueOf(test.Shorter).Ends.Members.Where(end => end != _universal.BodyRegion).ToArray())
        {
            foreach (RegionVid above in _relations.ExternalAbove(end))
            {
                _requirements.Add(new(null, test.Type, above.Index, test.Locations.Span, test.Category));
            }
        }

        return true;
    }
}

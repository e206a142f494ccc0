using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building.Matching;

/// <summary>
/// Finds the places that a guard must not change, because patterns were tested against them: those that are tested, and every pointer on
/// the way to them and to what is bound (rustc's <c>collect_fake_borrows</c>).
/// </summary>
internal sealed class FakeBorrows
{
    private readonly HashSet<Place> _known = [];
    private readonly List<Place> _places = [];

    private FakeBorrows()
    {
    }

    /// <summary>The places, in the order in which they are borrowed.</summary>
    public static IReadOnlyList<Place> Collect(IReadOnlyList<Candidate> candidates)
    {
        var collector = new FakeBorrows();
        if (candidates.Any(candidate => candidate.HasGuard))
        {
            foreach (Candidate candidate in candidates)
            {
                collector.Visit(candidate.Effects, candidate.Pairs);
            }
        }

        return collector._places;
    }

    private void Visit(PatternEffects effects, List<MatchPair> pairs)
    {
        foreach (MatchBinding? binding in effects.Bindings)
        {
            if (binding is not null)
            {
                AddPointersTo(binding.Source);
            }
        }

        pairs.ForEach(Visit);
    }

    private void Visit(MatchPair pair)
    {
        if (pair.Case is MatchCase.Or(var alternatives))
        {
            foreach (FlatPattern alternative in alternatives)
            {
                Visit(alternative.Effects, alternative.Pairs);
            }

            return;
        }

        if (pair.Place is { } place && Add(place))
        {
            AddPointersTo(place);
        }

        pair.Subpairs.ForEach(Visit);
    }

    private void AddPointersTo(Place place)
    {
        for (int i = place.Path.Count - 1; i >= 0; i--)
        {
            if (place.Path[i] is Projection.Deref && !Add(place with { Path = place.Path[..i] }))
            {
                return;
            }
        }
    }

    private bool Add(Place place)
    {
        if (!_known.Add(place))
        {
            return false;
        }

        _places.Add(place);
        return true;
    }
}

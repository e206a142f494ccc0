using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building.Matching;

/// <summary>A variable that is bound when a pattern matches.</summary>
internal sealed record MatchBinding(Span Span, Place Source, Hir.HirId Variable, Hir.BindingMode Mode);

/// <summary>A type the user wrote for a part of what is matched.</summary>
internal sealed record MatchAscription(Place Source, Ty Type, Span Span);

/// <summary>What a pattern does besides being tested.</summary>
internal sealed class PatternEffects(Span span, bool isNever)
{
    /// <summary>The pattern.</summary>
    public Span Span { get; } = span;

    /// <summary>It is <c>!</c>: nothing matches it.</summary>
    public bool IsNever { get; } = isNever;

    /// <summary>What is bound, in order; null keeps the place of what the alternatives of an or-pattern bind.</summary>
    public List<MatchBinding?> Bindings { get; } = [];

    /// <summary>Types to be asserted.</summary>
    public List<MatchAscription> Ascriptions { get; } = [];

    /// <summary>True without an effect.</summary>
    public bool IsEmpty => Bindings.Count == 0 && Ascriptions.Count == 0;
}

/// <summary>A pattern with what always matches taken out of it.</summary>
internal sealed record FlatPattern(List<MatchPair> Pairs, PatternEffects Effects);

/// <summary>A place and what is asked of it; what is asked of its parts comes after that.</summary>
internal sealed class MatchPair(Place? place, MatchCase @case, List<MatchPair> subpairs, Span span)
{
    /// <summary>What is looked at; null for or-patterns of a place that a closure does not capture.</summary>
    public Place? Place { get; } = place;

    /// <summary>What it must be.</summary>
    public MatchCase Case { get; } = @case;

    /// <summary>What must hold besides when it is.</summary>
    public List<MatchPair> Subpairs { get; } = subpairs;

    /// <summary>The pattern.</summary>
    public Span Span { get; } = span;
}

/// <summary>What a place must be.</summary>
internal abstract record MatchCase
{
    private MatchCase()
    {
    }

    /// <summary>A variant.</summary>
    public sealed record Variant(AdtDef Definition, VariantIndex Index) : MatchCase;

    /// <summary>A value.</summary>
    public sealed record Constant(ConstValue Value) : MatchCase;

    /// <summary>In a range.</summary>
    public sealed record Range(PatRange Bounds) : MatchCase;

    /// <summary>A slice of a length, or of at least that.</summary>
    public sealed record Slice(int Length, bool IsExact) : MatchCase;

    /// <summary>Nothing.</summary>
    public sealed record Never : MatchCase;

    /// <summary>One of several patterns.</summary>
    public sealed record Or(EquatableArray<FlatPattern> Alternatives) : MatchCase;
}

/// <summary>
/// A way to match: an arm, or one alternative of an or-pattern in it. While the decision tree is built its pairs get fewer; with none left it
/// is a leaf of the tree.
/// </summary>
internal sealed class Candidate
{
    /// <summary>A candidate for a pattern.</summary>
    public Candidate(FlatPattern pattern, bool hasGuard)
    {
        Pairs = [.. pattern.Pairs];
        Effects = pattern.Effects;
        HasGuard = hasGuard;
        SortPairs();
    }

    /// <summary>What must hold; or-patterns last.</summary>
    public List<MatchPair> Pairs { get; private set; }

    /// <summary>The ways to match an or-pattern in it.</summary>
    public List<Candidate> Alternatives { get; private set; } = [];

    /// <summary>What happens when it matches.</summary>
    public PatternEffects Effects { get; }

    /// <summary>The arm has a guard.</summary>
    public bool HasGuard { get; }

    /// <summary>The or-pattern that <see cref="Alternatives"/> come from.</summary>
    public Span? OrSpan { get; private set; }

    /// <summary>Where it has matched and nothing is bound yet.</summary>
    public BlockId? PreBinding { get; set; }

    /// <summary>Where it goes on when the guard fails.</summary>
    public BlockId? Otherwise { get; set; }

    /// <summary>The first block from which only this candidate and later ones are reached.</summary>
    public BlockId? FalseEdgeStart { get; set; }

    /// <summary>True when an or-pattern is next.</summary>
    public bool StartsWithOr => Pairs is [{ Case: MatchCase.Or }, ..];

    /// <summary>The candidates without alternatives in it.</summary>
    public IEnumerable<Candidate> Leaves => Alternatives.Count == 0 ? [this] : Alternatives.SelectMany(alternative => alternative.Leaves);

    /// <summary>A pair holds: what it asks of its parts takes its place.</summary>
    public void Fulfil(MatchPair pair)
    {
        Pairs.Remove(pair);
        Pairs.AddRange(pair.Subpairs);
        SortPairs();
    }

    /// <summary>Makes alternatives of the or-pattern that is next.</summary>
    public void Expand()
    {
        MatchPair pair = Pairs[0];
        Pairs.RemoveAt(0);
        OrSpan = pair.Span;
        Alternatives = [.. ((MatchCase.Or)pair.Case).Alternatives.Select(pattern => new Candidate(pattern, HasGuard))];
        Alternatives[0].FalseEdgeStart = FalseEdgeStart;
    }

    /// <summary>Takes the alternatives away: the candidate is a leaf again.</summary>
    public List<Candidate> TakeAlternatives()
    {
        List<Candidate> taken = Alternatives;
        Alternatives = [];
        OrSpan = null;
        return taken;
    }

    /// <summary>Takes the pairs away.</summary>
    public List<MatchPair> TakePairs()
    {
        List<MatchPair> taken = Pairs;
        Pairs = [];
        return taken;
    }

    private void SortPairs() => Pairs = [.. Pairs.Where(pair => pair.Case is not MatchCase.Or), .. Pairs.Where(pair => pair.Case is MatchCase.Or)];
}

/// <summary>One way to come to an arm's body in the finished decision tree.</summary>
/// <param name="Success">Where the pattern has matched.</param>
/// <param name="Otherwise">Where it goes on when the guard fails.</param>
/// <param name="Bindings">What is bound, in the order of the pattern.</param>
/// <param name="Ascriptions">Types to be asserted.</param>
/// <param name="IsNever">Nothing comes here.</param>
/// <param name="Span">The pattern.</param>
internal sealed record MatchLeaf(
    BlockId Success, BlockId Otherwise, IReadOnlyList<MatchBinding> Bindings, IReadOnlyList<MatchAscription> Ascriptions, bool IsNever, Span Span)
{
    /// <summary>The leaves of a candidate.</summary>
    public static IReadOnlyList<MatchLeaf> AllOf(Candidate candidate)
    {
        var leaves = new List<MatchLeaf>();
        Collect(candidate, [], leaves);
        return leaves;
    }

    private static void Collect(Candidate candidate, List<PatternEffects> around, List<MatchLeaf> leaves)
    {
        around.Add(candidate.Effects);
        if (candidate.Alternatives.Count == 0)
        {
            leaves.Add(new(
                candidate.PreBinding!.Value, candidate.Otherwise!.Value, BindingsOf(around), [.. around.SelectMany(effects => effects.Ascriptions)],
                candidate.Effects.IsNever, candidate.Effects.Span));
        }

        foreach (Candidate alternative in candidate.Alternatives)
        {
            Collect(alternative, around, leaves);
        }

        around.RemoveAt(around.Count - 1);
    }

    // What the alternatives bind stands where their or-pattern does.
    private static List<MatchBinding> BindingsOf(List<PatternEffects> around)
    {
        var bindings = new List<MatchBinding>();
        var rest = new Queue<PatternEffects>(around.Where(effects => effects.Bindings.Count > 0));
        while (rest.TryDequeue(out PatternEffects? effects))
        {
            Append(effects, rest, bindings);
        }

        return bindings;
    }

    private static void Append(PatternEffects effects, Queue<PatternEffects> rest, List<MatchBinding> bindings)
    {
        foreach (MatchBinding? binding in effects.Bindings)
        {
            if (binding is not null)
            {
                bindings.Add(binding);
            }
            else if (rest.TryDequeue(out PatternEffects? inner))
            {
                Append(inner, rest, bindings);
            }
        }
    }
}

/// <summary>A decision tree: for each pattern the ways to match it.</summary>
/// <param name="Branches">The leaves of each pattern.</param>
/// <param name="Otherwise">Where no pattern matches.</param>
/// <param name="FakeBorrows">What guards must not change, and the temporaries that see to it.</param>
internal sealed record MatchTree(IReadOnlyList<IReadOnlyList<MatchLeaf>> Branches, BlockId Otherwise, IReadOnlyList<(Place Place, LocalId Temporary)> FakeBorrows);

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building.Matching;

/// <summary>Where a test leads.</summary>
internal abstract record TestBranch
{
    private TestBranch()
    {
    }

    /// <summary>It holds.</summary>
    public sealed record Success : TestBranch;

    /// <summary>It does not, or none of the others.</summary>
    public sealed record Failure : TestBranch;

    /// <summary>The value.</summary>
    public sealed record Constant(UInt128 Bits) : TestBranch;

    /// <summary>The variant.</summary>
    public sealed record Variant(VariantIndex Index) : TestBranch;
}

/// <summary>A question about a place at run time.</summary>
internal abstract record MatchTest(Span Span)
{
    /// <summary>Which variant?</summary>
    public sealed record Switch(AdtDef Definition, Span Span) : MatchTest(Span);

    /// <summary>Which number or character?</summary>
    public sealed record SwitchInt(Span Span) : MatchTest(Span);

    /// <summary>True or false?</summary>
    public sealed record If(Span Span) : MatchTest(Span);

    /// <summary>Equal to a string?</summary>
    public sealed record StringEquals(ConstValue.Slice Value, Span Span) : MatchTest(Span);

    /// <summary>Equal to a floating number or pointer?</summary>
    public sealed record ScalarEquals(ConstValue Value, Span Span) : MatchTest(Span);

    /// <summary>In a range?</summary>
    public sealed record InRange(PatRange Bounds, Span Span) : MatchTest(Span);

    /// <summary>Of this length, or of at least this?</summary>
    public sealed record HasLength(int Length, bool IsExact, Span Span) : MatchTest(Span);

    /// <summary>There is no value.</summary>
    public sealed record Never(Span Span) : MatchTest(Span);

    /// <summary>The test that decides what a pair asks.</summary>
    public static MatchTest For(MatchPair pair) => pair.Case switch
    {
        MatchCase.Variant(var definition, _) => new Switch(definition, pair.Span),
        MatchCase.Constant({ Type: Ty.Bool }) => new If(pair.Span),
        MatchCase.Constant({ Type: Ty.Int or Ty.Char }) => new SwitchInt(pair.Span),
        MatchCase.Constant(ConstValue.Slice { Type: Ty.Str } text) => new StringEquals(text, pair.Span),
        MatchCase.Constant(var value) => new ScalarEquals(value, pair.Span),
        MatchCase.Range(var bounds) => new InRange(bounds, pair.Span),
        MatchCase.Slice(var length, var isExact) => new HasLength(length, isExact, pair.Span),
        MatchCase.Never or MatchCase.Or => new Never(pair.Span),
    };
}

/// <summary>The candidates that each outcome of a test leaves, in the order in which the outcomes came up.</summary>
internal sealed class MatchBuckets
{
    private readonly List<(TestBranch Branch, List<Candidate> Candidates)> _buckets = [];

    /// <summary>All outcomes.</summary>
    public IReadOnlyList<(TestBranch Branch, List<Candidate> Candidates)> All => _buckets;

    /// <summary>The candidates of an outcome; null for none.</summary>
    public List<Candidate>? Of(TestBranch branch) => _buckets.Find(bucket => bucket.Branch == branch).Candidates;

    /// <summary>Adds a candidate to an outcome.</summary>
    public void Add(TestBranch branch, Candidate candidate)
    {
        if (Of(branch) is { } candidates)
        {
            candidates.Add(candidate);
        }
        else
        {
            _buckets.Add((branch, [candidate]));
        }
    }
}

/// <summary>
/// Puts candidates into the buckets of a test's outcomes. A candidate that more than one outcome leaves open ends that: it and those after it
/// are looked at when the others have failed, so that none is built twice.
/// </summary>
internal sealed class BucketSorter(RangeValues ranges)
{
    private static readonly TestBranch Success = new TestBranch.Success();
    private static readonly TestBranch Failure = new TestBranch.Failure();

    /// <summary>Sorts as many candidates as possible, and tells how many those are.</summary>
    public int Sort(Place place, MatchTest test, IReadOnlyList<Candidate> candidates, MatchBuckets buckets)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (BranchOf(place, test, candidates[i], buckets) is not { } branch)
            {
                return i;
            }

            buckets.Add(branch, candidates[i]);
        }

        return candidates.Count;
    }

    private TestBranch? BranchOf(Place place, MatchTest test, Candidate candidate, MatchBuckets buckets)
    {
        MatchPair? pair = candidate.Pairs.Find(pair => pair.Case is not MatchCase.Or && pair.Place == place);
        if (pair is null)
        {
            return null;
        }

        (TestBranch? branch, bool isFulfilled) = Decide(place, test, pair.Case, buckets);
        if (isFulfilled)
        {
            candidate.Fulfil(pair);
        }

        return branch;
    }

    private (TestBranch? Branch, bool IsFulfilled) Decide(Place place, MatchTest test, MatchCase @case, MatchBuckets buckets) => (test, @case) switch
    {
        (MatchTest.Switch, MatchCase.Variant(_, var index)) => (new TestBranch.Variant(index), true),
        (MatchTest.SwitchInt, MatchCase.Constant(ConstValue.Scalar { Type: Ty.Int or Ty.Char } value)) => OfConstant(place, value.Bits, buckets),
        (MatchTest.SwitchInt, MatchCase.Range(var bounds)) =>
            (buckets.All.All(bucket => bucket.Branch is not TestBranch.Constant(var bits) || !ranges.Contains(bounds, bits)) ? Failure : null, false),
        (MatchTest.If, MatchCase.Constant(ConstValue.Scalar value)) => (value.Bits != 0 ? Success : Failure, true),
        (MatchTest.HasLength length, MatchCase.Slice slice) => length.IsExact ? OfExactLength(length.Length, slice) : OfLeastLength(length.Length, slice),
        (MatchTest.InRange(var tested, _), MatchCase.Range(var bounds)) =>
            tested == bounds ? (Success, true) : (ranges.Overlap(tested, bounds) ? null : Failure, false),
        (MatchTest.InRange(var tested, _), MatchCase.Constant(ConstValue.Scalar value)) => (ranges.Contains(tested, value.Bits) ? null : Failure, false),
        (MatchTest.StringEquals(var tested, _), MatchCase.Constant(var value)) => tested == value ? (Success, true) : (Failure, false),
        (MatchTest.ScalarEquals(var tested, _), MatchCase.Constant(var value)) => tested == value ? (Success, true) : (Failure, false),
        (MatchTest.Never, _) => (Success, true),
        _ => (null, false),
    };

    // A range that was put aside because it holds none of the values so far must not hold a later one.
    private (TestBranch? Branch, bool IsFulfilled) OfConstant(Place place, UInt128 bits, MatchBuckets buckets)
    {
        bool isCovered = buckets.Of(Failure) is { } aside && aside.Exists(candidate =>
            candidate.Pairs.Exists(pair => pair.Place == place && pair.Case is MatchCase.Range(var bounds) && ranges.Contains(bounds, bits)));
        return isCovered ? (null, false) : (new TestBranch.Constant(bits), true);
    }

    private static (TestBranch? Branch, bool IsFulfilled) OfExactLength(int tested, MatchCase.Slice slice)
    {
        if (tested == slice.Length && slice.IsExact)
        {
            return (Success, true);
        }

        return (tested < slice.Length || slice.IsExact ? Failure : null, false);
    }

    private static (TestBranch? Branch, bool IsFulfilled) OfLeastLength(int tested, MatchCase.Slice slice)
    {
        if (tested == slice.Length && !slice.IsExact)
        {
            return (Success, true);
        }

        if (tested < slice.Length || (tested == slice.Length && slice.IsExact))
        {
            return (Success, false);
        }

        return (slice.IsExact ? Failure : null, false);
    }
}

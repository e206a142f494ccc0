using System.Numerics;

namespace Crabwalk.Rust.Patterns;

/// <summary>
/// Whole numbers from <paramref name="Low"/> to <paramref name="High"/>, both included. For <c>usize</c> and <c>isize</c> the ends of the
/// type lie one beyond what the target can hold, so that no list of literals is exhaustive (RFC 2591).
/// </summary>
internal readonly record struct IntegerRange(BigInteger Low, BigInteger High)
{
    /// <summary>True when every number of this one is in the other.</summary>
    public bool IsInside(IntegerRange other) => other.Low <= Low && High <= other.High;

    /// <summary>The numbers in both; null when there are none.</summary>
    public IntegerRange? Intersection(IntegerRange other)
    {
        var both = new IntegerRange(BigInteger.Max(Low, other.Low), BigInteger.Min(High, other.High));
        return both.Low <= both.High ? both : null;
    }

    /// <summary>
    /// This range cut at the ends of all others: within each piece all numbers are treated alike. Tells for each piece whether any of
    /// the others holds it.
    /// </summary>
    public List<(IntegerRange Piece, bool IsSeen)> SplitBy(IEnumerable<IntegerRange> others)
    {
        var inside = new List<IntegerRange>();
        var starts = new SortedSet<BigInteger> { Low };
        foreach (IntegerRange other in others)
        {
            if (Intersection(other) is { } part)
            {
                inside.Add(part);
                starts.Add(part.Low);
                if (part.High < High)
                {
                    starts.Add(part.High + 1);
                }
            }
        }

        var pieces = new List<(IntegerRange, bool)>();
        BigInteger[] sorted = [.. starts];
        for (int i = 0; i < sorted.Length; i++)
        {
            var piece = new IntegerRange(sorted[i], i + 1 < sorted.Length ? sorted[i + 1] - 1 : High);
            pieces.Add((piece, inside.Exists(piece.IsInside)));
        }

        return pieces;
    }
}

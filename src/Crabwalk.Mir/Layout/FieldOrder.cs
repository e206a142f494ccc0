using System.Numerics;

namespace Crabwalk.Mir.Layout;

/// <summary>Towards which end of a struct the best niche goes.</summary>
internal enum NicheBias
{
    /// <summary>To the front.</summary>
    Start,

    /// <summary>To the back.</summary>
    End,
}

/// <summary>
/// The order in memory that rustc gives the fields of a type without <c>repr(C)</c>: by falling alignment, so that there is no padding
/// between them, and among equally aligned ones the one with the largest niche outermost. Behind a tag the order is reversed.
/// The order is not promised by the language; it is followed so that pictures and sizes agree with what rustc builds.
/// </summary>
internal static class FieldOrder
{
    /// <summary>The fields' numbers by rising offset.</summary>
    public static int[] Of(SizedField[] fields, int? pack, StructPrefix prefix, NicheBias bias)
    {
        bool keepsTail = prefix is StructPrefix.Nothing { KeepsTail: true } && fields.Length > 0;
        int movable = keepsTail ? fields.Length - 1 : fields.Length;
        var group = new AlignmentGroup([.. fields.Take(movable).Select(f => f.Layout)], pack, bias);
        IEnumerable<int> sorted = prefix switch
        {
            StructPrefix.Nothing => Enumerable.Range(0, movable)
                .OrderByDescending(i => group.KeyOf(fields[i].Layout))
                .ThenBy(i => NicheSizeKey(fields[i].Layout, bias))
                .ThenBy(i => NichePlaceKey(fields[i].Layout, bias)),
            StructPrefix.Tag => Enumerable.Range(0, movable)
                .OrderBy(i => group.KeyOf(fields[i].Layout))
                .ThenBy(i => AvailableIn(fields[i].Layout)),
        };
        return keepsTail ? [.. sorted, movable] : [.. sorted];
    }

    private static UInt128 AvailableIn(TypeLayout layout) => layout.LargestNiche?.Available ?? 0;

    private static UInt128 NicheSizeKey(TypeLayout layout, NicheBias bias) => bias switch
    {
        NicheBias.Start => ~AvailableIn(layout),
        NicheBias.End => AvailableIn(layout),
    };

    private static ulong NichePlaceKey(TypeLayout layout, NicheBias bias) => layout.LargestNiche is not { } niche ? 0 : bias switch
    {
        NicheBias.Start => (ulong)niche.OffsetBytes,
        NicheBias.End => ~(ulong)(layout.SizeBytes - niche.Value.Primitive.SizeBytes - niche.OffsetBytes),
    };

    /// <summary>Groups fields that may stand next to each other without padding: <c>[u8; 4]</c> goes with a <c>u32</c>.</summary>
    private sealed class AlignmentGroup(TypeLayout[] movable, int? pack, NicheBias bias)
    {
        private readonly int _maxAlign = movable.Select(layout => layout.AlignBytes).DefaultIfEmpty(1).Max();
        private readonly UInt128 _largestNiche = movable.Select(AvailableIn).DefaultIfEmpty(UInt128.Zero).Max();

        public int KeyOf(TypeLayout layout)
        {
            if (pack is { } limit)
            {
                return Math.Min(layout.AlignBytes, limit);
            }

            int bySize = BitOperations.TrailingZeroCount(Math.Max(layout.AlignBytes, layout.SizeBytes));
            if (_largestNiche == 0)
            {
                return bySize;
            }

            return bias switch
            {
                NicheBias.Start => Math.Min(BitOperations.TrailingZeroCount(_maxAlign), bySize),
                NicheBias.End => AvailableIn(layout) == _largestNiche ? BitOperations.TrailingZeroCount(layout.AlignBytes) : bySize,
            };
        }
    }
}

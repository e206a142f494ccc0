using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Steps into an object, shared at their beginning: a list of entries has mostly the same prefixes.</summary>
[System.Runtime.CompilerServices.CollectionBuilder(typeof(InitializerPath), nameof(Create))]
internal sealed class InitializerPath : IEnumerable<InitializerStep>
{
    private static readonly InitializerPath Whole = new(null, null, 0);

    private readonly InitializerPath? _parent;
    private readonly InitializerStep? _step;

    private InitializerPath(InitializerPath? parent, InitializerStep? step, int length)
    {
        _parent = parent;
        _step = step;
        Length = length;
    }

    public int Length { get; }

    public static InitializerPath Create(ReadOnlySpan<InitializerStep> steps)
    {
        InitializerPath path = Whole;
        foreach (InitializerStep step in steps)
        {
            path = path.Then(step);
        }

        return path;
    }

    public InitializerPath Then(InitializerStep step) => new(this, step, Length + 1);

    public EquatableArray<InitializerStep> ToSteps()
    {
        var steps = new InitializerStep[Length];
        InitializerPath path = this;
        for (int i = Length - 1; i >= 0; i--)
        {
            steps[i] = path._step!;
            path = path._parent!;
        }

        return [.. steps];
    }

    public IEnumerator<InitializerStep> GetEnumerator() => ((IEnumerable<InitializerStep>)ToSteps()).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The entries of a braced list while it is read. A designator may go back to a part that has a value: the old one is dropped.</summary>
internal sealed class InitializerEntries(CheckContext context)
{
    private readonly List<InitializerEntry> _entries = [];
    private long _end;

    /// <summary>The bytes that a flexible array member's values take behind the object.</summary>
    public long FlexibleBytes { get; set; }

    public EquatableArray<InitializerEntry> ToArray() => [.. _entries];

    public void Add(InitializerPath path, long offset, CType type, Expression value, ConstantValue? constant)
    {
        _entries.Add(new(path.ToSteps(), offset, type, value, constant));
        _end = Math.Max(_end, EndOf(_entries[^1]));
    }

    /// <summary>Takes over a finished list for a part.</summary>
    public void AddAll(InitializerPath path, long offset, Initializer.List list)
    {
        EquatableArray<InitializerStep> prefix = path.ToSteps();
        foreach (InitializerEntry entry in list.Entries)
        {
            _entries.Add(entry with { Path = [.. prefix, .. entry.Path], Offset = offset + entry.Offset });
            _end = Math.Max(_end, EndOf(_entries[^1]));
        }
    }

    /// <summary>Drops what an earlier item gave to the part that a designator names now, or to another member of the same union.</summary>
    public void Override(InitializerPath path, long offset, Span span)
    {
        // Most designated lists go forwards; only those that go back have something to drop.
        if (offset >= _end)
        {
            return;
        }

        EquatableArray<InitializerStep> steps = path.ToSteps();
        int dropped = _entries.RemoveAll(e => IsReplaced(e.Path, steps));
        if (dropped > 0)
        {
            context.Report.Warn(Warnings.OverrideInit, span, "this value overrides one that was given before");
        }
    }

    private static bool IsReplaced(EquatableArray<InitializerStep> old, EquatableArray<InitializerStep> steps)
    {
        int shared = Math.Min(old.Count, steps.Count);
        for (int i = 0; i < shared; i++)
        {
            if (old[i] != steps[i])
            {
                return old[i] is InitializerStep.Member a && steps[i] is InitializerStep.Member b && AreInOneUnion(a.Field, b.Field);
            }
        }

        return old.Count >= steps.Count;
    }

    /// <summary>Members of one aggregate at the same place and not bit-fields beside each other: that is a union.</summary>
    private static bool AreInOneUnion(Field a, Field b) => a.Offset == 0 && b.Offset == 0 && a.Index != b.Index && a.Bits is null && b.Bits is null;

    private long EndOf(InitializerEntry entry)
    {
        foreach (InitializerStep step in entry.Path)
        {
            if (step is InitializerStep.Element { First: var first, Last: var last } && first != last)
            {
                return long.MaxValue;
            }
        }

        return entry.Offset + (context.Types.SizeOf(entry.Type) ?? 0);
    }
}

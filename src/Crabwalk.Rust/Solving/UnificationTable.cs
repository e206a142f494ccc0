using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Variables of one sort, merged when they are found equal and bound when their value is found; whatever was done since a mark can be
/// undone (union-find without path compression, so that an undo log of single writes is enough).
/// </summary>
/// <typeparam name="T">What a variable stands for: a type, region or constant.</typeparam>
internal sealed class UnificationTable<T>
    where T : GenericArg
{
    private readonly List<Entry> _entries = [];
    private readonly List<(int Index, Entry Before)> _undo = [];

    /// <summary>How many variables there are.</summary>
    public int Count => _entries.Count;

    /// <summary>A mark to come back to.</summary>
    public (int Count, int Undo) Mark => (_entries.Count, _undo.Count);

    /// <summary>A new variable, made at a place.</summary>
    public int Add(Span origin)
    {
        _entries.Add(new(_entries.Count, 1, null, origin));
        return _entries.Count - 1;
    }

    /// <summary>The variable that speaks for all that are equal to this one.</summary>
    public int Root(int variable)
    {
        while (_entries[variable].Parent != variable)
        {
            variable = _entries[variable].Parent;
        }

        return variable;
    }

    /// <summary>What the variable stands for, if known.</summary>
    public T? Value(int variable) => _entries[Root(variable)].Value;

    /// <summary>Where the variable was made.</summary>
    public Span Origin(int variable) => _entries[variable].Origin;

    /// <summary>Makes two unbound variables one.</summary>
    public void Union(int a, int b)
    {
        int left = Root(a);
        int right = Root(b);
        if (left == right)
        {
            return;
        }

        (int small, int large) = _entries[left].Size > _entries[right].Size ? (right, left) : (left, right);
        int size = _entries[small].Size + _entries[large].Size;
        Set(small, _entries[small] with { Parent = large });
        Set(large, _entries[large] with { Size = size });
    }

    /// <summary>Gives an unbound variable its value.</summary>
    public void Bind(int variable, T value)
    {
        int root = Root(variable);
        Set(root, _entries[root] with { Value = value });
    }

    /// <summary>Undoes all since the mark.</summary>
    public void RollBack((int Count, int Undo) mark)
    {
        for (int i = _undo.Count - 1; i >= mark.Undo; i--)
        {
            _entries[_undo[i].Index] = _undo[i].Before;
        }

        _undo.RemoveRange(mark.Undo, _undo.Count - mark.Undo);
        _entries.RemoveRange(mark.Count, _entries.Count - mark.Count);
    }

    private void Set(int index, Entry entry)
    {
        _undo.Add((index, _entries[index]));
        _entries[index] = entry;
    }

    private readonly record struct Entry(int Parent, int Size, T? Value, Span Origin);
}

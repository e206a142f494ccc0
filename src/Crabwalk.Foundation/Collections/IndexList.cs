using System.Collections;

namespace Crabwalk.Foundation.Collections;

/// <summary>An id that stands for a place in a list. Implemented by small records such as <c>LocalId(int Index)</c>.</summary>
public interface IIndex<TSelf>
    where TSelf : struct, IIndex<TSelf>
{
    /// <summary>The place in the list, from 0.</summary>
    int Index { get; }

    /// <summary>The id of a place.</summary>
    static abstract TSelf At(int index);
}

/// <summary>A growing list that only ids of its own kind can index, so that block and local numbers never mix.</summary>
public sealed class IndexList<TId, T> : IReadOnlyList<T>
    where TId : struct, IIndex<TId>
{
    private readonly List<T> _items;

    /// <summary>An empty list.</summary>
    public IndexList() => _items = [];

    /// <summary>A list of the given items.</summary>
    public IndexList(IEnumerable<T> items) => _items = [.. items];

    /// <summary>How many items there are.</summary>
    public int Count => _items.Count;

    /// <summary>The id that the next <see cref="Add"/> gives.</summary>
    public TId Next => TId.At(_items.Count);

    /// <summary>All ids in order.</summary>
    public IEnumerable<TId> Ids => Enumerable.Range(0, _items.Count).Select(TId.At);

    /// <summary>The item of an id.</summary>
    public T this[TId id]
    {
        get => _items[id.Index];
        set => _items[id.Index] = value;
    }

    T IReadOnlyList<T>.this[int index] => _items[index];

    /// <summary>Appends an item and names it.</summary>
    public TId Add(T item)
    {
        _items.Add(item);
        return TId.At(_items.Count - 1);
    }

    /// <summary>Puts other items in the place of all; ids given before name whatever stands there then.</summary>
    public void ReplaceAll(IEnumerable<T> items)
    {
        T[] copy = [.. items];
        _items.Clear();
        _items.AddRange(copy);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

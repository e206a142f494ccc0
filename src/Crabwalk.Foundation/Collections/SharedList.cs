namespace Crabwalk.Foundation.Collections;

/// <summary>
/// A list that only grows. One thread at a time may add to it, and meanwhile any other may read the items whose numbers it was given:
/// nothing that was added is ever moved away from under a reader.
/// </summary>
public sealed class SharedList<T>
{
    private T[] _items = new T[16];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item with this number, from 0.</summary>
    public T this[int index] => index < Count ? Volatile.Read(ref _items)[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds an item at the end.</summary>
    public void Add(T item)
    {
        T[] items = _items;
        if (Count == items.Length)
        {
            Array.Resize(ref items, 2 * items.Length);
        }

        items[Count] = item;
        Volatile.Write(ref _items, items);
        Count++;
    }
}

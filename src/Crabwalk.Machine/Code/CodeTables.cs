using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>A rule's text or another sentence that an instruction refers to.</summary>
internal sealed class Numbered<T>
    where T : notnull
{
    private readonly List<T> _items = [];
    private Dictionary<T, int>? _numbers;

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The item of a number.</summary>
    public T this[int number] => _items[number];

    /// <summary>Adds an item and numbers it.</summary>
    public int Add(T item)
    {
        _items.Add(item);
        return _items.Count - 1;
    }

    /// <summary>The number of an item that is there once: the same each time.</summary>
    public int AddOnce(T item)
    {
        _numbers ??= [];
        if (!_numbers.TryGetValue(item, out int number))
        {
            number = Add(item);
            _numbers.Add(item, number);
        }

        return number;
    }
}

/// <summary>An operand that the message of an assertion shows.</summary>
/// <param name="Register">Where it is; an integer of 128 bits lies in memory, and this holds its address.</param>
/// <param name="Kind">How it lies in the register; <see cref="ValueKind.None"/> for 128 bits.</param>
/// <param name="Type">Its type.</param>
internal sealed record ShownOperand(int Register, ValueKind Kind, Ty Type);

/// <summary>An assertion of Rust's: what it says when it fails.</summary>
/// <param name="Message">The message.</param>
/// <param name="First">The first operand the message shows; null for none.</param>
/// <param name="Second">The second.</param>
internal sealed record AssertSite(AssertMessage Message, ShownOperand? First, ShownOperand? Second)
{
    /// <summary>The first register of the call that panics.</summary>
    public int Window { get; init; }
}

/// <summary>What instructions refer to by number. It only grows, so numbers stay good for the whole life of a machine.</summary>
internal sealed class CodeTables
{
    /// <summary>The steps of a walk.</summary>
    public Numbered<StepSite> Steps { get; } = new();

    /// <summary>Calls with a description.</summary>
    public Numbered<CallSite> Calls { get; } = new();

    /// <summary>Bit-fields.</summary>
    public Numbered<BitPlace> Bits { get; } = new();

    /// <summary>Constant bytes.</summary>
    public Numbered<Allocation> Constants { get; } = new();

    /// <summary>Texts.</summary>
    public Numbered<string> Texts { get; } = new();

    /// <summary>Types for hints.</summary>
    public Numbered<Ty> Types { get; } = new();

    /// <summary>The types that objects are looked at as, each once.</summary>
    public Numbered<Ty> Views { get; } = new();

    /// <summary>Operations on 128-bit integers.</summary>
    public Numbered<WideSite> Wides { get; } = new();

    /// <summary>The tags that an enum may have, sorted.</summary>
    public Numbered<long[]> Tags { get; } = new();

    /// <summary>Which bit patterns are values.</summary>
    public Numbered<ScalarRule> Scalars { get; } = new();

    /// <summary>Assertions.</summary>
    public Numbered<AssertSite> Asserts { get; } = new();
}

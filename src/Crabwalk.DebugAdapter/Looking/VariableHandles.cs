using Crabwalk.DebugAdapter.Session;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>A value that has parts, as the client may unfold it.</summary>
/// <param name="Call">The call whose variables its expression is made of; null for statics.</param>
/// <param name="Expression">An expression for the value itself; null for a scope.</param>
/// <param name="Children">What is in it.</param>
/// <param name="IsPointer">True for a pointer: what it leads to is looked up when it is unfolded.</param>
internal sealed record VariableGroup(CallId? Call, string? Expression, IReadOnlyList<Cell> Children, bool IsPointer)
{
    /// <summary>How many elements an array has; 0 for others.</summary>
    public long ElementCount { get; init; }

    /// <summary>The expression of a child.</summary>
    public string ExpressionOf(string name) => (Expression, name) switch
    {
        (null, _) => name,
        ({ } whole, "") => whole,
        ({ } whole, ['[', ..]) => whole + name,
        ({ } whole, ['*', ..]) => $"*({whole})",
        ({ } whole, _) => $"{whole}.{name}",
    };
}

/// <summary>Numbers the groups that the client may unfold while the program stands at one step.</summary>
internal sealed class VariableHandles
{
    private readonly List<VariableGroup> _groups = [];

    /// <summary>Forgets all: the program stands elsewhere now.</summary>
    public void Clear() => _groups.Clear();

    /// <summary>Numbers a group.</summary>
    public int Add(VariableGroup group)
    {
        _groups.Add(group);
        return _groups.Count;
    }

    /// <summary>The group of a number.</summary>
    public VariableGroup this[int number] => number >= 1 && number <= _groups.Count
        ? _groups[number - 1]
        : throw new RefusedException("these variables belong to a step that is left");

    /// <summary>An expression for a child of a group.</summary>
    public string ExpressionOf(int number, string name) => this[number].ExpressionOf(name);

    /// <summary>The call whose variables a group's expressions are made of.</summary>
    public CallId? CallOf(int number) => this[number].Call;
}

using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>
/// A question about definitions: each answer is found when it is first asked for and then kept. A question that turns out to need its
/// own answer ends in E0391, and <paramref name="onCycle"/> gives what stands for it.
/// </summary>
/// <param name="stack">The questions that are being answered, shared by all queries of a session.</param>
/// <param name="task">What messages say is being done, such as <c>computing type of</c>.</param>
/// <param name="compute">Finds the answer.</param>
/// <param name="onCycle">The answer of a definition that depends on itself.</param>
internal sealed class ItemQuery<TAnswer>(QueryStack stack, string task, Func<DefId, TAnswer> compute, Func<DefId, TAnswer> onCycle) : IItemQuery
{
    private readonly Dictionary<DefId, TAnswer> _known = [];
    private readonly HashSet<DefId> _open = [];

    /// <inheritdoc/>
    public string Task { get; } = task;

    /// <summary>The answer for a definition.</summary>
    public TAnswer this[DefId definition]
    {
        get
        {
            if (_known.TryGetValue(definition, out TAnswer? known))
            {
                return known;
            }

            if (!_open.Add(definition))
            {
                stack.ReportCycle(this, definition);
                return onCycle(definition);
            }

            stack.Push(this, definition);
            TAnswer answer = compute(definition);
            stack.Pop();
            _open.Remove(definition);
            return _known[definition] = answer;
        }
    }

    /// <summary>True while the answer is being looked for.</summary>
    public bool IsOpen(DefId definition) => _open.Contains(definition);
}

/// <summary>A query as the stack of open questions sees it.</summary>
internal interface IItemQuery
{
    /// <summary>What messages say is being done.</summary>
    string Task { get; }
}

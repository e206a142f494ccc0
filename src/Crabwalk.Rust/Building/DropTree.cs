using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building;

/// <summary>What ends at the end of a scope.</summary>
internal enum DropKind
{
    /// <summary>The value is destroyed.</summary>
    Value,

    /// <summary>The storage goes.</summary>
    Storage,
}

/// <summary>Something that is due at the end of a scope.</summary>
internal readonly record struct ScheduledDrop(SourceInfo Source, LocalId Local, DropKind Kind);

/// <summary>
/// Drops on the ways out of scopes, put off until all ways are known, so that ways with a common end share it. Node 0 is the end of all ways;
/// each other node is a drop and the node that comes after it. The design is rustc's.
/// </summary>
internal sealed class DropTree
{
    /// <summary>The end of all ways.</summary>
    public const int Root = 0;

    private readonly List<(ScheduledDrop Drop, int Next)> _nodes = [(default, -1)];
    private readonly Dictionary<(int Next, LocalId Local, DropKind Kind), int> _known = [];
    private readonly List<(int Node, BlockId From)> _entries = [];

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>A node's drop and the node after it.</summary>
    public (ScheduledDrop Drop, int Next) this[int node] => _nodes[node];

    /// <summary>The node that does a drop and goes on with another node.</summary>
    public int Add(ScheduledDrop drop, int next)
    {
        if (!_known.TryGetValue((next, drop.Local, drop.Kind), out int node))
        {
            node = _nodes.Count;
            _nodes.Add((drop, next));
            _known.Add((next, drop.Local, drop.Kind), node);
        }

        return node;
    }

    /// <summary>The terminator of a block leads to a node.</summary>
    public void Enter(BlockId from, int node) => _entries.Add((node, from));

    /// <summary>Makes blocks for all nodes that are reached.</summary>
    /// <param name="graph">Where blocks are made.</param>
    /// <param name="root">The block at the end of all ways, when it is there already.</param>
    /// <param name="isUnwinding">The tree is that of unwinding: its blocks are cleanup blocks.</param>
    /// <returns>The block of each node; null for those that nothing reaches.</returns>
    public BlockId?[] Build(ControlGraph graph, BlockId? root, bool isUnwinding)
    {
        BlockId?[] blocks = AssignBlocks(graph, root, isUnwinding);
        for (int node = _nodes.Count - 1; node > Root; node--)
        {
            if (blocks[node] is { } block)
            {
                Fill(graph, block, _nodes[node].Drop, blocks[_nodes[node].Next]!.Value);
            }
        }

        return blocks;
    }

    // A block is shared by storage that ends in a row; a node needs its own when it is reached in more than one way.
    private BlockId?[] AssignBlocks(ControlGraph graph, BlockId? root, bool isUnwinding)
    {
        const int nothing = -1;
        const int own = -2;
        var blocks = new BlockId?[_nodes.Count];
        var needs = new int[_nodes.Count];
        Array.Fill(needs, nothing);
        blocks[Root] = root;
        needs[Root] = root is null ? nothing : own;
        _entries.Sort(static (a, b) => a.Node != b.Node ? a.Node.CompareTo(b.Node) : a.From.Index.CompareTo(b.From.Index));
        int entry = _entries.Count - 1;
        for (int node = _nodes.Count - 1; node >= Root; node--)
        {
            if (entry >= 0 && _entries[entry].Node == node)
            {
                BlockId block = blocks[node] ??= graph.NewBlock(isUnwinding);
                needs[node] = own;
                for (; entry >= 0 && _entries[entry].Node == node; entry--)
                {
                    graph.Redirect(_entries[entry].From, block, isUnwinding);
                }
            }

            if (needs[node] == nothing)
            {
                continue;
            }

            blocks[node] = needs[node] == own ? blocks[node] ?? graph.NewBlock(isUnwinding) : blocks[needs[node]];
            if (node != Root)
            {
                int next = _nodes[node].Next;
                needs[next] = _nodes[node].Drop.Kind == DropKind.Value || needs[next] != nothing ? own : node;
            }
        }

        return blocks;
    }

    private static void Fill(ControlGraph graph, BlockId block, ScheduledDrop drop, BlockId next)
    {
        if (drop.Kind == DropKind.Value)
        {
            graph.Terminate(block, drop.Source, new TerminatorKind.Drop(drop.Local, next, new UnwindAction.Terminate(InCleanup: true)));
            return;
        }

        graph.Push(block, drop.Source, new StatementKind.StorageDead(drop.Local));
        if (next != block)
        {
            graph.Goto(block, drop.Source, next);
        }
    }
}

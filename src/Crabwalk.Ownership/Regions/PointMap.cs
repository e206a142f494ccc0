using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;

namespace Crabwalk.Ownership.Regions;

/// <summary>A location as one number, so that a set of points is a bit set.</summary>
public readonly record struct Point(int Index) : IIndex<Point>
{
    /// <inheritdoc/>
    public static Point At(int index) => new(index);
}

/// <summary>Numbers the locations of a body, block after block, and knows which follow which.</summary>
internal sealed class PointMap
{
    private readonly Body _body;
    private readonly int[] _first;
    private readonly BlockId[] _blockOf;
    private readonly ControlFlow _flow;

    public PointMap(Body body, ControlFlow flow)
    {
        _body = body;
        _flow = flow;
        _first = new int[body.Blocks.Count];
        var blocks = new List<BlockId>();
        foreach (BlockId id in body.Blocks.Ids)
        {
            _first[id.Index] = blocks.Count;
            blocks.AddRange(Enumerable.Repeat(id, body.Blocks[id].Statements.Count + 1));
        }

        _blockOf = [.. blocks];
    }

    /// <summary>How many points there are.</summary>
    public int Count => _blockOf.Length;

    /// <summary>The point of a location.</summary>
    public Point Of(Location location) => new(_first[location.Block.Index] + location.Statement);

    /// <summary>The location of a point.</summary>
    public Location LocationOf(Point point)
    {
        BlockId block = _blockOf[point.Index];
        return new(block, point.Index - _first[block.Index]);
    }

    /// <summary>The point of a block's terminator.</summary>
    public Point EndOf(BlockId block) => new(_first[block.Index] + _body.Blocks[block].Statements.Count);

    /// <summary>The points that may come just after one.</summary>
    public IEnumerable<Point> After(Point point)
    {
        BlockId block = _blockOf[point.Index];
        return point == EndOf(block)
            ? _body.Blocks[block].Successors().Distinct().Select(next => new Point(_first[next.Index]))
            : [new(point.Index + 1)];
    }

    /// <summary>The points that may come just before one.</summary>
    public IEnumerable<Point> Before(Point point)
    {
        BlockId block = _blockOf[point.Index];
        return point.Index == _first[block.Index]
            ? _flow.PredecessorsOf(block).Select(EndOf)
            : [new(point.Index - 1)];
    }
}

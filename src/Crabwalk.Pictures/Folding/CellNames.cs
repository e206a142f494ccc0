using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>Says a cell as a person would: <c>p in main</c>, <c>#2.next</c>, <c>#1[3]</c>, <c>count</c>.</summary>
internal sealed class CellNames
{
    private readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _literals = new(StringComparer.Ordinal);

    public CellNames(StepScene step)
    {
        var frames = step.Stacks.SelectMany(stack => stack.Frames).ToList();
        var seen = frames.GroupBy(frame => frame.Function).ToDictionary(group => group.Key, group => group.Count());
        foreach (FrameScene frame in frames)
        {
            string name = seen[frame.Function] == 1 ? frame.Function : $"{frame.Function}, call {frame.Depth + 1}";
            _functions[CellId.OfCall(frame.Id).Path] = name;
        }

        foreach (StaticScene item in step.Statics.Where(item => item.Kind == StaticKind.Literal))
        {
            _literals[item.Cell.Id.Path] = item.Cell.Value;
        }
    }

    /// <summary>Where an arrow leads, in words.</summary>
    public string Of(ArrowEnd end) => end switch
    {
        ArrowEnd.ToCell(var cell) => Of(cell),
        ArrowEnd.PastCell(var cell) => $"just past {Of(cell)}",
        ArrowEnd.IntoCell(var cell, var offset) => $"{Of(cell)} + {offset} bytes",
        ArrowEnd.ToBlock(var block, 0) => $"#{block.Number}",
        ArrowEnd.ToBlock to => $"#{to.Block.Number} + {to.OffsetBytes} bytes",
        ArrowEnd.Nowhere(var text) => text,
    };

    /// <summary>A cell, in words.</summary>
    public string Of(CellId cell)
    {
        if (_literals.TryGetValue(cell.Path, out string? literal))
        {
            return literal;
        }

        string root = CellPath.Root(cell.Path);
        string rest = cell.Path[root.Length..].TrimStart('.');
        return root switch
        {
            ['h', ..] => $"#{root[1..]}{cell.Path[root.Length..]}",
            "g" => rest,
            _ => _functions.TryGetValue(root, out string? function) ? $"{rest} in {function}" : rest,
        };
    }
}

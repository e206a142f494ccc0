using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>
/// The cells that must not be folded away because an arrow starts or ends there or because the step touched them, with
/// everything that holds them.
/// </summary>
internal sealed class Spotlight
{
    private readonly HashSet<string> _lit = new(StringComparer.Ordinal);

    public Spotlight(StepScene step)
    {
        foreach (ArrowScene arrow in step.Arrows)
        {
            LightUp(arrow.From);
            if (CellPath.EndCell(arrow.End) is { } end)
            {
                LightUp(end);
            }
        }
    }

    /// <summary>True when the cell, or something in it, is the start or end of an arrow.</summary>
    public bool IsLit(CellId id) => _lit.Contains(id.Path);

    private void LightUp(CellId id)
    {
        for (string? path = id.Path; path is not null && _lit.Add(path); path = CellPath.Parent(path))
        {
        }
    }
}

/// <summary>Reads the paths that <see cref="CellId"/>s are.</summary>
internal static class CellPath
{
    /// <summary>The path of the cell that holds this one, or null for a root.</summary>
    public static string? Parent(string path)
    {
        int cut = path.AsSpan().LastIndexOfAny('.', '[');
        return cut <= 0 ? null : path[..cut];
    }

    /// <summary>The index when the path ends in one.</summary>
    public static long? LastIndex(string path)
    {
        int open = path.LastIndexOf('[');
        return path.EndsWith(']') && open >= 0 && long.TryParse(path.AsSpan(open + 1, path.Length - open - 2), out long index)
            ? index
            : null;
    }

    /// <summary>The root, such as <c>f3</c>, <c>h2</c> or <c>g</c>.</summary>
    public static string Root(string path)
    {
        int cut = path.AsSpan().IndexOfAny('.', '[');
        return cut < 0 ? path : path[..cut];
    }

    /// <summary>The number of the heap block that a path lies in, or null when it lies elsewhere.</summary>
    public static HeapId? Block(string path)
    {
        string root = Root(path);
        return root is ['h', ..] && int.TryParse(root.AsSpan(1), out int number) ? new HeapId(number) : null;
    }

    /// <summary>The cell that an arrow's end names, or null when it names none.</summary>
    public static CellId? EndCell(ArrowEnd end) => end switch
    {
        ArrowEnd.ToCell(var cell) => cell,
        ArrowEnd.PastCell(var cell) => cell,
        ArrowEnd.IntoCell to => to.Cell,
        ArrowEnd.ToBlock to => CellId.OfBlock(to.Block),
        ArrowEnd.Nowhere => null,
    };
}

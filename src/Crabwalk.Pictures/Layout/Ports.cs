using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>What an arrow may be tied to.</summary>
internal enum PortShape
{
    /// <summary>A row that reaches from side to side.</summary>
    Row,

    /// <summary>An element beside others: reached from below.</summary>
    Element,

    /// <summary>A whole box: reached at its title.</summary>
    Box,
}

/// <summary>A place that an arrow may be tied to, with the box it is in.</summary>
internal readonly record struct Port(Area Area, PortShape Shape, PlacedBox Box);

/// <summary>Finds the place of a cell; a cell that is folded away is found at its fold.</summary>
internal sealed class Ports
{
    private readonly Dictionary<string, Port> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(long First, long Count, Port Port)>> _folds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Port> _lastElements = new(StringComparer.Ordinal);

    public Ports(IEnumerable<PlacedBox> boxes)
    {
        foreach (PlacedBox box in boxes)
        {
            foreach (PlacedRow row in box.Rows)
            {
                AddRow(box, row);
            }

            if (box.Content is BoxContent.Block(var block))
            {
                _ports.TryAdd(CellId.OfBlock(block.Id).Path, new(box.Area with { Height = Metrics.TitleHeight }, PortShape.Box, box));
            }
        }
    }

    /// <summary>The place of a cell, or of the nearest thing that holds it; null when none of it is drawn.</summary>
    public Port? Find(CellId cell)
    {
        string? path = cell.Path;
        while (path is not null)
        {
            if (_ports.TryGetValue(path, out Port port))
            {
                return port;
            }

            string? parent = CellPath.Parent(path);
            if (parent is not null && CellPath.LastIndex(path) is { } index && FoldOf(parent, index) is { } fold)
            {
                return fold;
            }

            path = parent;
        }

        return null;
    }

    /// <summary>The place that "just past the end" of a cell is at: the end of its last element where it has some.</summary>
    public Port? FindEnd(CellId cell) => _lastElements.TryGetValue(cell.Path, out Port last) ? last : Find(cell);

    private Port? FoldOf(string parent, long index)
    {
        foreach ((long first, long count, Port port) in _folds.GetValueOrDefault(parent, []))
        {
            if (index >= first && index < first + count)
            {
                return port;
            }
        }

        return null;
    }

    private void AddRow(PlacedBox box, PlacedRow row)
    {
        Area area = row.Area.Moved(box.Area.X, box.Area.Y);
        switch (row)
        {
            case PlacedRow.Value value:
                _ports.TryAdd(value.Cell.Id.Path, new(area, PortShape.Row, box));
                break;
            case PlacedRow.Element element:
                _ports.TryAdd(element.Cell.Id.Path, new(area, PortShape.Element, box));
                _lastElements[CellPath.Parent(element.Cell.Id.Path) ?? ""] = new(area, PortShape.Element, box);
                break;
            case PlacedRow.Fold fold:
                AddFold(fold, new(area, fold.Place.Height > Metrics.FoldHeight ? PortShape.Element : PortShape.Row, box));
                break;
            case PlacedRow.Bytes or PlacedRow.Result:
                break;
        }
    }

    private void AddFold(PlacedRow.Fold fold, Port port)
    {
        if (!_folds.TryGetValue(fold.Owner.Path, out List<(long First, long Count, Port Port)>? folds))
        {
            _folds[fold.Owner.Path] = folds = [];
        }

        folds.Add((fold.First, fold.Count, port));
    }
}

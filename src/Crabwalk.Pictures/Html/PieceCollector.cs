using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Pictures.Html;

/// <summary>Texts, each kept once and named by its index.</summary>
internal sealed class Interned
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public List<string> Texts { get; } = [];

    public int this[string text]
    {
        get
        {
            if (!_indexes.TryGetValue(text, out int index))
            {
                index = Texts.Count;
                _indexes[text] = index;
                Texts.Add(text);
            }

            return index;
        }
    }
}

/// <summary>
/// Takes pictures apart into pieces (headings, boxes, rows, arrows) and writes each step as the difference to the step before.
/// Most steps change one row, so most steps cost a few numbers.
/// </summary>
internal sealed class PieceCollector(Interned fragments)
{
    private readonly Dictionary<(int Fragment, int Layer, double X, double Y), int> _known = [];
    private readonly List<double[]> _pieces = [];
    private readonly List<DeltaData> _steps = [];
    private HashSet<int> _last = [];
    private double _width;
    private double _height;

    public FormData Build() => new(new(_width, _height), _pieces, _steps);

    public void Add(PlacedStep step)
    {
        var now = new HashSet<int>();
        foreach (PlacedHeading heading in step.Headings)
        {
            now.Add(Piece(MemoryDrawing.Heading(heading), 0, 0, 0));
        }

        foreach (PlacedBox box in step.Boxes)
        {
            AddBox(now, box);
        }

        foreach (PlacedArrow arrow in step.Arrows)
        {
            now.Add(Piece(ArrowDrawing.Draw(arrow), 2, 0, 0));
        }

        _steps.Add(new([.. _last.Except(now).Order()], [.. now.Except(_last).Order()], step.Height));
        _last = now;
        _width = Math.Max(_width, step.Width);
        _height = Math.Max(_height, step.Height);
    }

    private void AddBox(HashSet<int> now, PlacedBox box)
    {
        now.Add(Piece(BoxDrawing.Draw(box with { Rows = [] }), 0, box.Area.X, box.Area.Y));
        foreach (PlacedRow row in box.Rows)
        {
            var svg = new SvgWriter();
            RowDrawing.Draw(svg, row);
            now.Add(Piece(svg.ToString(), 1, box.Area.X, box.Area.Y));
        }
    }

    private int Piece(string markup, int layer, double x, double y)
    {
        var key = (Fragment: fragments[markup], layer, x, y);
        if (!_known.TryGetValue(key, out int index))
        {
            index = _pieces.Count;
            _known[key] = index;
            _pieces.Add([key.Fragment, layer, x, y]);
        }

        return index;
    }
}

using System.Globalization;
using System.Text;

namespace Crabwalk.Pictures.Layout;

/// <summary>Writes the course of an arrow in SVG's path notation.</summary>
internal sealed class CoursePath
{
    private const double Radius = 8;

    private readonly StringBuilder _path = new();

    public CoursePath(Point start)
    {
        Start = start;
        Here = start;
        Write('M', start);
    }

    public Point Start { get; }

    public Point Here { get; private set; }

    /// <summary>Straight on.</summary>
    public CoursePath To(Point point)
    {
        if (point != Here)
        {
            Write('L', point);
            Here = point;
        }

        return this;
    }

    /// <summary>A soft S from side to side: it leaves and arrives level.</summary>
    public CoursePath Glide(Point point)
    {
        double middle = (Here.X + point.X) / 2;
        return Curve(new(middle, Here.Y), new(middle, point.Y), point);
    }

    /// <summary>A curve with its two handles.</summary>
    public CoursePath Curve(Point first, Point second, Point point)
    {
        Write('C', first);
        Write(' ', second);
        Write(' ', point);
        Here = point;
        return this;
    }

    /// <summary>Along corners that are rounded off; the last point is reached exactly.</summary>
    public CoursePath Along(params ReadOnlySpan<Point> corners)
    {
        for (int i = 0; i < corners.Length - 1; i++)
        {
            Point corner = corners[i];
            To(Toward(corner, Here, Reach(corner, Here)));
            Point after = Toward(corner, corners[i + 1], Reach(corner, corners[i + 1]));
            Write('Q', corner);
            Write(' ', after);
            Here = after;
        }

        return To(corners[^1]);
    }

    public override string ToString() => _path.ToString();

    private static double Reach(Point from, Point to) =>
        Math.Min(Radius, Math.Max(Math.Abs(from.X - to.X), Math.Abs(from.Y - to.Y)) / 2);

    private static Point Toward(Point from, Point to, double distance)
    {
        double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
        return length == 0 ? from : new(from.X + ((to.X - from.X) * distance / length), from.Y + ((to.Y - from.Y) * distance / length));
    }

    private void Write(char command, Point point) => _path.Append(CultureInfo.InvariantCulture, $"{command}{point.X:0.#},{point.Y:0.#}");
}

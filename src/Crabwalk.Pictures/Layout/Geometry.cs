namespace Crabwalk.Pictures.Layout;

/// <summary>A point of the picture; y grows downwards.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>An upright rectangle of the picture.</summary>
public readonly record struct Area(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle from left to right.</summary>
    public double CenterX => X + (Width / 2);

    /// <summary>The middle from top to bottom.</summary>
    public double CenterY => Y + (Height / 2);

    /// <summary>The same area elsewhere.</summary>
    public Area Moved(double x, double y) => this with { X = X + x, Y = Y + y };

    /// <summary>True when both have points in common; touching edges do not count.</summary>
    public bool Overlaps(Area other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>True when the other area lies inside.</summary>
    public bool Contains(Area other) => X <= other.X && other.Right <= Right && Y <= other.Y && other.Bottom <= Bottom;
}

using Crabwalk.Pictures.Text;

namespace Crabwalk.Pictures.Layout;

/// <summary>
/// Sizes in pixels. Text is never measured by a font engine: monospace fonts are 0.6 em wide (a little more in DejaVu), and
/// the estimate for the others is generous, so nothing overlaps in whichever font the reader has.
/// </summary>
internal static class Metrics
{
    public const double Margin = 16;
    public const double Heading = 38;
    public const double BoxPadding = 10;
    public const double BoxGap = 14;
    public const double TitleHeight = 32;
    public const double RowHeight = 30;
    public const double RowGap = 4;
    public const double RemarkHeight = 17;
    public const double MarkWidth = 18;
    public const double Indent = 16;
    public const double ColumnGap = 12;
    public const double FateHeight = 22;
    public const double ElementHeight = 38;
    public const double ElementGap = 4;
    public const double StripGap = 10;
    public const double FoldHeight = 24;
    public const double BytesHeight = 20;

    public const double CodeSize = 14;
    public const double SmallCodeSize = 12;
    public const double WordSize = 12;

    public const double NameLimit = 170;
    public const double TypeLimit = 120;

    /// <summary>The width of code in the size of values.</summary>
    public static double Code(string text) => TextWidth.Of(text) * CodeSize * 0.603;

    /// <summary>The width of code in the size of types.</summary>
    public static double SmallCode(string text) => TextWidth.Of(text) * SmallCodeSize * 0.603;

    /// <summary>The width of quiet words.</summary>
    public static double Words(string text) => TextWidth.Of(text) * WordSize * 0.56;

    /// <summary>Code cut to a width.</summary>
    public static string ClipCode(string text, double width) => TextWidth.Clip(text, (int)(width / (CodeSize * 0.603)), "…");

    /// <summary>A type cut to a width.</summary>
    public static string ClipSmallCode(string text, double width) => TextWidth.Clip(text, (int)(width / (SmallCodeSize * 0.603)), "…");

    /// <summary>Words cut to a width.</summary>
    public static string ClipWords(string text, double width) => TextWidth.Clip(text, (int)(width / (WordSize * 0.56)), "…");
}

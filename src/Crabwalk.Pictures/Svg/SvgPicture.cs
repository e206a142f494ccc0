using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;

namespace Crabwalk.Pictures.Svg;

/// <summary>
/// A step as one SVG that stands alone. The same scene and memory give the same text, byte for byte, so pictures in a book
/// can be checked in.
/// </summary>
public static class SvgPicture
{
    private const double HeadHeight = 44;
    private const double SentenceLine = 24;
    private const double OutputWidth = 300;

    /// <summary>Draws a step on its own: positions come from this step alone.</summary>
    public static string Render(WalkScene walk, StepScene step, SvgOptions options) =>
        Render(walk, step, LayoutMemory.Of([step], options.Limits, options.HeapColumns), options);

    /// <summary>Draws a step with what is remembered of others, so that nothing jumps from picture to picture.</summary>
    public static string Render(WalkScene walk, StepScene step, LayoutMemory memory, SvgOptions options)
    {
        LayoutMemory known = memory.With(step, options.Limits, options.HeapColumns);
        PlacedStep placed = StepLayout.Of(FoldedStep.Of(step, options.Limits), known, options.Arrangement);
        var svg = new SvgWriter();
        (double width, double height) = options.Surroundings switch
        {
            Surroundings.Bare => DrawBare(svg, placed),
            Surroundings.Figure => DrawFigure(svg, step, placed),
            Surroundings.Slide => DrawSlide(svg, walk, step, placed, options.Arrangement),
        };
        string styles = options.Styles == Styles.Inside ? $"<style>{StyleSheet.Of(options.Theme)}</style>{ArrowDrawing.Definitions}" : "";
        return Wrapped(walk, step, styles + "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>" + svg, width, height);
    }

    private static string Wrapped(WalkScene walk, StepScene step, string content, double width, double height)
    {
        string title = SvgWriter.Escape($"{walk.Program}, step {step.Step} of {walk.StepCount}");
        string sentence = SvgWriter.Escape(TextCanvas.PlainTextOf(step.Sentence));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" class=\"cw\" role=\"img\" aria-labelledby=\"cw-title{step.Step} cw-desc{step.Step}\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\">");
        text.Append(CultureInfo.InvariantCulture, $"<title id=\"cw-title{step.Step}\">{title}</title><desc id=\"cw-desc{step.Step}\">{sentence}</desc>");
        return text.Append(content).Append("</svg>\n").ToString();
    }

    private static (double Width, double Height) DrawBare(SvgWriter svg, PlacedStep placed)
    {
        MemoryDrawing.Draw(svg, placed);
        return (placed.Width, placed.Height);
    }

    private static (double Width, double Height) DrawFigure(SvgWriter svg, StepScene step, PlacedStep placed)
    {
        MemoryDrawing.Draw(svg, placed);
        double bottom = DrawSentence(svg, step, Metrics.Margin, placed.Height + 8, placed.Width - (2 * Metrics.Margin));
        return (placed.Width, bottom);
    }

    private static (double Width, double Height) DrawSlide(
        SvgWriter svg, WalkScene walk, StepScene step, PlacedStep placed, Arrangement arrangement)
    {
        var source = new SourceDrawing(walk, step);
        bool isWide = arrangement == Arrangement.Wide;
        double sourceWidth = isWide ? source.Width : Math.Max(source.Width, placed.Width);
        double width = isWide ? sourceWidth + placed.Width + 12 : sourceWidth;
        var code = new SvgWriter();
        double sourceBottom = source.Draw(code, HeadHeight + 12);
        double memoryTop = isWide ? HeadHeight : sourceBottom + 12;
        double bottom = Math.Max(sourceBottom + 12, memoryTop + placed.Height);
        svg.Rect(new(0, HeadHeight, sourceWidth, (isWide ? bottom : sourceBottom + 12) - HeadHeight), "pane", 0).Raw(code.ToString());
        svg.OpenGroup(isWide ? sourceWidth + 12 : 0, memoryTop);
        MemoryDrawing.Draw(svg, placed);
        svg.Raw("</g>");
        DrawHead(svg, walk, step, width);
        svg.Line(new(0, HeadHeight), new(width, HeadHeight), "guide").Line(new(0, bottom), new(width, bottom), "guide");
        return (width, DrawFoot(svg, walk, step, width, bottom));
    }

    private static void DrawHead(SvgWriter svg, WalkScene walk, StepScene step, double width)
    {
        svg.Text(Metrics.Margin, 28, "h", walk.Program);
        svg.Text(Metrics.Margin + Metrics.Code(walk.Program) + 16, 28, "w", walk.Language);
        svg.Text(width - Metrics.Margin, 28, "w", $"step {step.Step} of {walk.StepCount}", "end");
    }

    private static double DrawFoot(SvgWriter svg, WalkScene walk, StepScene step, double width, double top)
    {
        bool hasOutput = !step.Output.Runs.IsEmpty && width > 800;
        double room = width - (2 * Metrics.Margin) - (hasOutput ? OutputWidth + 24 : 0);
        double y = DrawSentence(svg, step, Metrics.Margin, top + 14, room);
        if (!walk.Events.IsEmpty)
        {
            TimelineDrawing.Draw(svg, walk, step.Step, Metrics.Margin + 10, y, room - 20);
            y += TimelineDrawing.Height + 12;
        }

        return hasOutput ? Math.Max(y, DrawOutput(svg, step, width - OutputWidth - Metrics.Margin, top + 14)) : y;
    }

    private static double DrawSentence(SvgWriter svg, StepScene step, double x, double y, double width)
    {
        IEnumerable<TextRun> ending = step.Ending.Length > 0 ? [new($" ({step.Ending})", TextStyle.Soft)] : [];
        EquatableArray<TextRun> sentence = step.Sentence.Concat(ending).ToEquatableArray();
        foreach (EquatableArray<TextRun> line in Wrap.Lines(sentence, (int)(width / (17 * 0.56)), indent: 0))
        {
            svg.Text(x, y + 18, "say", line);
            y += SentenceLine;
        }

        return y + 10;
    }

    private static double DrawOutput(SvgWriter svg, StepScene step, double x, double y)
    {
        var options = new TextOptions { Width = (int)(OutputWidth / Metrics.SmallCode(" ")) - 2, OutputLines = 4 };
        TextCanvas canvas = TextPicture.Streams(step, options);
        svg.Rect(new(x, y, OutputWidth, (canvas.Lines.Count * 17) + 16), "pane", 8);
        double line = y + 20;
        foreach (EquatableArray<TextRun> runs in canvas.Lines)
        {
            svg.Text(x + 12, line, "t", [.. runs.Select(run => run with { Text = TextWidth.Clip(run.Text, options.Width, "…") })]);
            line += 17;
        }

        return line + 10;
    }
}

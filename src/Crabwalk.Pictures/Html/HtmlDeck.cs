using System.Text;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Pictures.Html;

/// <summary>
/// Steps as slides, one on a page: shown with the keys of a talk, or printed, which makes the PDF. Nothing in it has to run.
/// </summary>
public static class HtmlDeck
{
    /// <summary>The deck. The steps are read twice: once to find everything its place, once to draw.</summary>
    public static string Render(WalkScene walk, IEnumerable<StepScene> steps, SvgOptions options)
    {
        LayoutMemory memory = LayoutMemory.Of(steps, options.Limits, options.HeapColumns);
        SvgOptions slide = options with { Surroundings = Surroundings.Slide, Styles = Styles.Outside };
        var slides = new StringBuilder();
        foreach (StepScene step in steps)
        {
            slides.Append("<section class=\"slide\">").Append(SvgPicture.Render(walk, step, memory, slide)).Append("</section>\n");
        }

        return HtmlPage.Fill(PageParts.Deck, new()
        {
            ["title"] = SvgWriter.Escape(walk.Program),
            ["variables"] = StyleSheet.Variables(options.Theme),
            ["picture-css"] = StyleSheet.OfVariables(),
            ["page-css"] = PageParts.DeckCss,
            ["definitions"] = ArrowDrawing.Definitions,
            ["slides"] = slides.ToString(),
            ["page-js"] = PageParts.DeckScript,
        });
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Pictures.Html;

/// <summary>
/// A whole walk as one page that needs no server and no network. How its data stays small, and why it holds drawn pieces rather
/// than scenes, is told in docs/decisions/0007-pages-hold-drawn-pieces.md.
/// </summary>
public static class HtmlPicture
{
    private const int WorthPacking = 200_000;

    private static readonly JsonSerializerOptions Json = new(WalkDataContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The page. The steps are read twice: once to find everything its place, once to draw.</summary>
    public static string Render(WalkScene walk, IEnumerable<StepScene> steps, HtmlOptions options)
    {
        LayoutMemory memory = LayoutMemory.Of(steps, options.Limits, options.HeapColumns);
        string data = JsonSerializer.Serialize(Collect(walk, steps, memory, options), (JsonTypeInfo<WalkData>)Json.GetTypeInfo(typeof(WalkData)));
        bool isPacked = options.Packing == Packing.Packed || (options.Packing == Packing.Auto && data.Length > WorthPacking);
        return HtmlPage.Fill(PageParts.Html, new()
        {
            ["title"] = SvgWriter.Escape(walk.Program),
            ["language"] = SvgWriter.Escape(walk.Language),
            ["total"] = walk.StepCount.ToString(CultureInfo.InvariantCulture),
            ["variables"] = StyleSheet.Variables(),
            ["picture-css"] = StyleSheet.OfVariables(),
            ["page-css"] = PageParts.Css,
            ["definitions"] = ArrowDrawing.Definitions,
            ["timeline"] = TimelineDrawing.Elastic(walk),
            ["packed"] = isPacked ? " data-packed" : "",
            ["walk"] = isPacked ? Pack(data) : SafeInScript(data),
            ["page-js"] = PageParts.Script,
        });
    }

    private static WalkData Collect(WalkScene walk, IEnumerable<StepScene> steps, LayoutMemory memory, HtmlOptions options)
    {
        var texts = new Interned();
        var fragments = new Interned();
        var wide = new PieceCollector(fragments);
        var narrow = new PieceCollector(fragments);
        var data = new List<StepData>();
        foreach (StepScene step in steps)
        {
            FoldedStep folded = FoldedStep.Of(step, options.Limits);
            wide.Add(StepLayout.Of(folded, memory, Arrangement.Wide));
            narrow.Add(StepLayout.Of(folded, memory, Arrangement.Narrow));
            data.Add(DataOf(step, texts));
        }

        List<SourceData> sources = [.. walk.Sources.Select(file => new SourceData(file.Path, [.. file.Lines.Select(HtmlText.Of)]))];
        return new(walk.StepCount, sources, texts.Texts, fragments.Texts, data, wide.Build(), narrow.Build());
    }

    private static StepData DataOf(StepScene step, Interned texts) => new(
        step.Step,
        step.Stacks.Where(stack => stack.IsCurrent).SelectMany(stack => stack.Frames).Select(frame => frame.Depth).DefaultIfEmpty(0).Max(),
        texts[HtmlText.Sentence(step)],
        texts[HtmlText.Of(step.Substituted)],
        texts[HtmlText.Problem(step.Problem)],
        texts[HtmlText.Streams(step)],
        step.Place?.File,
        step.Place?.Line,
        step.Place?.EndLine,
        step.Place?.Column,
        step.Place?.EndColumn);

    private static string Pack(string data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(data));
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>Nothing in the data can end the script element or open a comment in it.</summary>
    private static string SafeInScript(string json) =>
        json.Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\u0021--", StringComparison.Ordinal);
}

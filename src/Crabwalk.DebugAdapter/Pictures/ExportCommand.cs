using System.Buffers;
using System.Text;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Pictures.Html;
using Crabwalk.Pictures.Json;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.DebugAdapter.Pictures;

/// <summary>The request <c>crabwalk/export</c>: a walk, or a part of it, as one file that needs nothing else.</summary>
internal sealed class ExportCommand(SessionState state)
{
    // A page of some ten megabytes; more is for `crabwalk draw`, which writes to a disk.
    private const int MostSteps = 2000;

    /// <summary>Adds the request.</summary>
    public void AddTo(CommandTable table) => table.Add("crabwalk/export", DapJson.Default.ExportArguments, DapJson.Default.ExportBody, Export);

    private ExportBody Export(ExportArguments arguments)
    {
        Grain grain = Grains.Parse(arguments.Grain, state.At.Grain);
        long count = state.Walk.CountOf(grain);
        bool isOneStep = arguments.Format == "svg";
        long first = Math.Clamp(arguments.First ?? (isOneStep ? state.AtIn(grain).Step : 1), 1, count);
        long last = isOneStep ? first : Math.Clamp(arguments.Last ?? count, first, count);
        if (last - first >= MostSteps)
        {
            throw new RefusedException($"these are {last - first + 1} steps; a file holds at most {MostSteps}: say the `first` and the `last`, or step more coarsely");
        }

        (string mediaType, string text) = Draw(arguments, grain, first, last);
        return new(mediaType, first, last, text);
    }

    private (string MediaType, string Text) Draw(ExportArguments arguments, Grain grain, long first, long last)
    {
        WalkScene overview = state.Walk.Overview(grain);
        IEnumerable<StepScene> scenes = state.Walk.Scenes(grain, first, last);
        Theme theme = PictureWords.Of(arguments.Theme, Theme.Auto);
        return arguments.Format switch
        {
            "svg" => ("image/svg+xml", SvgPicture.Render(overview, state.Walk.SceneAt(grain, first), LayoutMemory.Empty, new() { Theme = theme })),
            "html" => ("text/html", HtmlPicture.Render(overview, scenes, new())),
            "deck" => ("text/html", HtmlDeck.Render(overview, scenes, new() { Theme = theme })),
            "json" => ("application/json", Json(overview, scenes)),
            var other => throw new RefusedException($"`{other}` is no format: there are svg, html, deck and json"),
        };
    }

    private static string Json(WalkScene overview, IEnumerable<StepScene> scenes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        TraceJson.Write(bytes, overview, scenes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}

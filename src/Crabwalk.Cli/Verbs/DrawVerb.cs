using System.Buffers;
using System.CommandLine;
using System.Text;
using Crabwalk.Pictures.Html;
using Crabwalk.Pictures.Json;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk draw</c>: the pictures of a walk as files.</summary>
internal static class DrawVerb
{
    private const string StepPlace = "{step}";

    /// <summary>The verb.</summary>
    public static Command Make(string[] programArguments)
    {
        var walking = new WalkSetup(programArguments);
        var output = new Option<string>("-o", "--output")
        {
            Description = "the file to write: .svg (one step; with {step} in the name one file for each), .html (the whole walk in one page), .json; - for standard output",
            HelpName = "FILE",
            Required = true,
        };
        var format = new Option<string?>("--format") { Description = "svg, html, deck or json, when the file's name does not say" };
        var theme = new Option<string>("--theme") { Description = "colours of an SVG", DefaultValueFactory = _ => "auto" };
        format.AcceptOnlyFromAmong("svg", "html", "deck", "json");
        theme.AcceptOnlyFromAmong("auto", "light", "dark", "print");
        var verb = new Command("draw", "Draw the steps of a program: SVG, one offline HTML page, a deck of slides, JSON");
        walking.AddTo(verb);
        verb.Add(output);
        verb.Add(format);
        verb.Add(theme);
        verb.SetAction(parsed => walking.Walk(parsed, walk => Draw(
            walk, walking.Options, parsed, parsed.GetValue(output)!, FormatOf(parsed.GetValue(format), parsed.GetValue(output)!), parsed.GetValue(theme)!)));
        return verb;
    }

    private static string? FormatOf(string? asked, string file) => asked ?? Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".svg" => "svg",
        ".html" or ".htm" => "html",
        ".json" => "json",
        _ => null,
    };

    private static int Draw(Walk walk, WalkOptions options, ParseResult parsed, string file, string? format, string theme)
    {
        Grain grain = options.GrainOf(parsed);
        (long first, long last) = options.RangeOf(parsed, walk.CountOf(grain));
        switch (format)
        {
            case "svg":
                return DrawSvg(walk, grain, options.HasChoice(parsed) || file.Contains(StepPlace, StringComparison.Ordinal) ? first : last, last, file, theme);
            case "html":
                return Write(file, HtmlPicture.Render(walk.Overview(grain), walk.Scenes(grain, first, last), new()));
            case "deck":
                return Write(file, HtmlDeck.Render(walk.Overview(grain), walk.Scenes(grain, first, last), new() { Theme = ThemeOf(theme) }));
            case "json":
                var bytes = new ArrayBufferWriter<byte>();
                TraceJson.Write(bytes, walk.Overview(grain), walk.Scenes(grain, first, last));
                return Write(file, Encoding.UTF8.GetString(bytes.WrittenSpan));
            default:
                Console.Error.WriteLine($"crabwalk: cannot tell from `{file}` what to draw: give it the ending .svg, .html or .json, or say --format");
                return ExitCodes.Usage;
        }
    }

    private static int DrawSvg(Walk walk, Grain grain, long first, long last, string file, string theme)
    {
        var options = new SvgOptions { Theme = ThemeOf(theme) };
        WalkScene overview = walk.Overview(grain);
        LayoutMemory memory = LayoutMemory.Empty;
        if (!file.Contains(StepPlace, StringComparison.Ordinal))
        {
            return Write(file, SvgPicture.Render(overview, walk.SceneAt(grain, first), memory, options));
        }

        memory = LayoutMemory.Of(walk.Scenes(grain, first, last), options.Limits, options.HeapColumns);
        int digits = last.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        for (long step = first; step <= last; step++)
        {
            string name = file.Replace(StepPlace, step.ToString($"D{digits}", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            int code = Write(name, SvgPicture.Render(overview, walk.SceneAt(grain, step), memory, options));
            if (code != ExitCodes.Success)
            {
                return code;
            }
        }

        return ExitCodes.Success;
    }

    private static Theme ThemeOf(string name) => Enum.Parse<Theme>(name, ignoreCase: true);

    private static int Write(string file, string text)
    {
        if (file == "-")
        {
            using Stream standard = Console.OpenStandardOutput();
            standard.Write(Encoding.UTF8.GetBytes(text));
            return ExitCodes.Success;
        }

        try
        {
            File.WriteAllText(file, text);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"crabwalk: cannot write `{file}`: {exception.Message}");
            return ExitCodes.Usage;
        }
    }
}

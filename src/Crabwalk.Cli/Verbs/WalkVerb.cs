using System.CommandLine;
using Crabwalk.Cli.Terminal;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Walking;
using Crabwalk.Workbench.Walking.Modules;
using Spectre.Console;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk walk</c>: steps through a program in the terminal, both ways, or prints its steps.</summary>
internal static class WalkVerb
{
    private const int PrintWidth = 100;
    private const string KeysNeedTerminal = "crabwalk: the walk takes its keys from the terminal, so give the program's input with --stdin FILE (or use --print)";

    /// <summary>The verb.</summary>
    public static Command Make(string[] programArguments)
    {
        var walking = new WalkSetup(programArguments, WalkOptions.ModuleGrain);
        var print = new Option<bool>("--print") { Description = "write the steps as text instead of walking in the terminal" };
        var width = new Option<int?>("--width") { Description = "columns of the text", HelpName = "N" };
        var ascii = new Option<bool>("--ascii") { Description = "plain characters for frames and marks" };
        var boxes = new Option<bool>("--boxes") { Description = "with --print: frames around calls and blocks" };
        var addresses = new Option<bool>("--addresses") { Description = "show the address of every variable" };
        var verb = new Command("walk", "Step through a program in the terminal, forwards and backwards");
        walking.AddTo(verb);
        verb.Add(print);
        verb.Add(width);
        verb.Add(ascii);
        verb.Add(boxes);
        verb.Add(addresses);
        verb.SetAction(parsed =>
        {
            var text = new TextOptions
            {
                Width = Math.Clamp(parsed.GetValue(width) ?? PrintWidth, 30, 1000),
                Glyphs = parsed.GetValue(ascii) ? Glyphs.Ascii : Glyphs.Unicode,
                Form = parsed.GetValue(boxes) ? TextForm.Boxes : TextForm.Lines,
                Addresses = parsed.GetValue(addresses) ? AddressDisplay.Shown : AddressDisplay.Hidden,
            };
            bool prints = parsed.GetValue(print) || Console.IsOutputRedirected;
            return walking.Options.WalksModule(parsed)
                ? walking.WalkModule(parsed, walk => prints ? PrintModule(walk, walking.Options, parsed, text) : Interact(walk, walking.Options, parsed))
                : walking.Walk(parsed, walk => prints ? Print(walk, walking.Options, parsed, text) : Interact(walk, walking.Options, parsed));
        });
        return verb;
    }

    private static int Print(Walk walk, WalkOptions options, ParseResult parsed, TextOptions text)
    {
        Grain grain = options.GrainOf(parsed);
        (long first, long last) = options.RangeOf(parsed, walk.CountOf(grain));
        WalkScene overview = walk.Overview(grain);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        for (long step = first; step <= last; step++)
        {
            output.WriteLine(TextPicture.Render(overview, walk.SceneAt(grain, step), text).PlainText.TrimEnd());
            output.WriteLine();
        }

        return RunningVerb.ExitCodeOf(walk.Audit);
    }

    private static int PrintModule(ModuleWalk walk, WalkOptions options, ParseResult parsed, TextOptions text)
    {
        (long first, long last) = options.RangeOf(parsed, walk.StepCount);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        for (long step = first; step <= last; step++)
        {
            output.WriteLine(ModulePicture.Render(walk.SceneAt(step), text).PlainText.TrimEnd());
            output.WriteLine();
        }

        return RunningVerb.ExitCodeOf(walk.Ending);
    }

    private static int Interact(ModuleWalk walk, WalkOptions options, ParseResult parsed)
    {
        if (Console.IsInputRedirected || walk.StepCount == 0)
        {
            Console.Error.WriteLine(walk.StepCount == 0 ? $"crabwalk: there is no step to walk: the program {walk.Ending.Words}" : KeysNeedTerminal);
            return ExitCodes.Usage;
        }

        new InteractiveModuleWalk(walk, AnsiConsole.Console).Run(options.AtOf(parsed, walk.StepCount) ?? 1);
        return ExitCodes.Success;
    }

    private static int Interact(Walk walk, WalkOptions options, ParseResult parsed)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine(KeysNeedTerminal);
            return ExitCodes.Usage;
        }

        Grain grain = options.GrainOf(parsed);
        new InteractiveWalk(walk, AnsiConsole.Console, TimeProvider.System, grain).Run(options.AtOf(parsed, walk.CountOf(grain)) ?? 1);
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Cli.Verbs;

/// <summary>Options of the verbs that show steps: how far a step goes, and which of them.</summary>
internal sealed class WalkOptions
{
    /// <summary>The grain of walks through WebAssembly, for verbs that offer it.</summary>
    public const string ModuleGrain = "wasm";

    private readonly Option<string> _grain = new("--grain") { Description = "how far one step goes", DefaultValueFactory = _ => "expression" };
    private readonly Option<long?> _at = new("--at") { Description = "this step, counted from 1; a negative number counts from the end", HelpName = "N" };
    private readonly Option<string?> _steps = new("--steps") { Description = "these steps, FROM..TO, both included; either may be left out", HelpName = "RANGE" };
    private readonly Option<string?> _stdin = new("--stdin") { Description = "a file for the program's standard input (- for this command's own)", HelpName = "FILE" };

    private readonly Option<bool> _layout = new("--layout") { Description = "Rust: show values as they are laid out, not as people see them" };
    private readonly Option<bool> _permissions = new("--permissions") { Description = "Rust: show with each variable what may be done with it: R read, W write, O own" };
    private readonly Option<bool> _library = new("--library") { Description = "show the calls inside of the library too" };

    /// <summary>Makes the set.</summary>
    /// <param name="moreGrains">Grains that only this verb has.</param>
    public WalkOptions(params string[] moreGrains)
    {
        _grain.AcceptOnlyFromAmong([.. moreGrains, "instruction", "expression", "statement", "call"]);
        _steps.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryRange(token.Value, out _, out _))
            {
                result.AddError($"`{token.Value}` is no range of steps: write FROM..TO, such as 5..20");
            }
        });
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_grain);
        command.Add(_at);
        command.Add(_steps);
        command.Add(_stdin);
        command.Add(_layout);
        command.Add(_permissions);
        command.Add(_library);
    }

    /// <summary>True when the stack machine of WebAssembly is to be walked.</summary>
    public bool WalksModule(ParseResult parsed) => parsed.GetValue(_grain) == ModuleGrain;

    /// <summary>The grain.</summary>
    public Grain GrainOf(ParseResult parsed) => Enum.Parse<Grain>(parsed.GetValue(_grain)!, ignoreCase: true);

    /// <summary>How much scenes show.</summary>
    public SceneOptions ScenesOf(ParseResult parsed) => new(ShowLibraryFrames: parsed.GetValue(_library), ShowLayout: parsed.GetValue(_layout), ShowRights: parsed.GetValue(_permissions));

    /// <summary>The file for standard input.</summary>
    public string? StdinOf(ParseResult parsed) => parsed.GetValue(_stdin);

    /// <summary>True when a step or range was asked for.</summary>
    public bool HasChoice(ParseResult parsed) => parsed.GetValue(_at) is not null || parsed.GetValue(_steps) is not null;

    /// <summary>The single step asked for, or null.</summary>
    public long? AtOf(ParseResult parsed, long count) => parsed.GetValue(_at) is { } at ? Math.Clamp(at < 0 ? count + 1 + at : at, 1, Math.Max(1, count)) : null;

    /// <summary>The first and last step to show.</summary>
    public (long First, long Last) RangeOf(ParseResult parsed, long count)
    {
        if (AtOf(parsed, count) is { } at)
        {
            return (at, at);
        }

        TryRange(parsed.GetValue(_steps) ?? "..", out long? first, out long? last);
        return (Math.Max(1, first ?? 1), Math.Min(count, last ?? count));
    }

    private static bool TryRange(string text, out long? first, out long? last)
    {
        (first, last) = (null, null);
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots >= 0 && TryEnd(text[..dots], out first) && TryEnd(text[(dots + 2)..], out last);
    }

    private static bool TryEnd(string text, out long? value)
    {
        bool isNumber = long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number);
        value = isNumber ? number : null;
        return isNumber || text.Length == 0;
    }
}

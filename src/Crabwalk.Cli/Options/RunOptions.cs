using System.CommandLine;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Cli.Options;

/// <summary>The options of verbs that run a program: what it may use, and what happens when it breaks a rule.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _folder = new("--folder") { Description = "the only folder the program may read and write files in", HelpName = "DIR" };
    private readonly Option<string[]> _environment = new("--env") { Description = "an environment variable of the program, NAME=VALUE", HelpName = "VARIABLE" };
    private readonly Option<long?> _steps = new("--max-steps") { Description = "stop after so many machine operations (default: 20 billion; a walk: 5 million steps)", HelpName = "N" };
    private readonly Option<int> _memory = new("--max-memory") { Description = "megabytes of memory the program may hold", HelpName = "MB", DefaultValueFactory = _ => 1024 };
    private readonly Option<int> _output = new("--max-output") { Description = "megabytes the program may print", HelpName = "MB", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _depth = new("--max-depth") { Description = "calls within calls", HelpName = "N", DefaultValueFactory = _ => 200_000 };
    private readonly Option<bool> _anyway = new("--anyway") { Description = "Rust: run a program that breaks rules of ownership, up to where it goes wrong" };
    private readonly Option<string> _onUb = new("--on-ub") { Description = "at undefined behaviour stop, or continue as a real machine would and see the junk" };

    // For benches and tests: what compiled code does is what the interpreter does.
    private readonly Option<long> _compileAfter = new("--compile-after") { Description = "work before a function is compiled; -1 for never", Hidden = true, DefaultValueFactory = _ => -1 };

    /// <summary>Makes the set.</summary>
    /// <param name="onUndefined">What happens at undefined behaviour when the command line does not say.</param>
    public RunOptions(OnUndefined onUndefined = OnUndefined.Stop)
    {
        _onUb.AcceptOnlyFromAmong("stop", "continue");
        _onUb.DefaultValueFactory = _ => onUndefined == OnUndefined.Stop ? "stop" : "continue";
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_folder, _environment, _steps, _memory, _output, _depth, _onUb, _anyway, _compileAfter])
        {
            command.Add(option);
        }
    }

    /// <summary>The folder that the program may use, or null.</summary>
    public string? FolderOf(ParseResult parsed) => parsed.GetValue(_folder);

    /// <summary>The settings of compiling for the run.</summary>
    public CompileSettings SettingsOf(ParseResult parsed, CompileSettings settings) => settings with { RunsAnyway = parsed.GetValue(_anyway) };

    /// <summary>The settings of the run.</summary>
    public RunSettings SettingsOf(ParseResult parsed, string program, IReadOnlyList<string> arguments) => new()
    {
        Arguments = [program, .. arguments],
        Environment = [.. (parsed.GetValue(_environment) ?? []).Select(VariableOf)],
        MaxSteps = parsed.GetValue(_steps),
        MaxMemoryBytes = (long)parsed.GetValue(_memory) << 20,
        MaxOutputBytes = (long)parsed.GetValue(_output) << 20,
        MaxDepth = parsed.GetValue(_depth),
        CompileAfter = parsed.GetValue(_compileAfter) is >= 0 and var work ? work : null,
        OnUndefined = parsed.GetValue(_onUb) == "continue" ? OnUndefined.Continue : OnUndefined.Stop,
    };

    private static (string Name, string Value) VariableOf(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
    }
}

using System.CommandLine;
using Crabwalk.Mir.Layout;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Cli.Options;

/// <summary>
/// The options that follow the real compilers, shared by all verbs that compile. <c>-D</c> means a macro to gcc and a lint to
/// rustc, so both front ends are handed it and each takes what is its own.
/// </summary>
internal sealed class CompileOptions
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "C and Rust files, also mixed, or a folder with a Cargo.toml",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _include = new("-I") { Description = "C: search this folder for #include", HelpName = "DIR" };
    private readonly Option<string[]> _define = new("-D") { Description = "C: define a macro, NAME or NAME=VALUE; Rust: deny a lint", HelpName = "NAME" };
    private readonly Option<string[]> _undefine = new("-U") { Description = "C: undefine a macro", HelpName = "NAME" };
    private readonly Option<string?> _standard = new("-std", "--std") { Description = "C: c17, gnu17 (default), c11, c99 ...", HelpName = "STANDARD" };
    private readonly Option<string[]> _warn = new("-W") { Description = "C: a warning as gcc names it, -Wall, -Wno-format; Rust: warn of a lint", HelpName = "WARNING" };
    private readonly Option<bool> _noWarnings = new("-w") { Description = "C: no warnings" };
    private readonly Option<string[]> _allow = new("-A") { Description = "Rust: allow a lint", HelpName = "LINT" };
    private readonly Option<string?> _edition = new("--edition") { Description = "Rust: 2015, 2018, 2021 or 2024 (default)", HelpName = "YEAR" };
    private readonly Option<string?> _crateType = new("--crate-type") { Description = "Rust: bin or lib", HelpName = "TYPE" };
    private readonly Option<bool> _test = new("--test") { Description = "Rust: compile the tests" };
    private readonly Option<string[]> _extern = new("--extern") { Description = "Rust: another crate, NAME=PATH", HelpName = "CRATE" };
    private readonly Option<string[]> _cfg = new("--cfg") { Description = "Rust: a configuration value", HelpName = "SPEC" };
    private readonly Option<string?> _bin = new("--bin") { Description = "Rust: which program of a package", HelpName = "NAME" };
    private readonly Option<string?> _example = new("--example") { Description = "Rust: an example of a package", HelpName = "NAME" };
    private readonly Option<string[]> _features = new("--features", "-F") { Description = "Rust: features of a package, parted by commas", HelpName = "FEATURES" };
    private readonly Option<bool> _allFeatures = new("--all-features") { Description = "Rust: all features of a package" };
    private readonly Option<bool> _noDefaultFeatures = new("--no-default-features") { Description = "Rust: not the default features of a package" };
    private readonly Option<string> _target = new("--target") { Description = "lay types out for x86_64 or wasm32", DefaultValueFactory = _ => "x86_64" };

    /// <summary>Makes the set.</summary>
    public CompileOptions()
    {
        _files.Validators.Add(result =>
        {
            foreach (string option in result.Tokens.Select(t => t.Value).Where(t => t.StartsWith('-')))
            {
                result.AddError($"unknown option `{option}`");
            }
        });
        _edition.AcceptOnlyFromAmong("2015", "2018", "2021", "2024");
        _crateType.AcceptOnlyFromAmong("bin", "lib");
        _target.AcceptOnlyFromAmong("x86_64", "wasm32");
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (Option option in (Option[])[_include, _define, _undefine, _standard, _warn, _noWarnings, _allow, _edition, _crateType, _test, _extern, _cfg, _bin, _example, _features, _allFeatures, _noDefaultFeatures, _target])
        {
            command.Add(option);
        }
    }

    /// <summary>The files to compile.</summary>
    public string[] FilesOf(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    /// <summary>Everything else.</summary>
    public CompileSettings SettingsOf(ParseResult parsed) => new()
    {
        Target = parsed.GetValue(_target) == "wasm32" ? Target.Wasm32 : Target.X64,
        IncludeFolders = [.. parsed.GetValue(_include) ?? []],
        Defines = [.. parsed.GetValue(_define) ?? []],
        Undefines = [.. parsed.GetValue(_undefine) ?? []],
        Standard = parsed.GetValue(_standard),
        Warnings = [.. parsed.GetValue(_warn) ?? []],
        SuppressWarnings = parsed.GetValue(_noWarnings),
        Edition = parsed.GetValue(_edition),
        CrateType = parsed.GetValue(_crateType),
        IsTest = parsed.GetValue(_test),
        Externs = [.. (parsed.GetValue(_extern) ?? []).Select(ExternOf)],
        Cfgs = [.. parsed.GetValue(_cfg) ?? []],
        Package = new()
        {
            Program = parsed.GetValue(_bin),
            Example = parsed.GetValue(_example),
            Features = new()
            {
                Named = [.. (parsed.GetValue(_features) ?? []).SelectMany(text => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))],
                All = parsed.GetValue(_allFeatures),
                WithDefault = !parsed.GetValue(_noDefaultFeatures),
            },
        },
        Lints = [.. Levels('A', parsed.GetValue(_allow)), .. Levels('W', parsed.GetValue(_warn)), .. Levels('D', parsed.GetValue(_define))],
    };

    private static ExternCrate ExternOf(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(text, "") : new(text[..equals], text[(equals + 1)..]);
    }

    private static IEnumerable<LintLevel> Levels(char level, string[]? lints) => (lints ?? []).Select(lint => new LintLevel(level, lint));
}

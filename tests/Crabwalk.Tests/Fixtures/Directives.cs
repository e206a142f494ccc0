using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Crabwalk.Tests.Fixtures;

/// <summary>What a fixture is expected to do as a whole.</summary>
internal enum Expected
{
    /// <summary>It is refused: the errors are the point.</summary>
    CheckFails,

    /// <summary>It is accepted (warnings are the point, or nothing is said).</summary>
    CheckPasses,

    /// <summary>It runs to its end; output and exit code are the point.</summary>
    Runs,

    /// <summary>The machine stops it at undefined behaviour, or finds a leak at its end.</summary>
    StopsAtFault,
}

/// <summary>
/// The <c>//@</c> lines of a fixture, which adjust what its folder says by default:
/// <c>check-pass</c>, <c>check-fail</c>, <c>run-pass</c>, <c>exit: N</c>, <c>stdin: TEXT</c> (C escapes; several lines add up), <c>stdin-file: NAME</c>,
/// <c>args: WORDS</c>, <c>edition: 2021</c>, <c>std: c17</c>, <c>flags: -Wall</c>, <c>files: OTHER.c</c>, <c>revisions: A B</c>, <c>emit: mir</c>, <c>folder: NAME</c>,
/// <c>package: NAME</c>, <c>needs: RUSTC</c>, <c>not-gcc: REASON</c>, <c>known-bug: WHAT IS RIGHT</c>.
/// </summary>
internal sealed record Directives
{
    private static readonly ImmutableHashSet<string> Known =
    [
        "check-pass", "check-fail", "run-pass", "exit", "stdin", "stdin-file", "args", "edition", "std", "flags", "files", "revisions", "emit", "folder",
        "package", "needs", "not-gcc", "known-bug",
    ];

    /// <summary>What the fixture does as a whole, when a line says so.</summary>
    public Expected? Expected { get; init; }

    /// <summary>The exit code.</summary>
    public int? Exit { get; init; }

    /// <summary>The standard input.</summary>
    public string Stdin { get; init; } = "";

    /// <summary>The program's own arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Options given to the compiler, such as <c>-Wall</c>, <c>--edition</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Further source files of the same program, beside the fixture.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The names of the ways the fixture is run; one unnamed way when empty.</summary>
    public ImmutableArray<string> Revisions { get; init; } = [];

    /// <summary>Forms to print and hold against a golden: <c>mir</c>, <c>walk</c>, <c>svg</c> ...</summary>
    public ImmutableArray<string> Emit { get; init; } = [];

    /// <summary>Tools without which the fixture cannot be run.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>A folder beside the fixture that is granted to the program (a fresh copy each time).</summary>
    public string? Folder { get; init; }

    /// <summary>A folder beside the fixture with a <c>Cargo.toml</c>, which is compiled in the fixture's place.</summary>
    public string? Package { get; init; }

    /// <summary>Why gcc is no oracle for this fixture; null when it is.</summary>
    public string? NotGcc { get; init; }

    /// <summary>What would be right; the fixture then states today's wrong result.</summary>
    public string? KnownBug { get; init; }

    /// <summary>Reads the lines that hold in a revision; null reads those without a revision only.</summary>
    public static Directives Read(string source, string? revision, string folder)
    {
        var directives = new Directives();
        foreach (Match m in DirectiveLines.All.Matches(source))
        {
            if (!m.Groups["revision"].Success || m.Groups["revision"].Value == revision)
            {
                directives = directives.With(m.Groups["name"].Value, m.Groups["value"].Value.TrimEnd(), folder);
            }
        }

        return directives;
    }

    private Directives With(string name, string raw, string folder) => With(name, raw.Trim(), raw, folder);

    private Directives With(string name, string value, string raw, string folder) => name switch
    {
        "check-pass" => this with { Expected = Fixtures.Expected.CheckPasses },
        "check-fail" => this with { Expected = Fixtures.Expected.CheckFails },
        "run-pass" => this with { Expected = Fixtures.Expected.Runs },
        "exit" => this with { Exit = int.Parse(value) },
        "stdin" => this with { Stdin = Stdin + Unescape(raw) + (raw.EndsWith("\\c", StringComparison.Ordinal) ? "" : "\n") },
        "stdin-file" => this with { Stdin = File.ReadAllText(Path.Combine(folder, value)) },
        "args" => this with { Arguments = Words(value) },
        "edition" => this with { Flags = [.. Flags, "--edition", value] },
        "std" => this with { Flags = [.. Flags, "-std=" + value] },
        "flags" => this with { Flags = [.. Flags, .. Words(value)] },
        "files" => this with { Files = Words(value) },
        "revisions" => this with { Revisions = Words(value) },
        "emit" => this with { Emit = [.. Emit, .. value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)] },
        "folder" => this with { Folder = value },
        "package" => this with { Package = value },
        "needs" => this with { Needs = Words(value) },
        "not-gcc" => this with { NotGcc = value },
        "known-bug" => this with { KnownBug = value },
        _ => throw new FormatException($"no such directive: //@ {name} (known: {string.Join(", ", Known.Order(StringComparer.Ordinal))})"),
    };

    private static ImmutableArray<string> Words(string value) =>
        [.. DirectiveLines.Word.Matches(value).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Value)];

    /// <summary>C's simple escapes; <c>\c</c> at the end keeps the line break away.</summary>
    private static string Unescape(string value) => DirectiveLines.Escape.Replace(value, m => m.Value[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '0' => "\0",
        's' => " ",
        'c' => "",
        char other => other.ToString(),
    });
}

/// <summary>How <c>//@</c> lines are written.</summary>
internal static partial class DirectiveLines
{
    /// <summary>A whole line.</summary>
    public static Regex All => Line();

    /// <summary>A word, or several in double quotes.</summary>
    public static Regex Word => WordPattern();

    /// <summary>A backslash and a character.</summary>
    public static Regex Escape => EscapePattern();

    [GeneratedRegex(@"^[ \t]*//@[ \t]*(\[(?<revision>\w+)\][ \t]*)?(?<name>[a-z-]+)(:[ \t]?(?<value>[^\n]*))?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"""(?<quoted>[^""]*)""|\S+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\\.")]
    private static partial Regex EscapePattern();
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// Holds the fixtures against the built <c>crabwalk</c> command, as a user calls it. Messages come from its JSON form, so no test
/// takes a rendered text apart.
/// </summary>
internal sealed partial class CommandLineSubject(string command) : IFixtureSubject
{
    /// <summary>The command's path.</summary>
    public string Command => command;

    /// <summary>The built command (<c>CRABWALK_CLI</c>, else beside the tests' own output), or null when it is not there.</summary>
    public static CommandLineSubject? Find() => FindPath() is { } path ? new(path) : null;

    /// <summary>Where the built command is, or null.</summary>
    public static string? FindPath()
    {
        string name = OperatingSystem.IsWindows() ? "crabwalk.exe" : "crabwalk";
        string built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Crabwalk.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), name));
        string path = Environment.GetEnvironmentVariable("CRABWALK_CLI") ?? built;
        return File.Exists(path) ? path : null;
    }

    /// <inheritdoc/>
    public CheckOutcome Check(FixtureRequest request)
    {
        Ended ended = Run(request, ["check", "--error-format", "json", .. request.Flags, .. request.Sources]);
        (ImmutableArray<Said> said, string rendered, _) = Read(ended.Stderr, request.Path);
        return new(said, rendered, ended.Exit == 0);
    }

    /// <inheritdoc/>
    public AuditOutcome Audit(FixtureRequest request)
    {
        string[] granted = request.Folder is null ? [] : ["--folder", request.Folder];
        Ended ended = Run(request, ["audit", "--error-format", "json", .. granted, .. request.Flags, .. request.Sources, "--", .. request.Arguments]);
        (ImmutableArray<Said> said, string rendered, string own) = Read(ended.Stderr, request.Path);
        return new(said, ended.Stdout, own + rendered, ended.Exit);
    }

    /// <summary>Compiles a program to WebAssembly and runs it on an engine: <c>wasm</c> is Wasmtime, <c>interpreter</c> our own.</summary>
    public AuditOutcome RunOnWasm(FixtureRequest request, string engine = "wasm")
    {
        string[] granted = request.Folder is null ? [] : ["--folder", request.Folder];
        Ended ended = Run(request, ["run", "--engine", engine, "--error-format", "json", .. granted, .. request.Flags, .. request.Sources, "--", .. request.Arguments]);
        (ImmutableArray<Said> said, string rendered, string own) = Read(ended.Stderr, request.Path);
        return new(said, ended.Stdout, own + rendered, ended.Exit);
    }

    /// <inheritdoc/>
    public string Emit(FixtureRequest request, string form) => form switch
    {
        "walk" => Run(request, ["walk", "--print", .. request.Flags, .. request.Sources, "--", .. request.Arguments]).Text,
        "svg" => Run(request, ["draw", "-o", "-", "--format", "svg", .. request.Flags, .. request.Sources]).Text,
        "test" => Took().Replace(Run(request, ["test", .. request.Flags, .. request.Sources, "--", .. request.Arguments]).Text, "finished in 0.00s"),
        "permissions-json" => Run(request, ["show", "permissions", "--format", "json", .. request.Flags, .. request.Sources]).Text,
        _ => Run(request, ["show", form, .. request.Flags, .. request.Sources]).Text,
    };

    /// <summary>Parts JSON messages from what the program itself wrote to its error stream.</summary>
    internal static (ImmutableArray<Said> Said, string Rendered, string Own) Read(string stderr, string path)
    {
        var said = ImmutableArray.CreateBuilder<Said>();
        var rendered = new StringBuilder();
        var own = new StringBuilder();
        foreach (string line in stderr.Split('\n'))
        {
            if (line.StartsWith("{\"$message_type\":\"diagnostic\"", StringComparison.Ordinal))
            {
                using var message = JsonDocument.Parse(line);
                said.AddRange(SaidBy(message.RootElement, path));
                rendered.Append(message.RootElement.GetProperty("rendered").GetString());
            }
            else
            {
                own.Append(line).Append('\n');
            }
        }

        string text = own.ToString(0, own.Length - 1);
        said.AddRange(Panics(text));
        return (said.ToImmutable(), rendered.ToString(), text);
    }

    /// <summary>
    /// Runs the command in the fixture's folder. What lies there is named from there: a picture's width depends on the names in it,
    /// and must not depend on where the project lies.
    /// </summary>
    private Ended Run(FixtureRequest request, IEnumerable<string> arguments)
    {
        string folder = Path.GetDirectoryName(request.Path)!;
        string here = folder + Path.DirectorySeparatorChar;
        IEnumerable<string> named = arguments.Select(a => a.StartsWith(here, StringComparison.Ordinal) ? a[here.Length..] : a);
        return Processes.Run(command, named, request.Stdin, folder, [("NO_COLOR", "1")]);
    }

    /// <summary>A message, its labels and its children. A note or help without a place speaks of its parent's line.</summary>
    private static IEnumerable<Said> SaidBy(JsonElement message, string path, int? parent = null)
    {
        string text = message.GetProperty("message").GetString()!;
        string code = message.TryGetProperty("code", out JsonElement c) && c.ValueKind == JsonValueKind.Object ? c.GetProperty("code").GetString()! : "";
        JsonElement[] spans = [.. message.GetProperty("spans").EnumerateArray().Where(s => IsIn(s, path))];
        if (text.StartsWith("aborting due to", StringComparison.Ordinal) || text.StartsWith("For more information", StringComparison.Ordinal)
            || text.StartsWith("Some errors have detailed", StringComparison.Ordinal) || Emitted().IsMatch(text))
        {
            yield break;
        }

        JsonElement[] primary = [.. spans.Where(s => s.GetProperty("is_primary").GetBoolean())];
        int? line = primary.Length > 0 ? LineOf(primary[0]) : parent;
        yield return new(line, LevelOf(message.GetProperty("level").GetString()!, code), code, text);
        foreach (JsonElement span in spans)
        {
            if (span.GetProperty("label") is { ValueKind: JsonValueKind.String } label && label.GetString() is { Length: > 0 } words)
            {
                yield return new(LineOf(span), "NOTE", "", words);
            }
        }

        foreach (Said child in message.GetProperty("children").EnumerateArray().SelectMany(m => SaidBy(m, path, line)))
        {
            yield return child;
        }
    }

    private static string LevelOf(string level, string code) => (level, code) switch
    {
        (_, "UB.Leak") => "LEAK",
        (_, ['U', 'B', '.', ..]) => "UB",
        ("error" or "error: internal compiler error", _) => "ERROR",
        ("warning", _) => "WARN",
        ("help", _) => "HELP",
        _ => "NOTE",
    };

    private static IEnumerable<Said> Panics(string stderr) =>
        PanicMessage().Matches(stderr).Select(m => new Said(int.Parse(m.Groups["line"].Value), "PANIC", "", m.Groups["text"].Value));

    private static bool IsIn(JsonElement span, string path) =>
        Path.GetFileName(span.GetProperty("file_name").GetString()) == Path.GetFileName(path);

    private static int LineOf(JsonElement span) => span.GetProperty("line_start").GetInt32();

    [GeneratedRegex(@"^\d+ warnings? emitted$")]
    private static partial Regex Emitted();

    [GeneratedRegex(@"finished in \d+\.\d\ds")]
    private static partial Regex Took();

    [GeneratedRegex(@"^thread '[^']*'(?: \(\d+\))? panicked at [^\n]*?:(?<line>\d+):\d+:\n(?<text>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex PanicMessage();
}

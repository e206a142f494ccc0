using System.Text.RegularExpressions;
using Crabwalk.Tests.C.Parsing;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Documents;

/// <summary>
/// ARCHITECTURE.md follows one program through every form it takes. Each form there is made again and compared, so that the page
/// shows what Crabwalk does today. A form is a fenced block after a comment such as <c>&lt;!-- journey: mir --&gt;</c>.
/// </summary>
public sealed partial class JourneyTests
{
    private const int TokenLine = 5;

    private static readonly string Page = Path.Combine(FixtureTree.Repository, "ARCHITECTURE.md");

    /// <summary>The forms, in the order the page shows them.</summary>
    public static TheoryData<string> Forms => ["tokens", "tree", "mir", "step"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_page_shows_what_is_made_today(string form)
    {
        string page = File.ReadAllText(Page).ReplaceLineEndings("\n");
        string program = Block(page, "program").Value;
        string made = Make(form, program).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        Group shown = Block(page, form);
        if (Golden.Blessing)
        {
            File.WriteAllText(Page, page[..shown.Index] + made + page[(shown.Index + shown.Length)..]);
        }
        else
        {
            Assert.True(shown.Value == made, $"ARCHITECTURE.md shows another form ({form}):\n{Golden.Diff(shown.Value, made)}");
        }
    }

    private static string Make(string form, string program) => form switch
    {
        "tokens" => string.Join('\n', Parsed.Run(program).Tokens.Split('\n').Where(token => token.StartsWith($"main.c:{TokenLine}:", StringComparison.Ordinal))),
        "tree" => Parsed.TreeOf(program),
        "mir" => Command(program, "show", "mir"),
        "step" => Command(program, "walk", "--print", "--at", "7"),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "the page knows no such form"),
    };

    private static string Command(string program, params string[] words)
    {
        string? command = CommandLineSubject.Find()?.Command;
        Assert.SkipWhen(command is null, "the crabwalk command is not built");
        using var scratch = new Scratch();
        File.WriteAllText(scratch["main.c"], program);
        Ended ended = Processes.Run(command!, [.. words, "main.c"], folder: scratch.Folder, environment: [("NO_COLOR", "1")]);
        Assert.True(ended.Exit == 0, ended.Stderr);
        return ended.Text;
    }

    private static Group Block(string page, string name)
    {
        Match found = Fences().Matches(page).FirstOrDefault(m => m.Groups["name"].Value == name) ?? Match.Empty;
        Assert.True(found.Success, $"ARCHITECTURE.md has no block after <!-- journey: {name} -->");
        return found.Groups["text"];
    }

    [GeneratedRegex(@"^<!-- journey: (?<name>\w+) -->\n```\w*\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}

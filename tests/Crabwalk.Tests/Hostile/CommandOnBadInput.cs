using System.Text;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Hostile;

/// <summary>Calls the built command on programs that nobody would write by hand, and holds what is true of every ending.</summary>
internal static class CommandOnBadInput
{
    private static readonly string? Command = CommandLineSubject.FindPath();

    /// <summary>Runs a verb on a source text, which is <c>main.c</c> in a fresh folder.</summary>
    public static Ended Run(string source, params string[] verb) => Run(Encoding.UTF8.GetBytes(source), verb);

    /// <summary>Runs a verb on bytes.</summary>
    public static Ended Run(byte[] source, params string[] verb)
    {
        using var scratch = new Scratch();
        File.WriteAllBytes(scratch["main.c"], source);
        return RunIn(scratch.Folder, [.. verb, "main.c"]);
    }

    /// <summary>Runs the command in a folder; whatever comes of it is no crash of Crabwalk.</summary>
    public static Ended RunIn(string folder, IEnumerable<string> arguments, string stdin = "")
    {
        Assert.SkipWhen(Command is null, "the crabwalk command is not built: build src/Crabwalk.Cli first");
        Ended ended = Processes.Run(Command!, arguments, stdin, folder, [("NO_COLOR", "1")]);
        Assert.DoesNotContain("   at ", ended.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of Crabwalk itself", ended.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack overflow", ended.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("Out of memory", ended.Stderr, StringComparison.Ordinal);
        Assert.True(ended.Stderr.Length < 200_000, $"{ended.Stderr.Length} characters of messages");
        return ended;
    }

    /// <summary>A text many times.</summary>
    public static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Something made of a number, for many numbers.</summary>
    public static string Each(int count, Func<int, string> make) => string.Concat(Enumerable.Range(0, count).Select(make));
}

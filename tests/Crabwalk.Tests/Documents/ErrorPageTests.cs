using System.Text;
using System.Text.RegularExpressions;
using Crabwalk.Foundation.Text;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Explaining;

namespace Crabwalk.Tests.Documents;

/// <summary>Each page of <c>docs/errors</c> holds a program that is refused with its code and one that is accepted.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly string Folder = Path.Combine(FixtureTree.Repository, "docs", "errors");

    public static TheoryData<string> Codes => [.. Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_examples_are_as_they_say(string code)
    {
        string page = File.ReadAllText(Path.Combine(Folder, code + ".md")).ReplaceLineEndings("\n");
        string[] programs = [.. Program().Matches(page).Select(match => match.Groups["text"].Value)];
        Assert.Equal(2, programs.Length);
        Assert.Equal([code], CodesOf(programs[0]));
        Assert.Empty(CodesOf(programs[1]));
        Assert.NotNull(Explanations.Find(code));
    }

    private static string[] CodesOf(string text) =>
        [.. Compiler.Compile(["main.rs"], new(), new OneFile(text)).Diagnostics.Where(found => found.IsError).Select(found => found.Code).Distinct()];

    private sealed class OneFile(string text) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return path == "main.rs" ? Encoding.UTF8.GetBytes(text) : null;
        }
    }

    [GeneratedRegex("```rust\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Parsing;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Mir;

/// <summary>The MIR programs among the fixtures.</summary>
internal static class MirFiles
{
    /// <summary>The names of all files of a topic.</summary>
    public static TheoryData<string> In(string topic)
    {
        string folder = Path.Combine(FixtureTree.Root, "mir", topic);
        return [.. Directory.EnumerateFiles(folder, "*.mir").Order(StringComparer.Ordinal).Select(file => $"{topic}/{Path.GetFileName(file)}")];
    }

    /// <summary>A file's text.</summary>
    public static string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Holds what stands behind a marker against what came out; blessing writes it.</summary>
    public static void CheckEnd(string name, string marker, string actual)
    {
        string text = Read(name);
        string expected = text[..(text.IndexOf(marker, StringComparison.Ordinal) + marker.Length)] + actual;
        if (Golden.Blessing && text != expected)
        {
            File.WriteAllText(PathOf(name), expected);
            return;
        }

        Assert.True(text == expected, Golden.Diff(text, expected));
    }

    /// <summary>Where a file is.</summary>
    public static string PathOf(string name) => Path.Combine(FixtureTree.Root, "mir", name);

    /// <summary>A program that must be right.</summary>
    public static MirProgram Parse(string text)
    {
        MirParseResult result = MirParser.Parse(text);
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Program!;
    }
}

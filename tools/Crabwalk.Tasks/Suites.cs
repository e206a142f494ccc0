using System.Collections.Immutable;

namespace Crabwalk.Tasks;

/// <summary>One program of a suite: its sources, how it is called and what it must print (null when its exit code says it all).</summary>
internal sealed record SuiteProgram(string Name, ImmutableArray<string> Sources, ImmutableArray<string> Flags, string? ExpectedOutput);

/// <summary>The open suites that are known here, each by the layout of its own repository. Their sources are never committed.</summary>
internal static class Suites
{
    /// <summary>What a suite is called on the command line and in its snapshot.</summary>
    public static ImmutableArray<string> Names => ["c-testsuite", "chibicc"];

    /// <summary>All programs of a suite, sorted by name.</summary>
    public static ImmutableArray<SuiteProgram> Programs(string suite, string folder) => suite switch
    {
        "c-testsuite" => SingleExec(Inside(folder, "tests/single-exec")),
        _ => Chibicc(Inside(folder, "test")),
    };

    /// <summary>A file of expected output stands beside each program.</summary>
    private static ImmutableArray<SuiteProgram> SingleExec(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.c").Order(StringComparer.Ordinal)
            .Select(f => new SuiteProgram(Path.GetFileNameWithoutExtension(f), [f], [], File.ReadAllText(f + ".expected"))),
    ];

    /// <summary>Each program is linked with a file called <c>common</c>, which holds the assertions it calls; it exits with 0 when all hold.</summary>
    private static ImmutableArray<SuiteProgram> Chibicc(string folder)
    {
        string common = Path.Combine(folder, "common");
        string linked = Path.Combine(Directory.CreateTempSubdirectory("crabwalk-suite-").FullName, "common.c");
        File.Copy(common, linked);
        return
        [
            .. Directory.EnumerateFiles(folder, "*.c").Order(StringComparer.Ordinal)
                .Select(f => new SuiteProgram(Path.GetFileNameWithoutExtension(f), [f, linked], ["-I", folder], null)),
        ];
    }

    /// <summary>The folder may be the suite's repository or the inner folder itself.</summary>
    private static string Inside(string folder, string inner)
    {
        string below = Path.Combine(folder, inner.Replace('/', Path.DirectorySeparatorChar));
        return Directory.Exists(below) ? below : folder;
    }
}

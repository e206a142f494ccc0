using System.Collections.Immutable;

namespace Crabwalk.Tasks;

/// <summary>One program of a suite.</summary>
/// <param name="Name">What it is called in the snapshot.</param>
/// <param name="Sources">Its files.</param>
/// <param name="Flags">Further arguments of a compiler.</param>
/// <param name="Folder">Where compiler and program are started.</param>
/// <param name="Expected">What the suite says it does, or null when gcc is asked.</param>
internal sealed record SuiteProgram(string Name, ImmutableArray<string> Sources, ImmutableArray<string> Flags, string Folder, Expectation? Expected);

/// <summary>The open suites that are known here, each by the layout of its own repository. Their sources are never committed.</summary>
internal static class Suites
{
    private static readonly ImmutableSortedDictionary<string, Func<string, IEnumerable<SuiteProgram>>> Known =
        ImmutableSortedDictionary.CreateRange<string, Func<string, IEnumerable<SuiteProgram>>>(StringComparer.Ordinal,
        [
            new("c-testsuite", folder => SingleExec(Inside(folder, "tests/single-exec"))),
            new("chibicc", Chibicc),
            new("exercism", Exercism),
            new("folder", Folder),
            new("mir", folder => Folder(Inside(folder, "c-tests"))),
            new("sandler", folder => Sandler(Inside(folder, "tests"))),
            new("undefined", folder => Folder(folder).Select(p => p with { Expected = Expectation.Undefined })),
        ]);

    /// <summary>What a suite is called on the command line and in its snapshot.</summary>
    public static ImmutableArray<string> Names => [.. Known.Keys];

    /// <summary>All programs of a suite, sorted by name.</summary>
    public static ImmutableArray<SuiteProgram> Programs(string suite, string folder) =>
        [.. Known[suite](folder).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>A file of expected output stands beside each program.</summary>
    private static IEnumerable<SuiteProgram> SingleExec(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.c")
        select new SuiteProgram(Path.GetFileNameWithoutExtension(file), [file], [], folder, new(0, File.ReadAllText(file + ".expected")));

    /// <summary>Each program is linked with a file called <c>common</c>, which holds the assertions it calls. One asks for its own path, so all start at the root.</summary>
    private static IEnumerable<SuiteProgram> Chibicc(string folder)
    {
        string linked = Path.Combine(Directory.CreateTempSubdirectory("crabwalk-suite-").FullName, "common.c");
        File.Copy(Path.Combine(folder, "test", "common"), linked);
        return from file in Directory.EnumerateFiles(Path.Combine(folder, "test"), "*.c")
               let name = Path.GetFileName(file)
               select new SuiteProgram(Path.GetFileNameWithoutExtension(name), ["test/" + name, linked], ["-I", "test", "-I", "."], folder, null);
    }

    /// <summary>An exercise is a model solution with its test, which has <c>main</c>, and the test framework; all tests are switched on.</summary>
    private static IEnumerable<SuiteProgram> Exercism(string folder)
    {
        string staging = Directory.CreateTempSubdirectory("crabwalk-suite-").FullName;
        foreach (string exercise in Directory.EnumerateDirectories(Path.Combine(folder, "exercises", "practice")))
        {
            string name = Path.GetFileName(exercise);
            string staged = Directory.CreateDirectory(Path.Combine(staging, name)).FullName;
            string stem = name.Replace('-', '_');
            foreach (string extension in (ImmutableArray<string>)[".c", ".h"])
            {
                string model = Path.Combine(exercise, ".meta", "example" + extension);
                File.Copy(File.Exists(model) ? model : Path.Combine(exercise, stem + extension), Path.Combine(staged, stem + extension));
            }

            File.WriteAllText(Path.Combine(staged, "test.c"), File.ReadAllText(Path.Combine(exercise, $"test_{stem}.c")).Replace("TEST_IGNORE();", "", StringComparison.Ordinal));
            string framework = Path.Combine(exercise, "test-framework");
            yield return new(name, [stem + ".c", "test.c", Path.Combine(framework, "unity.c")], ["-I", ".", "-I", exercise], staged, null);
        }
    }

    /// <summary>The tests of a book on writing a C compiler: each file is a program, but for libraries, which come with a client.</summary>
    private static IEnumerable<SuiteProgram> Sandler(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.c", SearchOption.AllDirectories).Where(f => !f.EndsWith("_client.c", StringComparison.Ordinal)))
        {
            string client = Path.ChangeExtension(file, null) + "_client.c";
            bool isHelper = !File.Exists(client) && Path.GetRelativePath(folder, file).Contains("helper_libs", StringComparison.Ordinal);
            if (!isHelper)
            {
                yield return new(Path.ChangeExtension(Path.GetRelativePath(folder, file), null), File.Exists(client) ? [file, client] : [file], [], Path.GetDirectoryName(file)!, null);
            }
        }
    }

    /// <summary>Every file below that holds a <c>main</c> is a program of its own.</summary>
    private static IEnumerable<SuiteProgram> Folder(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.c", SearchOption.AllDirectories)
        where File.ReadAllText(file).Contains("main", StringComparison.Ordinal)
        select new SuiteProgram(Path.ChangeExtension(Path.GetRelativePath(folder, file), null), [file], ["-I", folder], Path.GetDirectoryName(file)!, null);

    /// <summary>The folder may be the suite's repository or the inner folder itself.</summary>
    private static string Inside(string folder, string inner)
    {
        string below = Path.Combine(folder, inner.Replace('/', Path.DirectorySeparatorChar));
        return Directory.Exists(below) ? below : folder;
    }
}

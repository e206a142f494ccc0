using System.Text.RegularExpressions;

namespace Crabwalk.RepositoryTests;

/// <summary>Every code, rule and library function that the sources name must appear in a fixture.</summary>
public sealed partial class CoverageTests
{
    private static readonly Lazy<string> Fixtures = new(() =>
        string.Concat(Repository.FilesBelow("tests/", ".c", ".rs", ".mir", ".h", ".stderr", ".stdout").Select(Repository.Read)));

    private static readonly Lazy<string> TestSources = new(() =>
        string.Concat(Repository.FilesBelow("tests/", ".cs").Where(f => !f.EndsWith("CoverageTests.cs", StringComparison.Ordinal)).Select(Repository.Read)));

    [Fact]
    public void Every_rule_of_undefined_behaviour_has_a_fixture() => AllAppear(Names(Rule(), "src/", ".cs"), "rules without a fixture");

    /// <summary>Codes that the sources make and no fixture shows yet: the message or its place is not rustc's. The list only shrinks.</summary>
    private static readonly string[] CodesNotShownYet =
        ["E0206", "E0275", "E0284", "E0311"];

    [Fact]
    public void Every_diagnostic_code_has_a_fixture_or_a_test()
    {
        IEnumerable<string> missing = Names(Code(), "src/", ".cs").Where(code => !Appears(code));
        Expect.None(missing.Except(CodesNotShownYet), "codes without a fixture");
        Expect.None(CodesNotShownYet.Where(Appears), "codes that have a fixture by now: take them off the list");
    }

    [Fact]
    public void Every_function_of_the_C_library_is_called_in_a_fixture()
    {
        var missing = Names(Prototype(), "library/c/include/", ".h")
            .Where(name => !Regex.IsMatch(Fixtures.Value, $@"\b{Regex.Escape(name)}\s*\("));
        Expect.None(missing, "library functions that no fixture calls");
    }

    private static void AllAppear(IEnumerable<string> names, string what) =>
        Expect.None(names.Where(name => !Appears(name)), what);

    private static bool Appears(string name) =>
        Fixtures.Value.Contains(name, StringComparison.Ordinal) || TestSources.Value.Contains(name, StringComparison.Ordinal);

    private static IEnumerable<string> Names(Regex pattern, string folder, string ending) =>
        Repository.FilesBelow(folder, ending).SelectMany(f => pattern.Matches(Repository.Read(f)))
            .Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"""(?<name>UB\.[A-Z]\w+)""")]
    private static partial Regex Rule();

    [GeneratedRegex(@"""(?<name>(E|C|CW)\d{4})""")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?!\s*(#|typedef|\*|//|return))[A-Za-z_][\w \t*]*?[ \t*](?<name>[a-z][a-z0-9_]*)\([^;{}]*\)\s*;", RegexOptions.Multiline)]
    private static partial Regex Prototype();
}

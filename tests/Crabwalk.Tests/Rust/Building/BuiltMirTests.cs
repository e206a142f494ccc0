using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Validation;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Rust.Building;

/// <summary>MIR building: the bodies of the files in <c>fixtures/built</c> keep MIR's rules, and are those that rustc builds but for names.</summary>
public sealed class BuiltMirTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.rs").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file))];

    private static string Folder { get; } = Path.Combine(FixtureTree.Root, "built");

    [Theory]
    [MemberData(nameof(Files))]
    public void KeepsTheRules(string file)
    {
        RustBodies bodies = RustBodies.Compile(Path.Combine(Folder, file));
        Assert.Empty(bodies.Built().SelectMany(entry => Validator.Check(bodies.Program, entry.Body).Select(violation => $"{entry.Path}: {violation}")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void IsWhatRustcBuilds(string file)
    {
        string path = Path.Combine(Folder, file);
        if (RustcMir.ShapesOf(path) is not { } theirs)
        {
            Assert.Skip("there is no rustc");
            return;
        }

        RustBodies bodies = RustBodies.Compile(path);
        var ours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach ((string name, Body body) in bodies.Built())
        {
            RustcMir.Add(ours, name, MirShape.Of(MirPrinter.Print(body, bodies.Definitions, bodies.Sources)));
        }

        foreach ((string name, List<string> shapes) in theirs)
        {
            Assert.True(ours.TryGetValue(name, out List<string>? found), $"`{name}` has no body");
            foreach (string shape in shapes)
            {
                Assert.True(found.Contains(shape), $"`{name}` differs:\n{Golden.Diff(shape, found[0])}");
            }
        }
    }
}

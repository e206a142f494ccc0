using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Packages;

namespace Crabwalk.Tests.Rust.Names;

/// <summary>What a manifest says of a package, and what is refused.</summary>
public sealed class PackageTests
{
    private const string Manifest = """
        [package]
        name = "my-app"   # the crate is my_app
        version = "1.2.3"
        edition = "2021"

        [dependencies]
        shapes = { path = "../shapes" }

        [features]
        default = ["fast"]
        fast = []
        slow = []

        [[bin]]
        name = "tool"
        path = "tools/tool.rs"
        """;

    private readonly DiagnosticSink _sink = new();

    [Fact]
    public void A_package_has_its_crates_and_dependencies()
    {
        Package package = Load(new() { ["app/Cargo.toml"] = Manifest, ["app/src/main.rs"] = "", ["app/tests/it.rs"] = "", ["shapes/Cargo.toml"] = "package.name = 'shapes'", ["shapes/src/lib.rs"] = "" })!;
        Assert.Empty(_sink.Found);
        Assert.Equal(Edition.Rust2021, package.Edition);
        Assert.Equal([new("my-app", "app/src/main.rs"), new("tool", "app/tools/tool.rs")], package.Programs);
        Assert.Equal([new("it", "app/tests/it.rs")], package.Tests);
        Assert.Equal(["feature=\"default\"", "feature=\"fast\""], package.Cfg);
        Assert.Equal(["shapes", "my-app"], package.Needed().Append(package).Select(other => other.Name));
        Assert.Equal(new("shapes", "shapes/src/lib.rs"), package.Dependencies[0].Package.Library);
    }

    [Theory]
    [InlineData("[package]\nname = \"a\"\n[dependencies]\nrand = \"0.8\"", "not supported by Crabwalk yet: crates of a registry, such as `rand`")]
    [InlineData("[package]\nname = \"a\"\nedition = \"1999\"", "failed to parse manifest: supported edition values are `2015`, `2018`, `2021`, or `2024`, but `1999` is unknown")]
    [InlineData("[package]\nversion = \"1\"", "failed to parse manifest: missing `package.name`")]
    [InlineData("[package]\nname = \"a", "invalid manifest: unterminated string")]
    [InlineData("[package]\nname = \"a\"\nname = \"b\"", "invalid manifest: duplicate key `name`")]
    [InlineData("[package]\nname = \"a\"\n[dependencies]\na = { path = \".\" }", "cyclic package dependency: `a` depends on itself")]
    public void A_wrong_manifest_is_told(string manifest, string message)
    {
        Load(new() { ["app/Cargo.toml"] = manifest });
        Assert.Contains(message, _sink.Found.Select(found => found.Message));
    }

    private Package? Load(Dictionary<string, string> files) =>
        new PackageLoader(new(), _sink, new Texts(files)).Load("app", new());

    private sealed class Texts(Dictionary<string, string> files) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = files.ContainsKey(path) ? "" : "no such file";
            return files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null;
        }

        public IEnumerable<string> List(string folder) => files.Keys
            .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(path => path[(folder.Length + 1)..].Split('/')[0])
            .Distinct();
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Packages;

/// <summary>A package that a manifest names by path.</summary>
/// <param name="Name">What the manifest calls it, as written.</param>
/// <param name="Manifest">What it leads to.</param>
/// <param name="IsForTests">It stands under <c>dev-dependencies</c>.</param>
/// <param name="IsOptional">It is there only when a feature asks for it.</param>
internal sealed record ManifestDependency(string Name, Manifest Manifest, bool IsForTests, bool IsOptional);

/// <summary>A manifest that was read, and the features that are on in its package so far.</summary>
/// <param name="Name">The package's name as written.</param>
/// <param name="Folder">The folder it is in.</param>
/// <param name="Edition">The edition of its crates.</param>
/// <param name="Root">All that it says.</param>
/// <param name="Start">The beginning of its text.</param>
internal sealed record Manifest(string Name, string Folder, Edition Edition, TomlTable Root, Span Start)
{
    /// <summary>The packages it names.</summary>
    public List<ManifestDependency> Dependencies { get; } = [];

    /// <summary>The features that are on, in the order they were turned on.</summary>
    public List<string> Features { get; } = [];

    /// <summary>
    /// Turns a feature on with all that it turns on, here and in the packages it names (The Cargo Book, Features): <c>other</c>,
    /// <c>dep:name</c>, <c>name/feature</c>, <c>name?/feature</c>. False when nothing is known of it.
    /// </summary>
    public bool TurnOn(string feature)
    {
        if (Features.Contains(feature))
        {
            return true;
        }

        TomlTable features = Root.Table("features") ?? [];
        bool isKnown = features.ContainsKey(feature) || Dependencies.Exists(dependency => dependency.IsOptional && dependency.Name == feature);
        if (!isKnown)
        {
            return feature == "default";
        }

        Features.Add(feature);
        foreach (string implied in features.Texts(feature))
        {
            TurnOnImplied(implied);
        }

        return true;
    }

    private void TurnOnImplied(string implied)
    {
        int slash = implied.IndexOf('/', StringComparison.Ordinal);
        if (implied.StartsWith("dep:", StringComparison.Ordinal))
        {
            TurnOn(implied[4..]);
        }
        else if (slash < 0)
        {
            TurnOn(implied);
        }
        else
        {
            bool isWeak = implied[slash - 1] == '?';
            string name = implied[..(isWeak ? slash - 1 : slash)];
            if (!isWeak)
            {
                TurnOn(name);
            }

            Dependencies.Find(dependency => dependency.Name == name)?.Manifest.TurnOn(implied[(slash + 1)..]);
        }
    }
}

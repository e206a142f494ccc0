using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>How bodies are built.</summary>
/// <param name="ChecksOverflow">Arithmetic that overflows panics, as in debug builds.</param>
/// <param name="IsMarked">The points that a walk may stop at are marked.</param>
public sealed record BuildOptions(bool ChecksOverflow = true, bool IsMarked = false);

/// <summary>What all bodies that are built share.</summary>
internal sealed class BuildContext(ITypeContext semantics, ClosureTable closures, BuildOptions options)
{
    private readonly Dictionary<DefId, TypeProperties> _properties = [];

    /// <summary>What is known of definitions.</summary>
    public ITypeContext Semantics { get; } = semantics;

    /// <summary>The types.</summary>
    public TyInterner Types => Semantics.Types;

    /// <summary>Closures and literals.</summary>
    public ClosureTable Closures { get; } = closures;

    /// <summary>How bodies are built.</summary>
    public BuildOptions Options { get; } = options;

    /// <summary>The widths of numbers.</summary>
    public Scalars Scalars { get; } = new(semantics.Target);

    /// <summary>What types are under the conditions of a definition.</summary>
    public TypeProperties PropertiesIn(DefId owner)
    {
        if (!_properties.TryGetValue(owner, out TypeProperties? properties))
        {
            _properties.Add(owner, properties = new(Semantics, owner));
        }

        return properties;
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Hir;

/// <summary>
/// The paths that messages show. As rustc trims them: a type or trait whose name is the only one of its kind in all crates is shown
/// by that name alone, everything else by its path.
/// </summary>
internal sealed class ShownPaths(RustSession session)
{
    /// <summary>The path of a definition.</summary>
    public string Of(DefId definition)
    {
        Definition data = session.Definitions[definition];
        return data.Kind switch
        {
            DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.Trait or DefKind.ForeignType when IsUnique(definition) => data.Name,
            DefKind.Variant or DefKind.AssociatedFunction or DefKind.AssociatedType or DefKind.AssociatedConstant when data.Parent is { } parent
                && session.Definitions[parent].Kind is DefKind.Enum or DefKind.Trait => $"{Of(parent)}::{data.Name}",
            DefKind.Constructor when data.Parent is { } parent => Of(parent),
            _ => data.Path,
        };
    }

    private bool IsUnique(DefId definition)
    {
        Symbol name = session.Symbols.Intern(session.Definitions[definition].Name);
        return !session.TypeNames.TryGetValue(name, out int count) || count < 2;
    }
}

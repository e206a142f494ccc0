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
            _ => data.IsLibrary ? OfLibrary(definition, data) : data.Path,
        };
    }

    /// <summary>Programs reach <c>core</c> and <c>alloc</c> through <c>std</c>, and never name a private module.</summary>
    private string OfLibrary(DefId definition, Definition data)
    {
        if (session.FindCrate("std") is null || session.Crates[^1] is not { } user)
        {
            return data.Path;
        }

        var names = new List<string>();
        for (DefId? at = definition; at is { } current; at = session.Definitions[current].Parent)
        {
            Definition part = session.Definitions[current];
            if (part.Kind is not (DefKind.Unit or DefKind.Module) && current != definition)
            {
                return data.Path;
            }

            if (part.Kind == DefKind.Unit)
            {
                names.Add(part.Name is "core" or "alloc" ? "std" : part.Name);
            }
            else if (part.Kind != DefKind.Module || session.HirMap.IsAccessible(current, user.Definition))
            {
                names.Add(part.Name);
            }
        }

        names.Reverse();
        return string.Join("::", names);
    }

    private bool IsUnique(DefId definition)
    {
        Symbol name = session.Symbols.Intern(session.Definitions[definition].Name);
        return !session.TypeNames.TryGetValue(name, out int count) || count < 2;
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir;
using Crabwalk.Rust.Hir.Lowering;

namespace Crabwalk.Rust.Resolution;

/// <summary>Looks for things of a name that a module could import, breadth first through all public modules (rustc's <c>lookup_import_candidates</c>).</summary>
internal sealed class ImportCandidates(RustSession session, CrateData crate)
{
    /// <summary>Paths to things of a name that fit a use; modules for a null use. Shortest first, each thing once.</summary>
    public List<(string Path, Res Res)> Find(Symbol name, PathUse? use, Module from)
    {
        var found = new List<(string Path, Res Res)>();
        var seen = new HashSet<Res>();
        Search(crate.Root, "crate", name, use, from, found, seen);
        foreach ((string external, CrateData data) in crate.ExternPrelude.OrderBy(pair => pair.Key == "std" ? 0 : 1).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Search(data.Root, external, name, use, from, found, seen);
        }

        return found;
    }

    private void Search(Module root, string rootPath, Symbol name, PathUse? use, Module from, List<(string Path, Res Res)> found, HashSet<Res> seen)
    {
        var queue = new Queue<(Module Module, string Path)>();
        var visited = new HashSet<Module> { root };
        queue.Enqueue((root, rootPath));
        while (queue.TryDequeue(out (Module Module, string Path) at))
        {
            foreach (Namespace ns in (Namespace[])[use?.NamespaceOf() ?? Namespace.Type])
            {
                if (at.Module.Find(new(name, ns)) is { } binding && binding.IsVisibleFrom(from) && Fits(binding.Res, use) && !ReferenceEquals(at.Module, from.Nearest) && seen.Add(binding.Res))
                {
                    found.Add(($"{at.Path}::{session.Symbols[name]}", binding.Res));
                }
            }

            foreach ((NameKey key, Binding binding) in at.Module.Names)
            {
                if (key.Namespace == Namespace.Type && binding.IsVisibleFrom(from) && binding.Res is Res.Def def && session.Modules.TryGetValue(def.Id, out Module? inner)
                    && inner.Kind != ModuleKind.Trait && ReferenceEquals(inner.Crate, root.Crate) && visited.Add(inner))
                {
                    queue.Enqueue((inner, $"{at.Path}::{session.Symbols[key.Name]}"));
                }
            }
        }
    }

    private bool Fits(Res res, PathUse? use) => use is { } wanted
        ? wanted.Accepts(res, session) && res is not Res.Primitive
        : res is Res.Def def && session.Definitions[def.Id].Kind == DefKind.Module;
}

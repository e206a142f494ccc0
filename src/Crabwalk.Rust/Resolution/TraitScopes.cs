using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Resolution;

/// <summary>Which traits' methods may be called where (Reference: Method-call expressions).</summary>
internal static class TraitScopes
{
    /// <summary>The traits that a module or block has in scope: its own and imported ones, those of the blocks around it, and the prelude's.</summary>
    public static IReadOnlyList<DefId> Of(Module module, RustSession session)
    {
        if (module.TraitsInScope is { } known)
        {
            return known;
        }

        var traits = new List<DefId>();
        var seen = new HashSet<DefId>();
        for (Module at = module; ; at = at.Parent!)
        {
            AddFrom(at, session, traits, seen);
            if (at.Kind == ModuleKind.Module)
            {
                break;
            }
        }

        if (module.Crate.Prelude is { } prelude)
        {
            AddFrom(prelude, session, traits, seen);
        }

        return module.TraitsInScope = traits;
    }

    /// <summary>Notes that the imports which bring a trait into a module serve for something.</summary>
    public static void Use(Module module, DefId trait)
    {
        foreach (Import import in module.Imports)
        {
            if (!import.IsUsed && !import.IsGlob && import[Namespace.Type]?.Res is Hir.Res.Def named && named.Id == trait)
            {
                import.IsUsed = true;
                return;
            }
        }

        foreach (Import import in module.Imports)
        {
            if (!import.IsUsed && import is { IsGlob: true, Source: { } source } && source.Names.Any(name => name.Value.Res is Hir.Res.Def def && def.Id == trait))
            {
                import.IsUsed = true;
                return;
            }
        }
    }

    private static void AddFrom(Module module, RustSession session, List<DefId> traits, HashSet<DefId> seen)
    {
        if (module.Kind == ModuleKind.Trait && seen.Add(module.Definition))
        {
            traits.Add(module.Definition);
        }

        foreach ((NameKey key, Binding binding) in module.Names)
        {
            if (key.Namespace == Namespace.Type)
            {
                Add(binding, session, traits, seen);
            }
        }

        foreach (Binding binding in module.UnnamedTraits)
        {
            Add(binding, session, traits, seen);
        }
    }

    private static void Add(Binding binding, RustSession session, List<DefId> traits, HashSet<DefId> seen)
    {
        if (binding.Res is Hir.Res.Def def && session.Definitions[def.Id].Kind is DefKind.Trait or DefKind.TraitAlias && seen.Add(def.Id))
        {
            traits.Add(def.Id);
        }
    }
}

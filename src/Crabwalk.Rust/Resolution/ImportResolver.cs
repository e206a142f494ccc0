using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>
/// Decides imports until nothing changes. An import waits while a name it needs could still come out of another import or a macro
/// call; when all that is left waits for each other, <c>force</c> takes what there is (rustc does the same in <c>finalize_imports</c>).
/// </summary>
internal sealed class ImportResolver(RustSession session, CrateData crate, NameResolver names)
{
    private static readonly Namespace[] Namespaces = [Namespace.Type, Namespace.Value, Namespace.Macro];

    /// <summary>Forgets all results of these imports, before a round.</summary>
    public static void Reset(List<Import> imports, IEnumerable<Module> modules)
    {
        foreach (Module module in modules)
        {
            module.ForgetImports();
            module.PendingNames.Clear();
            module.PendingGlobs = 0;
        }

        foreach (Import import in imports)
        {
            import.Reset();
            Wait(import, 1);
        }
    }

    /// <summary>Decides what can be decided; the imports that are still open.</summary>
    public List<Import> Run(IEnumerable<Import> imports, bool force)
    {
        List<Import> open = [.. imports];
        bool hasMoved = true;
        while (hasMoved && open.Count > 0)
        {
            hasMoved = open.RemoveAll(import => Decide(import, force: false)) > 0;
        }

        return force ? Force(open) : open;
    }

    // One import is forced at a time: others may have waited only for it.
    private List<Import> Force(List<Import> open)
    {
        while (open.Count > 0)
        {
            int forced = open.FindIndex(import => Decide(import, force: true));
            if (forced < 0)
            {
                break;
            }

            open.RemoveAt(forced);
            open = Run(open, force: false);
        }

        return open;
    }

    private static void Wait(Import import, int change)
    {
        if (import.IsGlob)
        {
            import.Owner.PendingGlobs += change;
        }
        else if (!import.IsExternCrate)
        {
            import.Owner.PendingNames[import.Target.Name] = import.Owner.PendingNames.GetValueOrDefault(import.Target.Name) + change;
        }
    }

    private bool Decide(Import import, bool force)
    {
        bool isDone = import.IsExternCrate ? DecideCrate(import) : import.IsGlob ? DecideGlob(import, force) : DecideNamed(import, force);
        if (isDone)
        {
            import.IsDone = true;
            Wait(import, -1);
        }

        return isDone;
    }

    private bool DecideCrate(Import import)
    {
        if (import.Target.Name != session.Names.Underscore)
        {
            var found = new Binding(new Hir.Res.Def(import.ExternCrate!.Definition), null, import.Span);
            import[Namespace.Type] = found;
            import.Owner.DefineImported(new(import.Target.Name, Namespace.Type), new(found.Res, import.VisibleIn, import.Span) { Import = import, Source = found });
        }

        return true;
    }

    // In the 2015 edition paths of imports begin at the crate's root.
    private bool IsGlobal(Import import) => import.IsGlobal || (crate.Edition == Edition.Rust2015 && !session.Names.IsPathWord(import.Path[0].Ident.Name));

    private bool DecideGlob(Import import, bool force)
    {
        if (import.Path.IsEmpty)
        {
            import.Source = import.IsGlobal && crate.Edition == Edition.Rust2015 ? crate.Root : null;
            return true;
        }

        PathResult path = names.Path(import.Path, IsGlobal(import), import.Owner, Namespace.Type, force, import);
        if (path.IsUndecided)
        {
            return false;
        }

        if (path.Module is not { } source || path.FailedAt >= 0 || ReferenceEquals(source, import.Owner))
        {
            return true;
        }

        import.Source = source;
        Use(path.Bindings);
        if (import.IsPrelude)
        {
            (crate.Prelude, crate.IsPreludePending) = (source, false);
            return true;
        }

        TakeAll(import, source);
        return true;
    }

    private static void TakeAll(Import import, Module source)
    {
        if (ReferenceEquals(source.Crate, import.Owner.Crate))
        {
            source.GlobImporters.Add(import);
        }

        foreach ((NameKey key, Binding binding) in source.Names.ToArray())
        {
            import.TakeFromGlob(key, binding);
        }

        foreach (Binding trait in source.UnnamedTraits.ToArray())
        {
            if (trait.IsVisibleFrom(import.Owner))
            {
                import.Owner.UnnamedTraits.Add(new(trait.Res, Import.Narrower(import.VisibleIn, trait.VisibleIn), import.Span) { Import = import, Source = trait });
            }
        }
    }

    private bool DecideNamed(Import import, bool force)
    {
        Module? module = null;
        if (import.Path.Count > 1)
        {
            PathResult path = names.Path(import.Path[..^1], IsGlobal(import), import.Owner, Namespace.Type, force, import);
            if (path.IsUndecided)
            {
                return false;
            }

            if (path.Module is null || path.FailedAt >= 0)
            {
                return true;
            }

            module = path.Module;
            Use(path.Bindings);
        }

        return FindInNamespaces(import, module, force);
    }

    private bool FindInNamespaces(Import import, Module? module, bool force)
    {
        bool isUndecided = false;
        foreach (Namespace ns in Namespaces)
        {
            if (import[ns] is not null || (import.IsSelf && ns != Namespace.Type))
            {
                continue;
            }

            Lookup lookup = Find(import, module, ns, force);
            isUndecided |= lookup.IsUndecided;
            if (lookup.Binding is { } binding && !ReferenceEquals(binding.Import, import))
            {
                import[ns] = binding;
            }
        }

        Give(import, isUndecided);
        return !isUndecided;
    }

    private Lookup Find(Import import, Module? module, Namespace ns, bool force)
    {
        Ident name = import.Path[^1].Ident;
        var key = new NameKey(name.Name, ns);
        if (module is not null)
        {
            return NameResolver.InModule(module, key, force, import);
        }

        if (session.Names.IsPathWord(name.Name) || IsGlobal(import))
        {
            PathResult path = names.Path(import.Path, IsGlobal(import), import.Owner, ns, force, import);
            return new(path.Last, path.IsUndecided);
        }

        if (ns == Namespace.Macro && MacroScope.Find(import.Macros, name.Name, out bool isOpen) is { } macro && (!isOpen || force))
        {
            macro.IsUsed = true;
            return new(new(new Hir.Res.Def(macro.Id), macro.IsExported ? null : crate.Root, macro.Name.Span), false);
        }

        return names.Lexical(key, import.Owner, force, import);
    }

    // What may not be seen from here is not given where another namespace has something that may.
    private void Give(Import import, bool isUndecided)
    {
        bool hasVisible = false;
        foreach (Namespace ns in Namespaces)
        {
            hasVisible |= import[ns] is { } binding && binding.IsVisibleFrom(import.Owner);
        }

        foreach (Namespace ns in Namespaces)
        {
            if (import[ns] is not { } found || (!found.IsVisibleFrom(import.Owner) && (hasVisible || isUndecided)))
            {
                continue;
            }

            Module? visibleIn = Import.Narrower(import.VisibleIn, found.VisibleIn is not null && import.Owner.IsInside(found.VisibleIn) ? found.VisibleIn : null);
            var binding = new Binding(found.Res, visibleIn, import.Target.Span) { Import = import, Source = found };
            if (import.Target.Name != session.Names.Underscore)
            {
                Define(import, new(import.Target.Name, ns), binding);
            }
            else if (!isUndecided && ns == Namespace.Type)
            {
                import.Owner.UnnamedTraits.Add(binding);
                PassUnnamed(import.Owner, binding);
            }
        }
    }

    private static void Define(Import import, NameKey key, Binding binding)
    {
        if (import.Owner.Find(key) is not { } known || !ReferenceEquals(known.Import, import))
        {
            import.Owner.DefineImported(key, binding);
        }
    }

    private static void PassUnnamed(Module owner, Binding binding)
    {
        foreach (Import glob in owner.GlobImporters)
        {
            if (binding.IsVisibleFrom(glob.Owner))
            {
                glob.Owner.UnnamedTraits.Add(new(binding.Res, Import.Narrower(glob.VisibleIn, binding.VisibleIn), glob.Span) { Import = glob, Source = binding });
            }
        }
    }

    /// <summary>Notes that the imports behind bindings serve for something.</summary>
    public static void Use(List<Binding> bindings)
    {
        foreach (Binding binding in bindings)
        {
            Use(binding);
        }
    }

    /// <summary>Notes that the imports behind a binding serve for something.</summary>
    public static void Use(Binding binding)
    {
        for (Binding? at = binding; at?.Import is { } import; at = at.Source)
        {
            import.IsUsed = true;
        }
    }
}

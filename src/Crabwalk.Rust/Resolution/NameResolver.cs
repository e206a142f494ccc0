using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>An answer about a name: what it means, that it means nothing, or that it is too early to say.</summary>
/// <param name="Binding">What it means.</param>
/// <param name="IsUndecided">An import or macro call is open that could still give the name.</param>
/// <param name="IsWeak">Only a glob or macro call could, so a meaning found further out is taken (as rustc does; it reports it if that was wrong).</param>
internal readonly record struct Lookup(Binding? Binding, bool IsUndecided, bool IsWeak = false);

/// <summary>How far a path got.</summary>
internal sealed class PathResult
{
    /// <summary>What each segment means, up to where the path got.</summary>
    public List<Binding> Bindings { get; } = [];

    /// <summary>The module that the whole path means, if it means one.</summary>
    public Module? Module { get; set; }

    /// <summary>An import or macro call is open that the path depends on.</summary>
    public bool IsUndecided { get; set; }

    /// <summary>The segment that means nothing; -1 when all do.</summary>
    public int FailedAt { get; set; } = -1;

    /// <summary>The module in which the failed segment was looked for; null when it was the first.</summary>
    public Module? FailedIn { get; set; }

    /// <summary>The words for a failure that is not simply an unknown name.</summary>
    public string? FailedBecause { get; set; }

    /// <summary>The first segment that may not be used here; -1 when all may.</summary>
    public int PrivateAt { get; set; } = -1;

    /// <summary>How many segments are left behind a type: associated items, which only type checking can find.</summary>
    public int Unresolved { get; set; }

    /// <summary>What the path means.</summary>
    public Binding? Last => FailedAt < 0 && !IsUndecided && Bindings.Count > 0 ? Bindings[^1] : null;
}

/// <summary>Resolves names against modules: what imports, visibilities and macro paths need, and what bodies fall back to behind their own scopes.</summary>
internal sealed class NameResolver(RustSession session, CrateData crate)
{
    /// <summary>A name in one module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="key">The name.</param>
    /// <param name="force">Nothing more will be decided: take what there is.</param>
    /// <param name="asking">The import that asks, which is not in its own way.</param>
    public static Lookup InModule(Module module, NameKey key, bool force = true, Import? asking = null)
    {
        Binding? found = module.Find(key);
        if (found is not null && ReferenceEquals(found.Import, asking) && asking is not null)
        {
            found = null;
        }

        if (force || found is { IsGlob: false })
        {
            return new(found, false);
        }

        int pending = module.PendingNames.GetValueOrDefault(key.Name);
        bool asksItself = asking is { IsDone: false, IsGlob: false } && ReferenceEquals(asking.Owner, module) && asking.Target.Name == key.Name;
        if (pending > (asksItself ? 1 : 0))
        {
            return new(null, true);
        }

        int globs = module.PendingGlobs - (asking is { IsDone: false, IsGlob: true } && ReferenceEquals(asking.Owner, module) ? 1 : 0);
        return found is null ? new(null, globs > 0 || module.PendingMacros > 0, IsWeak: true) : new(found, false);
    }

    /// <summary>A name as the first of a path: in blocks and the module around, then what is known everywhere (Reference: Name resolution).</summary>
    public Lookup Lexical(NameKey key, Module from, bool force = true, Import? asking = null)
    {
        bool isUndecided = false;
        for (Module at = from; ; at = at.Parent!)
        {
            Lookup here = InModule(at, key, force, asking);
            if (here.Binding is not null || here is { IsUndecided: true, IsWeak: false })
            {
                return here;
            }

            isUndecided |= here.IsUndecided;
            if (at.Kind == ModuleKind.Module)
            {
                Lookup outside = Everywhere(key, force);
                return outside.Binding is null && isUndecided ? new(null, true, IsWeak: true) : outside;
            }
        }
    }

    /// <summary>What a name means where nothing nearer gives it a meaning.</summary>
    public Lookup Everywhere(NameKey key, bool force = true)
    {
        string text = session.Symbols[key.Name];
        if (key.Namespace == Namespace.Macro && crate.MacroPrelude.TryGetValue(text, out MacroDefinition? macro))
        {
            return new(new(new Hir.Res.Def(macro.Id), null, macro.Name.Span), false);
        }

        if (key.Namespace == Namespace.Type && ExternCrate(text) is { } external)
        {
            return new(external, false);
        }

        if (crate.Prelude is { } prelude)
        {
            Lookup common = InModule(prelude, key, force);
            if (common.Binding is not null || common.IsUndecided)
            {
                return common;
            }
        }
        else if (!force && crate.IsPreludePending)
        {
            return new(null, true);
        }

        return key.Namespace == Namespace.Type && session.Primitives.Find(key.Name) is { } primitive
            ? new(new(new Hir.Res.Primitive(primitive), null, default), false)
            : default;
    }

    /// <summary>A crate by the name that paths may begin with.</summary>
    public Binding? ExternCrate(string name) =>
        crate.ExternPrelude.TryGetValue(name, out CrateData? target) ? new(new Hir.Res.Def(target.Definition), null, session.Definitions[target.Definition].Span) : null;

    /// <summary>Follows a path from a module.</summary>
    /// <param name="segments">The path.</param>
    /// <param name="isGlobal">It begins with <c>::</c>.</param>
    /// <param name="from">The module or block it stands in.</param>
    /// <param name="ns">What its last name should be.</param>
    /// <param name="force">Nothing more will be decided.</param>
    /// <param name="asking">The import that asks.</param>
    public PathResult Path(EquatableArray<PathSegment> segments, bool isGlobal, Module from, Namespace ns, bool force = true, Import? asking = null)
    {
        var result = new PathResult();
        Module? module = null;
        for (int i = 0; i < segments.Count; i++)
        {
            Ident ident = segments[i].Ident;
            if (session.Names.IsPathWord(ident.Name))
            {
                module = Word(segments, i, from, module, result);
                if (module is null)
                {
                    return result;
                }

                result.Bindings.Add(new(new Hir.Res.Def(module.Definition), null, ident.Span));
                result.Module = module;
                continue;
            }

            var key = new NameKey(ident.Name, i == segments.Count - 1 ? ns : Namespace.Type);
            Lookup lookup = i == 0 ? First(key, isGlobal, from, force, asking) : InModule(module!, key, force, asking);
            if (!Step(result, lookup, i, module, from, segments.Count, out module))
            {
                return result;
            }
        }

        return result;
    }

    /// <summary>Follows the rest of a path whose first name is known.</summary>
    public PathResult Continue(Binding first, EquatableArray<PathSegment> segments, Module from, Namespace ns)
    {
        var result = new PathResult();
        bool goesOn = Step(result, new(first, false), 0, null, from, segments.Count, out Module? module);
        for (int i = 1; goesOn && i < segments.Count; i++)
        {
            var key = new NameKey(segments[i].Ident.Name, i == segments.Count - 1 ? ns : Namespace.Type);
            if (session.Names.IsPathWord(key.Name))
            {
                (result.FailedAt, result.FailedBecause) = (i, $"`{session.Symbols[key.Name]}` in paths can only be used in start position");
                break;
            }

            goesOn = Step(result, InModule(module!, key), i, module, from, segments.Count, out module);
        }

        return result;
    }

    private bool Step(PathResult result, Lookup lookup, int at, Module? before, Module from, int count, out Module? module)
    {
        module = null;
        if (lookup is { Binding: null, IsUndecided: false } && before is { Kind: ModuleKind.Enum or ModuleKind.Trait })
        {
            // An associated item of the enum or of `dyn Trait`, which only type checking can find.
            (result.Unresolved, result.Module) = (count - at, null);
            return false;
        }

        if (lookup.Binding is not { } binding)
        {
            (result.IsUndecided, result.FailedAt, result.FailedIn, result.Module) = (lookup.IsUndecided, lookup.IsUndecided ? -1 : at, before, null);
            return false;
        }

        result.Bindings.Add(binding);
        if (result.PrivateAt < 0 && !binding.IsVisibleFrom(from))
        {
            result.PrivateAt = at;
        }

        module = binding.Res is Hir.Res.Def def ? session.Modules.GetValueOrDefault(def.Id) : null;
        result.Module = module;
        if (module is null && at < count - 1)
        {
            result.Unresolved = count - 1 - at;
            return false;
        }

        return true;
    }

    private Lookup First(NameKey key, bool isGlobal, Module from, bool force, Import? asking)
    {
        if (!isGlobal)
        {
            return Lexical(key, from, force, asking);
        }

        if (crate.Edition != Edition.Rust2015)
        {
            return new(ExternCrate(session.Symbols[key.Name]), false);
        }

        Lookup root = InModule(crate.Root, key, force, asking);
        return root.Binding is null && !root.IsUndecided && key.Namespace == Namespace.Type ? new(ExternCrate(session.Symbols[key.Name]), false) : root;
    }

    // `self`, `super`, `crate` and `$crate`.
    private Module? Word(EquatableArray<PathSegment> segments, int at, Module from, Module? before, PathResult result)
    {
        Ident ident = segments[at].Ident;
        if (ident.Name == session.Names.Super && (at == 0 || IsUpward(segments[at - 1].Ident.Name)))
        {
            Module? up = (before ?? from.Nearest).Parent?.Nearest;
            if (up is null)
            {
                (result.FailedAt, result.FailedBecause) = (at, "there are too many leading `super` keywords");
            }

            return up;
        }

        if (at > 0)
        {
            (result.FailedAt, result.FailedBecause) = (at, $"`{session.Symbols[ident.Name]}` in paths can only be used in start position");
            return null;
        }

        return ident.Name == session.Names.SelfValue ? from.Nearest
            : ident.Name == session.Names.DollarCrate ? session.Hygiene.CrateOf(ident.Context)?.Root ?? crate.Root
            : crate.Root;
    }

    private bool IsUpward(Symbol name) => name == session.Names.Super || name == session.Names.SelfValue;
}

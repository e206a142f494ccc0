using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir.Lowering;
using Crabwalk.Rust.Resolution;

namespace Crabwalk.Rust.Hir;

/// <summary>The lowered program of a session. Heads and bodies are lowered when they are asked for, and kept.</summary>
internal sealed class HirMap(RustSession session) : IHirMap
{
    private readonly Dictionary<DefId, Item> _items = [];
    private readonly Dictionary<DefId, Body?> _bodies = [];
    private readonly Dictionary<DefId, Scope> _scopes = [];
    private readonly HashSet<DefId> _complete = [];
    private readonly List<(int First, Module Module)> _places = [];
    private int _nodes;

    /// <inheritdoc/>
    public IReadOnlyList<DefId> Crates => session.CrateIds;

    /// <inheritdoc/>
    public Item ItemOf(DefId definition)
    {
        if (!_items.TryGetValue(definition, out Item? item))
        {
            CompleteOuter(definition);
            if (!_items.TryGetValue(definition, out item))
            {
                item = new ItemLowering(session, definition).Lower(out Scope scope);
                _items[definition] = item;
                _scopes[definition] = scope;
            }
        }

        return item;
    }

    /// <inheritdoc/>
    public Body? BodyOf(DefId definition)
    {
        if (!_bodies.TryGetValue(definition, out Body? body))
        {
            CompleteOuter(definition);
            _bodies[definition] = null;
            body = new BodyLowering(session, definition).Lower();
            _bodies[definition] = body;
        }

        return body;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DefId> TraitsInScope(HirId expression) => TraitScopes.Of(ModuleAt(expression), session);

    /// <inheritdoc/>
    public void UseTrait(HirId expression, DefId trait)
    {
        for (Module at = ModuleAt(expression); ; at = at.Parent!)
        {
            if (!at.Crate.IsLibrary)
            {
                TraitScopes.Use(at, trait);
            }

            if (at.Kind == ModuleKind.Module)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public Lexing.Edition EditionOf(DefId definition) => EditionAt(session.Definitions[definition].Span);

    /// <inheritdoc/>
    public Lexing.Edition EditionAt(Foundation.Text.Span span) => session.Editions.GetValueOrDefault(span.Source, Lexing.Edition.Rust2024);

    /// <inheritdoc/>
    public IEnumerable<DefId> BodyOwners(DefId crate)
    {
        Complete(crate);
        var definitions = session.Modules[crate].Crate.Definitions;
        for (int i = 0; i < definitions.Count; i++)
        {
            if (BodyOf(definitions[i]) is not null)
            {
                yield return definitions[i];
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<DefId> Items(DefId crate)
    {
        Complete(crate);
        // Lowering an item may add definitions, such as its opaque types; so no enumerator.
        var definitions = session.Modules[crate].Crate.Definitions;
        for (int i = 0; i < definitions.Count; i++)
        {
            if (session.Data[definitions[i]].Source is DefSource.OfItem)
            {
                yield return definitions[i];
            }
        }
    }

    /// <inheritdoc/>
    public ImplHead HeadOfImpl(DefId implementation)
    {
        if (!_items.ContainsKey(implementation) && session.Data[implementation] is { Item: { Kind: Syntax.ItemKind.Impl syntax }, Module.Crate.IsLibrary: true })
        {
            return new(syntax.TraitRef is null, syntax.TraitRef is { } named ? new ItemLowering(session, implementation).TraitNamedBy(named.Path) : null);
        }

        return ItemOf(implementation).Kind is ItemKind.Impl { OfTrait: var trait } ? new(trait is null, trait is null ? null : Semantics.ItemHeads.TraitOf(trait)) : default;
    }

    /// <inheritdoc/>
    public DefId? LangItem(string name) => session.LangItems.TryGetValue(name, out DefId id) ? id : null;

    /// <inheritdoc/>
    public DefId? DiagnosticItem(string name) => session.DiagnosticItems.TryGetValue(name, out DefId id) ? id : null;

    /// <inheritdoc/>
    public bool IsAccessible(DefId definition, DefId from) =>
        session.Data[definition].VisibleIn is not { } reach || ModuleOf(from).IsInside(reach);

    /// <inheritdoc/>
    public string PathOf(DefId definition) => new ShownPaths(session).Of(definition);

    /// <summary>Lowers all items and bodies of a user's crate, so that what bodies hold (impls, constants in types) is known. Libraries are left alone.</summary>
    public void Complete(DefId crate)
    {
        CrateData data = session.Modules[crate].Crate;
        if (data.IsLibrary || !_complete.Add(crate))
        {
            return;
        }

        for (int i = 0; i < data.Definitions.Count; i++)
        {
            DefId definition = data.Definitions[i];
            if (session.Data[definition].Source is DefSource.OfItem)
            {
                ItemOf(definition);
            }

            BodyOf(definition);
        }
    }

    /// <summary>The next node's id.</summary>
    internal HirId NextId() => new(_nodes++);

    /// <summary>From the next node on, names are looked up in this module or block.</summary>
    internal void Enter(Module module)
    {
        if (_places.Count == 0 || !ReferenceEquals(_places[^1].Module, module))
        {
            _places.Add((_nodes, module));
        }
    }

    /// <summary>What names mean inside an item, its generic parameters included.</summary>
    internal Scope ScopeOf(DefId item)
    {
        ItemOf(item);
        return _scopes[item];
    }

    /// <summary>Gives a definition made by lowering its item: an opaque type.</summary>
    internal void Add(Item item, Scope scope)
    {
        _items[item.Definition] = item;
        _scopes[item.Definition] = scope;
    }

    /// <summary>The module that a definition stands in.</summary>
    internal Module ModuleOf(DefId definition)
    {
        DefId at = definition;
        while (true)
        {
            if (session.Modules.TryGetValue(at, out Module? module))
            {
                return module.Nearest;
            }

            if (session.Data.TryGetValue(at, out DefData? data))
            {
                return data.Module.Nearest;
            }

            at = session.Definitions[at].Parent!.Value;
        }
    }

    private Module ModuleAt(HirId id)
    {
        int low = 0;
        int high = _places.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_places[middle].First <= id.Index)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _places[low].Module;
    }

    // An item inside a body needs to know which variables are around it, for messages.
    private void CompleteOuter(DefId definition)
    {
        if (session.Data.TryGetValue(definition, out DefData? data) && data.InBodyOf is { } outer && outer != definition && !_bodies.ContainsKey(outer))
        {
            BodyOf(outer);
        }
    }
}

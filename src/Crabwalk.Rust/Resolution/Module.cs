using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Resolution;

/// <summary>The three worlds of names: the same word may mean a type, a value and a macro.</summary>
internal enum Namespace
{
    /// <summary>Types, traits, modules, crates.</summary>
    Type,

    /// <summary>Functions, constants, statics, constructors.</summary>
    Value,

    /// <summary>Macros.</summary>
    Macro,
}

/// <summary>A name in one namespace.</summary>
internal readonly record struct NameKey(Symbol Name, Namespace Namespace);

/// <summary>What holds names.</summary>
internal enum ModuleKind
{
    /// <summary>A crate or <c>mod</c>.</summary>
    Module,

    /// <summary>A block that has items: its names shadow those around it.</summary>
    Block,

    /// <summary>An enum, which holds its variants.</summary>
    Enum,

    /// <summary>A trait, which holds its items.</summary>
    Trait,
}

/// <summary>
/// Something with names in it. Names written there and names imported there are kept apart: imports are found anew after each round
/// of macro expansion, because what a macro defines may change what a glob import means.
/// </summary>
internal sealed class Module(ModuleKind kind, DefId definition, Module? parent, CrateData crate)
{
    private readonly Dictionary<NameKey, Binding> _items = [];
    private readonly Dictionary<NameKey, Binding> _imported = [];

    /// <summary>What it is.</summary>
    public ModuleKind Kind { get; } = kind;

    /// <summary>The module, enum or trait; of a block, the definition whose body it is in.</summary>
    public DefId Definition { get; } = definition;

    /// <summary>What it stands in; null for a crate's root.</summary>
    public Module? Parent { get; } = parent;

    /// <summary>Its crate.</summary>
    public CrateData Crate { get; } = crate;

    /// <summary>The module proper around it, itself if it is one: <c>self</c> in paths, and what privacy is about.</summary>
    public Module Nearest => Kind == ModuleKind.Module ? this : Parent!.Nearest;

    /// <summary>The names written here, in the order of the source.</summary>
    public IEnumerable<KeyValuePair<NameKey, Binding>> Items => _items;

    /// <summary>All names, those imported too.</summary>
    public IEnumerable<KeyValuePair<NameKey, Binding>> Names => _items.Concat(_imported.Where(pair => !_items.ContainsKey(pair.Key)));

    /// <summary>The definitions of items here, in the order of the source, nameless ones included.</summary>
    public List<DefId> Definitions { get; } = [];

    /// <summary>The imports written here.</summary>
    public List<Import> Imports { get; } = [];

    /// <summary>Traits imported as <c>_</c>, written or through globs: no name, but their methods can be called.</summary>
    public List<Binding> UnnamedTraits { get; } = [];

    /// <summary>Globs of other modules that take over whatever gets a name here.</summary>
    public List<Import> GlobImporters { get; } = [];

    /// <summary>How many undecided single imports could still give a name.</summary>
    public Dictionary<Symbol, int> PendingNames { get; } = [];

    /// <summary>How many globs here are undecided.</summary>
    public int PendingGlobs { get; set; }

    /// <summary>How many macro calls here are not expanded: any name may come out of them.</summary>
    public int PendingMacros { get; set; }

    /// <summary>Names defined twice here: the second binding and the first.</summary>
    public List<(NameKey Key, Binding Second, Binding First)> Conflicts { get; } = [];

    /// <summary>The traits whose methods this module lets be called, found when first asked for.</summary>
    public IReadOnlyList<DefId>? TraitsInScope { get; set; }

    /// <summary>What a name means here; null when nothing is known of it (yet).</summary>
    public Binding? Find(NameKey key) => _items.TryGetValue(key, out Binding? item) ? item : _imported.GetValueOrDefault(key);

    /// <summary>A name written here. The first of two stays.</summary>
    public void Define(NameKey key, Binding binding)
    {
        if (!_items.TryAdd(key, binding))
        {
            Conflicts.Add((key, binding, _items[key]));
            return;
        }

        Pass(key, binding);
    }

    /// <summary>A name that an import gives; true when this changed anything. Named imports win over globs, written items over both.</summary>
    public bool DefineImported(NameKey key, Binding binding)
    {
        if (_items.TryGetValue(key, out Binding? item))
        {
            if (!binding.IsGlob)
            {
                Conflicts.Add((key, binding, item));
            }

            return false;
        }

        if (!_imported.TryGetValue(key, out Binding? known) || (known.IsGlob && !binding.IsGlob))
        {
            _imported[key] = binding;
            Pass(key, binding);
            return true;
        }

        return binding.IsGlob && known.IsGlob ? Meet(key, known, binding) : !binding.IsGlob && Clash(key, binding, known);
    }

    /// <summary>Forgets what imports gave, for another round.</summary>
    public void ForgetImports()
    {
        _imported.Clear();
        GlobImporters.Clear();
        UnnamedTraits.Clear();
        Conflicts.RemoveAll(conflict => conflict.Second.Import is not null);
    }

    /// <summary>Is <paramref name="other"/> this module or around it?</summary>
    public bool IsInside(Module other)
    {
        for (Module? at = this; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, other))
            {
                return true;
            }
        }

        return false;
    }

    private bool Clash(NameKey key, Binding binding, Binding known)
    {
        if (!ReferenceEquals(binding.Import, known.Import))
        {
            Conflicts.Add((key, binding, known));
        }

        return false;
    }

    // Two globs give the same name: fine for the same thing, where the wider reach wins; otherwise a use of it is an error.
    private bool Meet(NameKey key, Binding known, Binding other)
    {
        if (known.Res == other.Res)
        {
            if (known.VisibleIn is not null && (other.VisibleIn is null || known.VisibleIn.IsInside(other.VisibleIn)) && known.VisibleIn != other.VisibleIn)
            {
                _imported[key] = other;
                Pass(key, other);
                return true;
            }

            return false;
        }

        if (known.Ambiguity is null)
        {
            _imported[key] = known.With(other);
            Pass(key, _imported[key]);
            return true;
        }

        return false;
    }

    private void Pass(NameKey key, Binding binding)
    {
        foreach (Import glob in GlobImporters)
        {
            glob.TakeFromGlob(key, binding);
        }
    }
}

using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>What an ordinary identifier means (6.2.3).</summary>
internal abstract record Meaning
{
    private Meaning()
    {
    }

    public sealed record OfVariable(Variable Variable) : Meaning;

    public sealed record OfFunction(Function Function) : Meaning;

    public sealed record OfConstant(EnumConstant Constant) : Meaning;

    public sealed record OfTypedef(TypedefName Typedef) : Meaning;

    /// <summary>A declaration that was wrong; uses of the name stay silent.</summary>
    public sealed record Wrong(CType Type, Span Span) : Meaning;
}

/// <summary>A typedef; compared by identity.</summary>
internal sealed class TypedefName(string name, CType type, Span span)
{
    public string Name { get; } = name;

    public CType Type { get; } = type;

    public Span Span { get; } = span;

    public bool IsUsed { get; set; }
}

/// <summary>
/// The names in sight. Symbols are small numbers, so the innermost meaning of each stands in an array; a scope remembers what it hid
/// and puts it back when it ends.
/// </summary>
internal sealed class Scopes
{
    private readonly List<Scope> _open = [new()];
    private Entry<Meaning>?[] _ordinary = new Entry<Meaning>?[1024];
    private Entry<CType>?[] _tags = new Entry<CType>?[256];

    /// <summary>0 at file scope.</summary>
    public int Depth => _open.Count - 1;

    /// <summary>True outside of functions and parameter lists.</summary>
    public bool IsFileScope => Depth == 0;

    public void Enter() => _open.Add(new());

    /// <summary>Ends the innermost scope; the ordinary names declared in it, in order.</summary>
    public IReadOnlyList<Meaning> Leave()
    {
        Scope scope = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var meanings = new List<Meaning>(scope.Ordinary.Count);
        foreach (Symbol name in scope.Ordinary)
        {
            meanings.Add(_ordinary[name.Index]!.Value);
            _ordinary[name.Index] = _ordinary[name.Index]!.Hidden;
        }

        foreach (Symbol name in scope.Tags)
        {
            _tags[name.Index] = _tags[name.Index]!.Hidden;
        }

        return meanings;
    }

    /// <summary>What the innermost scope declares itself, in order.</summary>
    public IEnumerable<Meaning> DeclaredHere => _open[^1].Ordinary.Select(name => _ordinary[name.Index]!.Value);

    public Meaning? Find(Symbol name) => name.Index < _ordinary.Length ? _ordinary[name.Index]?.Value : null;

    /// <summary>The meaning declared in the innermost scope itself.</summary>
    public Meaning? FindHere(Symbol name) =>
        name.Index < _ordinary.Length && _ordinary[name.Index] is { } entry && entry.Depth == Depth ? entry.Value : null;

    /// <summary>The meaning at file scope, be it hidden.</summary>
    public Meaning? FindAtFileScope(Symbol name)
    {
        Entry<Meaning>? entry = name.Index < _ordinary.Length ? _ordinary[name.Index] : null;
        while (entry is { Depth: > 0 })
        {
            entry = entry.Hidden;
        }

        return entry?.Value;
    }

    public CType? FindTag(Symbol name) => name.Index < _tags.Length ? _tags[name.Index]?.Value : null;

    public CType? FindTagHere(Symbol name) =>
        name.Index < _tags.Length && _tags[name.Index] is { } entry && entry.Depth == Depth ? entry.Value : null;

    /// <summary>Declares a name in the innermost scope; a second declaration there replaces the first.</summary>
    public void Declare(Symbol name, Meaning meaning) => Put(ref _ordinary, name, meaning, Depth, _open[^1].Ordinary);

    /// <summary>Declares a name at file scope from inside a function, as an undeclared function's first call does.</summary>
    public void DeclareAtFileScope(Symbol name, Meaning meaning)
    {
        if (FindAtFileScope(name) is null && Find(name) is null)
        {
            Put(ref _ordinary, name, meaning, 0, _open[0].Ordinary);
        }
    }

    public void DeclareTag(Symbol name, CType type) => Put(ref _tags, name, type, Depth, _open[^1].Tags);

    /// <summary>All names that have a meaning now, for proposals.</summary>
    public IEnumerable<(Symbol Name, Meaning Meaning)> All() =>
        from scope in _open from name in scope.Ordinary where Find(name) is not null select (name, Find(name)!);

    private static void Put<T>(ref Entry<T>?[] table, Symbol name, T value, int depth, List<Symbol> declared)
    {
        if (name.Index >= table.Length)
        {
            Array.Resize(ref table, Math.Max(table.Length * 2, name.Index + 1));
        }

        Entry<T>? hidden = table[name.Index];
        if (hidden is not null && hidden.Depth == depth)
        {
            hidden.Value = value;
            return;
        }

        table[name.Index] = new(value, depth, hidden);
        declared.Add(name);
    }

    private sealed class Entry<T>(T value, int depth, Entry<T>? hidden)
    {
        public T Value { get; set; } = value;

        public int Depth { get; } = depth;

        public Entry<T>? Hidden { get; } = hidden;
    }

    private sealed class Scope
    {
        public List<Symbol> Ordinary { get; } = [];

        public List<Symbol> Tags { get; } = [];
    }
}

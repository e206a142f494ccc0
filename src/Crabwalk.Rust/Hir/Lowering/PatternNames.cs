using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>The variables of one pattern, or of a parameter list, while it is lowered.</summary>
internal sealed class PatternNames(string binding)
{
    private readonly Dictionary<(Symbol, SyntaxContext), HirId> _known = [];
    private readonly List<HashSet<(Symbol, SyntaxContext)>> _levels = [[]];

    /// <summary>The variables in the order of the source.</summary>
    public List<(Ident Name, HirId Binding)> Variables { get; } = [];

    /// <summary>What messages call its variables: <c>let binding</c>, <c>match binding</c>, <c>function parameter</c>.</summary>
    public string Binding { get; } = binding;

    /// <summary>True for parameters, whose doubles have words of their own.</summary>
    public bool IsParameterList => Binding == "function parameter";

    /// <summary>Adds a name: the id of its variable, which is an earlier one for the later alternatives of an or-pattern. Null when this alternative has it already.</summary>
    public HirId? Add(Ident name, HirId id)
    {
        (Symbol, SyntaxContext) key = (name.Name, name.Context);
        foreach (HashSet<(Symbol, SyntaxContext)> level in _levels)
        {
            if (level.Contains(key))
            {
                return null;
            }
        }

        _levels[^1].Add(key);
        if (_known.TryGetValue(key, out HirId first))
        {
            return first;
        }

        _known.Add(key, id);
        Variables.Add((name, id));
        return id;
    }

    /// <summary>Begins an alternative of an or-pattern.</summary>
    public void EnterAlternative() => _levels.Add([]);

    /// <summary>Ends an alternative; the names it bound.</summary>
    public HashSet<(Symbol Name, SyntaxContext Context)> LeaveAlternative()
    {
        HashSet<(Symbol, SyntaxContext)> names = _levels[^1];
        _levels.RemoveAt(_levels.Count - 1);
        return names;
    }

    /// <summary>Takes over the names that all alternatives bound.</summary>
    public void Join(IEnumerable<(Symbol, SyntaxContext)> names) => _levels[^1].UnionWith(names);
}

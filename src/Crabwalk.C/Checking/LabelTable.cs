using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>A variably modified declaration in sight, linked to those around it. A jump must not enter such a scope (6.8.6.1).</summary>
internal sealed record VariableScope(VariableScope? Outer, string Name, Span Span)
{
    /// <summary>The first scope that a jump from one place to another would enter; null when the jump is good.</summary>
    public static VariableScope? EnteredBy(VariableScope? from, VariableScope? to)
    {
        for (VariableScope? entered = to; entered is not null; entered = entered.Outer)
        {
            if (!Holds(from, entered))
            {
                return entered;
            }
        }

        return null;
    }

    private static bool Holds(VariableScope? chain, VariableScope wanted)
    {
        for (; chain is not null; chain = chain.Outer)
        {
            if (ReferenceEquals(chain, wanted))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The labels of one function, which are in sight everywhere in it (6.2.1p3); gcc's <c>__label__</c> ones only in their block.</summary>
internal sealed class LabelTable
{
    private readonly Dictionary<string, Label> _labels = new(StringComparer.Ordinal);
    private readonly List<(Label Label, Span Span, VariableScope? Scope)> _jumps = [];
    private readonly Dictionary<Label, VariableScope?> _scopes = [];
    private readonly List<Label> _all = [];

    /// <summary>Variably modified declarations in sight at the place being read.</summary>
    public VariableScope? Scope { get; set; }

    /// <summary>All labels in the order in which they were first met.</summary>
    public IReadOnlyList<Label> All => _all;

    /// <summary>Every <c>goto</c> with where it stands.</summary>
    public IEnumerable<(Label Label, Span Span, VariableScope? Entered)> Jumps =>
        _jumps.Select(j => (j.Label, j.Span, VariableScope.EnteredBy(j.Scope, _scopes.GetValueOrDefault(j.Label))));

    public Label Find(string name, Span span)
    {
        if (!_labels.TryGetValue(name, out Label? label))
        {
            label = new(name, span);
            _labels.Add(name, label);
            _all.Add(label);
        }

        return label;
    }

    /// <summary>Declares a block's own label and gives the one it hides.</summary>
    public Label? DeclareLocal(string name, Span span)
    {
        _labels.Remove(name, out Label? hidden);
        Find(name, span);
        return hidden;
    }

    /// <summary>Ends the scope of a block's own label.</summary>
    public void RestoreLocal(string name, Label? hidden)
    {
        _labels.Remove(name);
        if (hidden is not null)
        {
            _labels.Add(name, hidden);
        }
    }

    public void Define(Label label, Span span)
    {
        label.Span = span;
        label.IsDefined = true;
        _scopes[label] = Scope;
    }

    public void AddJump(Label label, Span span)
    {
        label.IsUsed = true;
        _jumps.Add((label, span, Scope));
    }
}

using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.Rust.Thir;

/// <summary>
/// How the scopes of one body and its closures lie in each other, which scope each variable belongs to, and which temporaries live longer than
/// their statement (Rust Reference, destructors, temporary lifetime extension).
/// </summary>
public sealed class ScopeTree
{
    private readonly Dictionary<Scope, Scope> _parents = [];
    private readonly Dictionary<Hir.HirId, Scope> _variables = [];
    private readonly Dictionary<Hir.HirId, Scope?> _extended = [];

    internal void SetParent(Scope child, Scope parent) => _parents[child] = parent;

    internal void SetVariable(Hir.HirId variable, Scope scope) => _variables[variable] = scope;

    internal void Extend(Hir.HirId expression, Scope? scope) => _extended.TryAdd(expression, scope);

    /// <summary>The scope around a scope; null for the outermost.</summary>
    public Scope? ParentOf(Scope scope) => _parents.TryGetValue(scope, out Scope parent) ? parent : null;

    /// <summary>Where a variable lives.</summary>
    public Scope ScopeOf(Hir.HirId variable) =>
        _variables.TryGetValue(variable, out Scope scope) ? scope : throw new CompilerBugException("a variable without a scope");

    /// <summary>The scope at whose end a temporary that holds an expression's value is dropped; null when it lives for ever.</summary>
    public Scope? TemporaryScopeOf(Hir.HirId expression) =>
        _extended.TryGetValue(expression, out Scope? extended) ? extended : Innermost(new(expression));

    private Scope? Innermost(Scope scope)
    {
        while (_parents.TryGetValue(scope, out Scope parent))
        {
            switch (parent.Kind)
            {
                case ScopeKind.Destruction:
                    return scope;
                case ScopeKind.IfThenRescope or ScopeKind.MatchGuard:
                    return parent;
                default:
                    scope = parent;
                    break;
            }
        }

        return null;
    }
}

using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The definitions that the bodies of a crate name as values.</summary>
internal sealed class NamedConstants : ExpressionWalk
{
    private readonly HashSet<DefId> _found = [];

    /// <summary>Collects them.</summary>
    public static HashSet<DefId> In(ITypeContext context, DefId crate)
    {
        var walk = new NamedConstants();
        foreach (DefId owner in context.Hir.BodyOwners(crate))
        {
            walk.Visit(context.Hir.BodyOf(owner)!);
        }

        return walk._found;
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        if (expression.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } })
        {
            _found.Add(id);
        }

        base.Visit(expression);
    }
}

using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>What takes types to know: unused results, literals out of range, names out of style. Module after module, each item before what is in it.</summary>
internal sealed class LateLints(ITypeContext context, DefId crate)
{
    private readonly ItemNames _names = new(context, crate);

    /// <summary>Looks at all items of a module, and reports what is found.</summary>
    public void Check(DefId module)
    {
        foreach (DefId item in ModuleItems.Of(context, module))
        {
            CheckItem(item);
        }
    }

    private void CheckItem(DefId definition)
    {
        Hir.Item item = context.Hir.ItemOf(definition);
        if (!item.Span.Expansion.IsNone || ItemAttributes.Has(item.Attributes, context.Symbols, "automatically_derived"))
        {
            return;
        }

        _names.Check(item);
        CheckBody(definition);
        switch (item.Kind)
        {
            case Hir.ItemKind.Trait trait:
                CheckAll(trait.Items);
                break;
            case Hir.ItemKind.Impl impl:
                CheckAll(impl.Items);
                break;
            case Hir.ItemKind.Adt adt:
                _names.CheckFields(adt);
                break;
        }
    }

    private void CheckAll(Foundation.Collections.EquatableArray<DefId> items)
    {
        foreach (DefId item in items)
        {
            CheckItem(item);
        }
    }

    private void CheckBody(DefId owner)
    {
        if (context.Hir.BodyOf(owner) is { } body && context.TypeckOf(owner) is { IsTainted: false } results)
        {
            new BodyWalk(this, context, results).Visit(body);
        }
    }

    private sealed class BodyWalk(LateLints lints, ITypeContext context, TypeckResults results) : ExpressionWalk
    {
        private readonly UnusedResults _results = new(context, results);
        private readonly LiteralRanges _ranges = new(context, results);
        private readonly StaticReferences _statics = new(context, results);
        private readonly UselessDrops _drops = new(context, results);

        public override void Visit(Hir.Stmt statement)
        {
            switch (statement.Kind)
            {
                case Hir.StmtKind.Semi semi:
                    _results.Check(statement, semi.Expression);
                    break;
                case Hir.StmtKind.OfItem item:
                    lints.CheckItem(item.Definition);
                    break;
                case Hir.StmtKind.Let let when statement.Span.Expansion.IsNone:
                    // The name comes before the value in the text; the walk looks at the value first.
                    lints._names.Check(let.Pattern);
                    break;
            }

            base.Visit(statement);
        }

        public override void Visit(Hir.Expr expression)
        {
            _ranges.Check(expression);
            _drops.Check(expression);
            _statics.Check(expression);
            switch (expression.Kind)
            {
                case Hir.ExprKind.Match match:
                    CheckArms(match);
                    return;
                case Hir.ExprKind.Let let:
                    Visit(let.Value);
                    lints._names.Check(let.Pattern);
                    return;
            }

            base.Visit(expression);
        }

        public override void Visit(Hir.Body body)
        {
            foreach (Hir.Param parameter in body.Params)
            {
                lints._names.Check(parameter.Pattern);
            }

            base.Visit(body);
        }

        private void CheckArms(Hir.ExprKind.Match match)
        {
            Visit(match.Scrutinee);
            foreach (Hir.Arm arm in match.Arms)
            {
                lints._names.Check(arm.Pattern);
                if (arm.Guard is { } guard)
                {
                    Visit(guard);
                }

                Visit(arm.Body);
            }
        }
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <summary>
/// Operations that the compiler cannot vouch for stand in <c>unsafe</c> (Rust Reference, unsafety): calls of unsafe functions, raw
/// dereferences, mutable and extern statics, reads of union fields (E0133). Blocks that are unsafe for nothing are warned about.
/// </summary>
internal sealed class UnsafetyChecker : ExpressionWalk
{
    private readonly ITypeContext _context;
    private readonly TypeckResults _results;
    private readonly bool _isUnsafeFunction;
    private readonly Stack<UnsafeBlock> _blocks = [];
    private Span _blockStart;

    private UnsafetyChecker(ITypeContext context, TypeckResults results)
    {
        _context = context;
        _results = results;
        _isUnsafeFunction = context.Definitions[results.Owner].Kind is DefKind.Function or DefKind.AssociatedFunction
            && context.SignatureOf(results.Owner).Value.IsUnsafe;
    }

    private sealed class UnsafeBlock(Span head)
    {
        public Span Head { get; } = head;

        public bool IsUsed { get; set; }
    }

    /// <summary>Checks a body that has types; an error taints the results.</summary>
    public static void Check(ITypeContext context, TypeckResults results, Hir.Body body) => new UnsafetyChecker(context, results).Visit(body);

    /// <inheritdoc/>
    public override void Visit(Hir.Block block)
    {
        if (!block.IsUnsafe)
        {
            base.Visit(block);
            return;
        }

        var entry = new UnsafeBlock(_blockStart with { End = Math.Min(_blockStart.Start + "unsafe".Length, _blockStart.End) });
        UnsafeBlock? outer = _blocks.Count > 0 ? _blocks.Peek() : null;
        _blocks.Push(entry);
        base.Visit(block);
        _blocks.Pop();
        if (outer is not null && entry.IsUsed)
        {
            // The outer one was enough.
            outer.IsUsed = true;
            WarnUnused(entry.Head, outer.Head);
        }
        else if (!entry.IsUsed)
        {
            WarnUnused(entry.Head, outer?.Head);
        }
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Pat pattern)
    {
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            if (one.Kind is Hir.PatKind.Struct { Fields: [{ Pattern: var inner }] } && inner.Kind is not Hir.PatKind.Wild
                && _results.NodeTypes.GetValueOrDefault(one.Id) is Ty.Adt { Definition.Kind: AdtKind.Union })
            {
                Require(UnsafeOperation.UnionField, inner.Span);
            }
        }
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.OfBlock { Block.IsUnsafe: true }:
                _blockStart = expression.Span;
                break;
            case Hir.ExprKind.Call call:
                CheckCall(expression, call);
                break;
            case Hir.ExprKind.MethodCall when _results.Callees.TryGetValue(expression.Id, out DefId method) && _context.SignatureOf(method).Value.IsUnsafe:
                Require(UnsafeOperation.Call, expression.Span, method);
                break;
            case Hir.ExprKind.Unary { Operator: UnaryOperator.Dereference } unary when AdjustedType(unary.Operand) is Ty.RawPtr && !_results.Callees.ContainsKey(expression.Id):
                Require(UnsafeOperation.RawDereference, expression.Span);
                break;
            case Hir.ExprKind.Path path:
                CheckPath(expression, path);
                break;
            case Hir.ExprKind.Field field when IsUnion(field.Operand):
                Require(UnsafeOperation.UnionField, expression.Span);
                break;
            case Hir.ExprKind.AddressOf { IsRaw: true } address:
                VisitRawOperand(address.Operand);
                return;
            case Hir.ExprKind.Assign { Place.Kind: Hir.ExprKind.Field field } assign when IsUnion(field.Operand):
                // Writing a union's field reads nothing.
                Visit(field.Operand);
                Visit(assign.Value);
                return;
        }

        base.Visit(expression);
    }

    private void CheckCall(Hir.Expr expression, Hir.ExprKind.Call call)
    {
        switch (AdjustedType(call.Function))
        {
            case Ty.FnDef function when _context.SignatureOf(function.Definition).Value.IsUnsafe:
                Require(UnsafeOperation.Call, expression.Span, function.Definition);
                break;
            case Ty.FnPtr { Signature.Value.IsUnsafe: true }:
                Require(UnsafeOperation.Call, expression.Span);
                break;
        }
    }

    private void CheckPath(Hir.Expr expression, Hir.ExprKind.Path path)
    {
        if (path.Name is not Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } || _context.Definitions[id].Kind != DefKind.Static
            || _context.Hir.ItemOf(id).Kind is not Hir.ItemKind.Static item)
        {
            return;
        }

        if (item.Mutability == Mutability.Mut)
        {
            Require(UnsafeOperation.MutableStatic, expression.Span);
        }
        else if (item.IsUnsafe)
        {
            Require(UnsafeOperation.ExternStatic, expression.Span);
        }
    }

    /// <summary>Taking an address touches nothing: neither a static nor what a pointer points to.</summary>
    private void VisitRawOperand(Hir.Expr operand)
    {
        switch (operand.Kind)
        {
            case Hir.ExprKind.Path:
                break;
            case Hir.ExprKind.Unary { Operator: UnaryOperator.Dereference } unary:
                Visit(unary.Operand);
                break;
            case Hir.ExprKind.Field field when IsUnion(field.Operand):
                VisitRawOperand(field.Operand);
                break;
            default:
                Visit(operand);
                break;
        }
    }

    private bool IsUnion(Hir.Expr expression) => AdjustedType(expression) is Ty.Adt { Definition.Kind: AdtKind.Union };

    private Ty? AdjustedType(Hir.Expr expression) => _results.Adjustments.TryGetValue(expression.Id, out var steps) && steps.Count > 0
        ? steps[^1].Target
        : _results.NodeTypes.GetValueOrDefault(expression.Id);

    private void Require(UnsafeOperation operation, Span span, DefId? function = null)
    {
        if (_blocks.TryPeek(out UnsafeBlock? block))
        {
            block.IsUsed = true;
            return;
        }

        string? name = function is { } id ? _context.Hir.PathOf(id) : null;
        if (!_isUnsafeFunction)
        {
            _context.Report(UnsafetyErrors.Unsafe(operation, span, name));
            _results.IsTainted = true;
        }
        else if (_context.Hir.EditionOf(_results.Owner) >= Lexing.Edition.Rust2024)
        {
            _context.Lints.Report("unsafe_op_in_unsafe_fn", UnsafetyErrors.InUnsafeFunction(operation, span, name, _context.Hir.ItemOf(_results.Owner).HeadSpan));
        }
    }

    private void WarnUnused(Span head, Span? outer)
    {
        if (!head.Expansion.IsNone)
        {
            return;
        }

        var warning = new Diagnostic(Severity.Warning, "unused_unsafe", "unnecessary `unsafe` block", new(head, "unnecessary `unsafe` block"));
        _context.Lints.Report(outer is { } span ? warning.WithLabel(span, "because it's nested under this `unsafe` block") : warning);
    }
}

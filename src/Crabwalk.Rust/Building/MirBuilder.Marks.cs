using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>
/// The points a walk stops at. A value's mark has the text that the value stands for, so that a walk can write the value over it. Moves and
/// borrows need no mark: they stand in the code.
/// </summary>
internal sealed partial class MirBuilder
{
    private void Mark(MarkKind kind, BlockId block, Span span, Place? value = null)
    {
        if (_isMarked)
        {
            _graph.Push(block, SourceAt(span), new StatementKind.Mark(kind, value is { } place ? new Operand.Copy(place) : null));
        }
    }

    private void MarkEnter(BlockId block) => Mark(MarkKind.Enter, block, _context.Semantics.Definitions[_owner].Span);

    private void MarkLeave(BlockId block) =>
        Mark(MarkKind.Leave, block, LastByte(_span), IsUnit(_signature.Output) ? null : new Place(LocalId.Return));

    // The block of a short form, such as a `while`, has the same text as what is in it: that is one statement, not two.
    private void MarkStatement(BlockId block, Span span, Span around)
    {
        if (IsWritten(span) && span != around)
        {
            Mark(MarkKind.Statement, block, span);
        }
    }

    /// <summary>A macro that makes several statements, each of which the user reads as the one call, is marked once.</summary>
    private void MarkStatement(BlockId block, Thir.Block around, Stmt statement, ref Span? marked)
    {
        Span span = IsWritten(around.Span) ? _context.Semantics.Sources.Outermost(statement.Span) : statement.Span;
        if (span != marked)
        {
            MarkStatement(block, span, around.Span);
        }

        marked = span;
    }

    private void MarkEndOfStatement(BlockId block, Span span)
    {
        if (IsWritten(span))
        {
            Mark(MarkKind.FullExpression, block, span);
        }
    }

    private void MarkScopeEnd(BlockId block, Span span)
    {
        if (IsWritten(span))
        {
            Mark(MarkKind.ScopeEnd, block, LastByte(span));
        }
    }

    private void MarkStore(BlockId block, Expr place, Place target)
    {
        if (IsWritten(place.Span) && _properties.IsSized(place.Type))
        {
            Mark(MarkKind.Store, block, place.Span, target);
        }
    }

    private void MarkDeclared(BlockId block, Pat pattern, bool hasValue)
    {
        if (!_isMarked || !IsWritten(pattern.Span))
        {
            return;
        }

        // What a `for` loop binds to its iterator, the text of which is that of what is gone through, nobody wrote.
        foreach (PatKind.Binding binding in PrimaryBindings(pattern).Where(binding => _context.Semantics.Sources.TextOf(binding.NameSpan) == binding.Name))
        {
            Place local = LocalOf(binding.Variable, isGuard: false);
            Mark(hasValue ? MarkKind.Store : MarkKind.Declare, block, binding.NameSpan, local);
        }
    }

    // A literal shows its value already; a scope or block has that of what is in it.
    private void MarkValue(BlockId block, Expr expression, Place place)
    {
        if (!_isMarked || !IsWritten(expression.Span))
        {
            return;
        }

        if (ShowsValue(expression))
        {
            Mark(MarkKind.Value, block, expression.Span, place);
        }
        else if (!expression.IsImplicit && IsUnit(expression.Type) && expression.Kind is ExprKind.Call)
        {
            Mark(MarkKind.Value, block, expression.Span);
        }
    }

    /// <summary>A macro such as <c>println!</c> that was used as a statement has done its work: what is inside of it nobody wrote.</summary>
    private void MarkMacro(BlockId block, Expr expression)
    {
        if (!IsWritten(expression.Span) && IsUnit(expression.Type))
        {
            Mark(MarkKind.Value, block, _context.Semantics.Sources.Outermost(expression.Span));
        }
    }

    private static bool ShowsValue(Expr expression) => !expression.IsImplicit && !IsUnit(expression.Type) && expression.Type is not (Ty.Never or Ty.FnDef) && expression.Kind switch
    {
        ExprKind.InScope or ExprKind.OfBlock or ExprKind.NeverToAny or ExprKind.Break or ExprKind.Continue or ExprKind.Return => false,
        ExprKind.Constant(ConstValue.Unevaluated or ConstValue.Parameter) => true,
        ExprKind.Constant => false,
        ExprKind.Borrow or ExprKind.Deref => expression.Kind is ExprKind.Borrow,
        ExprKind.Call { Source: CallSource.Operator } => expression.Type is not Ty.Ref,
        _ => true,
    };

    private static bool IsUnit(Ty type) => type is Ty.Tuple { Parts.IsEmpty: true };

    private static bool IsWritten(Span span) => span.Expansion.IsNone;
}

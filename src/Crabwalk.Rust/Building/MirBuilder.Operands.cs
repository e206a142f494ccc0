using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Expressions as operands and temporaries.</summary>
internal sealed partial class MirBuilder
{
    // A guard that is built once for each alternative uses the same temporaries each time.
    private readonly Dictionary<Expr, LocalId> _fixedTemporaries = [];
    private Scope? _fixedTemporariesScope;

    /// <summary>An operand that is valid up to the end of the innermost scope.</summary>
    private Operand AsLocalOperand(ref BlockId block, Expr expression) => AsOperand(ref block, LocalScope, expression, mayBeConstant: false);

    /// <summary>An operand.</summary>
    /// <param name="block">Where.</param>
    /// <param name="scope">How long a temporary for it lives; null for ever.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="mayBeConstant">Whether a constant that needs drop may be used in place, because nothing comes between it and its use.</param>
    private Operand AsOperand(ref BlockId block, Scope? scope, Expr expression, bool mayBeConstant)
    {
        if (expression.Kind is ExprKind.InScope(var region, var value))
        {
            return InScope(ref block, region, expression.Span, (ref b) => AsOperand(ref b, scope, value, mayBeConstant));
        }

        if (expression.Kind is ExprKind.Constant(var constant) && (mayBeConstant || !_properties.NeedsDrop(expression.Type)))
        {
            return new Operand.Constant(constant);
        }

        return new Operand.Move(AsTemporary(ref block, scope, expression, Mutability.Mut));
    }

    /// <summary>A fresh temporary with the value.</summary>
    /// <param name="block">Where.</param>
    /// <param name="scope">How long it lives; null for ever.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="mutability">Whether it may be changed.</param>
    private LocalId AsTemporary(ref BlockId block, Scope? scope, Expr expression, Mutability mutability)
    {
        if (expression.Kind is ExprKind.InScope(var region, var value))
        {
            return InScope(ref block, region, expression.Span, (ref b) => AsTemporary(ref b, scope, value, mutability));
        }

        LocalId temporary = TemporaryFor(scope, expression, mutability);
        if (!NeverHasValue(expression))
        {
            _graph.Push(block, SourceAt(expression.Span), new StatementKind.StorageLive(temporary));
            if (scope is { } lifetime)
            {
                ScheduleStorage(lifetime, temporary);
            }
        }

        Into(temporary, ref block, expression);
        if (scope is { } end)
        {
            ScheduleValue(end, temporary);
        }

        return temporary;
    }

    private LocalId TemporaryFor(Scope? scope, Expr expression, Mutability mutability)
    {
        bool isFixed = _fixedTemporariesScope is { } guard && guard == scope;
        if (isFixed && _fixedTemporaries.TryGetValue(expression, out LocalId known))
        {
            return known;
        }

        LocalId temporary = Temporary(expression.Type, expression.Span, mutability);
        if (isFixed)
        {
            _fixedTemporaries.Add(expression, temporary);
        }

        return temporary;
    }

    private static bool NeverHasValue(Expr expression) => expression.Kind switch
    {
        ExprKind.Break or ExprKind.Continue or ExprKind.Return => true,
        ExprKind.OfBlock({ Value: null, IsBreakTarget: false }) => expression.Type is Ty.Never,
        _ => false,
    };
}

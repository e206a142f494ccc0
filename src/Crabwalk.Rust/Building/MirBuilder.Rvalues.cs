using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Expressions as rvalues.</summary>
internal sealed partial class MirBuilder
{
    private Rvalue AsLocalRvalue(ref BlockId block, Expr expression) => AsRvalue(ref block, LocalScope, expression);

    private Rvalue AsRvalue(ref BlockId block, Scope? scope, Expr expression)
    {
        switch (expression.Kind)
        {
            case ExprKind.InScope(var region, var value):
                return InScope(ref block, region, expression.Span, (ref b) => AsRvalue(ref b, scope, value));
            case ExprKind.ThreadLocal(var definition):
                return new Rvalue.ThreadLocal(definition, expression.Type);
            case ExprKind.Repeat(var value, var count):
                return AsRepeat(ref block, scope, expression, value, count);
            case ExprKind.Binary(var operation, var left, var right):
                Operand first = AsOperand(ref block, scope, left, mayBeConstant: false);
                Operand second = AsOperand(ref block, scope, right, mayBeConstant: true);
                return BuildBinary(ref block, operation, expression.Span, expression.Type, first, second);
            case ExprKind.Unary(var operation, var operand):
                return BuildUnary(ref block, operation, expression, AsOperand(ref block, scope, operand, mayBeConstant: true));
            case ExprKind.Cast(var operand):
                return BuildCast(ref block, scope, expression, operand);
            case ExprKind.PointerCoercion(var cast, var operand):
                return new Rvalue.Cast(cast, AsOperand(ref block, scope, operand, mayBeConstant: true), expression.Type);
            case ExprKind.Array(var elements):
                Ty element = expression.Type is Ty.Array array ? array.Element : Types.Error;
                return new Rvalue.Aggregate(new AggregateKind.Array(element), AsOperands(ref block, scope, elements));
            case ExprKind.Tuple(var elements):
                return new Rvalue.Aggregate(new AggregateKind.Tuple(), AsOperands(ref block, scope, elements));
            case ExprKind.Closure(var type, var captures):
                return new Rvalue.Aggregate(new AggregateKind.Closure(type), AsCaptures(ref block, scope, captures));
            case ExprKind.Assign or ExprKind.AssignOp:
                AsStatement(ref block, expression, null);
                return new Rvalue.Use(new Operand.Constant(new ConstValue.ZeroSized(Types.Unit)));
            case ExprKind.Constant(var constant):
                return new Rvalue.Use(new Operand.Constant(constant));
            default:
                return new Rvalue.Use(AsOperand(ref block, scope, expression, mayBeConstant: true));
        }
    }

    private EquatableArray<Operand> AsOperands(ref BlockId block, Scope? scope, EquatableArray<Expr> expressions)
    {
        var operands = new Operand[expressions.Count];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = AsOperand(ref block, scope, expressions[i], mayBeConstant: false);
        }

        return [.. operands];
    }

    // `[e; 0]` drops its element, unless that is a constant.
    private Rvalue AsRepeat(ref BlockId block, Scope? scope, Expr expression, Expr value, Const count)
    {
        if (count is not Const.Value { Bits: var bits } || bits != 0)
        {
            return new Rvalue.Repeat(AsOperand(ref block, scope, value, mayBeConstant: true), count);
        }

        if (!IsConstant(value) && AsOperand(ref block, scope, value, mayBeConstant: true) is Operand.Move(var dropped) operand)
        {
            BlockId next = _graph.NewBlock();
            _graph.Terminate(block, SourceAt(expression.Span), new TerminatorKind.Drop(dropped, next, new UnwindAction.Continue()));
            MayUnwind(block);
            block = next;
            NoteMoved([operand]);
        }

        return new Rvalue.Aggregate(new AggregateKind.Array(value.Type), []);
    }

    private static bool IsConstant(Expr expression) => expression.Kind switch
    {
        ExprKind.InScope(_, var value) => IsConstant(value),
        ExprKind.Use(var value) => IsConstant(value),
        ExprKind.ValueTypeAscription(var value, _, _) => IsConstant(value),
        ExprKind.PointerCoercion(CastKind.Unsize, var value) => IsConstant(value),
        ExprKind.Constant => true,
        _ => false,
    };

    // Closures.

    private EquatableArray<Operand> AsCaptures(ref BlockId block, Scope? scope, EquatableArray<Expr> captures)
    {
        var operands = new Operand[captures.Count];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = AsCapture(ref block, scope, captures[i]);
        }

        return [.. operands];
    }

    private Operand AsCapture(ref BlockId block, Scope? scope, Expr capture)
    {
        if (Categories.Of(capture.Kind) == Category.Place)
        {
            return Consume(AsPlace(ref block, capture));
        }

        return capture.Kind is ExprKind.Borrow(BorrowKind.Mut, var operand)
            ? CaptureUniquely(ref block, scope, capture, operand)
            : AsOperand(ref block, scope, capture, mayBeConstant: false);
    }

    // A variable that is not `mut` can only be changed through what it refers to: its unique borrow is no mutable one.
    private Operand.Move CaptureUniquely(ref BlockId block, Scope? scope, Expr capture, Expr operand)
    {
        LocalId temporary = Temporary(capture.Type, capture.Span);
        _graph.Push(block, SourceAt(capture.Span), new StatementKind.StorageLive(temporary));
        PlaceBuilder place = AsPlaceBuilder(ref block, operand);
        BorrowKind kind = IsMutable(place) ? BorrowKind.Mut : BorrowKind.ClosureCapture;
        Assign(block, capture.Span, temporary, new Rvalue.Ref(Types.Erased, kind, PlaceOf(place)));
        if (scope is { } lifetime)
        {
            ScheduleStorage(lifetime, temporary);
            ScheduleValue(lifetime, temporary);
        }

        return new(temporary);
    }

    private bool IsMutable(PlaceBuilder place) => place.Local is { } local
        ? _locals[local].Mutability == Mutability.Mut
        : _captures.All.Any(entry => entry.Capture.Variable == place.Captured && entry.Capture.ByRef is BorrowKind.Mut or BorrowKind.ClosureCapture);

    // Casts.

    private Rvalue.Cast BuildCast(ref BlockId block, Scope? scope, Expr expression, Expr operand)
    {
        if (operand.Type is not Ty.Adt { Definition.Kind: AdtKind.Enum })
        {
            Operand value = AsOperand(ref block, scope, operand, mayBeConstant: true);
            return new(Casts.KindOf(operand.Type, expression.Type), value, expression.Type);
        }

        LocalId whole = AsTemporary(ref block, scope, operand, Mutability.Not);
        LocalId discriminant = Temporary(_types.DiscriminantOf(operand.Type), operand.Span);
        Assign(block, expression.Span, discriminant, new Rvalue.Discriminant(whole));
        return new(CastKind.IntToInt, new Operand.Move(discriminant), expression.Type);
    }
}

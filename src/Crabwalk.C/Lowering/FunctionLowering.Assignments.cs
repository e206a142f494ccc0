using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>Assignments, increments and decrements (C17 6.5.16, 6.5.2.4, 6.5.3.1): the place is found once, the value is computed, then stored.</summary>
internal sealed partial class FunctionLowering
{
    private Operand Assign(Expression.Assignment expression, LocalId? into)
    {
        (Place place, Operand value) = Perform(expression);
        return Settle(AssignedValue(place, value, expression.Target), into, expression.Span);
    }

    private void AssignForEffect(Expression.Assignment expression) => Perform(expression);

    // The value of an assignment is what the object holds after it (C17 6.5.16p3): cut to its width, for a bit-field.
    private Operand AssignedValue(Place place, Operand value, Expression target)
    {
        if (target is Expression.Member { Field.IsBitField: true })
        {
            return Hold(new Rvalue.Use(new Operand.Copy(place)), TypeOf(place), target.Span);
        }

        return value;
    }

    private (Place Place, Operand Value) Perform(Expression.Assignment expression)
    {
        Expression target = expression.Target;
        if (DirectTarget(target) is { } local && ReferenceEquals(_unit.Types.Lower(expression.Value.Type), TypeOf(local)))
        {
            Operand direct = Value(expression.Value, local);
            NoteAccess(target, local);
            MarkStore(target, local);
            return (local, direct);
        }

        Lvalue lvalue = PlaceOf(target);
        if (ExpressionParts.HasSideEffects(expression.Value))
        {
            lvalue = new(Freeze(Ready(lvalue)));
        }

        Operand value = Value(expression.Value);
        Place place = Ready(lvalue);
        value = Convert(value, TypeOf(place), expression.Value.Span);
        StoreTo(place, new Rvalue.Use(value), target);
        return (place, value);
    }

    // A variable that can take the value as it is computed: one that is a local, as a whole, and not volatile.
    private LocalId? DirectTarget(Expression target) =>
        target is Expression.VariableReference { Variable: { Storage: StorageDuration.Automatic } variable } && !IsVolatile(target.Type)
            ? LocalOf(variable)
            : null;

    private static bool IsVolatile(CType type) => (type.Qualifiers & Qualifiers.Volatile) != 0;

    private void StoreTo(Place place, Rvalue value, Expression target)
    {
        NoteAccess(target, place);
        _code.Add(new StatementKind.Assign(place, value, IsVolatile(target.Type)), target.Span);
        MarkStore(target, place);
    }

    private Operand Assign(Expression.CompoundAssignment expression, LocalId? into)
    {
        Place place = Perform(expression);
        return ReadBack(place, expression.Target, into, expression.Span);
    }

    private void AssignForEffect(Expression.CompoundAssignment expression) => Perform(expression);

    private Operand ReadBack(Place place, Expression target, LocalId? into, Span span) => place.IsLocal && !IsVolatile(target.Type)
        ? Settle(new Operand.Copy(place), into, span)
        : Hold(new Rvalue.Use(new Operand.Copy(place)), TypeOf(place), span, into);

    private Place Perform(Expression.CompoundAssignment expression)
    {
        Expression target = expression.Target;
        Place place = Ready(PlaceOf(target));
        if (ExpressionParts.HasSideEffects(expression.Value))
        {
            place = Freeze(place);
        }

        Operand old = Keep(OldValue(place, target), expression.Value, target.Span);
        Operand operand = Value(expression.Value);
        Ty stored = TypeOf(place);
        if (expression.ComputationType is CType.Pointer pointer)
        {
            Rvalue moved = Offset(old, operand, pointer, expression.Operator == BinaryOperator.Subtract, expression.Span);
            StoreComputed(place, moved, stored, target, expression.Span);
            return place;
        }

        Ty computed = _unit.Types.Lower(expression.ComputationType);
        Operand left = ConvertScalar(old, computed, expression.Span);
        var value = new Rvalue.Binary(OperationOf(expression.Operator, computed), left, operand);
        if (ReferenceEquals(computed, stored))
        {
            StoreComputed(place, value, stored, target, expression.Span);
        }
        else
        {
            Operand wide = Hold(value, computed, expression.Span);
            StoreTo(place, ScalarConversion(wide, stored, expression.Span), target);
        }

        return place;
    }

    // The computed value goes straight into a variable; a store to memory is a statement of its own, with its own text for reports.
    private void StoreComputed(Place place, Rvalue value, Ty type, Expression target, Span span)
    {
        if (place.IsLocal && !IsVolatile(target.Type))
        {
            NoteAccess(target, place);
            _code.Assign(place, value, span);
            MarkStore(target, place);
            return;
        }

        StoreTo(place, new Rvalue.Use(Hold(value, type, span)), target);
    }

    private Operand.Copy OldValue(Place place, Expression target)
    {
        if (place.IsLocal && !IsVolatile(target.Type))
        {
            return new Operand.Copy(place);
        }

        LocalId old = _code.NewTemporary(TypeOf(place), target.Span);
        _code.Add(new StatementKind.Assign(old, new Rvalue.Use(new Operand.Copy(place)), IsVolatile(target.Type)), target.Span);
        return new Operand.Copy(old);
    }

    private Operand Increment(Expression.Increment expression, LocalId? into)
    {
        Place place = Ready(PlaceOf(expression.Target));
        Operand old = OldValue(place, expression.Target);
        if (expression.IsPostfix && !IsStable(old))
        {
            old = Hold(new Rvalue.Use(old), TypeOf(place), expression.Span);
        }

        Step(expression, place, old);
        return expression.IsPostfix ? Settle(old, into, expression.Span) : ReadBack(place, expression.Target, into, expression.Span);
    }

    private void IncrementForEffect(Expression.Increment expression)
    {
        Place place = Ready(PlaceOf(expression.Target));
        Step(expression, place, OldValue(place, expression.Target));
    }

    private void Step(Expression.Increment expression, Place place, Operand old)
    {
        Ty type = TypeOf(place);
        Rvalue next = type switch
        {
            Ty.Bool when expression.IsDecrement => new Rvalue.Unary(UnaryOp.Not, old),
            Ty.Bool => new Rvalue.Use(new Operand.Constant(new ConstValue.Scalar(type, 1))),
            Ty.Float => new Rvalue.Binary(expression.IsDecrement ? BinaryOp.Sub : BinaryOp.Add, old, Floating(type, 1)),
            Ty.Int integer => new Rvalue.Binary(StepOf(integer, expression), old, Integer(type, 1)),
            Ty.RawPtr or Ty.FnPtr => Offset(old, Integer(Tys.Isize, 1), expression.Target.Type, expression.IsDecrement, expression.Span),
            _ => throw new CompilerBugException($"C lowering steps a {type}"),
        };
        StoreComputed(place, next, type, expression.Target, expression.Span);
    }

    // char and short are computed as int and cut back (C17 6.5.2.4p2), which cannot overflow: that is wrapping in the narrow type.
    private BinaryOp StepOf(Ty.Int type, Expression.Increment expression)
    {
        bool wraps = !type.IsSigned || _unit.CTypes.Target.SizeOf(type.Kind) < 4;
        return (wraps, expression.IsDecrement) switch
        {
            (true, false) => BinaryOp.Add,
            (true, true) => BinaryOp.Sub,
            (false, false) => BinaryOp.AddUnchecked,
            (false, true) => BinaryOp.SubUnchecked,
        };
    }

    private Operand ConvertScalar(Operand value, Ty type, Span span) =>
        ReferenceEquals(TypeOf(value), type) ? value : Hold(ScalarConversion(value, type, span), type, span);

    private Rvalue ScalarConversion(Operand value, Ty type, Span span)
    {
        Ty from = TypeOf(value);
        if (type is Ty.Bool)
        {
            return Truth(value);
        }

        Operand source = type is Ty.Float ? Countable(value, span) : value;
        return ReferenceEquals(from, type) ? new Rvalue.Use(value) : new Rvalue.Cast(CastOf(from, type), source, type);
    }
}

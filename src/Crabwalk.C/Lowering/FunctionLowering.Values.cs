using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Expressions that give a value. A value goes where it is wanted: into the local given by the one who asks, such as the variable
/// that is assigned, or else into a temporary; a variable's value and a constant stay where they are.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<Expression, Operand> _bound = new(ReferenceEqualityComparer.Instance);

    /// <summary>Evaluates an expression. With <paramref name="into"/>, a local of its very type, the value is stored there.</summary>
    private Operand Value(Expression expression, LocalId? into = null)
    {
        Enter();
        Operand value = ConstantOf(expression) is { } constant ? Settle(constant, into, expression.Span) : Compute(expression, into);
        MarkValue(expression, value);
        _depth--;
        return value;
    }

    private Operand Compute(Expression expression, LocalId? into) => expression switch
    {
        Expression.Error => throw new CompilerBugException("an expression with an error came to lowering"),
        Expression.IntegerConstant e => Settle(Integer(_unit.Types.Lower(e.Type), e.Value), into, e.Span),
        Expression.FloatingConstant e => Settle(Floating(_unit.Types.Lower(e.Type), e.Value), into, e.Span),
        Expression.StringLiteral or Expression.VariableReference or Expression.Dereference or Expression.Subscript or Expression.CompoundLiteral
            => Read(expression, into),
        Expression.FunctionReference e => Settle(FunctionAddress(e), into, e.Span),
        Expression.Conversion e => ConvertValue(e, into),
        Expression.Unary e => ComputeUnary(e, into),
        Expression.AddressOf e => Settle(TakeAddress(e), into, e.Span),
        Expression.Member e => Read(e, into),
        Expression.Binary e => ComputeBinary(e, into),
        Expression.PointerOffset e => ComputeOffset(e, into),
        Expression.PointerDifference e => ComputeDifference(e, into),
        Expression.Logical e => ComputeLogical(e, into),
        Expression.Assignment e => Assign(e, into),
        Expression.CompoundAssignment e => Assign(e, into),
        Expression.Increment e => Increment(e, into),
        Expression.Conditional e => ComputeConditional(e, into),
        Expression.ConditionalOrElse e => ComputeOrElse(e, into),
        Expression.Bound e => Settle(_bound.TryGetValue(e, out Operand? known) ? known : Bind(e), into, e.Span),
        Expression.Comma e => ComputeComma(e, into),
        Expression.Call e => Call(e, into),
        Expression.BuiltinCall e => CallBuiltin(e, into),
        Expression.VariadicArgument e => NextVariadicArgument(e, into),
        Expression.SizeOfVariable e => Settle(SizeOf(e.Measured, e.Span), into, e.Span),
        Expression.WithBounds e => ComputeWithBounds(e, into),
        Expression.StatementExpression e => ComputeStatementExpression(e, into),
        Expression.LabelAddress e => Settle(AddressOfLabel(e.Label, e.Type), into, e.Span),
    };

    /// <summary>Evaluates an expression for what it does; its value is dropped.</summary>
    private void Effect(Expression expression)
    {
        Enter();
        switch (expression)
        {
            case Expression.Conversion { Kind: ConversionKind.ToVoid, Operand: var operand }:
                EffectOfVoid(operand);
                break;
            case Expression.Assignment e:
                AssignForEffect(e);
                break;
            case Expression.CompoundAssignment e:
                AssignForEffect(e);
                break;
            case Expression.Increment e:
                IncrementForEffect(e);
                break;
            case Expression.Comma e:
                EffectOfComma(e);
                break;
            case Expression.Conditional e:
                EffectOfConditional(e);
                break;
            case Expression.StatementExpression { Result: null or { Type: CType.Void } } e:
                ComputeStatementExpression(e, null);
                break;
            case { IsLvalue: true, Type: CType.Void or CType.Array }:
                Visit(expression);
                break;
            default:
                Discard(Value(expression), expression.Span);
                break;
        }

        _depth--;
    }

    // `(void)x` is how a program says that it does not use x.
    private void EffectOfVoid(Expression operand)
    {
        if (operand is Expression.VariableReference or Expression.Conversion { Kind: ConversionKind.LvalueToRvalue, Operand: Expression.VariableReference })
        {
            Value(operand);
        }
        else
        {
            Effect(operand);
        }
    }

    // `x;` reads x (C17 6.3.2.1p2): a variable that has no value must not be read, even for nothing.
    private void Discard(Operand value, Span span)
    {
        if (value is Operand.Copy { Place: { IsLocal: true } place } && !IsTemporary(place.Local) && TypeOf(place) is not Ty.Adt)
        {
            Hold(new Rvalue.Use(value), TypeOf(place), span);
        }
    }

    // `*p;` of a void pointer and `a;` of an array read nothing, but what stands inside is evaluated.
    private void Visit(Expression expression)
    {
        if (expression is Expression.Dereference { Operand: var pointer })
        {
            Value(pointer);
        }
        else if (expression is not (Expression.VariableReference or Expression.StringLiteral) && expression.Type is not CType.Void)
        {
            PlaceOf(expression);
        }
    }

    /// <summary>The value without code, when it was known to the parser.</summary>
    private Operand.Constant? ConstantOf(Expression expression) => (expression.Constant, expression.Type) switch
    {
        (ConstantValue.Integer integer, CType.Integer or CType.Enum or CType.Pointer) => Integer(_unit.Types.Lower(expression.Type), integer.Bits),
        (ConstantValue.Floating floating, CType.Floating) => Floating(_unit.Types.Lower(expression.Type), floating.Value),
        _ => null,
    };

    private Operand.Constant Integer(Ty type, long value) => new(new ConstValue.Scalar(type, BitsOf(type, value)));

    private static Operand.Constant Floating(Ty type, double value) => new(new ConstValue.Scalar(type, type is Ty.Float { Kind: FloatKind.F32 }
        ? BitConverter.SingleToUInt32Bits((float)value)
        : BitConverter.DoubleToUInt64Bits(value)));

    // The bits of a value in its type, zero-extended.
    private UInt128 BitsOf(Ty type, long value)
    {
        int bytes = type switch
        {
            Ty.Int integer => _unit.CTypes.Target.SizeOf(integer.Kind),
            Ty.Bool => 1,
            _ => _unit.CTypes.Target.PointerBytes,
        };
        ulong bits = unchecked((ulong)value);
        return bytes >= 8 ? bits : bits & ((1ul << (bytes * 8)) - 1);
    }

    /// <summary>Stores a computed value in the wanted local or a new temporary.</summary>
    private Operand.Copy Hold(Rvalue value, Ty type, Span span, LocalId? into = null)
    {
        LocalId local = into ?? _code.NewTemporary(type, span);
        _code.Assign(local, value, span);
        return new(local);
    }

    /// <summary>A value that is there already: stored only when it is wanted somewhere.</summary>
    private Operand Settle(Operand value, LocalId? into, Span span) => into is { } local ? StoreIn(local, value, span) : value;

    private Operand.Copy StoreIn(LocalId into, Operand value, Span span)
    {
        if (value is not Operand.Copy { Place: { IsLocal: true, Local: var local } } || local != into)
        {
            _code.Assign(into, new Rvalue.Use(value), span);
        }

        return new Operand.Copy(into);
    }

    /// <summary>A value as a local, as projections and dereferences need it.</summary>
    private LocalId LocalHolding(Operand value, Span span) => value is Operand.Copy { Place: { IsLocal: true, Local: var local } }
        ? local
        : Hold(new Rvalue.Use(value), TypeOf(value), span).Place.Local;

    /// <summary>A value that stays as it is while the other expression is evaluated: a variable that may change meanwhile is copied.</summary>
    private Operand Keep(Operand value, Expression meanwhile, Span span) =>
        IsStable(value) || !ExpressionParts.HasSideEffects(meanwhile) ? value : Hold(new Rvalue.Use(value), TypeOf(value), span);

    private bool IsStable(Operand value) => value switch
    {
        Operand.Constant => true,
        Operand.Copy { Place: { IsLocal: true, Local: var local } } => IsTemporary(local),
        _ => false,
    };

    private bool IsTemporary(LocalId local) => _code.Body.Locals[local].Kind == LocalKind.Temporary;

    private Ty TypeOf(Operand operand) => operand switch
    {
        Operand.Copy copy => TypeOf(copy.Place),
        Operand.Move move => TypeOf(move.Place),
        Operand.Constant constant => constant.Value.Type,
    };

    private Ty TypeOf(Place place)
    {
        Ty type = _code.Body.Locals[place.Local].Type;
        foreach (Projection step in place.Path)
        {
            type = (step, type) switch
            {
                (Projection.Deref, Ty.RawPtr pointer) => pointer.Pointee,
                (Projection.Field field, _) => field.Type,
                (Projection.Index or Projection.ConstantIndex, Ty.Array array) => array.Element,
                (Projection.Index or Projection.ConstantIndex, Ty.Slice slice) => slice.Element,
                _ => throw new CompilerBugException($"C lowering projects {type} by {step.GetType().Name}"),
            };
        }

        return type;
    }

    private Operand Bind(Expression.Bound expression)
    {
        Operand value = Value(expression.Value);
        Operand kept = IsStable(value) ? value : Hold(new Rvalue.Use(value), TypeOf(value), expression.Span);
        _bound[expression] = kept;
        return kept;
    }

    private Operand ComputeComma(Expression.Comma expression, LocalId? into)
    {
        EffectOfLeft(expression);
        return Value(expression.Right, into);
    }

    private void EffectOfComma(Expression.Comma expression)
    {
        EffectOfLeft(expression);
        Effect(expression.Right);
    }

    // A long row of commas is deep to the left: it is walked, not recursed into.
    private void EffectOfLeft(Expression.Comma expression)
    {
        var parts = new Stack<Expression>();
        Expression left = expression.Left;
        for (; left is Expression.Comma inner; left = inner.Left)
        {
            parts.Push(inner.Right);
        }

        Effect(left);
        foreach (Expression part in parts)
        {
            Effect(part);
        }
    }

    private Operand ComputeWithBounds(Expression.WithBounds expression, LocalId? into)
    {
        foreach (VariableBound bound in expression.Bounds)
        {
            Evaluate(bound);
        }

        return Value(expression.Operand, into);
    }

    private Operand ComputeStatementExpression(Expression.StatementExpression expression, LocalId? into)
    {
        _plan.AddStatementExpression(expression, _region);
        Region region = _plan[expression.Block];
        Open(region);
        LowerStatements(expression.Block.Statements);
        Operand result = Nothing;
        if (expression.Result is { Type: CType.Void } effect)
        {
            Effect(effect);
        }
        else if (expression.Result is { } value)
        {
            // Its variables end here: the value must not stay in one of them.
            LocalId kept = into ?? _code.NewTemporary(_unit.Types.Lower(value.Type), value.Span);
            result = Value(value, kept);
        }

        Close(region);
        return result;
    }

    private Operand.Constant Nothing => new(new ConstValue.ZeroSized(Tys.Unit));
}

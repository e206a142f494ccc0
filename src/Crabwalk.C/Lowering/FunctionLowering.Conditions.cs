using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>Conditions: truth values, branches on them, and the operators that evaluate only what they need (C17 6.5.13 to 6.5.15).</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>Ends the current block with a branch on whether the value is unequal to zero.</summary>
    private void Branch(Expression condition, BlockId whenTrue, BlockId whenFalse)
    {
        Enter();
        switch (condition)
        {
            case { IntegerValue: { } known } when condition.Type is not CType.Pointer:
                MarkValue(condition, Integer(_unit.Types.Lower(condition.Type), known));
                _code.Goto(known != 0 ? whenTrue : whenFalse, condition.Span);
                break;
            case Expression.Logical logical:
                BranchOnBoth(logical, whenTrue, whenFalse);
                break;
            case Expression.Unary { Operator: UnaryOperator.LogicalNot } negation:
                Branch(negation.Operand, whenFalse, whenTrue);
                break;
            case Expression.Conversion { IsCast: false, Kind: ConversionKind.ScalarToBool } conversion:
                Branch(conversion.Operand, whenTrue, whenFalse);
                break;
            case Expression.Comma comma:
                EffectOfLeft(comma);
                Branch(comma.Right, whenTrue, whenFalse);
                break;
            default:
                BranchOn(TestableValue(condition), whenTrue, whenFalse, condition.Span);
                break;
        }

        _depth--;
    }

    // a && b && c leans to the left; each operand but the last branches out at once.
    private void BranchOnBoth(Expression.Logical logical, BlockId whenTrue, BlockId whenFalse)
    {
        var rights = new Stack<Expression>();
        Expression left = logical;
        for (; left is Expression.Logical inner && inner.IsOr == logical.IsOr && inner.IntegerValue is null; left = inner.Left)
        {
            rights.Push(inner.Right);
        }

        while (true)
        {
            if (!rights.TryPop(out Expression? next))
            {
                Branch(left, whenTrue, whenFalse);
                return;
            }

            BlockId more = _code.NewBlock();
            Branch(left, logical.IsOr ? whenTrue : more, logical.IsOr ? more : whenFalse);
            _code.Start(more);
            left = next;
        }
    }

    private void BranchOn(Operand value, BlockId whenTrue, BlockId whenFalse, Span span) =>
        _code.End(new TerminatorKind.SwitchInt(value, [(0, whenFalse)], whenTrue), span);

    // What a branch can test directly: a truth value or an integer.
    private Operand TestableValue(Expression condition)
    {
        if (condition is Expression.Binary comparison && IsComparison(comparison.Operator))
        {
            Operand truth = Compare(comparison);
            MarkValue(comparison, truth);
            return truth;
        }

        Operand value = Value(condition);
        return TypeOf(value) is Ty.Int or Ty.Bool ? value : Hold(Truth(value), Tys.Bool, condition.Span);
    }

    /// <summary>Whether a value is unequal to zero, or with <paramref name="isNegated"/> equal, as a truth value.</summary>
    private Operand TruthOf(Expression expression, bool isNegated)
    {
        if (expression is Expression.Conversion { IsCast: false, Kind: ConversionKind.ScalarToBool } conversion)
        {
            expression = conversion.Operand;
        }

        Operand truth;
        if (expression is Expression.Binary comparison && IsComparison(comparison.Operator) && comparison.IntegerValue is null)
        {
            truth = Compare(comparison);
            MarkValue(comparison, truth);
        }
        else
        {
            Operand value = Value(expression);
            Rvalue test = new Rvalue.Binary(isNegated ? BinaryOp.Eq : BinaryOp.Ne, value, Zero(TypeOf(value)));
            return TypeOf(value) is Ty.Bool && !isNegated ? value : Hold(test, Tys.Bool, expression.Span);
        }

        return isNegated ? Hold(new Rvalue.Unary(UnaryOp.Not, truth), Tys.Bool, expression.Span) : truth;
    }

    private Rvalue.Binary Truth(Operand value) => new Rvalue.Binary(BinaryOp.Ne, value, Zero(TypeOf(value)));

    private static Operand.Constant Zero(Ty type) => new(new ConstValue.Scalar(type, 0));

    private Operand ComputeLogical(Expression.Logical expression, LocalId? into)
    {
        Ty type = _unit.Types.Lower(expression.Type);
        LocalId result = _code.NewTemporary(type, expression.Span);
        BlockId whenTrue = _code.NewBlock();
        BlockId whenFalse = _code.NewBlock();
        BlockId after = _code.NewBlock();
        BranchOnBoth(expression, whenTrue, whenFalse);
        _code.Start(whenTrue);
        _code.Assign(result, new Rvalue.Use(Integer(type, 1)), expression.Span);
        _code.Goto(after, expression.Span, whenFalse);
        _code.Assign(result, new Rvalue.Use(Integer(type, 0)), expression.Span);
        _code.Goto(after, expression.Span, after);
        return Settle(new Operand.Copy(result), into, expression.Span);
    }

    private Operand ComputeConditional(Expression.Conditional expression, LocalId? into) =>
        Choose(expression, expression.Condition, expression.Then, expression.Else, into);

    private Operand ComputeOrElse(Expression.ConditionalOrElse expression, LocalId? into)
    {
        Bind(expression.Value);
        return Choose(expression, expression.Condition, expression.Then, expression.Else, into);
    }

    private Operand Choose(Expression whole, Expression condition, Expression then, Expression otherwise, LocalId? into)
    {
        if (whole.Type is CType.Void)
        {
            ChooseEffect(whole, condition, then, otherwise);
            return Nothing;
        }

        LocalId result = into ?? _code.NewTemporary(_unit.Types.Lower(whole.Type), whole.Span);
        BlockId whenTrue = _code.NewBlock();
        BlockId whenFalse = _code.NewBlock();
        BlockId after = _code.NewBlock();
        Branch(condition, whenTrue, whenFalse);
        _code.Start(whenTrue);
        ValueAs(then, result);
        _code.Goto(after, whole.Span, whenFalse);
        ValueAs(otherwise, result);
        _code.Goto(after, whole.Span, after);
        return new Operand.Copy(result);
    }

    // Pointers whose types differ in const only meet in one of ?:'s arms.
    private void ValueAs(Expression expression, LocalId result)
    {
        Ty type = _code.Body.Locals[result].Type;
        if (ReferenceEquals(_unit.Types.Lower(expression.Type), type))
        {
            Value(expression, result);
            return;
        }

        StoreIn(result, Convert(Value(expression), type, expression.Span), expression.Span);
    }

    private void EffectOfConditional(Expression.Conditional expression) =>
        ChooseEffect(expression, expression.Condition, expression.Then, expression.Else);

    private void ChooseEffect(Expression whole, Expression condition, Expression then, Expression otherwise)
    {
        BlockId whenTrue = _code.NewBlock();
        BlockId whenFalse = _code.NewBlock();
        BlockId after = _code.NewBlock();
        Branch(condition, whenTrue, whenFalse);
        _code.Start(whenTrue);
        Effect(then);
        _code.Goto(after, whole.Span, whenFalse);
        Effect(otherwise);
        _code.Goto(after, whole.Span, after);
    }
}

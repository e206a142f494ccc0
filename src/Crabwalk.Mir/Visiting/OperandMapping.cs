using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Visiting;

/// <summary>Code with its operands replaced; places that are written, borrowed or inspected stay.</summary>
public static class OperandMapping
{
    /// <summary>The statement with every operand replaced.</summary>
    public static StatementKind MapOperands(this StatementKind statement, Func<Operand, Operand> map) => statement switch
    {
        StatementKind.Assign assign => assign with { Value = assign.Value.MapOperands(map) },
        StatementKind.StorageDynamic(var local, var count, var bytes) => new StatementKind.StorageDynamic(local, map(count), map(bytes)),
        StatementKind.SetDiscriminant or StatementKind.StorageLive or StatementKind.StorageDead or StatementKind.FakeRead or StatementKind.PlaceMention
            or StatementKind.AscribeUserType or StatementKind.Retag or StatementKind.Mark or StatementKind.Nop => statement,
    };

    /// <summary>The terminator with every operand replaced.</summary>
    public static TerminatorKind MapOperands(this TerminatorKind terminator, Func<Operand, Operand> map) => terminator switch
    {
        TerminatorKind.SwitchInt s => s with { Operand = map(s.Operand) },
        TerminatorKind.Call call => call with { Function = map(call.Function), Arguments = call.Arguments.Select(map).ToEquatableArray() },
        TerminatorKind.Assert assert => assert with { Condition = map(assert.Condition), Message = assert.Message.MapOperands(map) },
        TerminatorKind.Drop or TerminatorKind.Goto or TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.FalseEdge
            or TerminatorKind.FalseUnwind or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => terminator,
    };

    /// <summary>The rvalue with every operand replaced.</summary>
    public static Rvalue MapOperands(this Rvalue value, Func<Operand, Operand> map) => value switch
    {
        Rvalue.Use(var operand) => new Rvalue.Use(map(operand)),
        Rvalue.Repeat(var operand, var count) => new Rvalue.Repeat(map(operand), count),
        Rvalue.Cast cast => cast with { Operand = map(cast.Operand) },
        Rvalue.Binary binary => binary with { Left = map(binary.Left), Right = map(binary.Right) },
        Rvalue.Unary unary => unary with { Operand = map(unary.Operand) },
        Rvalue.Aggregate(var kind, var operands) => new Rvalue.Aggregate(kind, operands.Select(map).ToEquatableArray()),
        Rvalue.Ref or Rvalue.AddressOf or Rvalue.Len or Rvalue.Discriminant or Rvalue.Nullary or Rvalue.ThreadLocal => value,
    };

    private static AssertMessage MapOperands(this AssertMessage message, Func<Operand, Operand> map) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => new AssertMessage.BoundsCheck(map(length), map(index)),
        AssertMessage.Overflow(var operation, var left, var right) => new AssertMessage.Overflow(operation, map(left), map(right)),
        AssertMessage.OverflowNeg(var operand) => new AssertMessage.OverflowNeg(map(operand)),
        AssertMessage.DivisionByZero(var operand) => new AssertMessage.DivisionByZero(map(operand)),
        AssertMessage.RemainderByZero(var operand) => new AssertMessage.RemainderByZero(map(operand)),
        AssertMessage.Resumed or AssertMessage.ValueMoved or AssertMessage.ValueUnset => message,
    };
}

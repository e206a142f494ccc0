using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Visiting;

/// <summary>Code with its places replaced.</summary>
public static class PlaceMapping
{
    /// <summary>The statement with every place replaced; storage statements stay as they are.</summary>
    public static StatementKind MapPlaces(this StatementKind statement, Func<Place, Place> map) => statement switch
    {
        StatementKind.Assign(var place, var value, var isVolatile) => new StatementKind.Assign(map(place), value.MapPlaces(map), isVolatile),
        StatementKind.SetDiscriminant(var place, var variant) => new StatementKind.SetDiscriminant(map(place), variant),
        StatementKind.StorageDynamic(var local, var count, var bytes) => new StatementKind.StorageDynamic(local, count.MapPlaces(map), bytes.MapPlaces(map)),
        StatementKind.FakeRead(var cause, var place) => new StatementKind.FakeRead(cause, map(place)),
        StatementKind.PlaceMention(var place) => new StatementKind.PlaceMention(map(place)),
        StatementKind.AscribeUserType(var place, var type) => new StatementKind.AscribeUserType(map(place), type),
        StatementKind.Retag(var place, var isEntry) => new StatementKind.Retag(map(place), isEntry),
        StatementKind.Mark mark => mark with { Value = mark.Value?.MapPlaces(map) },
        StatementKind.StorageLive or StatementKind.StorageDead or StatementKind.Nop => statement,
    };

    /// <summary>The terminator with every place replaced.</summary>
    public static TerminatorKind MapPlaces(this TerminatorKind terminator, Func<Place, Place> map) => terminator switch
    {
        TerminatorKind.SwitchInt s => s with { Operand = s.Operand.MapPlaces(map) },
        TerminatorKind.Drop drop => drop with { Place = map(drop.Place) },
        TerminatorKind.Call call => call with
        {
            Function = call.Function.MapPlaces(map),
            Arguments = call.Arguments.Select(argument => argument.MapPlaces(map)).ToEquatableArray(),
            Destination = map(call.Destination),
        },
        TerminatorKind.Assert assert => assert with { Condition = assert.Condition.MapPlaces(map), Message = assert.Message.MapPlaces(map) },
        TerminatorKind.Goto or TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.FalseEdge or TerminatorKind.FalseUnwind
            or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => terminator,
    };

    /// <summary>The operand with its place replaced.</summary>
    public static Operand MapPlaces(this Operand operand, Func<Place, Place> map) => operand switch
    {
        Operand.Copy(var place) => new Operand.Copy(map(place)),
        Operand.Move(var place) => new Operand.Move(map(place)),
        Operand.Constant => operand,
    };

    /// <summary>The rvalue with every place replaced.</summary>
    public static Rvalue MapPlaces(this Rvalue value, Func<Place, Place> map) => value switch
    {
        Rvalue.Use(var operand) => new Rvalue.Use(operand.MapPlaces(map)),
        Rvalue.Repeat(var operand, var count) => new Rvalue.Repeat(operand.MapPlaces(map), count),
        Rvalue.Ref borrow => borrow with { Place = map(borrow.Place) },
        Rvalue.AddressOf(var mutability, var place) => new Rvalue.AddressOf(mutability, map(place)),
        Rvalue.Len(var place) => new Rvalue.Len(map(place)),
        Rvalue.Cast cast => cast with { Operand = cast.Operand.MapPlaces(map) },
        Rvalue.Binary binary => binary with { Left = binary.Left.MapPlaces(map), Right = binary.Right.MapPlaces(map) },
        Rvalue.Unary unary => unary with { Operand = unary.Operand.MapPlaces(map) },
        Rvalue.Discriminant(var place) => new Rvalue.Discriminant(map(place)),
        Rvalue.Aggregate(var kind, var operands) => new Rvalue.Aggregate(kind, operands.Select(operand => operand.MapPlaces(map)).ToEquatableArray()),
        Rvalue.Nullary or Rvalue.ThreadLocal => value,
    };

    private static AssertMessage MapPlaces(this AssertMessage message, Func<Place, Place> map) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => new AssertMessage.BoundsCheck(length.MapPlaces(map), index.MapPlaces(map)),
        AssertMessage.Overflow(var operation, var left, var right) => new AssertMessage.Overflow(operation, left.MapPlaces(map), right.MapPlaces(map)),
        AssertMessage.OverflowNeg(var operand) => new AssertMessage.OverflowNeg(operand.MapPlaces(map)),
        AssertMessage.DivisionByZero(var operand) => new AssertMessage.DivisionByZero(operand.MapPlaces(map)),
        AssertMessage.RemainderByZero(var operand) => new AssertMessage.RemainderByZero(operand.MapPlaces(map)),
        AssertMessage.Resumed or AssertMessage.ValueMoved or AssertMessage.ValueUnset => message,
    };
}

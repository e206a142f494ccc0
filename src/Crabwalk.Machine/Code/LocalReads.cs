using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>The locals whose value a statement or terminator reads, be it as an index or as a pointer to follow. Marks do not count.</summary>
internal static class LocalReads
{
    /// <summary>What a statement reads.</summary>
    public static IEnumerable<LocalId> Of(StatementKind kind) => kind switch
    {
        StatementKind.Assign(var place, var value, _) => [.. OfTarget(place), .. Of(value)],
        StatementKind.SetDiscriminant(var place, _) => OfTarget(place),
        StatementKind.StorageDynamic(_, var count, var bytes) => [.. Of(count), .. Of(bytes)],
        StatementKind.StorageLive or StatementKind.StorageDead or StatementKind.FakeRead or StatementKind.PlaceMention
            or StatementKind.AscribeUserType or StatementKind.Retag or StatementKind.Mark or StatementKind.Nop => [],
    };

    /// <summary>What a terminator reads.</summary>
    public static IEnumerable<LocalId> Of(TerminatorKind kind) => kind switch
    {
        TerminatorKind.SwitchInt(var operand, _, _) => Of(operand),
        TerminatorKind.Call call => [.. Of(call.Function), .. call.Arguments.SelectMany(Of), .. OfTarget(call.Destination)],
        TerminatorKind.Assert assert => Of(assert.Condition),
        TerminatorKind.Drop(var place, _, _) => OfTarget(place),
        TerminatorKind.Return => [LocalId.Return],
        TerminatorKind.Goto or TerminatorKind.Unreachable or TerminatorKind.FalseEdge
            or TerminatorKind.FalseUnwind or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => [],
    };

    private static IEnumerable<LocalId> Of(Rvalue value) => value switch
    {
        Rvalue.Ref(_, _, var place) => OfTarget(place),
        Rvalue.AddressOf(_, var place) => OfTarget(place),
        Rvalue.Len(var place) => OfTarget(place),
        Rvalue.Discriminant(var place) => OfTarget(place),
        _ => LocalUses.OperandsOf(value).SelectMany(Of),
    };

    private static IEnumerable<LocalId> Of(Operand operand) => operand switch
    {
        Operand.Copy(var place) => OfRead(place),
        Operand.Move(var place) => OfRead(place),
        Operand.Constant => [],
    };

    private static IEnumerable<LocalId> OfRead(Place place) => [place.Local, .. Indexes(place)];

    private static IEnumerable<LocalId> OfTarget(Place place) =>
        !place.Path.IsEmpty && place.Path[0] is Projection.Deref ? [place.Local, .. Indexes(place)] : Indexes(place);

    private static IEnumerable<LocalId> Indexes(Place place) =>
        ((IEnumerable<Projection>)place.Path).OfType<Projection.Index>().Select(i => i.Local);
}

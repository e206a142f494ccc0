using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Editing;

/// <summary>A local that a piece of text is about.</summary>
internal readonly record struct MirUse(LocalId Local, Span Span);

/// <summary>Which locals the statements and terminators of a body read, borrow and write, with the text that asked for it.</summary>
internal static class MirUses
{
    /// <summary>All uses in the order of the blocks.</summary>
    public static IEnumerable<MirUse> Of(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            foreach (Statement statement in block.Statements)
            {
                foreach (Place place in PlacesOf(statement.Kind))
                {
                    yield return new(place.Local, statement.Source.Span);
                }
            }

            foreach (Place place in OperandsOf(block.Terminator.Kind).SelectMany(operand => PlacesOf(operand)))
            {
                yield return new(place.Local, block.Terminator.Source.Span);
            }
        }
    }

    private static IEnumerable<Place> PlacesOf(StatementKind statement) => statement switch
    {
        StatementKind.Mark { Value: { } value } => PlacesOf(value),
        StatementKind.Assign assign => [assign.Place, .. PlacesOf(assign.Value)],
        _ => [],
    };

    private static IEnumerable<Place> PlacesOf(Rvalue value) => value switch
    {
        Rvalue.Use use => PlacesOf(use.Operand),
        Rvalue.Ref borrow => [borrow.Place],
        Rvalue.AddressOf address => [address.Place],
        Rvalue.Binary binary => [.. PlacesOf(binary.Left), .. PlacesOf(binary.Right)],
        Rvalue.Cast cast => PlacesOf(cast.Operand),
        Rvalue.Unary unary => PlacesOf(unary.Operand),
        Rvalue.Aggregate aggregate => aggregate.Operands.SelectMany(operand => PlacesOf(operand)),
        _ => [],
    };

    private static EquatableArray<Operand> OperandsOf(TerminatorKind terminator) => terminator switch
    {
        TerminatorKind.Call call => call.Arguments,
        TerminatorKind.SwitchInt choice => [choice.Operand],
        _ => [],
    };

    private static IEnumerable<Place> PlacesOf(Operand operand) => operand switch
    {
        Operand.Copy copy => [copy.Place],
        Operand.Move move => [move.Place],
        _ => [],
    };
}

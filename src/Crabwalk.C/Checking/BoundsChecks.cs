using Crabwalk.C.Lowering;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>
/// Warns of constant indexes that leave their array (<c>-Warray-bounds</c>). The address of the element behind the last one may be taken
/// (6.5.6p8), and an array at the end of a structure may stand for more elements than it says.
/// </summary>
internal static class BoundsChecks
{
    /// <summary>Checks the subscripts in a full expression.</summary>
    public static void Check(CheckContext context, Expression expression)
    {
        if (!context.Report.IsEnabled(Warnings.ArrayBounds))
        {
            return;
        }

        var addressed = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        foreach (Expression part in ExpressionParts.All(expression))
        {
            if (part is Expression.AddressOf { Operand: Expression.Subscript operand })
            {
                addressed.Add(operand);
            }
            else if (part is Expression.Subscript subscript)
            {
                Check(context, subscript, addressed.Contains(subscript));
            }
        }
    }

    private static void Check(CheckContext context, Expression.Subscript subscript, bool isOnlyAddress)
    {
        if (subscript is not { Array: Expression.Conversion { Kind: ConversionKind.ArrayToPointer, Operand: var array }, Index.IntegerValue: { } index }
            || array.Type is not CType.Array { Count: { } count } || IsLastMember(array))
        {
            return;
        }

        bool isBelow = index < 0 && subscript.Index.Type.IsSigned();
        if (isBelow || (ulong)index > (ulong)count || (index == count && !isOnlyAddress))
        {
            string side = isBelow ? "below" : "above";
            context.Report.Warn(Warnings.ArrayBounds, subscript.Span, $"array subscript {index} is {side} array bounds of `{array.Type}`", "",
                Conversions.RootVariable(array) is { } variable ? [CheckReporter.Note(variable.Span, $"while referencing `{variable.Name}`")] : []);
        }
    }

    private static bool IsLastMember(Expression array) =>
        array is Expression.Member { Record.Type: CType.Record { Definition: { IsUnion: false } record }, Field: var field } && record.Fields[^1] == field;
}

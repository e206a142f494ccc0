using Crabwalk.C.Tree;

namespace Crabwalk.C.Checking;

/// <summary>
/// Warns of variables that one full expression changes and uses again without a sequence point between (6.5p2), such as <c>i = i++</c>
/// (<c>-Wsequence-point</c>). Only variables called by name are seen; what happens through pointers only a run can tell.
/// </summary>
internal static class SequenceChecks
{
    /// <summary>Checks a full expression.</summary>
    public static void Check(CheckContext context, Expression expression)
    {
        if (!context.Report.IsEnabled(Warnings.SequencePoint) || expression is Expression.VariableReference)
        {
            return;
        }

        var warned = new HashSet<Variable>();
        foreach (SequenceConflict conflict in Sequencing.ConflictsIn(expression))
        {
            if (conflict.IsSameObject && conflict.Write.Place is Expression.VariableReference { Variable: var variable } place && warned.Add(variable))
            {
                context.Report.Warn(
                    Warnings.SequencePoint, place.Span, $"operation on `{variable.Name}` may be undefined: it is changed and used without a sequence point between");
            }
        }
    }
}

using Crabwalk.C.Tree;

namespace Crabwalk.C.Checking;

/// <summary>What is looked at once an expression is complete that is not a part of another one (6.8p4).</summary>
internal static class FullExpressionChecks
{
    /// <summary>Checks a full expression.</summary>
    public static void Check(CheckContext context, Expression expression)
    {
        SequenceChecks.Check(context, expression);
        BoundsChecks.Check(context, expression);
    }
}

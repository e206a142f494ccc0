using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>What pointers may be moved over (6.5.6p2).</summary>
internal static class PointerArithmetic
{
    /// <summary>True for complete objects; gcc also counts <c>void</c> and functions as one byte, with a pedantic warning.</summary>
    public static bool CanStep(CheckContext context, CType target, Span span)
    {
        if (target is CType.Void or CType.Function)
        {
            context.Report.Warn(Warnings.PointerArithmetic, span, $"arithmetic on a pointer to `{target}` counts single bytes, as gcc does");
            return true;
        }

        return target.IsComplete() || target.IsError();
    }
}

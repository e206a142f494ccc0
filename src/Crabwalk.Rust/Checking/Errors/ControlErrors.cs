using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0069, E0571, E0572: jumps.</summary>
internal static class ControlErrors
{
    public static Diagnostic BreakWithValue(Span span, Hir.LoopSource source)
    {
        string loop = source == Hir.LoopSource.For ? "for" : "while";
        return CheckErrors.At("E0571", span, $"`break` with value from a `{loop}` loop", "can only break with a value inside `loop` or breakable block");
    }

    public static Diagnostic ReturnOutsideFunction(Span span) => CheckErrors.At("E0572", span, "return statement outside of function body");

    public static Diagnostic ReturnWithoutValue(Span span) =>
        CheckErrors.At("E0069", span, "`return;` in a function whose return type is not `()`", "return type is not `()`");
}

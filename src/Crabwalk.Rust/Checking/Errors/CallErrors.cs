using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0040, E0057, E0061, E0617, E0618: calls.</summary>
internal static class CallErrors
{
    public static Diagnostic ExplicitDrop(Span span) =>
        CheckErrors.At("E0040", span, "explicit use of destructor method", "explicit destructor calls not allowed");

    public static Diagnostic VariadicArgument(Span span, string type, string needed) =>
        CheckErrors.At("E0617", span, $"can't pass `{type}` to variadic function").WithFix($"cast the value to `{needed}`", new Edit(span.AtEnd, $" as {needed}"));

    public static Diagnostic NotCallable(Span callee, Span call, string what) =>
        CheckErrors.At("E0618", callee, $"expected function, found {what}").WithLabel(call, "call expression requires function");

    public static string Counted(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}

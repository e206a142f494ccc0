using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0308: the wrong type.</summary>
internal static class MismatchErrors
{
    public static Diagnostic Mismatched(Span span, string label) => CheckErrors.At("E0308", span, "mismatched types", label);

    public static Diagnostic LetElse(Span span, string found) =>
        CheckErrors.At("E0308", span, "`else` clause of `let...else` does not diverge", $"expected `!`, found `{found}`")
            .WithNote($"   expected type `!`\n        found type `{found}`")
            .WithHelp("try adding a diverging expression, such as `return` or `panic!(..)`")
            .WithHelp("...or use `match` instead of `let...else`");

    public static Diagnostic Binding(Span span, string name, string first, string here) =>
        Mismatched(span, $"expected `{first}`, found `{here}`").WithNote($"in the same arm, a binding must have the same type in all alternatives: `{name}`");
}

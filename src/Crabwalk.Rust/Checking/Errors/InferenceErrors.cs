using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0282, E0689: too little is known of a type.</summary>
internal static class InferenceErrors
{
    public static Diagnostic TypeAnnotationsNeeded(Span span, string type) =>
        CheckErrors.At("E0282", span, "type annotations needed", type == "_" ? "cannot infer type" : $"cannot infer type for `{type}`");

    public static Diagnostic AmbiguousNumber(Span span, string type, string method, string suggested) =>
        CheckErrors.At("E0689", span, $"can't call method `{method}` on ambiguous numeric type `{type}`") with
        {
            Fixes = [new("you must specify a concrete type for this numeric value, like `" + suggested + "`", [new(span.AtEnd, "_" + suggested)]) { Style = FixStyle.Lines }],
        };
}

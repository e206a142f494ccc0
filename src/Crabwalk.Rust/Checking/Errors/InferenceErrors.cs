using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0282, E0689: too little is known of a type.</summary>
internal static class InferenceErrors
{
    public static Diagnostic TypeAnnotationsNeeded(Span span, string type) =>
        CheckErrors.At("E0282", span, "type annotations needed", type == "_" ? "cannot infer type" : $"cannot infer type for `{type}`");

    /// <summary>A method of a number whose type is not known; the type is written at the literal or at the variable.</summary>
    public static Diagnostic AmbiguousNumber(Span span, string type, string method, string suggested, Span? literal, Span? binding)
    {
        Diagnostic error = CheckErrors.At("E0689", span, $"can't call method `{method}` on ambiguous numeric type `{type}`");
        return (literal, binding) switch
        {
            ({ } number, _) => error.WithFix($"you must specify a concrete type for this numeric value, like `{suggested}`", new Edit(number.AtEnd, $"_{suggested}")),
            (_, { } variable) => error.WithFix($"you must specify a type for this binding, like `{suggested}`", new Edit(variable.AtEnd, $": {suggested}")),
            _ => error,
        };
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0609, E0610, E0615, E0616: fields.</summary>
internal static class FieldErrors
{
    public static Diagnostic Private(Span span, string field, string kind, string type) =>
        CheckErrors.At("E0616", span, $"field `{field}` of {kind} `{type}` is private", "private field");

    public static Diagnostic PrivateInStruct(Span span, string field, string kind, string type) =>
        CheckErrors.At("E0451", span, $"field `{field}` of {kind} `{type}` is private", "private field");

    public static Diagnostic OnPrimitive(Span span, string type) =>
        CheckErrors.At("E0610", span, $"`{type}` is a primitive type and therefore doesn't have fields");

    public static Diagnostic IsMethod(Span span, string method, string type) =>
        CheckErrors.At("E0615", span, $"attempted to take value of method `{method}` on type `{type}`", "method, not a field");

    public static Diagnostic Unknown(Span span, string field, string type) =>
        CheckErrors.At("E0609", span, $"no field `{field}` on type `{type}`", "unknown field");
}

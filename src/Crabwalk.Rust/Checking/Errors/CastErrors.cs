using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0054, E0604 to E0607, E0620: casts.</summary>
internal static class CastErrors
{
    public static Diagnostic NonPrimitive(Span span, string from, string to) =>
        CheckErrors.At("E0605", span, $"non-primitive cast: `{from}` as `{to}`", "an `as` expression can only be used to convert between primitive types or to coerce to a specific trait object");

    public static Diagnostic ToBool(Span span, string from) => CheckErrors.At("E0054", span, $"cannot cast `{from}` as `bool`", "unsupported cast");

    public static Diagnostic ToChar(Span span, string from) =>
        CheckErrors.At("E0604", span, $"only `u8` can be cast as `char`, not `{from}`", "invalid cast");

    public static Diagnostic Invalid(Span span, string from, string to, string label = "") =>
        CheckErrors.At("E0606", span, $"casting `{from}` as `{to}` is invalid", label);

    public static Diagnostic ThinToFat(Span span, string from, string to) =>
        CheckErrors.At("E0607", span, $"cannot cast thin pointer `{from}` to wide pointer `{to}`");

    public static Diagnostic ToUnsized(Span span, string from, string to, Span operand, Span type, bool isReference)
    {
        Diagnostic error = CheckErrors.At("E0620", span, $"cast to unsized type: `{from}` as `{to}`");
        return isReference
            ? error.WithFix("consider casting to a reference instead", new Edit(type.AtStart, "&"))
            : error with { Children = [new(Severity.Help, "consider using a box or reference as appropriate", [new(operand)])] };
    }
}

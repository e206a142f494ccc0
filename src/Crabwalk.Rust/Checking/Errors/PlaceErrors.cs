using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0067, E0070, E0608, E0614, E0745: places.</summary>
internal static class PlaceErrors
{
    public static Diagnostic CannotDereference(Span span, string type) =>
        CheckErrors.At("E0614", span, $"type `{type}` cannot be dereferenced", "can't be dereferenced");

    public static Diagnostic CannotIndex(Span span, string type) =>
        CheckErrors.At("E0608", span, $"cannot index into a value of type `{type}`");

    public static Diagnostic RawBorrowOfTemporary(Span span) =>
        CheckErrors.At("E0745", span, "cannot take address of a temporary", "temporary value");

    public static Diagnostic CannotAssign(Span place, Span operation, bool isCompound) => isCompound
        ? CheckErrors.At("E0067", operation, "invalid left-hand side of assignment").WithLabel(place, "cannot assign to this expression")
        : CheckErrors.At("E0070", operation, "invalid left-hand side of assignment").WithLabel(place, "cannot assign to this expression");
}

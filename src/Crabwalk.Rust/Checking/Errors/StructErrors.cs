using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>E0063, E0436, E0559, E0560, E0574, E0062, E0784: struct expressions.</summary>
internal static class StructErrors
{
    public static Diagnostic ExpectedStruct(Span span, string found) =>
        CheckErrors.At("E0071", span, $"expected struct, variant or union type, found `{found}`", "not a struct");

    public static Diagnostic UnionNeedsOneField(Span span) => CheckErrors.At("E0784", span, "union expressions should have exactly one field");

    public static Diagnostic FieldGivenTwice(Span span, Span first, string name) =>
        CheckErrors.At("E0062", span, $"field `{name}` specified more than once", "used more than once").WithLabel(first, $"first use of `{name}`");

    public static Diagnostic BaseOfNoStruct(Span span) => CheckErrors.At("E0436", span, "functional record update syntax requires a struct");

    public static Diagnostic Missing(Span span, IReadOnlyList<string> fields, string type)
    {
        string list = Listed(fields);
        string plural = fields.Count == 1 ? "" : "s";
        return CheckErrors.At("E0063", span, $"missing field{plural} {list} in initializer of `{type}`", $"missing {list}");
    }

    public static Diagnostic UnknownInVariant(Span span, string variant, string field, Span path) =>
        CheckErrors.At("E0559", span, $"variant `{variant}` has no field named `{field}`") with { Labels = [] };

    /// <summary><c>`a`, `b` and 2 other fields</c></summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count switch
    {
        1 => $"`{names[0]}`",
        2 => $"`{names[0]}` and `{names[1]}`",
        3 => $"`{names[0]}`, `{names[1]}` and `{names[2]}`",
        _ => $"`{names[0]}`, `{names[1]}`, `{names[2]}` and {names.Count - 3} other field{(names.Count == 4 ? "" : "s")}",
    };
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>E0533 and others: a path is not what its place wants.</summary>
internal static class PathErrors
{
    public static Diagnostic ExpectedValue(Span span, ITypeContext context, DefId found) =>
        CheckErrors.At("E0533", span, $"expected value, found {KindOf(context, found)} `{context.Hir.PathOf(found)}`", "not a value");

    public static Diagnostic SelfIsNoConstructor(Span span) =>
        CheckErrors.At("", span, "the `Self` constructor must be used with unit or tuple structs");

    public static string KindOf(ITypeContext context, DefId definition) => context.Definitions[definition].Kind switch
    {
        DefKind.Variant => "struct variant",
        DefKind.Struct => "struct",
        DefKind.Union => "union",
        DefKind.Enum => "enum",
        DefKind.Function => "function",
        DefKind.AssociatedFunction => context.AssociatedItem(definition) is { HasSelf: true } ? "method" : "associated function",
        DefKind.AssociatedConstant => "associated constant",
        DefKind.Constant => "constant",
        DefKind.Static => "static",
        DefKind.Constructor => "tuple struct/variant",
        _ => "item",
    };
}

using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir.Lowering;

namespace Crabwalk.Rust.Resolution;

/// <summary>What messages call the things that names mean.</summary>
internal static class KindWords
{
    /// <summary>The kind in words: <c>tuple struct</c>, <c>unit variant</c>, <c>builtin type</c>.</summary>
    public static string Of(Hir.Res res, RustSession session) => res switch
    {
        Hir.Res.Primitive => "builtin type",
        Hir.Res.Local => "local variable",
        Hir.Res.SelfParam or Hir.Res.SelfAlias => "self type",
        Hir.Res.SelfConstructor => "self constructor",
        Hir.Res.Def def => Of(def.Id, session),
        _ => "unresolved item",
    };

    /// <summary>The kind of a definition in words.</summary>
    public static string Of(DefId id, RustSession session) => session.Definitions[id].Kind switch
    {
        DefKind.Unit => "crate",
        DefKind.Module => "module",
        DefKind.Function or DefKind.Intrinsic => "function",
        DefKind.Static => "static",
        DefKind.Constant => "constant",
        DefKind.Struct => "struct",
        DefKind.Union => "union",
        DefKind.Enum => "enum",
        DefKind.Variant => "variant",
        DefKind.Trait => "trait",
        DefKind.TypeAlias => "type alias",
        DefKind.GenericParameter => "type parameter",
        DefKind.ConstParameter => "const parameter",
        DefKind.Macro => "macro",
        DefKind.AssociatedFunction => "method",
        DefKind.AssociatedConstant => "associated constant",
        DefKind.AssociatedType => "associated type",
        DefKind.ForeignType => "foreign type",
        DefKind.TraitAlias => "trait alias",
        DefKind.Constructor => (ConstructorForms.Of(id, session) == Hir.VariantForm.Tuple ? "tuple " : "unit ")
            + (session.Definitions[session.Definitions[id].Parent!.Value].Kind == DefKind.Variant ? "variant" : "struct"),
        _ => "item",
    };

    /// <summary>The kind with <c>a</c> or <c>an</c>.</summary>
    public static string WithArticle(Hir.Res res, RustSession session)
    {
        string kind = Of(res, session);
        return (kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' && kind != "union" && !kind.StartsWith("unit", StringComparison.Ordinal) ? "an " : "a ") + kind;
    }
}

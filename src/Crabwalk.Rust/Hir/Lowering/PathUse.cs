using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>What a path is used as, which decides what it may mean and how a message calls it (rustc's <c>PathSource</c>).</summary>
internal enum PathUse
{
    /// <summary>A type.</summary>
    Type,

    /// <summary>A trait.</summary>
    Trait,

    /// <summary>A value.</summary>
    Expression,

    /// <summary>What is called: a value too.</summary>
    Callee,

    /// <summary>The head of <c>S { .. }</c>, as expression or pattern.</summary>
    Struct,

    /// <summary>The head of the pattern <c>S(..)</c>.</summary>
    TupleStruct,

    /// <summary>A pattern by itself.</summary>
    Pattern,
}

/// <summary>What uses of paths ask for.</summary>
internal static class PathUses
{
    /// <summary>The namespace.</summary>
    public static Namespace NamespaceOf(this PathUse use) => use is PathUse.Type or PathUse.Trait or PathUse.Struct ? Namespace.Type : Namespace.Value;

    /// <summary>May the path mean this?</summary>
    public static bool Accepts(this PathUse use, Res res, RustSession session)
    {
        DefKind? kind = res is Res.Def def ? session.Definitions[def.Id].Kind : null;
        VariantForm? form = kind == DefKind.Constructor ? ConstructorForms.Of(((Res.Def)res).Id, session) : null;
        return res is Res.Error || use switch
        {
            PathUse.Type => res is Res.Primitive or Res.SelfParam or Res.SelfAlias || kind is DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.Trait or DefKind.TraitAlias
                or DefKind.TypeAlias or DefKind.AssociatedType or DefKind.GenericParameter or DefKind.ForeignType or DefKind.OpaqueType,
            PathUse.Trait => kind is DefKind.Trait or DefKind.TraitAlias,
            PathUse.Expression or PathUse.Callee => res is Res.Local or Res.SelfConstructor || kind is DefKind.Function or DefKind.Intrinsic or DefKind.Static or DefKind.Constant
                or DefKind.Constructor or DefKind.AssociatedFunction or DefKind.AssociatedConstant or DefKind.ConstParameter,
            PathUse.Struct => res is Res.SelfParam or Res.SelfAlias || kind is DefKind.Struct or DefKind.Union or DefKind.Variant or DefKind.TypeAlias or DefKind.AssociatedType,
            PathUse.TupleStruct => res is Res.SelfConstructor || form == VariantForm.Tuple,
            _ => res is Res.SelfConstructor || form == VariantForm.Unit || kind is DefKind.Constant or DefKind.AssociatedConstant or DefKind.Static or DefKind.ConstParameter,
        };
    }

    /// <summary>The code for a name that means nothing, and for one that means something else.</summary>
    public static (string Missing, string Wrong) Codes(this PathUse use) => use switch
    {
        PathUse.Type => ("E0425", "E0573"),
        PathUse.Trait => ("E0405", "E0404"),
        PathUse.Struct => ("E0422", "E0574"),
        PathUse.TupleStruct or PathUse.Pattern => ("E0531", "E0532"),
        _ => ("E0425", "E0423"),
    };

    /// <summary>What a message says was expected.</summary>
    public static string Expected(this PathUse use) => use switch
    {
        PathUse.Type => "type",
        PathUse.Trait => "trait",
        PathUse.Expression => "value",
        PathUse.Callee => "function",
        PathUse.Struct => "struct, variant or union type",
        PathUse.TupleStruct => "tuple struct or tuple variant",
        _ => "unit struct, unit variant or constant",
    };
}

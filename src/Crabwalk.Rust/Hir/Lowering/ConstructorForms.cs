using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>Asks definitions of structs, variants and their constructors how their fields are written.</summary>
internal static class ConstructorForms
{
    /// <summary>The form of the struct or variant that a definition is, or whose constructor it is; null for others.</summary>
    public static VariantForm? Of(DefId definition, RustSession session)
    {
        DefId owner = session.Definitions[definition].Kind == DefKind.Constructor ? session.Definitions[definition].Parent!.Value : definition;
        return DataOf(owner, session) switch
        {
            VariantData.Struct => VariantForm.Struct,
            VariantData.Tuple => VariantForm.Tuple,
            VariantData.Unit => VariantForm.Unit,
            _ => null,
        };
    }

    /// <summary>The fields of a struct or variant as written; null for others.</summary>
    public static VariantData? DataOf(DefId owner, RustSession session) => session.Data.GetValueOrDefault(owner)?.Source switch
    {
        DefSource.OfItem { Item.Kind: Syntax.ItemKind.Struct data } => data.Data,
        DefSource.OfItem { Item.Kind: Syntax.ItemKind.Union data } => data.Data,
        DefSource.OfVariant variant => variant.Variant.Data,
        _ => null,
    };
}

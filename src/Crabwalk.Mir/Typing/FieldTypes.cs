using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Typing;

/// <summary>The types of the parts that a value has by number.</summary>
public static class FieldTypes
{
    /// <summary>The type of a field, with the generic arguments put in; null when there is none.</summary>
    public static Ty? Of(TyInterner types, PlaceTy whole, int number) => whole.Type switch
    {
        Ty.Adt adt => OfAdt(types, adt, whole.Variant, number),
        Ty.Tuple tuple => number < tuple.Parts.Count ? tuple.Parts[number] : null,
        Ty.Closure { Args: [.., Ty.Tuple captures] } => number < captures.Parts.Count ? captures.Parts[number] : null,
        _ => null,
    };

    private static Ty? OfAdt(TyInterner types, Ty.Adt adt, VariantIndex? variant, int number)
    {
        AdtDef definition = adt.Definition;
        VariantIndex index = variant ?? default;
        bool exists = definition.IsComplete && index.Index < definition.Variants.Count && (definition.Kind == AdtKind.Enum) == variant is not null
            && number >= 0 && number < definition.Variants[index].Fields.Count;
        return exists ? definition.Variants[index].Fields[number].Type.Substitute(types, adt.Args) : null;
    }
}

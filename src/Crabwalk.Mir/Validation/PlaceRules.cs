using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Validation;

/// <summary>Each step of a place must fit what comes before it.</summary>
internal sealed class PlaceRules(TyInterner interner, BodyTypes types, TypeAgreement agreement, Action<Location?, string> report)
{
    /// <summary>Reports the first step that does not fit; true when there is none.</summary>
    public bool Check(Place place, Location? at)
    {
        if (types.Start(place.Local) is not { } type)
        {
            return Report(at, $"{place.Local} does not exist");
        }

        foreach (Projection step in place.Path)
        {
            if (!CheckStep(type, step, at))
            {
                return false;
            }

            if (types.Step(type, step) is not { } next)
            {
                return !type.Type.Has(TyFlags.HasAlias | TyFlags.HasError) && Report(at, $"`{type.Type}` has no {Describe(step)}");
            }

            type = next;
        }

        return true;
    }

    private bool CheckStep(PlaceTy type, Projection step, Location? at) => step switch
    {
        Projection.Field field => CheckField(type, field, at),
        Projection.Index(var local) => types.Start(local) is { Type: Ty.Int } || Report(at, $"the index {local} is no integer"),
        Projection.Downcast(var variant) => type.Type is not Ty.Adt { Definition: { Kind: AdtKind.Enum, IsComplete: true } adt }
            || (variant.Index >= 0 && variant.Index < adt.Variants.Count) || Report(at, $"`{type.Type}` has no variant {variant.Index}"),
        Projection.Deref or Projection.ConstantIndex or Projection.Subslice => true,
    };

    private bool CheckField(PlaceTy type, Projection.Field field, Location? at)
    {
        if (type.Type.Has(TyFlags.HasError) || type.Type is Ty.Param or Ty.Alias)
        {
            return true;
        }

        return FieldTypes.Of(interner, type, field.Number) is not { } expected
            ? Report(at, $"`{type.Type}` has no field {field.Number}")
            : agreement.Agree(expected, field.Type) || Report(at, $"field {field.Number} of `{type.Type}` has type `{expected}`, not `{field.Type}`");
    }

    private static string Describe(Projection step) => step switch
    {
        Projection.Deref => "pointee",
        Projection.Field(var number, _) => $"field {number}",
        Projection.Index or Projection.ConstantIndex => "elements",
        Projection.Subslice => "subslices",
        Projection.Downcast => "variants",
    };

    private bool Report(Location? at, string message)
    {
        report(at, message);
        return false;
    }
}

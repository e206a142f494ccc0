using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Patterns;

/// <summary>Types of parts, and whether a type has any values at all.</summary>
internal sealed class PlaceTypes(ITypeContext context, IInference inference, ObligationCause cause, ParamEnv environment)
{
    private readonly HashSet<Ty> _open = [];

    /// <summary>The context.</summary>
    public ITypeContext Context => context;

    /// <summary>The types of a constructor's fields.</summary>
    public Ty[] FieldsOf(Constructor constructor, Ty type) => (constructor, type) switch
    {
        (Constructor.Single, Ty.Ref reference) => [reference.Referent],
        (Constructor.Single, Ty.Tuple tuple) => [.. tuple.Parts],
        (Constructor.Single, Ty.Adt adt) => FieldsOf(adt, 0),
        (Constructor.Variant variant, Ty.Adt adt) => FieldsOf(adt, variant.Index),
        (Constructor.UnionField field, Ty.Adt adt) => [FieldsOf(adt, 0)[field.Index]],
        (Constructor.Slice slice, Ty.Slice whole) => Repeated(whole.Element, slice.Shape.Arity),
        (Constructor.Slice slice, Ty.Array whole) => Repeated(whole.Element, slice.Shape.Arity),
        _ => [],
    };

    /// <summary>Can there be a value of the type, as far as this code may know?</summary>
    public bool IsInhabited(Ty type)
    {
        if (!_open.Add(type))
        {
            return true;
        }

        bool result = type switch
        {
            Ty.Never => false,
            Ty.Tuple tuple => tuple.Parts.All(IsInhabited),
            Ty.Array { Length: Const.Value { Bits: var bits } } array => bits == 0 || IsInhabited(array.Element),
            Ty.Adt { Definition.Kind: AdtKind.Enum } adt => HasInhabitedVariant(adt),
            Ty.Adt { Definition.Kind: AdtKind.Struct } adt => HasOnlyInhabitedFields(adt, 0),
            _ => true,
        };
        _open.Remove(type);
        return result;
    }

    /// <summary>Are all fields of a variant inhabited that this code may look at?</summary>
    public bool HasOnlyInhabitedFields(Ty.Adt adt, int variant)
    {
        VariantDef definition = adt.Definition.Variants[new(variant)];
        Ty[] types = FieldsOf(adt, variant);
        for (int i = 0; i < types.Length; i++)
        {
            bool isVisible = adt.Definition.Kind == AdtKind.Enum || definition.Fields[i].Definition is not { } field || context.Hir.IsAccessible(field, cause.Body);
            if (isVisible && !IsInhabited(types[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>More variants may come in a later version of a library.</summary>
    public bool IsNonExhaustive(Ty.Adt adt) => CrateOf(adt.Definition.Id) != CrateOf(cause.Body)
        && ItemAttributes.Has(context.ItemOfAdt(adt.Definition.Id).Attributes, context.Symbols, "non_exhaustive");

    private DefId CrateOf(DefId definition)
    {
        while (context.Definitions[definition].Parent is { } parent)
        {
            definition = parent;
        }

        return definition;
    }

    private bool HasInhabitedVariant(Ty.Adt adt)
    {
        for (int i = 0; i < adt.Definition.Variants.Count; i++)
        {
            if (HasOnlyInhabitedFields(adt, i))
            {
                return true;
            }
        }

        return false;
    }

    private Ty[] FieldsOf(Ty.Adt adt, int variant)
    {
        var fields = adt.Definition.Variants[new(variant)].Fields;
        var types = new Ty[fields.Count];
        for (int i = 0; i < types.Length; i++)
        {
            Ty type = fields[i].Type.Substitute(context.Types, adt.Args);
            types[i] = type.Has(TyFlags.HasAlias) ? inference.Resolve(inference.Normalize(cause, environment, type)) : type;
        }

        return types;
    }

    private static Ty[] Repeated(Ty element, int count)
    {
        var types = new Ty[count];
        Array.Fill(types, element);
        return types;
    }
}

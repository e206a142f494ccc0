using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Lowering;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Makes the definitions of structs, enums and unions: known by identity at once, with their fields when these are looked at.</summary>
internal sealed class AdtCollector(TypeContext context)
{
    private readonly Dictionary<DefId, AdtDef> _known = [];

    /// <summary>The ADT of a struct, enum or union.</summary>
    public AdtDef Of(DefId definition)
    {
        if (_known.TryGetValue(definition, out AdtDef? known))
        {
            return known;
        }

        Definition what = context.Definitions[definition];
        AdtKind kind = what.Kind switch
        {
            DefKind.Enum => AdtKind.Enum,
            DefKind.Union => AdtKind.Union,
            _ => AdtKind.Struct,
        };
        var adt = new AdtDef(definition, what.Name, kind, ReprAttributes.Of(context, context.Hir.ItemOf(definition).Attributes)) { Role = RoleOf(definition) };
        _known.Add(definition, adt);
        adt.CompleteOnDemand(Complete);
        return adt;
    }

    /// <summary>What the language itself knows of the type, by the library's language items.</summary>
    private AdtRole RoleOf(DefId definition)
    {
        return Is("owned_box") ? AdtRole.Box
            : Is("manually_drop") ? AdtRole.ManuallyDrop
            : Is("phantom_data") ? AdtRole.PhantomData
            : Is("unsafe_cell") ? AdtRole.UnsafeCell
            : AdtRole.None;

        bool Is(string item) => context.Hir.LangItem(item) == definition;
    }

    /// <summary>The type of an enum's discriminants: what <c>#[repr]</c> says, or <c>isize</c>.</summary>
    public static Ty DiscriminantType(ITypeContext context, DefId definition) =>
        context.Types.Int(context.AdtOf(definition).Repr.Discriminant ?? IntKind.Isize);

    private void Complete(AdtDef adt)
    {
        if (context.Hir.ItemOf(adt.Id).Kind is not Hir.ItemKind.Adt item)
        {
            adt.Complete([]);
            return;
        }

        ReprOptions repr = adt.Repr with { MayBeUnsized = adt.Kind == AdtKind.Struct && MayBeUnsized(item) };
        var fields = new List<EquatableArray<FieldDef>>();
        foreach (Hir.Variant variant in item.Variants)
        {
            fields.Add(FieldsOf(variant));
        }

        adt.Complete(WithDiscriminants(adt, item, fields, LiteralDiscriminant), repr);
        if (item.Variants.Any(variant => variant.Discriminant is { } written && LiteralDiscriminant(adt, written) is null))
        {
            adt.Complete(WithDiscriminants(adt, item, fields, EvaluatedDiscriminant), repr);
        }
    }

    private EquatableArray<FieldDef> FieldsOf(Hir.Variant variant)
    {
        var fields = new FieldDef[variant.Fields.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            Hir.Field field = variant.Fields[i];
            fields[i] = new(context.Symbols[field.Name.Name], context.TypeOf(field.Definition)) { Definition = field.Definition };
        }

        return [.. fields];
    }

    /// <summary>Each variant is one more than the one before, unless it says what it is.</summary>
    private List<VariantDef> WithDiscriminants(AdtDef adt, Hir.ItemKind.Adt item, List<EquatableArray<FieldDef>> fields, Func<AdtDef, DefId, Int128?> valueOf)
    {
        var variants = new List<VariantDef>();
        Int128 next = 0;
        for (int i = 0; i < item.Variants.Count; i++)
        {
            Hir.Variant variant = item.Variants[i];
            Int128 value = variant.Discriminant is { } written && valueOf(adt, written) is { } said ? said : next;
            variants.Add(new(context.Symbols[variant.Name.Name], value, fields[i]));
            next = unchecked(value + 1);
        }

        return variants;
    }

    private Int128? LiteralDiscriminant(AdtDef adt, DefId constant)
    {
        Ty type = context.Types.Int(adt.Repr.Discriminant ?? IntKind.Isize);
        return ConstLiterals.Of(context.Hir.BodyOf(constant)?.Value, type, context.Types, context.Target) is Const.Value value ? Signed(value.Bits, type) : null;
    }

    private Int128? EvaluatedDiscriminant(AdtDef adt, DefId constant)
    {
        Ty type = context.Types.Int(adt.Repr.Discriminant ?? IntKind.Isize);
        return LiteralDiscriminant(adt, constant) ?? (context.Evaluate(constant, []) is ConstValue.Scalar scalar ? Signed(scalar.Bits, type) : null);
    }

    private Int128 Signed(UInt128 bits, Ty type)
    {
        if (type is not Ty.Int { IsSigned: true } integer)
        {
            return unchecked((Int128)bits);
        }

        int unused = 128 - ConstLiterals.BitsOf(integer.Kind, context.Target);
        return unchecked((Int128)(bits << unused)) >> unused;
    }

    /// <summary>The last field is a parameter that says <c>?Sized</c>, so its place must not depend on what it is.</summary>
    private bool MayBeUnsized(Hir.ItemKind.Adt item)
    {
        if (item.Variants is not [{ Fields: [.., var last] }] || context.TypeOf(last.Definition) is not Ty.Param)
        {
            return false;
        }

        return last.Type.Kind is Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.Def(var parameter) }))
            && PredicateCollector.IsMaybeSized(item.Generics, parameter);
    }
}

using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>How rustc speaks of two types that differ: a short label, and a note with both in full when that tells more.</summary>
internal static class MismatchText
{
    /// <summary><c>expected `i32`, found `&amp;str`</c></summary>
    public static string Label(ITypeContext context, Ty expected, Ty found)
    {
        if (expected is Ty.Ref a && found is Ty.Ref b && a.Mutability == Mutability.Mut && b.Mutability == Mutability.Not)
        {
            return "types differ in mutability";
        }

        if (expected is Ty.Array { Length: Const.Value wanted } && found is Ty.Array { Length: Const.Value given } && wanted.Bits != given.Bits)
        {
            return $"expected an array with a size of {wanted.Bits}, found one with a size of {given.Bits}";
        }

        if (expected is Ty.FnPtr pointer && ParameterCount(context, found) is { } count && pointer.Signature.Value.Inputs.Count != count)
        {
            return "incorrect number of function parameters";
        }

        if (expected is Ty.Tuple left && found is Ty.Tuple right && left.Parts.Count != right.Parts.Count && left.Parts.Count > 0 && right.Parts.Count > 0)
        {
            return $"expected a tuple with {Elements(left)}, found one with {Elements(right)}";
        }

        string first = Short(context, expected);
        string second = Short(context, found);
        return first == second ? $"expected {first}, found a different {second}" : $"expected {first}, found {second}";
    }

    /// <summary>The two types below each other; null when the label has told it all.</summary>
    public static string? Note(ITypeContext context, Ty expected, Ty found)
    {
        if (IsSimpleText(expected) && IsSimpleText(found) && !MustShowBoth(context, expected, found))
        {
            return null;
        }

        (Ty left, Ty right) = Elide(context, expected, found);
        string expectedKind = $"expected {Kind(expected)}";
        string foundKind = $"found {Kind(found)}";
        int width = Math.Max(expectedKind.Length, foundKind.Length);
        return $"{expectedKind.PadLeft(width)} `{FullName(context, left, expected)}`\n{foundKind.PadLeft(width)} `{FullName(context, right, found)}`";
    }

    /// <summary>The type with its regions left out.</summary>
    public static string NameOf(ITypeContext context, Ty type) => TypeNames.Of(context, type.EraseRegions(context.Types));

    /// <summary>The label has told a difference, not the types.</summary>
    private static bool MustShowBoth(ITypeContext context, Ty expected, Ty found) => Label(context, expected, found) is "types differ in mutability"
        or "incorrect number of function parameters" || (expected is Ty.Tuple && found is Ty.Tuple);

    /// <summary>Function types show their result here even when it is <c>()</c>.</summary>
    private static string FullName(ITypeContext context, Ty type, Ty whole)
    {
        string name = TypeNames.Of(context, type);
        return whole is Ty.FnPtr { Signature.Value.Output: Ty.Tuple { Parts.IsEmpty: true } } ? name + " -> ()" : name;
    }

    private static string Elements(Ty.Tuple tuple) => tuple.Parts.Count == 1 ? "1 element" : $"{tuple.Parts.Count} elements";

    private static int? ParameterCount(ITypeContext context, Ty type) => type switch
    {
        Ty.FnDef function => context.SignatureOf(function.Definition).Value.Inputs.Count,
        Ty.FnPtr pointer => pointer.Signature.Value.Inputs.Count,
        _ => null,
    };

    /// <summary>rustc's <c>sort_string</c>.</summary>
    public static string Short(ITypeContext context, Ty type) => type switch
    {
        Ty.FnDef function => context.Definitions[function.Definition].Kind == DefKind.Constructor
            ? context.Definitions[context.Definitions[function.Definition].Parent!.Value].Kind == DefKind.Variant ? "enum constructor" : "struct constructor"
            : "fn item",
        Ty.FnPtr => "fn pointer",
        Ty.Dynamic => Principal(context, type) is { } trait ? $"`dyn {trait}`" : "trait object",
        Ty.Closure => "closure",
        Ty.Infer { Kind: InferKind.Integer } => "integer",
        Ty.Infer { Kind: InferKind.Float } => "floating-point number",
        Ty.Infer => "inferred type",
        Ty.Param parameter => $"type parameter `{parameter.Name}`",
        Ty.Alias { Kind: AliasKind.Opaque } => "opaque type",
        Ty.Alias => "associated type",
        Ty.Placeholder => "placeholder type",
        Ty.Bound => "bound type",
        Ty.Error => "type error",
        _ => $"`{NameOf(context, type)}`",
    };

    private static string? Principal(ITypeContext context, Ty type)
    {
        foreach (ExistentialPredicate predicate in ((Ty.Dynamic)type).Predicates.Value)
        {
            if (predicate is ExistentialPredicate.Trait trait)
            {
                return context.Hir.PathOf(trait.Definition);
            }
        }

        return null;
    }

    /// <summary>rustc's <c>prefix_string</c>.</summary>
    private static string Kind(Ty type) => type switch
    {
        Ty.Adt { Definition.Kind: AdtKind.Struct } => "struct",
        Ty.Adt { Definition.Kind: AdtKind.Enum } => "enum",
        Ty.Adt => "union",
        Ty.Tuple { Parts.IsEmpty: true } => "unit type",
        Ty.Tuple => "tuple",
        Ty.Array => "array",
        Ty.Slice => "slice",
        Ty.RawPtr => "raw pointer",
        Ty.Ref { Mutability: Mutability.Mut } => "mutable reference",
        Ty.Ref => "reference",
        Ty.FnDef => "fn item",
        Ty.FnPtr => "fn pointer",
        Ty.Dynamic => "trait object",
        Ty.Closure => "closure",
        Ty.Param => "type parameter",
        Ty.Alias { Kind: AliasKind.Opaque } => "opaque type",
        Ty.Alias => "associated type",
        Ty.Placeholder => "placeholder type",
        Ty.Infer { Kind: InferKind.General } => "type variable",
        Ty.Foreign => "extern type",
        _ => "type",
    };

    private static bool IsSimpleText(Ty type) => type switch
    {
        Ty.Adt adt => !adt.Args.Any(arg => arg is not Region),
        Ty.Ref reference => IsSimpleText(reference.Referent),
        _ => IsSimple(type),
    };

    private static bool IsSimple(Ty type) => type switch
    {
        Ty.Bool or Ty.Char or Ty.Str or Ty.Int or Ty.Float or Ty.Never or Ty.Infer { Kind: not InferKind.General } => true,
        Ty.Ref reference => IsSimple(Peeled(reference.Referent)),
        Ty.Array array => IsSimple(Peeled(array.Element)),
        Ty.Slice slice => IsSimple(Peeled(slice.Element)),
        Ty.Tuple tuple => tuple.Parts.IsEmpty,
        _ => false,
    };

    private static Ty Peeled(Ty type)
    {
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        return type;
    }

    /// <summary>What both have in common is shown as <c>_</c>.</summary>
    private static (Ty Expected, Ty Found) Elide(ITypeContext context, Ty expected, Ty found)
    {
        TyInterner types = context.Types;
        Ty hole = types.Infer(InferKind.General, int.MaxValue);
        switch (expected, found)
        {
            case (Ty.Ref a, Ty.Ref b):
                (Ty x, Ty y) = ElidePart(context, a.Referent, b.Referent, hole);
                return (types.Ref(a.Region, x, a.Mutability), types.Ref(b.Region, y, b.Mutability));
            case (Ty.Adt a, Ty.Adt b) when ReferenceEquals(a.Definition, b.Definition):
                var left = new List<GenericArg>();
                var right = new List<GenericArg>();
                for (int i = 0; i < a.Args.Count; i++)
                {
                    (GenericArg l, GenericArg r) = a.Args[i] is Ty p && b.Args[i] is Ty q ? ElidePart(context, p, q, hole) : (a.Args[i], b.Args[i]);
                    left.Add(l);
                    right.Add(r);
                }

                return (types.Adt(a.Definition, [.. left]), types.Adt(b.Definition, [.. right]));
            case (Ty.Tuple a, Ty.Tuple b) when a.Parts.Count == b.Parts.Count:
                var parts = a.Parts.Zip(b.Parts, (p, q) => ElidePart(context, p, q, hole)).ToList();
                return (types.Tuple([.. parts.Select(part => part.Expected)]), types.Tuple([.. parts.Select(part => part.Found)]));
            default:
                return (expected, found);
        }
    }

    private static (Ty Expected, Ty Found) ElidePart(ITypeContext context, Ty expected, Ty found, Ty hole) =>
        ReferenceEquals(expected.EraseRegions(context.Types), found.EraseRegions(context.Types)) ? (hole, hole) : Elide(context, expected, found);
}

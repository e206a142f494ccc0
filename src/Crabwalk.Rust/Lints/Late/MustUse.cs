using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>Why a value must be used: a type or function with <c>#[must_use]</c>, perhaps inside of something.</summary>
/// <param name="Definition">The type, trait or function; null for closures, and for what need not be used.</param>
/// <param name="Reason">The attribute's words.</param>
internal sealed record MustUse(DefId? Definition, string? Reason)
{
    /// <summary>What it is in: <c>boxed </c>, <c>array of </c>.</summary>
    public string Before { get; init; } = "";

    /// <summary>What follows: <c> in tuple element 0</c>.</summary>
    public string After { get; init; } = "";

    /// <summary>Nothing is in it: that nobody uses it goes without saying.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>True for a closure.</summary>
    public bool IsClosure { get; init; }

    /// <summary>True when the value itself is meant, so that it can be given to <c>_</c>.</summary>
    public bool IsDirect => Before.Length == 0 && After.Length == 0 && !IsClosure;
}

/// <summary>Finds which types and functions must be used.</summary>
internal sealed class MustUseFinder(ITypeContext context, DefId owner)
{
    private const int DepthLimit = 16;

    /// <summary>Why a value of a type must be used; null when it need not be.</summary>
    public MustUse? OfType(Ty type, int depth = 0) => depth > DepthLimit ? null : type switch
    {
        Ty.Tuple { Parts.Count: 0 } or Ty.Never => new(null, null) { IsEmpty = true },
        Ty.Adt { Args: [Ty inner, ..], Definition.Id: var id } when id == context.Hir.LangItem("owned_box") => Within(OfType(inner, depth + 1), "boxed ", ""),
        Ty.Adt adt when IsEmpty(adt) => new(null, null) { IsEmpty = true },
        Ty.Adt adt => OfDefinition(adt.Definition.Id),
        Ty.Alias { Kind: AliasKind.Opaque } opaque => OfOpaque(opaque),
        Ty.Tuple tuple => OfTuple(tuple, depth),
        Ty.Array array when array.Length is not Const.Value { Bits: var bits } || bits != 0 => Within(OfType(array.Element, depth + 1), "array of ", ""),
        Ty.Closure => new(null, "closures are lazy and do nothing unless called") { IsClosure = true },
        _ => null,
    };

    /// <summary>Why the result of a function, or a value of a named type, must be used.</summary>
    public MustUse? OfDefinition(DefId definition)
    {
        EquatableArray<Attribute> attributes = context.Definitions[definition].Kind is DefKind.Constructor or DefKind.Variant or DefKind.Closure ? [] : context.Hir.ItemOf(definition).Attributes;
        if (ItemAttributes.Find(attributes, context.Symbols, "must_use") is not { } attribute)
        {
            return null;
        }

        return new(definition, attribute.Body.Arguments is AttributeArguments.Value { Expression.Kind: ExpressionKind.Literal { Token: var token } } ? LiteralText.StringOf(token, context.Symbols) : null);
    }

    // A result of which neither side holds anything.
    private bool IsEmpty(Ty.Adt adt)
    {
        var properties = new Building.TypeProperties(context, owner);
        return adt.Definition.Id == context.Hir.DiagnosticItem("Result") && adt.Args is [Ty.Tuple { Parts.Count: 0 }, Ty error] && properties.IsUninhabited(error);
    }

    private MustUse? OfOpaque(Ty.Alias opaque)
    {
        foreach ((Predicate predicate, _) in context.ItemBoundsOf(opaque.Definition))
        {
            if (predicate.Bound.Value is PredicateKind.Trait { Reference.Trait: var trait } && OfDefinition(trait) is { } found)
            {
                return found with { Before = "implementer of " };
            }
        }

        return null;
    }

    private MustUse? OfTuple(Ty.Tuple tuple, int depth)
    {
        for (int i = 0; i < tuple.Parts.Count; i++)
        {
            if (OfType(tuple.Parts[i], depth + 1) is { IsEmpty: false } found)
            {
                return found with { After = $"{found.After} in tuple element {i}" };
            }
        }

        return null;
    }

    private static MustUse? Within(MustUse? inner, string before, string after) => inner is { IsEmpty: false } ? inner with { Before = before + inner.Before, After = inner.After + after } : inner;
}

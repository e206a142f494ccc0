using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary>What one derive writes.</summary>
internal interface IDerivedBody
{
    /// <summary>The trait's path in a template.</summary>
    string TraitPath { get; }

    /// <summary>The bound of type parameters in a template; null for none.</summary>
    string? Bound => TraitPath;

    /// <summary>Patterns may use constants of the type: <c>StructuralPartialEq</c> is implemented with it.</summary>
    bool IsMarkerToo => false;

    /// <summary>The items of the impl.</summary>
    List<TokenTree> Members();
}

/// <summary>The derives that the language has.</summary>
internal static class DerivedBodies
{
    /// <summary>The body of a derive; null when it cannot be, which was reported.</summary>
    public static IDerivedBody? Find(string trait, DeriveCall derive, DeriveShape shape, RustSession session)
    {
        bool isUnion = shape.Item.Kind is ItemKind.Union;
        if (isUnion && trait is not ("Clone" or "Copy" or "Eq"))
        {
            session.Sink.Error(ParseErrors.At(derive.AttributeSpan, "this trait cannot be derived for unions"));
            return null;
        }

        switch (trait)
        {
            case "Clone":
                return new DerivedClone(shape, isCopy: derive.Siblings.Contains("Copy") && (isUnion || Hir.Lowering.ItemGenerics.Of(shape.Item)!.Parameters.Span.ToArray().All(parameter => parameter is GenericParameter.OfLifetime)));
            case "Copy":
                return new DerivedMarker(shape, "$crate::marker::Copy");
            case "Debug":
                return new DerivedDebug(shape);
            case "PartialEq":
                return new DerivedPartialEq(shape);
            case "Eq":
                return new DerivedMarker(shape, "$crate::cmp::Eq");
            case "PartialOrd":
                return new DerivedOrdering(shape, isPartial: true);
            case "Ord":
                return new DerivedOrdering(shape, isPartial: false);
            case "Hash":
                return new DerivedHash(shape);
            case "Default":
                return DerivedDefault.For(derive, shape, session);
            default:
                session.Sink.Error(ParseErrors.At(derive.Path.Span, $"expected derive macro, found built-in macro `{trait}`", "not a derive macro"));
                return null;
        }
    }
}

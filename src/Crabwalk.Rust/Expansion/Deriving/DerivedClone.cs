using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary><c>Copy</c> and <c>Eq</c>: nothing but the impl.</summary>
internal sealed class DerivedMarker(DeriveShape shape, string traitPath) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => traitPath;

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees("");
}

/// <summary><c>Clone</c>: field by field; a copy where the type is <c>Copy</c> whatever its parameters are.</summary>
internal sealed class DerivedClone(DeriveShape shape, bool isCopy) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => "$crate::clone::Clone";

    /// <inheritdoc/>
    public string? Bound => shape.Item.Kind is ItemKind.Union ? "$crate::marker::Copy" : TraitPath;

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees("#[inline] fn clone(&self) -> Self { #body }", ("body", Body()));

    private List<TokenTree> Body()
    {
        Quote quote = shape.Quote;
        if (isCopy)
        {
            return quote.Trees("*self");
        }

        if (!shape.IsEnum)
        {
            return shape.Make(shape.Cases[0], index => quote.Trees("$crate::clone::Clone::clone(#field)", ("field", shape.Field(shape.Cases[0], index, "self"))));
        }

        var arms = new List<TokenTree>();
        foreach (DeriveCase of in shape.Cases)
        {
            List<TokenTree> value = shape.Make(of, index => quote.Trees("$crate::clone::Clone::clone(#field)", ("field", [quote.Name($"__self_{index}")])));
            arms.AddRange(quote.Trees("#pattern => #value,", ("pattern", shape.Pattern(of, "__self_")), ("value", value)));
        }

        return arms.Count == 0 ? quote.Trees("match *self {}") : quote.Trees("match self { #arms }", ("arms", arms));
    }
}

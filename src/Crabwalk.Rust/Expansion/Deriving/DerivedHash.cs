using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary><c>Hash</c>: the case's number, then the fields.</summary>
internal sealed class DerivedHash(DeriveShape shape) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => "$crate::hash::Hash";

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees("#[inline] fn hash<__H: $crate::hash::Hasher>(&self, state: &mut __H) { #body }", ("body", Body()));

    private List<TokenTree> Body()
    {
        Quote quote = shape.Quote;
        if (!shape.IsEnum)
        {
            return Fields(shape.Cases[0], index => shape.Field(shape.Cases[0], index, "self"));
        }

        if (shape.Cases.Count == 0)
        {
            return quote.Trees("match *self {}");
        }

        var arms = new List<TokenTree>();
        foreach (DeriveCase of in shape.Cases)
        {
            arms.AddRange(quote.Trees("#pattern => { #fields }", ("pattern", shape.Pattern(of, "__self_")), ("fields", Fields(of, index => [quote.Name($"__self_{index}")]))));
        }

        List<TokenTree> match = quote.Trees("match self { #arms }", ("arms", arms));
        return shape.Cases.Count == 1 ? match
            : quote.Trees("$crate::hash::Hash::hash(&$crate::intrinsics::discriminant_value(self), state); #match", ("match", match));
    }

    private List<TokenTree> Fields(DeriveCase of, Func<int, List<TokenTree>> field)
    {
        var statements = new List<TokenTree>();
        for (int i = 0; i < of.Count; i++)
        {
            statements.AddRange(shape.Quote.Trees("$crate::hash::Hash::hash(#field, state);", ("field", field(i))));
        }

        return statements;
    }
}

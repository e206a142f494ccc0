using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary><c>Debug</c>, over the formatter's builders.</summary>
internal sealed class DerivedDebug(DeriveShape shape) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => "$crate::fmt::Debug";

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees("#[inline] fn fmt(&self, f: &mut $crate::fmt::Formatter<'_>) -> $crate::fmt::Result { #body }", ("body", Body()));

    private List<TokenTree> Body()
    {
        Quote quote = shape.Quote;
        if (!shape.IsEnum)
        {
            return Write(shape.Cases[0], index => shape.Field(shape.Cases[0], index, "self"));
        }

        var arms = new List<TokenTree>();
        foreach (DeriveCase of in shape.Cases)
        {
            arms.AddRange(quote.Trees("#pattern => #value,", ("pattern", shape.Pattern(of, "__self_")), ("value", Write(of, index => [quote.Name($"__self_{index}")]))));
        }

        return arms.Count == 0 ? quote.Trees("match *self {}") : quote.Trees("match self { #arms }", ("arms", arms));
    }

    private List<TokenTree> Write(DeriveCase of, Func<int, List<TokenTree>> field)
    {
        Quote quote = shape.Quote;
        TokenTree name = quote.Text(shape.CaseName(of));
        if (of.Data is VariantData.Unit || of.Count == 0)
        {
            return quote.Trees("$crate::fmt::Formatter::write_str(f, #name)", ("name", [name]));
        }

        bool isTuple = of.Data is VariantData.Tuple;
        List<TokenTree> chain = quote.Trees(isTuple ? "$crate::fmt::Formatter::debug_tuple(f, #name)" : "$crate::fmt::Formatter::debug_struct(f, #name)", ("name", [name]));
        for (int i = 0; i < of.Count; i++)
        {
            // The last field may be unsized: a reference to it is not.
            List<TokenTree> value = i == of.Count - 1 ? quote.Trees("&#field", ("field", field(i))) : field(i);
            chain = isTuple
                ? quote.Trees("#chain.field(#value)", ("chain", chain), ("value", value))
                : quote.Trees("#chain.field(#name, #value)", ("chain", chain), ("name", [quote.Text(shape.FieldName(of, i))]), ("value", value));
        }

        return quote.Trees("#chain.finish()", ("chain", chain));
    }
}

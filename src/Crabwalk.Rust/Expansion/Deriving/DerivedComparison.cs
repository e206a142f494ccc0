using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary><c>PartialEq</c>: the same case, and equal fields.</summary>
internal sealed class DerivedPartialEq(DeriveShape shape) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => "$crate::cmp::PartialEq";

    /// <inheritdoc/>
    public bool IsMarkerToo => true;

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees("#[inline] fn eq(&self, other: &Self) -> bool { #body }", ("body", Body()));

    private List<TokenTree> Body()
    {
        Quote quote = shape.Quote;
        if (!shape.IsEnum)
        {
            DeriveCase only = shape.Cases[0];
            return All(only.Count, index => quote.Trees("#left == #right", ("left", shape.Place(only, index, "self")), ("right", shape.Place(only, index, "other"))));
        }

        if (shape.Cases.Count == 0)
        {
            return quote.Trees("match *self {}");
        }

        var arms = new List<TokenTree>();
        foreach (DeriveCase of in shape.Cases)
        {
            if (of.Count > 0)
            {
                List<TokenTree> equal = All(of.Count, index => quote.Trees("*#left == *#right", ("left", [quote.Name($"__self_{index}")]), ("right", [quote.Name($"__other_{index}")])));
                arms.AddRange(quote.Trees("(#left, #right) => #equal,", ("left", shape.Pattern(of, "__self_")), ("right", shape.Pattern(of, "__other_")), ("equal", equal)));
            }
        }

        if (shape.Cases.Count == 1)
        {
            return arms.Count == 0 ? quote.Trees("true") : quote.Trees("match (self, other) { #arms }", ("arms", arms));
        }

        List<TokenTree> same = quote.Trees("$crate::intrinsics::discriminant_value(self) == $crate::intrinsics::discriminant_value(other)");
        return arms.Count == 0 ? same : quote.Trees("#same && match (self, other) { #arms _ => true }", ("same", same), ("arms", arms));
    }

    private List<TokenTree> All(int count, Func<int, List<TokenTree>> compare)
    {
        Quote quote = shape.Quote;
        if (count == 0)
        {
            return quote.Trees("true");
        }

        List<TokenTree> all = compare(0);
        for (int i = 1; i < count; i++)
        {
            all = quote.Trees("#all && #next", ("all", all), ("next", compare(i)));
        }

        return all;
    }
}

/// <summary><c>PartialOrd</c> and <c>Ord</c>: by the order of cases, then of fields.</summary>
internal sealed class DerivedOrdering(DeriveShape shape, bool isPartial) : IDerivedBody
{
    /// <inheritdoc/>
    public string TraitPath => isPartial ? "$crate::cmp::PartialOrd" : "$crate::cmp::Ord";

    private string Compare => isPartial ? "$crate::cmp::PartialOrd::partial_cmp" : "$crate::cmp::Ord::cmp";

    private string Equal => isPartial ? "$crate::option::Option::Some($crate::cmp::Ordering::Equal)" : "$crate::cmp::Ordering::Equal";

    /// <inheritdoc/>
    public List<TokenTree> Members() => shape.Quote.Trees(
        isPartial
            ? "#[inline] fn partial_cmp(&self, other: &Self) -> $crate::option::Option<$crate::cmp::Ordering> { #body }"
            : "#[inline] fn cmp(&self, other: &Self) -> $crate::cmp::Ordering { #body }",
        ("body", Body()));

    private List<TokenTree> Body()
    {
        Quote quote = shape.Quote;
        if (!shape.IsEnum)
        {
            DeriveCase only = shape.Cases[0];
            return Chain(only.Count, index => (shape.Field(only, index, "self"), shape.Field(only, index, "other")));
        }

        if (shape.Cases.Count == 0)
        {
            return quote.Trees("match *self {}");
        }

        var arms = new List<TokenTree>();
        foreach (DeriveCase of in shape.Cases)
        {
            if (of.Count > 0)
            {
                List<TokenTree> order = Chain(of.Count, index => ([quote.Name($"__self_{index}")], [quote.Name($"__other_{index}")]));
                arms.AddRange(quote.Trees("(#left, #right) => { #order }", ("left", shape.Pattern(of, "__self_")), ("right", shape.Pattern(of, "__other_")), ("order", order)));
            }
        }

        List<TokenTree> cases = quote.Trees(Compare + "(&$crate::intrinsics::discriminant_value(self), &$crate::intrinsics::discriminant_value(other))");
        return arms.Count == 0 ? cases : quote.Trees("match (self, other) { #arms #[allow(unreachable_patterns)] _ => #cases }", ("arms", arms), ("cases", cases));
    }

    private List<TokenTree> Chain(int count, Func<int, (List<TokenTree> Left, List<TokenTree> Right)> field)
    {
        Quote quote = shape.Quote;
        List<TokenTree>? chain = null;
        for (int i = count - 1; i >= 0; i--)
        {
            (List<TokenTree> left, List<TokenTree> right) = field(i);
            List<TokenTree> compare = quote.Trees(Compare + "(#left, #right)", ("left", left), ("right", right));
            chain = chain is null ? compare : quote.Trees("match #compare { " + Equal + " => { #rest } cmp => cmp }", ("compare", compare), ("rest", chain));
        }

        return chain ?? quote.Trees(Equal);
    }
}

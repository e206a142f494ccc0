using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary>One struct or variant as derives see it.</summary>
/// <param name="Name">The variant's name; null for a struct.</param>
/// <param name="Data">Its fields.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record DeriveCase(Ident? Name, VariantData Data, EquatableArray<Attribute> Attributes)
{
    /// <summary>How many fields it has.</summary>
    public int Count => Data.AllFields().Count;
}

/// <summary>The item of a derive: its cases, and the tokens that speak of them.</summary>
internal sealed class DeriveShape(Item item, Quote quote, RustSession session)
{
    /// <summary>The item.</summary>
    public Item Item { get; } = item;

    /// <summary>Makes tokens.</summary>
    public Quote Quote { get; } = quote;

    /// <summary>True for an enum.</summary>
    public bool IsEnum => Item.Kind is ItemKind.Enum;

    /// <summary>The struct itself, or the variants.</summary>
    public IReadOnlyList<DeriveCase> Cases { get; } = item.Kind switch
    {
        ItemKind.Struct data => [new(null, data.Data, [])],
        ItemKind.Union data => [new(null, data.Data, [])],
        ItemKind.Enum data => [.. data.Variants.Select(variant => new DeriveCase(variant.Name, variant.Data, variant.Attributes))],
        _ => [],
    };

    /// <summary>True for <c>#[repr(packed)]</c>: fields may not be borrowed.</summary>
    public bool IsPacked { get; } = item.Attributes.Span.ToArray().Any(attribute => IsPackedAttribute(attribute, session));

    /// <summary><c>Self</c>, or <c>Self::Variant</c>.</summary>
    public List<TokenTree> Path(DeriveCase of) => of.Name is { } name ? Quote.Trees("Self::#name", ("name", [Quote.Name(name, session)])) : Quote.Trees("Self");

    /// <summary>A pattern that binds the fields of a case to names with a prefix: <c>Self::Pair { a: __self_0, b: __self_1 }</c>.</summary>
    public List<TokenTree> Pattern(DeriveCase of, string prefix)
    {
        EquatableArray<FieldDefinition> fields = of.Data.AllFields();
        var parts = new List<TokenTree>();
        for (int i = 0; i < fields.Count; i++)
        {
            TokenTree variable = Quote.Name(prefix + i.ToString(CultureInfo.InvariantCulture));
            parts.AddRange(of.Data is VariantData.Struct
                ? Quote.Trees("#field: #variable,", ("field", [Quote.Name(fields[i].Name!.Value, session)]), ("variable", [variable]))
                : Quote.Trees("#variable,", ("variable", [variable])));
        }

        return of.Data switch
        {
            VariantData.Struct => Quote.Trees("#path { #fields }", ("path", Path(of)), ("fields", parts)),
            VariantData.Tuple => Quote.Trees("#path(#fields)", ("path", Path(of)), ("fields", parts)),
            _ => Path(of),
        };
    }

    /// <summary>An expression that makes a case, with a value for each field.</summary>
    public List<TokenTree> Make(DeriveCase of, Func<int, IEnumerable<TokenTree>> value)
    {
        EquatableArray<FieldDefinition> fields = of.Data.AllFields();
        var parts = new List<TokenTree>();
        for (int i = 0; i < fields.Count; i++)
        {
            parts.AddRange(of.Data is VariantData.Struct
                ? Quote.Trees("#field: #value,", ("field", [Quote.Name(fields[i].Name!.Value, session)]), ("value", value(i)))
                : Quote.Trees("#value,", ("value", value(i))));
        }

        return of.Data switch
        {
            VariantData.Struct => Quote.Trees("#path { #fields }", ("path", Path(of)), ("fields", parts)),
            VariantData.Tuple => Quote.Trees("#path(#fields)", ("path", Path(of)), ("fields", parts)),
            _ => Path(of),
        };
    }

    /// <summary>A borrow of a struct's field: <c>&amp;self.name</c>; of a packed one, a borrow of a copy.</summary>
    public List<TokenTree> Field(DeriveCase of, int index, string owner) => Quote.Trees("&#place", ("place", Place(of, index, owner)));

    /// <summary>A struct's field: <c>self.name</c>; of a packed one, a copy of it.</summary>
    public List<TokenTree> Place(DeriveCase of, int index, string owner)
    {
        FieldDefinition field = of.Data.AllFields()[index];
        TokenTree name = field.Name is { } named ? Quote.Name(named, session)
            : new TokenTree.Leaf(Quote.Literal(TokenKind.Integer, index.ToString(CultureInfo.InvariantCulture)));
        return IsPacked
            ? Quote.Trees("({ #owner.#name })", ("owner", [Quote.Name(owner)]), ("name", [name]))
            : Quote.Trees("#owner.#name", ("owner", [Quote.Name(owner)]), ("name", [name]));
    }

    /// <summary>The name of a field as text.</summary>
    public string FieldName(DeriveCase of, int index) => of.Data.AllFields()[index].Name is { } name ? session.Symbols[name.Name] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a case as text.</summary>
    public string CaseName(DeriveCase of) => session.Symbols[(of.Name ?? Item.Name).Name];

    private static bool IsPackedAttribute(Attribute attribute, RustSession session) =>
        attribute is Attribute.Normal { Body: { Path.Segments: [var only], Arguments: AttributeArguments.Delimited list } } && session.Symbols[only.Ident.Name] == "repr"
        && MetaItem.ParseList(list.Tokens.Trees, session.Symbols).Span.ToArray().Any(entry => entry.Name == "packed");
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Reads what attributes say about a type's layout.</summary>
internal static class ReprAttributes
{
    /// <summary>The options of <c>#[repr(..)]</c> and the library's own attributes.</summary>
    public static ReprOptions Of(ITypeContext context, EquatableArray<Attribute> attributes)
    {
        var options = new ReprOptions(IsC: false)
        {
            ValidRange = ValidRangeOf(context, attributes),
            HidesNiches = IsLang(context, attributes, "unsafe_cell"),
        };
        foreach (Attribute.Normal attribute in ItemAttributes.FindAll(attributes, context.Symbols, "repr"))
        {
            foreach (List<TokenTree> argument in ItemAttributes.Arguments(attribute))
            {
                options = With(options, ItemAttributes.NameOf(argument, context.Symbols), ItemAttributes.NumberOf(argument, context.Symbols));
            }
        }

        return options;
    }

    private static ReprOptions With(ReprOptions options, string name, UInt128? number) => name switch
    {
        "C" => options with { IsC = true },
        "transparent" => options with { IsTransparent = true },
        "packed" => options with { Pack = Alignment(number) ?? 1 },
        "align" => options with { Align = Math.Max(options.Align ?? 1, Alignment(number) ?? 1) },
        _ => options with { Discriminant = IntKindOf(name) ?? options.Discriminant },
    };

    private static int? Alignment(UInt128? number) => number is { } value && value > 0 && value <= 1 << 29 ? (int)value : null;

    private static IntKind? IntKindOf(string name) => name switch
    {
        "i8" => IntKind.I8,
        "i16" => IntKind.I16,
        "i32" => IntKind.I32,
        "i64" => IntKind.I64,
        "i128" => IntKind.I128,
        "isize" => IntKind.Isize,
        "u8" => IntKind.U8,
        "u16" => IntKind.U16,
        "u32" => IntKind.U32,
        "u64" => IntKind.U64,
        "u128" => IntKind.U128,
        "usize" => IntKind.Usize,
        _ => null,
    };

    private static ValidRange? ValidRangeOf(ITypeContext context, EquatableArray<Attribute> attributes)
    {
        UInt128? start = RangeEnd(context, attributes, "rustc_layout_scalar_valid_range_start");
        UInt128? end = RangeEnd(context, attributes, "rustc_layout_scalar_valid_range_end");
        return start is null && end is null ? null : new(start ?? 0, end ?? UInt128.MaxValue);
    }

    private static UInt128? RangeEnd(ITypeContext context, EquatableArray<Attribute> attributes, string name) =>
        ItemAttributes.Find(attributes, context.Symbols, name) is { } attribute && ItemAttributes.Arguments(attribute) is [var argument]
            ? ItemAttributes.NumberOf(argument, context.Symbols)
            : null;

    private static bool IsLang(ITypeContext context, EquatableArray<Attribute> attributes, string name) =>
        ItemAttributes.Find(attributes, context.Symbols, "lang") is { Body.Arguments: AttributeArguments.Value(var value) }
        && value.Kind is ExpressionKind.Literal literal && context.Symbols[literal.Token.Text].Trim('"') == name;
}

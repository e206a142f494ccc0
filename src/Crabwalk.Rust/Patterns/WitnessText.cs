using System.Globalization;
using System.Numerics;
using System.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Patterns;

/// <summary>Witnesses as rustc writes them: <c>Some(_)</c>, <c>i32::MIN..=-1_i32</c>, <c>E::C { .. }</c>.</summary>
internal sealed class WitnessText(PlaceTypes types)
{
    /// <summary>The witness as a pattern.</summary>
    public string Of(Witness witness) => witness.Constructor switch
    {
        Constructor.Single when witness.Type is Ty.Ref => $"&{Of(witness.Fields[0])}",
        Constructor.Single when witness.Type is Ty.Tuple => $"({string.Join(", ", witness.Fields.Select(Of))}{(witness.Fields.Length == 1 ? "," : "")})",
        Constructor.Single when witness.Type is Ty.Adt adt => StructText(adt, 0, witness.Fields),
        Constructor.Variant variant when witness.Type is Ty.Adt adt => StructText(adt, variant.Index, witness.Fields),
        Constructor.Bool value => value.Value ? "true" : "false",
        Constructor.Range range => RangeText(range.Values, witness.Type),
        Constructor.Slice slice => SliceText(slice.Shape, witness.Fields),
        _ => "_",
    };

    private string StructText(Ty.Adt adt, int index, Witness[] fields)
    {
        Hir.Variant variant = ((Hir.ItemKind.Adt)types.Context.ItemOfAdt(adt.Definition.Id).Kind).Variants[index];
        string name = types.Context.Hir.PathOf(adt.Definition.Id);
        if (adt.Definition.Kind == AdtKind.Enum)
        {
            string own = types.Context.Symbols[variant.Name.Name];
            name = IsPreludeEnum(adt) ? own : $"{name}::{own}";
        }

        return variant.Form switch
        {
            Hir.VariantForm.Unit => name,
            Hir.VariantForm.Tuple => $"{name}({string.Join(", ", fields.Select(Of))})",
            Hir.VariantForm.Struct => $"{name} {{ {FieldsText(variant, fields)} }}",
        };
    }

    private bool IsPreludeEnum(Ty.Adt adt) =>
        types.Context.Hir.DiagnosticItem("Option") == adt.Definition.Id || types.Context.Hir.LangItem("Option") == adt.Definition.Id
        || types.Context.Hir.DiagnosticItem("Result") == adt.Definition.Id;

    private string FieldsText(Hir.Variant variant, Witness[] fields)
    {
        var text = new List<string>();
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].Constructor is not Constructor.Wildcard)
            {
                text.Add($"{types.Context.Symbols[variant.Fields[i].Name.Name]}: {Of(fields[i])}");
            }
        }

        if (text.Count < fields.Length || fields.Length == 0)
        {
            text.Add("..");
        }

        return string.Join(", ", text);
    }

    private string SliceText(SliceShape shape, Witness[] fields)
    {
        var text = fields.Select(Of).ToList();
        if (shape.HasRest)
        {
            text.Insert(shape.Prefix, "..");
        }

        return $"[{string.Join(", ", text)}]";
    }

    private string RangeText(IntegerRange range, Ty type)
    {
        if (type is not Ty.Int integer)
        {
            return range.Low == range.High ? CharText(range.Low) : $"{CharText(range.Low)}..={CharText(range.High)}";
        }

        IntegerRange all = new ConstructorSet(types).ValuesOf(integer);
        bool isOpenBelow = integer.Kind == IntKind.Isize && range.Low == all.Low;
        bool isOpenAbove = integer.Kind is IntKind.Usize or IntKind.Isize && range.High == all.High;
        if (range == all)
        {
            return "_";
        }

        if (isOpenAbove)
        {
            // Beyond the last value a target can have lies only what a wider one could.
            BigInteger low = range.Low == all.High ? range.Low - 1 : range.Low;
            return $"{IntText(low, integer)}..";
        }

        if (isOpenBelow)
        {
            return $"..{IntText(range.High + 1, integer)}";
        }

        return range.Low == range.High ? IntText(range.Low, integer) : $"{IntText(range.Low, integer)}..={IntText(range.High, integer)}";
    }

    private string IntText(BigInteger value, Ty.Int type)
    {
        int bits = types.Context.Target.SizeOf(type.Kind) * 8;
        BigInteger high = (type.IsSigned ? BigInteger.One << (bits - 1) : BigInteger.One << bits) - 1;
        return value == high ? $"{type}::MAX"
            : type.IsSigned && value == -high - 1 ? $"{type}::MIN"
            : $"{value.ToString(CultureInfo.InvariantCulture)}_{type}";
    }

    private static string CharText(BigInteger value)
    {
        int code = (int)value;
        string shown = code switch
        {
            0 => "\\0",
            '\t' => "\\t",
            '\n' => "\\n",
            '\r' => "\\r",
            '\'' => "\\'",
            '\\' => "\\\\",
            _ when Rune.IsValid(code) && IsPrintable(new(code)) => new Rune(code).ToString(),
            _ => $"\\u{{{code:x}}}",
        };
        return $"'{shown}'";
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}

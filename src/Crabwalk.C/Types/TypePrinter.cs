namespace Crabwalk.C.Types;

/// <summary>
/// Writes types as C source. A declarator is written from the inside out: the text so far ("<c>*p</c>") is wrapped by each level
/// of the type, with parentheses where a pointer binds less than the array or function around it.
/// </summary>
public static class TypePrinter
{
    /// <summary>Deeper types are cut with an ellipsis; no reader follows them and no stack should.</summary>
    private const int DepthLimit = 64;

    /// <summary>The type name alone, such as <c>int (*)[3]</c>.</summary>
    public static string Print(CType type) => Declare(type, "", 0);

    /// <summary>The declaration of a name with this type, such as <c>int (*p)[3]</c>.</summary>
    public static string Print(CType type, string name) => Declare(type, name, 0);

    /// <summary>The type for a message: as the user wrote it, and what that is where a typedef hides it, <c>`size_t` (aka `unsigned long`)</c>.</summary>
    public static string InWords(this CType type)
    {
        string written = Print(type);
        string meant = Print(type.Canonical);
        return written == meant ? $"`{written}`" : $"`{written}` (aka `{meant}`)";
    }

    private static string Declare(CType type, string inner, int depth)
    {
        if (depth > DepthLimit)
        {
            return "...";
        }

        if (type.TypedefName is { } name)
        {
            return Join(Words(type.Qualifiers & ~type.TypedefQualifiers, name), inner);
        }

        return type switch
        {
            CType.Pointer pointer => DeclarePointer(pointer, inner, depth),
            CType.Array array => Declare(array.Element, $"{Wrapped(inner)}[{Bound(array.Bound)}]", depth + 1),
            CType.Function function => Declare(function.Result, $"{Wrapped(inner)}({Parameters(function, depth)})", depth + 1),
            CType.Void => Join(Words(type.Qualifiers, "void"), inner),
            CType.Integer integer => Join(Words(type.Qualifiers, integer.Kind.Spelling()), inner),
            CType.Floating floating => Join(Words(type.Qualifiers, floating.Kind.Spelling()), inner),
            CType.Record record => Join(Words(type.Qualifiers, Name(record.Definition)), inner),
            CType.Enum enumeration => Join(Words(type.Qualifiers, Name(enumeration.Definition)), inner),
            CType.Error => Join("<error>", inner),
        };
    }

    private static string DeclarePointer(CType.Pointer pointer, string inner, int depth)
    {
        string qualifiers = Words(pointer.Qualifiers, "").TrimEnd();
        string text = qualifiers.Length == 0 ? $"*{inner}" : Join($"*{qualifiers}", inner);
        return Declare(pointer.Target, text, depth + 1);
    }

    private static string Wrapped(string inner) => inner.StartsWith('*') ? $"({inner})" : inner;

    private static string Join(string type, string inner) => inner.Length == 0 ? type : inner[0] == '[' ? type + inner : $"{type} {inner}";

    private static string Bound(ArrayBound bound) => bound switch
    {
        ArrayBound.Constant constant => constant.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ArrayBound.Incomplete => "",
        ArrayBound.Star => "*",
        ArrayBound.Variable => "*",
    };

    private static string Parameters(CType.Function function, int depth)
    {
        if (!function.HasPrototype)
        {
            return "";
        }

        var parts = function.Parameters.Select(p => Declare(p, "", depth + 1)).ToList();
        if (function.IsVariadic)
        {
            parts.Add("...");
        }

        return parts.Count == 0 ? "void" : string.Join(", ", parts);
    }

    private static string Name(RecordDefinition definition) =>
        definition.Tag is { } tag ? $"{definition.Keyword} {tag}" : definition.TypedefName ?? $"{definition.Keyword} <anonymous>";

    private static string Name(EnumDefinition definition) =>
        definition.Tag is { } tag ? $"enum {tag}" : definition.TypedefName ?? "enum <anonymous>";

    private static string Words(Qualifiers qualifiers, string type)
    {
        if (qualifiers == Qualifiers.None)
        {
            return type;
        }

        var words = new List<string>(4);
        AddWord(Qualifiers.Const, "const");
        AddWord(Qualifiers.Volatile, "volatile");
        AddWord(Qualifiers.Restrict, "restrict");
        AddWord(Qualifiers.Atomic, "_Atomic");
        words.Add(type);
        return string.Join(' ', words);

        void AddWord(Qualifiers one, string word)
        {
            if ((qualifiers & one) != 0)
            {
                words.Add(word);
            }
        }
    }
}

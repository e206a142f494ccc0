using System.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Printing;

/// <summary>
/// The names that definitions have in a text: their paths, in backquotes where they are no plain names, with <c>#2</c>, <c>#3</c> behind where
/// several definitions of one namespace share a path.
/// </summary>
public sealed class NameTable
{
    private static readonly HashSet<string> Reserved =
    [
        "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "long_double",
        "fn", "for", "unsafe", "extern", "dyn", "closure", "foreign", "projection", "opaque", "alias", "const", "copy", "move", "as", "mut", "let",
        "struct", "union", "enum", "static", "trait", "impl", "mod", "unit", "intrinsic", "target", "start", "main_is", "debug", "scope", "auto",
        "goto", "switchInt", "return", "unreachable", "drop", "assert", "falseEdge", "falseUnwind", "resume", "terminate", "mark", "nop", "volatile",
        "discriminant", "StorageLive", "StorageDead", "StorageDynamic", "FakeRead", "PlaceMention", "AscribeUserType", "Retag", "thread_local", "true",
        "false", "from", "zero", "bytes", "eval", "param", "variant", "macro", "type", "generic", "Len", "_",
        .. Enum.GetNames<BinaryOp>(), .. Enum.GetNames<UnaryOp>(), .. Enum.GetNames<NullaryOp>(),
    ];

    private readonly Dictionary<DefId, string> _names = [];
    private readonly DefTable _definitions;

    /// <summary>Names for all definitions of a table.</summary>
    public NameTable(DefTable definitions)
    {
        _definitions = definitions;
        var taken = new Dictionary<(bool, string), int>();
        for (int i = 0; i < definitions.Count; i++)
        {
            Definition definition = definitions[new(i)];
            var key = (IsType(definition.Kind), definition.Path);
            int count = taken[key] = taken.GetValueOrDefault(key) + 1;
            string name = IsPlain(definition.Path) ? definition.Path : Quoted(definition.Path);
            _names.Add(new(i), count == 1 ? name : $"{name}#{count}");
        }
    }

    /// <summary>The name of a definition.</summary>
    public string this[DefId definition] => _names.TryGetValue(definition, out string? name) ? name : $"`?{definition.Index}`";

    /// <summary>The definition itself.</summary>
    public Definition DefinitionOf(DefId definition) => _definitions[definition];

    /// <summary>True for what is named in the place of a type; other definitions have a namespace of their own.</summary>
    internal static bool IsType(DefKind kind) => kind switch
    {
        DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.Trait or DefKind.TypeAlias or DefKind.Unit or DefKind.Module
            or DefKind.Impl or DefKind.GenericParameter or DefKind.Macro or DefKind.AssociatedType or DefKind.LifetimeParameter
            or DefKind.OpaqueType or DefKind.ForeignModule or DefKind.ForeignType or DefKind.Import or DefKind.TraitAlias => true,
        DefKind.Function or DefKind.Intrinsic or DefKind.Static or DefKind.Constant or DefKind.Variant or DefKind.Closure
            or DefKind.AssociatedFunction or DefKind.AssociatedConstant or DefKind.Constructor or DefKind.Field or DefKind.ConstParameter
            or DefKind.AnonymousConstant => false,
    };

    /// <summary>A field's or variable's name as the text has it.</summary>
    internal static string Plain(string name) => IsIdentifier(name) ? name : Quoted(name);

    /// <summary>A text in backquotes.</summary>
    internal static string Quoted(string text) => Escaped(text, '`');

    /// <summary>A text between quotes, with everything outside of printable ASCII escaped.</summary>
    internal static string Escaped(string text, char quote)
    {
        var result = new StringBuilder().Append(quote);
        foreach (char c in text)
        {
            result.Append(c switch
            {
                '\n' => "\\n",
                '\t' => "\\t",
                '\\' => "\\\\",
                _ when c == quote => $"\\{c}",
                < ' ' or > '~' => $"\\u{{{(int)c:x}}}",
                _ => c.ToString(),
            });
        }

        return result.Append(quote).ToString();
    }

    // Letters, digits, underscores and dollars, in segments joined by `::` or by a dot; `_1` would be a local.
    private static bool IsPlain(string path)
    {
        string[] segments = [.. path.Split("::").SelectMany(part => part.Split('.'))];
        return segments.All(IsIdentifier) && !Reserved.Contains(path) && !(path[0] == '_' && path[1..].All(char.IsAsciiDigit));
    }

    private static bool IsIdentifier(string segment) =>
        segment.Length > 0 && !char.IsAsciiDigit(segment[0]) && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
}

using System.Text;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>The string literals of a program, each text kept once (C17 6.4.5p7 allows it, and compilers do).</summary>
internal sealed class StringPool(MirProgram program)
{
    private const int ShownCharacters = 40;

    private readonly Dictionary<StringData, DefId> _known = [];

    /// <summary>The object that holds this text.</summary>
    public DefId Add(StringData text, Span use)
    {
        if (!_known.TryGetValue(text, out DefId id))
        {
            string name = NameOf(text);
            id = program.Definitions.Add(new(DefKind.Static, name, name, null, use) { IsLibrary = program.Sources.IsLibrary(use) });
            _known.Add(text, id);
            Ty element = program.Types.Int(text.UnitSize switch { 1 => IntKind.I8, 2 => IntKind.U16, _ => IntKind.I32 });
            var image = new Allocation(text.Bytes);
            program.Statics.Add(id, new(id, program.Types.Array(element, text.Count), image, Mutability.Not)
            {
                Kind = StaticKind.StringLiteral,
                SourceType = SourceTypeOf(text),
            });
        }

        return id;
    }

    private static SourceType.Array SourceTypeOf(StringData text)
    {
        string element = text.UnitSize switch { 1 => "char", 2 => "char16_t", _ => "wchar_t" };
        return new($"{element}[{text.Count}]", new SourceType.Character(element));
    }

    // The text as C writes it, cut where it gets long.
    private static string NameOf(StringData text)
    {
        if (text.UnitSize != 1)
        {
            return $"L\"...\"[{text.Count}]";
        }

        var name = new StringBuilder("\"");
        ReadOnlySpan<byte> bytes = text.Bytes.Span[..^1];
        foreach (char c in Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ShownCharacters)]))
        {
            name.Append(c switch
            {
                '\n' => "\\n",
                '\t' => "\\t",
                '\0' => "\\0",
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }

        return name.Append(bytes.Length > ShownCharacters ? "...\"" : "\"").ToString();
    }
}

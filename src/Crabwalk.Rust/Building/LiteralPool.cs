using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Building;

/// <summary>The bytes of string and byte string literals as statics, equal ones kept once in a compilation.</summary>
public sealed class LiteralPool(DefTable definitions, TyInterner types, IDictionary<DefId, StaticDef> statics)
{
    private readonly Dictionary<EquatableArray<byte>, DefId> _byBytes = [];

    /// <summary>Did <see cref="Keep"/> make the static?</summary>
    public bool IsLiteral(DefId id) => statics.TryGetValue(id, out StaticDef? item) && item.Kind == StaticKind.StringLiteral;

    /// <summary>The static that holds the bytes.</summary>
    public DefId Keep(EquatableArray<byte> bytes, Span span)
    {
        if (!_byBytes.TryGetValue(bytes, out DefId id))
        {
            string name = Quoted(bytes);
            id = definitions.Add(new(DefKind.Static, name, name, null, span));
            _byBytes.Add(bytes, id);
            statics.Add(id, new(id, types.Array(types.U8, bytes.Count), new(bytes), Mutability.Not) { Kind = StaticKind.StringLiteral });
        }

        return id;
    }

    /// <summary>The bytes of a static with their pointers; null when it is not known yet.</summary>
    public Allocation? AllocationOf(DefId id) => statics.TryGetValue(id, out StaticDef? item) ? item.Initial : null;

    /// <summary>The bytes of a static that <see cref="Keep"/> made.</summary>
    public EquatableArray<byte> BytesOf(DefId id) => statics[id].Initial.Bytes;

    private static string Quoted(EquatableArray<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (Rune rune in Encoding.UTF8.GetString(bytes.Span).EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                < ' ' => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}

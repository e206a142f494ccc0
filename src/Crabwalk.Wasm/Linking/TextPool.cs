using System.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Linking;

/// <summary>Texts that the compiler itself puts into the program, each once: messages of panics, names of files and types.</summary>
internal sealed class TextPool(ProgramLinker linker)
{
    private readonly Dictionary<string, DefId> _known = new(StringComparer.Ordinal);

    /// <summary>The static that holds a text in UTF-8.</summary>
    public DefId Of(string text)
    {
        if (!_known.TryGetValue(text, out DefId known))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            known = linker.Definitions.Add(new(DefKind.Static, text, text, null, default) { IsLibrary = true });
            linker.Program.Statics.Add(known, new(known, linker.Types.Array(linker.Types.U8, bytes.Length), new([.. bytes]), Mutability.Not) { Kind = StaticKind.Constant });
            _known.Add(text, known);
        }

        return known;
    }

    /// <summary>The text as an operand of type <c>&amp;'static str</c>.</summary>
    public Operand Operand(string text) => new Operand.Constant(new ConstValue.Slice(linker.Types.Ref(linker.Types.Erased, linker.Types.Str, Mutability.Not), Of(text), Encoding.UTF8.GetByteCount(text)));
}

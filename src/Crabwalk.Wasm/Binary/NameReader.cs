using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>The name section: what it says wrongly is left out, for a name changes nothing.</summary>
internal sealed class NameReader
{
    private readonly Dictionary<int, string> _functions = [];
    private readonly Dictionary<int, string> _globals = [];
    private readonly Dictionary<int, Dictionary<int, string>> _locals = [];

    /// <summary>The module's name.</summary>
    public string ModuleName { get; private set; } = "";

    /// <summary>Reads the section after its own name.</summary>
    public static NameReader? Read(ByteReader section)
    {
        try
        {
            var names = new NameReader();
            while (!section.IsAtEnd)
            {
                names.ReadSubsection(section.Byte(), section.Part());
            }

            return names;
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    /// <summary>A function with its names.</summary>
    public WasmFunction Named(WasmFunction function, int number) => function with
    {
        Name = _functions.GetValueOrDefault(number, ""),
        LocalNames = _locals.TryGetValue(number, out Dictionary<int, string>? names)
            ? [.. Enumerable.Range(0, names.Keys.Max() + 1).Select(i => names.GetValueOrDefault(i, ""))]
            : [],
    };

    /// <summary>The name of a global.</summary>
    public string GlobalName(int number) => _globals.GetValueOrDefault(number, "");

    private void ReadSubsection(byte id, ByteReader content)
    {
        switch (id)
        {
            case 0:
                ModuleName = content.Name();
                break;
            case 1:
                ReadMap(content, _functions);
                break;
            case 2:
                for (int left = content.Count(); left > 0; left--)
                {
                    var names = new Dictionary<int, string>();
                    int function = content.Number();
                    ReadMap(content, names);
                    if (names.Keys.All(local => local < ushort.MaxValue) && names.Count > 0)
                    {
                        _locals[function] = names;
                    }
                }

                break;
            case 7:
                ReadMap(content, _globals);
                break;
            default:
                break;
        }
    }

    private static void ReadMap(ByteReader content, Dictionary<int, string> names)
    {
        for (int left = content.Count(); left > 0; left--)
        {
            names[content.Number()] = content.Name();
        }
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>The sections that say nothing about what a module does: names (WebAssembly 3.0, 7.4.1) and producers (tool-conventions).</summary>
internal static class CustomSections
{
    private const byte ModuleNames = 0;
    private const byte FunctionNames = 1;
    private const byte LocalNames = 2;
    private const byte GlobalNames = 7;

    /// <summary>The name section.</summary>
    public static void WriteNames(ByteWriter file, WasmModule module)
    {
        var section = new ByteWriter();
        section.Name("name");
        if (module.Name.Length > 0)
        {
            var name = new ByteWriter();
            name.Name(module.Name);
            Subsection(section, ModuleNames, name);
        }

        Subsection(section, FunctionNames, MapOf(Enumerable.Range(0, module.Imports.Count + module.Functions.Count).Select(i => (i, module.NameOf(i)))));
        WriteLocalNames(section, module);
        if (module.Globals.Any(global => global.Name.Length > 0))
        {
            Subsection(section, GlobalNames, MapOf(module.Globals.Select((global, i) => (i, global.Name))));
        }

        file.Byte((byte)SectionId.Custom);
        file.Sized(section);
    }

    /// <summary>The producers section.</summary>
    public static void WriteProducers(ByteWriter file, WasmModule module)
    {
        if (module.Producers.IsEmpty)
        {
            return;
        }

        var section = new ByteWriter();
        section.Name("producers");
        List<IGrouping<string, (string Field, string Name, string Version)>> fields = [.. module.Producers.GroupBy(item => item.Field)];
        section.Number(fields.Count);
        foreach (IGrouping<string, (string Field, string Name, string Version)> field in fields)
        {
            section.Name(field.Key);
            section.Number(field.Count());
            foreach ((_, string name, string version) in field)
            {
                section.Name(name);
                section.Name(version);
            }
        }

        file.Byte((byte)SectionId.Custom);
        file.Sized(section);
    }

    private static void WriteLocalNames(ByteWriter section, WasmModule module)
    {
        List<int> named = [.. Enumerable.Range(0, module.Functions.Count).Where(i => module.Functions[i].LocalNames.Any(name => name.Length > 0))];
        if (named.Count == 0)
        {
            return;
        }

        var content = new ByteWriter();
        content.Number(named.Count);
        foreach (int function in named)
        {
            content.Number(module.Imports.Count + function);
            EquatableArray<string> names = module.Functions[function].LocalNames;
            content.Bytes(MapOf(names.Select((name, i) => (i, name))).ToArray());
        }

        Subsection(section, LocalNames, content);
    }

    private static ByteWriter MapOf(IEnumerable<(int Index, string Name)> names)
    {
        var map = new ByteWriter();
        List<(int Index, string Name)> known = [.. names.Where(item => item.Name.Length > 0)];
        map.Number(known.Count);
        foreach ((int index, string name) in known)
        {
            map.Number(index);
            map.Name(name);
        }

        return map;
    }

    private static void Subsection(ByteWriter section, byte id, ByteWriter content)
    {
        section.Byte(id);
        section.Sized(content);
    }
}

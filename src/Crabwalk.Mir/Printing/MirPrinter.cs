using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Printing;

/// <summary>
/// Prints programs and bodies in the syntax of rustc's MIR dumps, extended for what C needs. The text of a program declares everything
/// it names, so <see cref="Parsing.MirParser"/> reads it back to an equal program. The order is the parser's: types, other definitions,
/// statics, declared functions, functions with code, each by definition.
/// </summary>
public static class MirPrinter
{
    /// <summary>A whole program.</summary>
    public static string Print(MirProgram program, MirPrintOptions? options = null)
    {
        options ??= MirPrintOptions.Default;
        var names = new NameTable(program.Definitions);
        var items = new ItemPrinter(names, program.Sources, options);
        ProgramContents contents = ProgramContents.Of(program);
        if (options.Sources)
        {
            AddParents(contents, program.Definitions);
        }

        var text = new StringBuilder($"target {program.Target.Name};\n");
        AppendEntry(text, "start", program.Start, names);
        AppendEntry(text, "main_is", program.Main, names);
        foreach (string item in Items(program, contents, items))
        {
            text.Append('\n').Append(item);
        }

        return text.ToString();
    }

    /// <summary>One function's code alone.</summary>
    public static string Print(Body body, DefTable definitions, SourceMap sources, MirPrintOptions? options = null) =>
        new ItemPrinter(new(definitions), sources, options ?? MirPrintOptions.Default).Function(body, null);

    /// <summary>One statement or terminator alone, without its <c>;</c>.</summary>
    public static string Print(Body body, Location at, DefTable definitions, SourceMap sources) =>
        new ItemPrinter(new(definitions), sources, MirPrintOptions.Default).Instruction(body, at);

    private static IEnumerable<string> Items(MirProgram program, ProgramContents contents, ItemPrinter items)
    {
        foreach (AdtDef adt in contents.Adts.Values)
        {
            yield return items.Adt(adt);
        }

        DefId[] others = [.. contents.Definitions.Where(index => !contents.Adts.ContainsKey(index)).Select(DefId.At).Where(id => !program.Bodies.ContainsKey(id))];
        foreach (DefId id in others.Where(id => !IsStaticOrFunction(program, id)))
        {
            yield return items.Other(id);
        }

        foreach (DefId id in others.Where(id => program.Definitions[id].Kind == DefKind.Static))
        {
            yield return program.Statics.TryGetValue(id, out StaticDef? item) ? items.Static(item) : items.Other(id);
        }

        foreach (DefId id in others.Where(id => program.Definitions[id].Kind is DefKind.Function or DefKind.Intrinsic))
        {
            yield return items.Declaration(id, program.Signatures.GetValueOrDefault(id));
        }

        foreach (Body body in program.Bodies.Values.OrderBy(body => body.Definition.Index))
        {
            yield return items.Function(body, program.Signatures.GetValueOrDefault(body.Definition));
        }
    }

    private static bool IsStaticOrFunction(MirProgram program, DefId id) =>
        program.Definitions[id].Kind is DefKind.Static or DefKind.Function or DefKind.Intrinsic;

    private static void AppendEntry(StringBuilder text, string keyword, DefId? entry, NameTable names)
    {
        if (entry is { } definition)
        {
            text.Append(keyword).Append(' ').Append(names[definition]).Append(";\n");
        }
    }

    private static void AddParents(ProgramContents contents, DefTable definitions)
    {
        foreach (int index in contents.Definitions.ToArray())
        {
            for (DefId? parent = definitions[new(index)].Parent; parent is { } id && contents.Definitions.Add(id.Index); parent = definitions[id].Parent)
            {
            }
        }
    }
}

using System.Globalization;
using System.Text;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Libraries;

namespace Crabwalk.Workbench.Showing;

/// <summary>The text forms of a program's stages, for <c>crabwalk show</c>, editors and tests.</summary>
public static class Forms
{
    /// <summary>C after preprocessing, as <c>gcc -E -P</c> would print it.</summary>
    public static string Preprocessed(IReadOnlyList<string> paths, CompileSettings settings, ISourceProvider files)
    {
        var text = new StringBuilder();
        foreach (string path in paths)
        {
            var sources = new SourceMap();
            var symbols = new SymbolTable();
            if (files.Read(path, out string reason) is not { } bytes)
            {
                text.Append(CultureInfo.InvariantCulture, $"couldn't read `{path}`: {reason}\n");
                continue;
            }

            SourceId source = sources.Add(SourceText.FromBytes(path, bytes));
            PreprocessResult result = Preprocessor.Run(source, Compiler.PreprocessorOptions(settings), sources, symbols, new DiagnosticSink(), new LibraryFiles(files));
            text.Append(TokenPrinter.Print(result.Tokens, symbols));
        }

        return text.ToString();
    }

    /// <summary>The MIR of all functions in the order of their definition.</summary>
    public static string Mir(MirProgram program, bool withLibrary) =>
        string.Join("\n", BodiesOf(program, withLibrary).Select(body => MirPrinter.Print(body, program.Definitions, program.Sources)));

    /// <summary>The control-flow graphs of all functions, for Graphviz.</summary>
    public static string ControlFlow(MirProgram program, bool withLibrary)
    {
        var text = new StringBuilder("digraph program {\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n");
        foreach (Body body in BodiesOf(program, withLibrary))
        {
            string name = program.Definitions[body.Definition].Name;
            text.Append(CultureInfo.InvariantCulture, $"  subgraph \"cluster_{name}\" {{\n    label=\"{Escaped(body.Title)}\";\n");
            foreach (BlockId block in body.Blocks.Ids)
            {
                AppendBlock(text, body, block, name, program);
            }

            text.Append("  }\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Size, alignment and field offsets of the program's structs, unions and enums.</summary>
    public static string Layouts(MirProgram program, bool withLibrary)
    {
        var layouts = new LayoutComputer(program.Types, program.Target);
        var text = new StringBuilder();
        foreach (Ty.Adt adt in BodiesOf(program, withLibrary).SelectMany(body => body.Locals).Select(local => Named(local.Type)).OfType<Ty.Adt>().Distinct())
        {
            AppendLayout(text, adt, layouts);
        }

        return text.ToString();
    }

    private static Ty Named(Ty type) => type switch
    {
        Ty.RawPtr pointer => Named(pointer.Pointee),
        Ty.Array array => Named(array.Element),
        Ty.Ref reference => Named(reference.Referent),
        _ => type,
    };

    private static void AppendLayout(StringBuilder text, Ty.Adt adt, LayoutComputer layouts)
    {
        if (!adt.Definition.IsComplete || layouts.TryLayoutOf(adt, out _) is not { } layout)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{adt}: {layout.SizeBytes} bytes, alignment {layout.AlignBytes}\n");
        for (int i = 0; i < adt.Definition.Fields.Count && i < layout.Fields.Count; i++)
        {
            FieldDef field = adt.Definition.Fields[i];
            FieldLayout place = layout.Fields[i];
            string bits = place.Bits is { } unit ? $" bits {unit.BitOffset}..{unit.BitOffset + unit.BitWidth}" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {place.OffsetBytes,5}{bits}  {field.Name}: {field.SourceType?.Name ?? field.Type.ToString()}\n");
        }
    }

    private static IEnumerable<Body> BodiesOf(MirProgram program, bool withLibrary) => program.Bodies
        .Where(pair => withLibrary || !program.Definitions[pair.Key].IsLibrary)
        .OrderBy(pair => pair.Key.Index)
        .Select(pair => pair.Value);

    private static void AppendBlock(StringBuilder text, Body body, BlockId block, string name, MirProgram program)
    {
        string whole = MirPrinter.Print(body, program.Definitions, program.Sources, MirPrintOptions.CodeOnly);
        string lines = BlockText(whole, block);
        text.Append(CultureInfo.InvariantCulture, $"    \"{name}.{block}\" [label=\"{Escaped(lines)}\"];\n");
        foreach (BlockId next in body.Blocks[block].Terminator.Kind.Successors())
        {
            text.Append(CultureInfo.InvariantCulture, $"    \"{name}.{block}\" -> \"{name}.{next}\";\n");
        }
    }

    private static string BlockText(string body, BlockId block)
    {
        int start = body.IndexOf($"    {block}: ", StringComparison.Ordinal);
        int end = start < 0 ? -1 : body.IndexOf("\n    }", start, StringComparison.Ordinal);
        return start < 0 || end < 0 ? block.ToString() : body[start..end].Trim();
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\l", StringComparison.Ordinal);
}

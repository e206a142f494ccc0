using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;
using Crabwalk.Wasm;
using Crabwalk.Wasm.Binary;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Text;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Workbench.Building;

/// <summary>A program as WebAssembly.</summary>
/// <param name="Sources">All texts that took part.</param>
/// <param name="Diagnostics">What was found, in the order it is to be shown.</param>
/// <param name="Module">The module; null when there were errors.</param>
public sealed record WasmBuild(SourceMap Sources, EquatableArray<Diagnostic> Diagnostics, WasmModule? Module)
{
    /// <summary>The module's file; <paramref name="withNames"/> keeps the names of functions for stack traces.</summary>
    public WrittenModule Write(bool withNames = true) => ModuleWriter.Write(Module!, withNames ? NameSections.Kept : NameSections.Left);

    /// <summary>The module in the text format, with the lines of the source.</summary>
    public string Text() => WatWriter.Write(Module!, Sources);
}

/// <summary>Compiles programs to WebAssembly.</summary>
public static class WasmBuilder
{
    /// <summary>
    /// Compiles the files and makes a module of them: of C, or of Rust with files of C whose functions it declares in <c>extern "C"</c> blocks.
    /// </summary>
    public static WasmBuild Build(IReadOnlyList<string> paths, CompileSettings settings, ISourceProvider files, bool isOptimised = true)
    {
        settings = settings with { Target = Target.Wasm32, IsMarked = false };
        string[] rust = [.. paths.Where(path => path.EndsWith(".rs", StringComparison.Ordinal))];
        bool isJoined = rust.Length == 1 && paths.Count > 1;
        Compilation compilation = Compiler.Compile(isJoined ? rust : paths, settings, files);
        if (compilation.Program is not { } program || compilation.HasErrors)
        {
            return new(compilation.Sources, compilation.Diagnostics, null);
        }

        var sink = new DiagnosticSink();
        var options = new WasmOptions { IsOptimised = isOptimised };
        if (program.Resolver is not null)
        {
            options = options with { FindForeign = Compiler.JoinC([.. paths.Except(isJoined ? rust : paths)], program, settings, files, sink) };
        }

        GeneratedModule generated = WasmCompiler.Compile(program, Path.GetFileNameWithoutExtension(paths[0]), options);
        return new(compilation.Sources, [.. compilation.Diagnostics, .. sink.Found, .. generated.Diagnostics], sink.HasErrors ? null : generated.Module);
    }
}

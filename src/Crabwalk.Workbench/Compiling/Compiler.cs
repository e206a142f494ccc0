using Crabwalk.C;
using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Linking;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Workbench.Compiling.Rust;
using Crabwalk.Workbench.Editing;
using Crabwalk.Workbench.Libraries;
using Crabwalk.Workbench.Testing;

namespace Crabwalk.Workbench.Compiling;

/// <summary>Compiles a program of files into one MIR program, or says why not.</summary>
public static class Compiler
{
    /// <summary>Compiles the files; the first one that cannot be read or is of no known language ends it.</summary>
    public static Compilation Compile(IReadOnlyList<string> paths, CompileSettings settings, ISourceProvider files)
    {
        if (paths is [var only] && only.EndsWith(".rs", StringComparison.Ordinal))
        {
            return RustCompiler.Compile(only, settings, files);
        }

        if (paths is [var place] && PackageCompiler.FolderOf(place, files) is { } folder)
        {
            return PackageCompiler.Compile(folder, settings, files);
        }

        var sources = new SourceMap(CLibraries.For(settings.Target).Sources);
        var sink = new DiagnosticSink();
        var library = new LibraryFiles(files);
        List<SourceId> units = [.. paths.Select(path => Load(path, sources, sink, files)).OfType<SourceId>()];
        CCompilationOptions options = COptions(settings, sink);
        if (sink.HasErrors)
        {
            return new(sources, [.. sink.Found], null);
        }

        CCompilationResult result = CCompilation.Compile(units, options, sources, new SymbolTable(), library);
        return new(sources, [.. sink.Found, .. result.Diagnostics], result.Program)
        {
            ReadModel = () => result.Units.IsEmpty ? CodeModel.Empty : CCodeModel.Of(sources, result.Units[0]),
        };
    }

    /// <summary>
    /// Makes ready, on another thread, what the next compilation of a Rust program with such settings needs of the library. For those
    /// that compile again and again: called after each compilation, it leaves little more than the user's own code to be compiled.
    /// In a page there is no other thread, and nothing is made ready.
    /// </summary>
    public static Task Prepare(CompileSettings settings) => OperatingSystem.IsBrowser() ? Task.CompletedTask : PreparedWorkspaces.Prepare(settings);

    /// <summary>Compiles the tests of a Rust crate, or of each crate of a package in turn.</summary>
    public static IEnumerable<TestTarget> CompileTests(IReadOnlyList<string> paths, CompileSettings settings, ISourceProvider files) =>
        paths is [var place] && PackageCompiler.FolderOf(place, files) is { } folder
            ? PackageCompiler.CompileTests(folder, settings, files)
            : [new("", "", Compile(paths, settings with { IsTest = true }, files))];

    /// <summary>What the preprocessor alone is told for these settings.</summary>
    internal static PreprocessorOptions PreprocessorOptions(CompileSettings settings)
    {
        CCompilationOptions options = COptions(settings, new DiagnosticSink());
        return Crabwalk.C.Preprocessing.PreprocessorOptions.For(options.Target) with
        {
            Standard = options.Standard,
            Folders = [.. options.IncludeFolders.Select(folder => new IncludeFolder(folder, SourceKind.User)), new($"{LibraryFiles.CFolder}/include", SourceKind.Library)],
            Macros = options.Macros,
        };
    }

    /// <summary>Finds functions in files of C, or in C's library, for a program of Rust; what is found becomes a part of the program.</summary>
    internal static Func<string, DefId?> JoinC(IReadOnlyList<string> paths, MirProgram program, CompileSettings settings, ISourceProvider files, DiagnosticSink sink)
    {
        List<SourceId> units = [.. paths.Select(path => Load(path, program.Sources, sink, files)).OfType<SourceId>()];
        return CCompilation.Join(units, COptions(settings, sink), program, new SymbolTable(), new LibraryFiles(files), sink);
    }

    private static SourceId? Load(string path, SourceMap sources, DiagnosticSink sink, ISourceProvider files)
    {
        if (!path.EndsWith(".c", StringComparison.Ordinal) && !path.EndsWith(".h", StringComparison.Ordinal))
        {
            sink.Error(path.EndsWith(".rs", StringComparison.Ordinal)
                ? new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: several files with a Rust one among them (`{path}`)", null)
                : new(Severity.Error, "", $"`{path}` is neither a C file (`.c`) nor a Rust file (`.rs`)", null));
            return null;
        }

        if (files.Read(path, out string reason) is { } bytes)
        {
            return sources.Add(SourceText.FromBytes(path, bytes));
        }

        sink.Error(new(Severity.Error, "", $"couldn't read `{path}`: {reason}", null));
        return null;
    }

    private static CCompilationOptions COptions(CompileSettings settings, DiagnosticSink sink)
    {
        CStandard standard = CStandard.Gnu17;
        if (settings.Standard is { } name && !CStandard.TryParse(name, out standard))
        {
            sink.Error(new(Severity.Error, "", $"unknown standard `{name}`: c89, c99, c11, c17 and c23 are known, and gnu for c in each", null));
        }

        return new()
        {
            Target = settings.Target,
            Standard = standard,
            Purpose = settings.IsOnlyChecked ? LinkPurpose.Check : LinkPurpose.Run,
            Warnings = WarningsOf(settings, sink),
            IncludeFolders = [.. settings.IncludeFolders],
            Macros = [.. settings.Defines.Select(text => (CommandLineMacro)new CommandLineMacro.Define(text)), .. settings.Undefines.Select(text => new CommandLineMacro.Undefine(text))],
            Library = CLibraries.For(settings.Target),
        };
    }

    private static WarningOptions WarningsOf(CompileSettings settings, DiagnosticSink sink)
    {
        WarningOptions warnings = WarningOptions.Default;
        foreach (string option in settings.SuppressWarnings ? [.. settings.Warnings.Select(text => "-W" + text), "-w"] : settings.Warnings.Select(text => "-W" + text))
        {
            if (!warnings.TryApply(option, out warnings))
            {
                sink.Add(new(Severity.Warning, "", $"unknown warning option `{option}`", null));
            }
        }

        return warnings;
    }
}

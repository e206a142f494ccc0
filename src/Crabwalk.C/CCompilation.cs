using System.Collections.Immutable;
using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Linking;
using Crabwalk.C.Parsing;
using Crabwalk.C.Preprocessing;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.C;

/// <summary>What a C program is compiled with besides its text.</summary>
public sealed record CCompilationOptions
{
    /// <summary>Whose sizes hold.</summary>
    public Target Target { get; init; } = Target.X64;

    /// <summary>The edition of C, with or without gcc's additions.</summary>
    public CStandard Standard { get; init; } = CStandard.Gnu17;

    /// <summary>Which warnings are given.</summary>
    public WarningOptions Warnings { get; init; } = WarningOptions.Default;

    /// <summary><c>-I</c>: where <c>#include</c> searches before the library's own headers.</summary>
    public ImmutableArray<string> IncludeFolders { get; init; } = [];

    /// <summary><c>-D</c> and <c>-U</c> in their order.</summary>
    public ImmutableArray<CommandLineMacro> Macros { get; init; } = [];

    /// <summary>Crabwalk's C library, for the same target; null for none.</summary>
    public CLibrary? Library { get; init; }

    /// <summary>What the files are compiled for.</summary>
    public LinkPurpose Purpose { get; init; } = LinkPurpose.Run;

    /// <summary>What <c>__DATE__</c> gives.</summary>
    public string Date { get; init; } = "Jan  1 1970";

    /// <summary>What <c>__TIME__</c> gives.</summary>
    public string Time { get; init; } = "00:00:00";
}

/// <summary>What compiling gave.</summary>
/// <param name="Diagnostics">All messages in order.</param>
/// <param name="Program">The linked program; null when there was an error, or when it was only looked at.</param>
/// <param name="Units">The typed trees of the user's files.</param>
public sealed record CCompilationResult(ImmutableArray<Diagnostic> Diagnostics, MirProgram? Program, ImmutableArray<TranslationUnit> Units);

/// <summary>Compiles C: source files in, messages and a linked program out. Parts of the library are compiled along, as far as the program reaches them.</summary>
public static class CCompilation
{
    /// <summary>Compiles and links the files, which are in the map already; behind the map are the texts of the options' library.</summary>
    public static CCompilationResult Compile(
        IReadOnlyList<SourceId> sources, CCompilationOptions options, SourceMap map, SymbolTable symbols, ISourceProvider files)
    {
        var diagnostics = new DiagnosticSink();
        var frontEnd = new FrontEnd(options, map, symbols, files);
        ImmutableArray<TranslationUnit> units = [.. sources.Select(source => frontEnd.Parse(source, diagnostics))];
        MirProgram? program = diagnostics.HasErrors ? null : Link(sources, units, options, map, diagnostics);
        return new([.. diagnostics.Found], diagnostics.HasErrors || options.Purpose == LinkPurpose.Check ? null : program, units);
    }

    /// <summary>
    /// Compiles files, and as much of the library as is asked for, into a program of another language. The functions are found by name, and lowered when they are.
    /// </summary>
    /// <param name="sources">The files, which are in the program's map already; none for the library alone.</param>
    /// <param name="options">How they are compiled.</param>
    /// <param name="program">The program that gets the functions.</param>
    /// <param name="symbols">The names.</param>
    /// <param name="files">Gives headers and the library.</param>
    /// <param name="diagnostics">Takes the messages, also those that come when a function is asked for.</param>
    public static Func<string, DefId?> Join(
        IReadOnlyList<SourceId> sources, CCompilationOptions options, MirProgram program, SymbolTable symbols, ISourceProvider files, DiagnosticSink diagnostics)
    {
        var frontEnd = new FrontEnd(options, program.Sources, symbols, files);
        LibraryUse? library = options.Library is { } own ? new(own, diagnostics) : null;
        var linker = new Linker(program, diagnostics, library, options.Warnings, LinkPurpose.Run);
        foreach (SourceId source in sources)
        {
            linker.Add(frontEnd.Parse(source, diagnostics), FileName(program.Sources[source].Path));
        }

        return linker.Demand;
    }

    private static MirProgram Link(
        IReadOnlyList<SourceId> sources,
        ImmutableArray<TranslationUnit> units,
        CCompilationOptions options,
        SourceMap map,
        DiagnosticSink diagnostics)
    {
        var program = new MirProgram(new TyInterner(), new DefTable(), map, options.Target);
        LibraryUse? library = options.Library is { } own ? new(own, diagnostics) : null;
        LinkPurpose purpose = options.Purpose == LinkPurpose.Check && !units.Any(DefinesMain) ? LinkPurpose.CheckPart : options.Purpose;
        var linker = new Linker(program, diagnostics, library, options.Warnings, purpose);
        for (int i = 0; i < units.Length; i++)
        {
            linker.Add(units[i], FileName(map[sources[i]].Path));
        }

        linker.Link();
        return program;
    }

    private static bool DefinesMain(TranslationUnit unit) => unit.Definitions.Any(d => d.Function.Name == "main");

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Preprocesses and parses one file of the user after the other with the same options.</summary>
    private sealed class FrontEnd
    {
        private readonly CCompilationOptions _options;
        private readonly SourceMap _map;
        private readonly SymbolTable _symbols;
        private readonly ISourceProvider _files;
        private readonly PreprocessorOptions _preprocessing;
        private readonly Prelude _prelude;

        public FrontEnd(CCompilationOptions options, SourceMap map, SymbolTable symbols, ISourceProvider files)
        {
            _options = options;
            _map = map;
            _symbols = symbols;
            _files = files;
            _preprocessing = new()
            {
                Standard = options.Standard,
                Target = options.Target,
                Warnings = options.Warnings.SeverityOf,
                Folders = [.. options.IncludeFolders.Select(f => new IncludeFolder(f, SourceKind.User)), .. options.Library is { } library ? [library.Headers] : (IncludeFolder[])[]],
                Macros = options.Macros,
                Date = options.Date,
                Time = options.Time,
                Limits = PreprocessorLimits.Default,
            };
            _prelude = Preprocessor.ReadPrelude(_preprocessing, map, symbols);
        }

        public TranslationUnit Parse(SourceId source, DiagnosticSink diagnostics)
        {
            PreprocessResult tokens = Preprocessor.Run(source, _preprocessing, _map, _symbols, diagnostics, _files, _prelude);
            var parse = new CParseOptions { Target = _options.Target, Standard = _options.Standard, Warnings = _options.Warnings, Pragmas = tokens.Pragmas };
            return CParser.Parse(tokens.Tokens, parse, _map, _symbols, diagnostics);
        }
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust;

/// <summary>
/// One compilation of Rust crates up to the lowered program: takes root files, gives <see cref="Hir"/>. Libraries come first, each
/// crate after those it names.
/// </summary>
public sealed class RustSession
{
    private readonly NodeCounter _nodes = new();
    private readonly List<CrateData> _crates = [];
    private readonly List<DefId> _crateIds = [];

    /// <summary>A session without crates.</summary>
    /// <param name="sources">Takes the texts.</param>
    /// <param name="symbols">Takes the names.</param>
    /// <param name="definitions">Takes the definitions.</param>
    /// <param name="types">Makes the types of literals' suffixes and primitive names.</param>
    /// <param name="sink">Takes the messages.</param>
    /// <param name="files">Gives the files of modules.</param>
    public RustSession(SourceMap sources, SymbolTable symbols, DefTable definitions, TyInterner types, DiagnosticSink sink, ISourceProvider files)
    {
        (Sources, Symbols, Definitions, Types, Sink, Files) = (sources, symbols, definitions, types, sink, files);
        Names = new(symbols);
        Primitives = new(symbols, types);
        Expander = new(this);
        HirMap = new(this);
    }

    /// <summary>The texts.</summary>
    public SourceMap Sources { get; }

    /// <summary>The names.</summary>
    public SymbolTable Symbols { get; }

    /// <summary>The definitions.</summary>
    public DefTable Definitions { get; }

    /// <summary>The types.</summary>
    public TyInterner Types { get; }

    /// <summary>Where messages go.</summary>
    public DiagnosticSink Sink { get; }

    /// <summary>The lowered program.</summary>
    public Hir.IHirMap Hir => HirMap;

    /// <summary>True when a text could not be parsed as it stands: names that seem to be missing may stand where nothing was understood.</summary>
    public bool HasSyntaxErrors { get; internal set; }

    internal Hir.HirMap HirMap { get; }

    internal ISourceProvider Files { get; }

    internal HygieneTable Hygiene { get; } = new();

    internal MacroExpander Expander { get; }

    internal WellKnownNames Names { get; }

    internal PrimitiveNames Primitives { get; }

    internal IReadOnlyList<CrateData> Crates => _crates;

    internal IReadOnlyList<DefId> CrateIds => _crateIds;

    internal Dictionary<DefId, DefData> Data { get; } = [];

    internal Dictionary<DefId, Module> Modules { get; } = [];

    internal Dictionary<DefId, MacroDefinition> Macros { get; } = [];

    /// <summary>Templates of generated code, lexed once.</summary>
    internal Dictionary<string, Foundation.Collections.EquatableArray<TokenTree>> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>How many types and traits have a name.</summary>
    internal Dictionary<Symbol, int> TypeNames { get; } = [];

    internal Dictionary<string, DefId> LangItems { get; } = new(StringComparer.Ordinal);

    /// <summary>The edition of each source text.</summary>
    internal Dictionary<SourceId, Lexing.Edition> Editions { get; } = [];

    internal HashSet<string> MissingLangItems { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, DefId> DiagnosticItems { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads a crate, expands its items' macros and resolves its imports; bodies wait until they are asked for. Null when the root
    /// file cannot be read, which was reported.
    /// </summary>
    public DefId? LoadCrate(CrateOptions options) => ParseCrate(options) is { } parsed ? LoadCrate(parsed, options.Externs) : null;

    /// <summary>Parses a crate's root file, so that its attributes are known before it is loaded. Null when it cannot be read, which was reported.</summary>
    public ParsedCrate? ParseCrate(CrateOptions options)
    {
        if (Files.Read(options.RootFile, out string reason) is not { } bytes)
        {
            Sink.Error(new(Severity.Error, "", $"couldn't read `{options.RootFile}`: {reason}", null));
            return null;
        }

        SourceKind kind = options.IsLibrary ? SourceKind.Library : SourceKind.User;
        SourceId source = Sources.Add(SourceText.FromBytes(options.RootFile, bytes, kind));
        Editions.Add(source, options.Edition);
        var parse = new ParseSession(options.Edition, Sources, Symbols, Sink, _nodes);
        int errors = Sink.ErrorCount;
        Crate tree = RustSyntax.Parse(source, parse);
        HasSyntaxErrors |= Sink.ErrorCount > errors;
        return new(options, tree, parse);
    }

    /// <summary>Loads a parsed crate that may name others.</summary>
    public DefId LoadCrate(ParsedCrate parsed, IReadOnlyDictionary<string, DefId> externs)
    {
        CrateOptions options = parsed.Options with { Externs = externs };
        DefId id = Definitions.Add(new(DefKind.Unit, options.Name, options.IsProgram && !options.IsLibrary ? "" : options.Name, null, parsed.Tree.Span) { IsLibrary = options.IsLibrary });
        var crate = new CrateData(options, id, parsed.Session) { Attributes = parsed.Tree.Attributes };
        _crates.Add(crate);
        _crateIds.Add(id);
        new CrateResolver(this, crate).Run(parsed.Tree);
        return id;
    }

    /// <summary>The loaded crate of a name; null when there is none.</summary>
    internal CrateData? FindCrate(string name) => _crates.Find(crate => crate.Options.Name == name);

    /// <summary>The crate that a definition belongs to.</summary>
    internal CrateData CrateOf(DefId definition)
    {
        DefId at = definition;
        while (Definitions[at].Parent is { } parent)
        {
            at = parent;
        }

        return Modules[at].Crate;
    }
}

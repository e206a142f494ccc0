using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership;
using Crabwalk.Rust;
using Crabwalk.Rust.Building.Lints;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;
using Crabwalk.Rust.Testing;
using Crabwalk.Workbench.Compiling.Rust.Ownership;
using Crabwalk.Workbench.Libraries;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>
/// Takes a Rust program through all its stages: names, types, MIR, ownership; and links it with the library, of which only what is
/// reached is ever looked at.
/// </summary>
internal sealed class RustCompiler
{
    private readonly CompileSettings _settings;
    private readonly LibraryFiles _files;
    private readonly SourceMap _sources = new();
    private readonly DiagnosticSink _sink = new();
    private readonly RustSession _session;
    private readonly TypeContext _context;
    private readonly RustProgram _program;

    private RustCompiler(CompileSettings settings, ISourceProvider files)
    {
        _settings = settings;
        _files = new(files);
        var definitions = new DefTable();
        var types = new TyInterner();
        var symbols = new SymbolTable();
        _session = new(_sources, symbols, definitions, types, _sink, _files);
        var bodies = new BodyQueries();
        _context = new(types, definitions, _session.Hir, _sources, symbols, _sink, settings.Target, bodies);
        _program = new(_context, new(IsMarked: settings.IsMarked));
        bodies.Attach(_program);
    }

    /// <summary>Compiles the crate whose root file is given.</summary>
    public static Compilation Compile(string path, CompileSettings settings, ISourceProvider files) => new RustCompiler(settings, files).Compile(path);

    private Compilation Compile(string path)
    {
        var externs = new Dictionary<string, DefId>(StringComparer.Ordinal);
        if (!IsWithoutLibrary(path))
        {
            foreach (string name in (string[])["core", "alloc", "std"])
            {
                LoadLibrary(name, externs);
            }
        }

        foreach (ExternCrate other in _settings.Externs)
        {
            if (_session.LoadCrate(new(other.Name, other.Path) { Edition = EditionOf(), Externs = new Dictionary<string, DefId>(externs), IsProgram = false }) is { } loaded)
            {
                externs[other.Name] = loaded;
            }
        }

        DefId? crate = _session.LoadCrate(new(CrateName(path), path)
        {
            Edition = EditionOf(),
            Externs = externs,
            Cfg = [.. _settings.Cfgs, "debug_assertions", .. _settings.IsTest ? ["test"] : Array.Empty<string>()],
            IsProgram = _settings.CrateType != "lib" && !_settings.IsTest,
        });
        return crate is { } id && !_session.HasSyntaxErrors ? Check(id) : new(_sources, [.. _sink.Found], null);
    }

    private Edition EditionOf() => Editions.TryParse(_settings.Edition ?? "") ?? Edition.Rust2024;

    /// <summary>Checks all heads and bodies of the user's crate; those of the library are checked when something reaches them.</summary>
    private Compilation Check(DefId crate)
    {
        new ItemChecker(_context).CheckCrate(crate);
        List<DefId> owners = [.. _context.Hir.BodyOwners(crate)];
        foreach (DefId owner in owners)
        {
            _context.TypeckOf(owner);
        }

        var lints = new HashSet<string>(StringComparer.Ordinal);
        _session.ReportUnused(crate, areMethodsKnown: !_sink.HasErrors);
        foreach (DefId owner in _sink.HasErrors ? [] : owners)
        {
            if (_context.MirBuiltOf(owner) is { } built)
            {
                KnownPanics.Report(_context, built, lints);
            }
        }

        OwnershipView? ownership = _sink.HasErrors ? null : CheckOwnership(owners);
        if (_sink.HasErrors)
        {
            return new(_sources, [.. _sink.Found], null) { Ownership = ownership };
        }

        foreach (DefId main in _context.Hir.Items(crate).Where(item => IsMain(item, crate)).Take(1))
        {
            _program.StartAt(main);
        }

        return new(_sources, [.. _sink.Found], _program.Program)
        {
            Owners = owners,
            Ownership = ownership,
            Tests = _settings.IsTest ? new(TestFunctions.Of(_session, crate), StartAt) : null,
        };
    }

    private MirProgram StartAt(DefId function)
    {
        _program.StartAt(function);
        return _program.Program;
    }

    private OwnershipView CheckOwnership(List<DefId> owners)
    {
        var context = new RustOwnershipContext(_context, _program);
        var checker = new OwnershipChecker(_program.Program, context);
        foreach (Body body in owners.Select(context.BodyOf).OfType<Body>())
        {
            foreach (Diagnostic diagnostic in checker.Check(body))
            {
                _sink.Add(diagnostic);
            }
        }

        return new(checker, context, owners);
    }

    private bool IsMain(DefId item, DefId crate) =>
        _context.Definitions[item] is { Kind: DefKind.Function, Name: "main" } definition && definition.Parent == crate;

    private void LoadLibrary(string name, Dictionary<string, DefId> externs)
    {
        DefId? crate = _session.LoadCrate(new(name, $"{LibraryFiles.RustFolder}/{name}/src/lib.rs")
        {
            Externs = new Dictionary<string, DefId>(externs),
            Cfg = ["debug_assertions"],
            IsLibrary = true,
            IsProgram = false,
        });
        if (crate is { } id)
        {
            externs.Add(name, id);
        }
    }

    /// <summary>True for a crate that brings its own lang items: then the library would only be in the way.</summary>
    private bool IsWithoutLibrary(string path) =>
        _files.Read(path, out _) is { } bytes && Encoding.UTF8.GetString(bytes).Contains("#![no_core]", StringComparison.Ordinal);

    private static string CrateName(string path) => Path.GetFileNameWithoutExtension(path).Replace('-', '_');
}

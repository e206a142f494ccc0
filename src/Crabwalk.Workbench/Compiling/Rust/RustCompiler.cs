using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Ownership;
using Crabwalk.Rust;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Checking.Constness;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Lints;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;
using Crabwalk.Rust.Testing;
using Crabwalk.Workbench.Compiling.Rust.Ownership;
using Crabwalk.Workbench.Editing;
using Level = Crabwalk.Rust.Lints.Levels.LintLevel;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>
/// Takes the crates of a Rust program through all its stages: names, types, MIR, ownership; and links it with the library, of which only what is
/// reached is ever looked at.
/// </summary>
internal sealed class RustCompiler
{
    private readonly CompileSettings _settings;
    private readonly RustWorkspace _workspace;
    private readonly DiagnosticSink _sink;
    private readonly RustSession _session;
    private readonly TypeContext _context;
    private readonly RustProgram _program;
    private RustOwnershipContext? _ownershipContext;
    private OwnershipChecker? _ownership;
    private bool _areTypesRight;

    private RustCompiler(CompileSettings settings, RustWorkspace workspace) =>
        (_settings, _workspace, _sink, _session, _context, _program) = (settings, workspace, workspace.Sink, workspace.Session, workspace.Context, workspace.Program);

    /// <summary>Only ownership is wrong, and the settings want to see what comes of it.</summary>
    private bool MayRunAnyway => _settings.RunsAnyway && _areTypesRight && _sink.HasErrors;

    /// <summary>Compiles the crate whose root file is given, with those that the settings name.</summary>
    public static Compilation Compile(string path, CompileSettings settings, ISourceProvider files) => Compile(path, settings, PreparedWorkspaces.Take(settings), files);

    /// <summary>Compiles the crate whose root file is given, in a workspace that nobody else uses.</summary>
    public static Compilation Compile(string path, CompileSettings settings, RustWorkspace workspace, ISourceProvider files)
    {
        Edition edition = Editions.TryParse(settings.Edition ?? "") ?? Edition.Rust2024;
        var crates = new List<UserCrate>();
        foreach (ExternCrate other in settings.Externs)
        {
            crates.Add(new(other.Name, other.Path, edition) { Named = [.. crates.Select((earlier, i) => new NamedCrate(earlier.Name, i))] });
        }

        crates.Add(new(Path.GetFileNameWithoutExtension(path).Replace('-', '_'), path, edition)
        {
            Named = [.. crates.Select((earlier, i) => new NamedCrate(earlier.Name, i))],
            IsProgram = settings.CrateType != "lib" && !settings.IsTest,
            IsTest = settings.IsTest,
        });
        return Compile(crates, settings, workspace, files);
    }

    /// <summary>Compiles crates, each of which stands after those that it names. The last is the one that runs.</summary>
    public static Compilation Compile(IReadOnlyList<UserCrate> crates, CompileSettings settings, RustWorkspace workspace, ISourceProvider files)
    {
        workspace.Files = files;
        return new RustCompiler(settings, workspace).Compile(crates);
    }

    private Compilation Compile(IReadOnlyList<UserCrate> crates)
    {
        var parsed = new List<ParsedCrate>();
        foreach (UserCrate crate in crates)
        {
            if (_session.ParseCrate(crate.Options(_settings)) is not { } root)
            {
                return Refused();
            }

            parsed.Add(root);
        }

        bool isWithoutLibrary = parsed.Exists(crate => crate.IsWithoutLibrary);
        if (isWithoutLibrary && _workspace.HasLibrary)
        {
            // A crate with lang items of its own, and those of the library are there already.
            return new RustCompiler(_settings, _workspace.WithoutLibrary()).Compile(crates);
        }

        IReadOnlyDictionary<string, DefId> library = isWithoutLibrary ? new Dictionary<string, DefId>() : _workspace.Library();
        List<DefId> loaded = Load(crates, parsed, library);
        var owners = new List<DefId>();
        foreach (DefId id in _session.HasSyntaxErrors ? [] : loaded)
        {
            owners.AddRange(Check(id));
            if (_sink.HasErrors && !MayRunAnyway)
            {
                break;
            }
        }

        if (MayRunAnyway)
        {
            _program.PrepareWith(_ownership!.GuardValues);
        }

        Compilation compiled = _sink.HasErrors && !MayRunAnyway ? Refused() with { Ownership = ViewOf(owners) } : Accepted(loaded[^1], owners, crates[^1].IsTest);
        return compiled with
        {
            RunsAnyway = MayRunAnyway,
            ReadModel = () => RustCodeModel.Of(_workspace.Sources, _context.Definitions, compiled.Ownership, new(_context.Types, _settings.Target)),
        };
    }

    // All are loaded before one is checked. After a crate with errors come none that may name it.
    private List<DefId> Load(IReadOnlyList<UserCrate> crates, List<ParsedCrate> parsed, IReadOnlyDictionary<string, DefId> library)
    {
        var loaded = new List<DefId>();
        for (int i = 0; i < crates.Count && (i == 0 || !_sink.HasErrors); i++)
        {
            loaded.Add(_session.LoadCrate(parsed[i], ExternsOf(crates[i], library, loaded)));
        }

        return loaded;
    }

    private static Dictionary<string, DefId> ExternsOf(UserCrate crate, IReadOnlyDictionary<string, DefId> library, List<DefId> loaded)
    {
        var externs = new Dictionary<string, DefId>(library, StringComparer.Ordinal);
        foreach (NamedCrate named in crate.Named)
        {
            externs[named.Name] = loaded[named.Index];
        }

        return externs;
    }

    private Compilation Refused() => new(_workspace.Sources, [.. _sink.Found], null);

    private Compilation Accepted(DefId crate, List<DefId> owners, bool isTest)
    {
        foreach (DefId main in _context.Hir.Items(crate).Where(item => IsMain(item, crate)).Take(1))
        {
            _program.StartAt(main);
        }

        return new(_workspace.Sources, [.. _sink.Found], _program.Program)
        {
            Owners = owners,
            Ownership = ViewOf(owners),
            Tests = isTest ? new(TestFunctions.Of(_session, crate), StartAt) : null,
        };
    }

    /// <summary>Checks all heads and bodies of a crate of the user's, and gives its bodies' owners; those of the library are checked when something reaches them.</summary>
    private List<DefId> Check(DefId crate)
    {
        List<DefId> owners = [.. _context.Hir.BodyOwners(crate)];
        var lints = new CrateLints(_session, _context, crate, _program.Bodies.ClosureTable, _settings.Lints.Select(one => (one.Lint.Replace('-', '_'), LevelOf(one))));
        lints.ReportEarly();
        new ItemChecker(_context).CheckCrate(crate);
        foreach (DefId owner in owners)
        {
            _context.TypeckOf(owner);
            lints.ReportDeprecated(owner);
        }

        if (!HasErrors)
        {
            lints.ReportUnusedTraits();
        }

        _areTypesRight = !HasErrors;
        CheckBodies(owners, lints);
        if (!HasErrors)
        {
            lints.ReportLate();
        }

        return owners;
    }

    private MirProgram StartAt(DefId function)
    {
        _program.StartAt(function);
        return _program.Program;
    }

    /// <summary>True after an error that is no lint's: then nothing is said of the crate as a whole.</summary>
    private bool HasErrors => _sink.ErrorCount > _context.Lints.ErrorCount;

    /// <summary>Builds the MIR of each body that has its types, checks its ownership, and looks at its values.</summary>
    private void CheckBodies(List<DefId> owners, CrateLints lints)
    {
        _ownershipContext ??= new(_context, _program);
        _ownership ??= new(_program.Program, _ownershipContext);
        foreach (DefId owner in owners)
        {
            if (_ownershipContext.BodyOf(owner) is { } body)
            {
                lints.ReportRecursion(body);
                BodyCheck.CheckSafety(_context, owner);
                Report(_ownership.Check(body));
                lints.ReportValues(owner);
            }
        }

        foreach (DefId owner in owners)
        {
            if (_context.MirBuiltOf(owner) is { } built)
            {
                ConstCalls.Report(_context, built);
                lints.ReportPanics(built);
            }
        }
    }

    private void Report(IEnumerable<Diagnostic> found)
    {
        foreach (Diagnostic diagnostic in found)
        {
            if (diagnostic.IsError)
            {
                _sink.Add(diagnostic);
            }
            else
            {
                _context.Lints.Report(diagnostic);
            }
        }
    }

    private static Level LevelOf(LintLevel given) => given.Level switch { 'A' => Level.Allow, 'W' => Level.Warn, 'F' => Level.Forbid, _ => Level.Deny };

    // What is known of ownership, when it came to that: all heads and types were right.
    private OwnershipView? ViewOf(List<DefId> owners) => _areTypesRight && _ownership is { } checker ? new(checker, _ownershipContext!, owners) : null;

    private bool IsMain(DefId item, DefId crate) =>
        _context.Definitions[item] is { Kind: DefKind.Function, Name: "main" } definition && definition.Parent == crate;
}

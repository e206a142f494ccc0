using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Semantics;
using Crabwalk.Workbench.Libraries;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>
/// The tables that one compilation of Rust fills: texts, names, types, MIR. It serves one compilation only, but its library can be
/// loaded before anybody knows which.
/// </summary>
internal sealed class RustWorkspace
{
    private static readonly string[] Crates = ["core", "alloc", "std"];

    private readonly ReplaceableFiles _files = new();
    private readonly bool _isMarked;
    private Dictionary<string, DefId>? _library;
    private int _libraryDefinitions;

    /// <summary>An empty workspace.</summary>
    /// <param name="target">What types are laid out for.</param>
    /// <param name="isMarked">The code marks where a walk may stop.</param>
    public RustWorkspace(Target target, bool isMarked)
    {
        _isMarked = isMarked;

        // A program for WebAssembly takes what the machine does for others from C's library.
        Sources = new(target.PointerBytes == 4 ? CLibraries.For(target).Sources : null);
        var definitions = new DefTable();
        var types = new TyInterner();
        var symbols = new SymbolTable();
        Session = new(Sources, symbols, definitions, types, Sink, new LibraryFiles(_files));
        var bodies = new BodyQueries();
        Context = new(types, definitions, Session.Hir, Sources, symbols, Sink, target, bodies);
        Program = new(Context, new(IsMarked: isMarked));
        bodies.Attach(Program);
    }

    /// <summary>All texts.</summary>
    public SourceMap Sources { get; }

    /// <summary>Takes the messages.</summary>
    public DiagnosticSink Sink { get; } = new();

    /// <summary>Names and macros.</summary>
    public RustSession Session { get; }

    /// <summary>Types.</summary>
    public TypeContext Context { get; }

    /// <summary>The program that comes of it.</summary>
    public RustProgram Program { get; }

    /// <summary>Gives the files of the user's crates.</summary>
    public ISourceProvider Files
    {
        set => _files.Behind = value;
    }

    /// <summary>True when the library is loaded.</summary>
    public bool HasLibrary => _library is not null;

    /// <summary>An empty workspace for the same files.</summary>
    public RustWorkspace WithoutLibrary() => new(Context.Target, _isMarked) { Files = _files };

    /// <summary>The crates of the library by name, loaded now when they were not before.</summary>
    public IReadOnlyDictionary<string, DefId> Library()
    {
        if (_library is null)
        {
            _library = new(StringComparer.Ordinal);
            foreach (string name in Crates)
            {
                Load(name, _library);
            }

            _libraryDefinitions = Context.Definitions.Count;
        }

        return _library;
    }

    /// <summary>
    /// The functions of the library that were looked at. They have the same numbers in every workspace whose library was loaded first,
    /// since it is loaded in one order.
    /// </summary>
    public IReadOnlyList<DefId> ReachedLibrary() =>
        [.. Program.Program.Bodies.Keys.Where(id => id.Index < _libraryDefinitions && Context.Definitions[id].IsLibrary).OrderBy(id => id.Index)];

    /// <summary>Makes the bodies of functions of the library, so that the program that reaches them finds them.</summary>
    public void MakeReady(IReadOnlyList<DefId> functions)
    {
        foreach (DefId function in functions)
        {
            Program.Program.FindBody(function);
        }
    }

    private void Load(string name, Dictionary<string, DefId> externs)
    {
        DefId? crate = Session.LoadCrate(new(name, $"{LibraryFiles.RustFolder}/{name}/src/lib.rs")
        {
            Externs = new Dictionary<string, DefId>(externs),
            Target = Context.Target,
            Cfg = ["debug_assertions"],
            IsLibrary = true,
            IsProgram = false,
        });
        if (crate is { } id)
        {
            externs.Add(name, id);
        }
    }

    private sealed class ReplaceableFiles : ISourceProvider
    {
        public ISourceProvider? Behind { get; set; }

        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return Behind?.Read(path, out reason);
        }

        public IEnumerable<string> List(string folder) => Behind?.List(folder) ?? [];
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Constants;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Queries;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Rust;

/// <summary>A Rust file compiled with the library's <c>core</c>, and all bodies in it.</summary>
internal sealed class RustBodies
{
    private readonly TypeContext _context;
    private readonly RustProgram _program;
    private readonly DefId _crate;

    private RustBodies(string path)
    {
        var types = new TyInterner();
        var symbols = new SymbolTable();
        var session = new RustSession(Sources, symbols, Definitions, types, Sink, new Files());
        var queries = new Queries();
        _context = new(types, Definitions, session.Hir, Sources, symbols, Sink, Target.X64, queries);
        _program = new(_context, new());
        queries.Attach(_program);
        string root = Path.Combine(FixtureTree.Repository, "library", "rust", "core", "src", "lib.rs");
        DefId core = session.LoadCrate(new("core", root) { IsLibrary = true, IsProgram = false })!.Value;
        _crate = session.LoadCrate(new("main", path) { IsProgram = false, Externs = new Dictionary<string, DefId> { ["core"] = core } })!.Value;
    }

    /// <summary>The texts.</summary>
    public SourceMap Sources { get; } = new();

    /// <summary>The messages.</summary>
    public DiagnosticSink Sink { get; } = new();

    /// <summary>The definitions.</summary>
    public DefTable Definitions { get; } = new();

    /// <summary>The program.</summary>
    public MirProgram Program => _program.Program;

    /// <summary>Compiles a file as a library crate.</summary>
    public static RustBodies Compile(string path) => new(path);

    /// <summary>The built bodies of functions, constants, statics and closures, by path.</summary>
    public IEnumerable<(string Path, Body Body)> Built()
    {
        foreach (DefId owner in _context.Hir.BodyOwners(_crate).ToList())
        {
            if (Definitions[owner].Kind != DefKind.AnonymousConstant && _program.Bodies.Built(owner) is { } body)
            {
                yield return (Definitions[owner].Path, body);
            }
        }

        // The body of a closure may hold others.
        var seen = new HashSet<DefId>();
        while (_program.Bodies.Closures.Where(seen.Add).ToList() is { Count: > 0 } closures)
        {
            foreach (DefId closure in closures)
            {
                if (_program.Bodies.Built(closure) is { } body)
                {
                    yield return (Definitions[closure].Path, body);
                }
            }
        }
    }

    private sealed class Queries : IBodyQueries
    {
        private RustProgram? _program;
        private ConstEvaluator? _evaluator;

        public void Attach(RustProgram program) => (_program, _evaluator) = (program, new(program.Program));

        public TypeckResults Typeck(ITypeContext context, DefId body) => BodyCheck.Check(context, body);

        public Body? Build(ITypeContext context, DefId body) => _program!.Bodies.Promoted(body)?.Body;

        public ConstValue? Evaluate(ITypeContext context, DefId constant, EquatableArray<GenericArg> args) => _evaluator!.Evaluate(new(constant, args)) switch
        {
            ConstResult.Value { Bits: { } bits, Type: Ty.Int or Ty.Bool or Ty.Char or Ty.Float } value => new ConstValue.Scalar(value.Type, bits),
            ConstResult.Value value => new ConstValue.Memory(value.Type, value.Bytes),
            _ => null,
        };
    }

    private sealed class Files : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = File.Exists(path) ? "" : "no such file";
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
    }
}

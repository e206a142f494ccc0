using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Queries;

namespace Crabwalk.Tests.Rust;

/// <summary>One crate without a library, whose items are asked about; its bodies are not looked at.</summary>
internal sealed class TestCrate
{
    /// <summary>Reads the crate.</summary>
    public TestCrate(string text)
    {
        var definitions = new DefTable();
        var types = new TyInterner();
        var symbols = new SymbolTable();
        var session = new RustSession(Sources, symbols, definitions, types, Sink, new SingleFile(text));
        session.LoadCrate(new CrateOptions("main", "main.rs") { IsProgram = false });
        Context = new(types, definitions, session.Hir, Sources, symbols, Sink, Target.X64, new NoBodies());
    }

    /// <summary>The texts.</summary>
    public SourceMap Sources { get; } = new();

    /// <summary>The messages.</summary>
    public DiagnosticSink Sink { get; } = new();

    /// <summary>What is known of the items.</summary>
    public TypeContext Context { get; }

    /// <summary>The items, in the order of the source.</summary>
    public IReadOnlyList<DefId> Items => [.. Context.Hir.Items(Context.Hir.Crates[^1])];

    /// <summary>The item with a name.</summary>
    public DefId Item(string name) => Items.First(item => Context.Definitions[item].Name == name);

    private sealed class SingleFile(string text) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "";
            return System.Text.Encoding.UTF8.GetBytes(text);
        }
    }

    private sealed class NoBodies : IBodyQueries
    {
        public TypeckResults Typeck(ITypeContext context, DefId body) => new(body) { IsTainted = true };

        public Body? Build(ITypeContext context, DefId body) => null;

        public ConstValue? Evaluate(ITypeContext context, DefId constant, EquatableArray<GenericArg> args) => null;
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;

namespace Crabwalk.Rust.Resolution;

/// <summary>What is known of one crate while its names are resolved, and after.</summary>
internal sealed class CrateData(CrateOptions options, DefId definition, ParseSession parse)
{
    /// <summary>How it was asked for.</summary>
    public CrateOptions Options { get; } = options;

    /// <summary>Its definition.</summary>
    public DefId Definition { get; } = definition;

    /// <summary>Names, nodes and edition for its parsers.</summary>
    public ParseSession Parse { get; } = parse;

    /// <summary>Its edition.</summary>
    public Edition Edition => Options.Edition;

    /// <summary>Its root module.</summary>
    public Module Root { get; set; } = null!;

    /// <summary>The crate's own attributes.</summary>
    public EquatableArray<Attribute> Attributes { get; set; } = [];

    /// <summary>The module whose names are known everywhere in the crate; null with <c>#![no_core]</c> and none of its own.</summary>
    public Module? Prelude { get; set; }

    /// <summary>The crate has a <c>#[prelude_import]</c> of its own that is not decided yet.</summary>
    public bool IsPreludePending { get; set; }

    /// <summary>Crates that paths may begin with: those given to it, the libraries, and those named by <c>extern crate</c> at its root.</summary>
    public Dictionary<string, CrateData> ExternPrelude { get; } = new(StringComparer.Ordinal);

    /// <summary>Macros that <c>#[macro_use] extern crate</c> and the library make known everywhere in the crate.</summary>
    public Dictionary<string, MacroDefinition> MacroPrelude { get; } = new(StringComparer.Ordinal);

    /// <summary>The crate that generated code takes its traits from: <c>core</c>, or the crate itself under <c>#![no_core]</c>.</summary>
    public CrateData Core { get; set; } = null!;

    /// <summary>Its <c>cfg</c>.</summary>
    public Configuration Configuration { get; set; } = null!;

    /// <summary>Resolves paths in it.</summary>
    public NameResolver Names { get; set; } = null!;

    /// <summary>Finds its macros.</summary>
    public MacroLookup Macros { get; set; } = null!;

    /// <summary>Finds its files.</summary>
    public ModuleFiles Files { get; set; } = null!;

    /// <summary>The imports of its modules, once they are decided.</summary>
    public List<Import> AllImports { get; set; } = [];

    /// <summary>All modules, enums and traits included.</summary>
    public List<Module> Modules { get; } = [];

    /// <summary>Its definitions in the order they were collected.</summary>
    public List<DefId> Definitions { get; } = [];

    /// <summary>The unstable features it asks for.</summary>
    public HashSet<string> Features { get; } = new(StringComparer.Ordinal);

    /// <summary>The unused-code lints look only at the user's crates.</summary>
    public bool IsLibrary => Options.IsLibrary;
}

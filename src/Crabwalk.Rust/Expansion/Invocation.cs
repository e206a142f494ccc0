using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>What a macro call must expand to.</summary>
internal enum CallPlace
{
    /// <summary>Items of a module.</summary>
    Items,

    /// <summary>Items of a trait.</summary>
    TraitItems,

    /// <summary>Items of an impl.</summary>
    ImplItems,

    /// <summary>Items of an extern block.</summary>
    ForeignItems,

    /// <summary>Statements.</summary>
    Statements,

    /// <summary>An expression.</summary>
    Expression,

    /// <summary>A pattern.</summary>
    Pattern,

    /// <summary>A type.</summary>
    Type,
}

/// <summary>A macro call where items stand, waiting to be expanded.</summary>
internal sealed class Invocation(MacroCall call, CallPlace place, Module module, DefId parent, MacroScope? scope, int depth)
{
    /// <summary>The call.</summary>
    public MacroCall Call { get; } = call;

    /// <summary>What it must give.</summary>
    public CallPlace Place { get; } = place;

    /// <summary>The module it stands in.</summary>
    public Module Module { get; } = module;

    /// <summary>The definition it stands in: a module, trait, impl or extern block.</summary>
    public DefId Parent { get; } = parent;

    /// <summary>Macros known before it.</summary>
    public MacroScope? Scope { get; } = scope;

    /// <summary>How many expansions it came out of.</summary>
    public int Depth { get; } = depth;

    /// <summary>Done.</summary>
    public bool IsExpanded { get; private set; }

    /// <summary>Macros known behind it, once it is expanded.</summary>
    public MacroScope? ScopeAfter { get; private set; }

    /// <summary>Says that it is done, and what macros are known behind it.</summary>
    public void Finish(MacroScope? after) => (IsExpanded, ScopeAfter) = (true, after);
}

/// <summary>One name of a <c>#[derive(..)]</c>, waiting to be expanded.</summary>
internal sealed record DeriveCall(Path Path, Item Item, Module Module, DefId Parent, MacroScope? Scope, Span AttributeSpan, EquatableArray<string> Siblings);

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>
/// What names mean at a place inside an item: a chain from the innermost outwards (rustc's ribs). Links never change, so a place can
/// be kept and come back to.
/// </summary>
internal abstract class Scope(Scope? parent)
{
    /// <summary>What is around.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>The module or block with items whose names are known here.</summary>
    public Module Module() => this switch
    {
        OfModule module => module.Names,
        OfBlock block => block.Names,
        _ => Parent!.Module(),
    };

    /// <summary>A module, or the innermost block around an item: the outermost link.</summary>
    public sealed class OfModule(Module names) : Scope(null)
    {
        public Module Names { get; } = names;
    }

    /// <summary>A block with items of its own.</summary>
    public sealed class OfBlock(Scope parent, Module names) : Scope(parent)
    {
        public Module Names { get; } = names;
    }

    /// <summary>A variable.</summary>
    public sealed class Variable(Scope parent, Ident name, HirId binding) : Scope(parent)
    {
        public Ident Name { get; } = name;

        public HirId Binding { get; } = binding;
    }

    /// <summary>Generic parameters of an item, or the lifetimes of a <c>for&lt;..&gt;</c>. Macros may write them: marks do not count.</summary>
    public sealed class Parameters(Scope parent, Dictionary<Symbol, GenericName> names, bool isItem) : Scope(parent)
    {
        public Dictionary<Symbol, GenericName> Names { get; } = names;

        /// <summary>They belong to an item, so inner items do not see them.</summary>
        public bool IsItem { get; } = isItem;
    }

    /// <summary>What <c>Self</c> means.</summary>
    public sealed class SelfType(Scope parent, Res res) : Scope(parent)
    {
        public Res Res { get; } = res;
    }

    /// <summary>The end of what a body sees: the variables outside of a nested function, constant or closure.</summary>
    public sealed class Boundary(Scope parent, BoundaryKind kind) : Scope(parent)
    {
        public BoundaryKind Kind { get; } = kind;
    }

    /// <summary>A macro was defined here: names that it writes mean what they meant at this place.</summary>
    public sealed class Macro(Scope parent, MacroDefinition definition) : Scope(parent)
    {
        public MacroDefinition Definition { get; } = definition;
    }

    /// <summary>A loop's or block's label.</summary>
    public sealed class Label(Scope parent, Ident name, HirId target) : Scope(parent)
    {
        public Ident Name { get; } = name;

        public HirId Target { get; } = target;
    }
}

/// <summary>A generic parameter by its name.</summary>
internal readonly record struct GenericName(DefId Definition, Namespace Namespace, Span Span, DefId Owner);

/// <summary>What ends a scope.</summary>
internal enum BoundaryKind
{
    /// <summary>A constant's expression: it sees no variables.</summary>
    Constant,

    /// <summary>A closure or async block: it sees variables, but its jumps end in it.</summary>
    Closure,
}

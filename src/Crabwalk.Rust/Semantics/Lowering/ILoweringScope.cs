using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>What the place decides in which a type is written: heads of items must say everything, bodies may leave parts out.</summary>
internal interface ILoweringScope
{
    /// <summary>The item or body: its generic parameters and where clauses are in scope.</summary>
    DefId Item { get; }

    /// <summary>True in bodies: arguments and lifetimes that were left out become inference variables.</summary>
    bool Infers { get; }

    /// <summary>The type for <c>_</c>.</summary>
    Ty TyFor(Span span);

    /// <summary>The constant for <c>_</c>.</summary>
    Const ConstFor(Span span);

    /// <summary>The region where none was written.</summary>
    Region RegionFor(Span span);
}

using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Types inside a body: what is left out is inferred.</summary>
internal sealed class BodyScope(DefId item, IInference inference) : ILoweringScope
{
    /// <inheritdoc/>
    public DefId Item { get; } = item;

    /// <inheritdoc/>
    public bool Infers => true;

    /// <inheritdoc/>
    public Ty TyFor(Span span) => inference.FreshTy(span);

    /// <inheritdoc/>
    public Const ConstFor(Span span) => inference.FreshConst(span);

    /// <inheritdoc/>
    public Region RegionFor(Span span) => inference.FreshRegion(span);
}

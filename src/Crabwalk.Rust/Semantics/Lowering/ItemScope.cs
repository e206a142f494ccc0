using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Types in the head of an item, where nothing is inferred.</summary>
internal sealed class ItemScope(ITypeContext context, DefId item) : ILoweringScope
{
    /// <inheritdoc/>
    public DefId Item { get; } = item;

    /// <inheritdoc/>
    public bool Infers => false;

    /// <inheritdoc/>
    public Ty TyFor(Span span)
    {
        ReportPlaceholder(span);
        return context.Types.Error;
    }

    /// <inheritdoc/>
    public Const ConstFor(Span span)
    {
        ReportPlaceholder(span);
        return context.Types.ErrorConst();
    }

    /// <inheritdoc/>
    public Region RegionFor(Span span) => context.Types.ErrorRegion;

    private void ReportPlaceholder(Span span)
    {
        string place = context.Definitions[Item].Kind switch
        {
            DefKind.Function or DefKind.AssociatedFunction => "functions",
            DefKind.Static => "static variables",
            DefKind.Constant or DefKind.AssociatedConstant => "constants",
            DefKind.Struct => "structs",
            DefKind.Enum => "enums",
            DefKind.Union => "unions",
            DefKind.TypeAlias => "type aliases",
            DefKind.AssociatedType => "associated types",
            DefKind.Impl => "implementations",
            DefKind.Trait => "traits",
            _ => "items",
        };
        context.Report(new(Severity.Error, "E0121", $"the placeholder `_` is not allowed within types on item signatures for {place}", new(span, "not allowed in type signatures")));
    }
}

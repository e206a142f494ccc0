using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints;

/// <summary>Visits all items of a crate as the user wrote them, each module where it is declared. What macros made is left out.</summary>
internal abstract class CrateWalk(RustSession session, CrateData crate) : SyntaxWalk
{
    private readonly ILookup<DefId, DefId> _children = ItemsByParent(session, crate);

    protected RustSession Session { get; } = session;

    protected CrateData Crate { get; } = crate;

    /// <summary>Visits the whole crate.</summary>
    protected void VisitCrate() => VisitModule(Crate.Definition);

    /// <summary>An item of a module, with its definition.</summary>
    protected virtual void VisitItem(DefId definition, Item item)
    {
        Visit(item);
        if (item.Kind is ItemKind.Module)
        {
            VisitModule(definition);
        }
    }

    /// <inheritdoc/>
    protected override bool Enter(EquatableArray<Attribute> attributes, Span range) => range.Expansion.IsNone && Crate.Configuration.IsActive(attributes);

    private void VisitModule(DefId module)
    {
        foreach (DefId definition in _children[module])
        {
            Item item = Session.Data[definition].Item!;
            Within(item.Attributes, item.Span, () => VisitItem(definition, item));
        }
    }

    private static ILookup<DefId, DefId> ItemsByParent(RustSession session, CrateData crate) => crate.Definitions
        .Where(id => session.Data[id] is { Item: not null, InBodyOf: null } && session.Definitions[id].Parent is { } parent && session.Definitions[parent].Kind is DefKind.Module or DefKind.Unit)
        .OrderBy(id => session.Data[id].Item!.Span.Start)
        .ToLookup(id => session.Definitions[id].Parent!.Value);
}

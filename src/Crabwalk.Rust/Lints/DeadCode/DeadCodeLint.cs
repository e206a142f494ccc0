using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.DeadCode;

/// <summary>The lint <c>dead_code</c>: items that nothing uses, variants that nothing makes, fields that nothing reads.</summary>
internal sealed class DeadCodeLint
{
    private readonly RustSession _session;
    private readonly ITypeContext _context;
    private readonly CrateData _crate;
    private readonly LiveDefinitions _live;
    private readonly DeadCodeReport _report;
    private readonly HashSet<DefId> _exported;

    private DeadCodeLint(RustSession session, ITypeContext context, CrateData crate)
    {
        (_session, _context, _crate) = (session, context, crate);
        _exported = [.. crate.AllImports.Where(import => import.VisibleIn is null).SelectMany(ExportedBy)];
        DefId[] roots = [.. context.Hir.Items(crate.Definition).Where(IsRoot)];
        _live = LiveDefinitions.Find(context, crate.Definition, [.. roots, .. roots.Where(IsReachable).SelectMany(VisibleParts)]);
        _report = new(context, _live);
    }

    /// <summary>Reports what is dead in a crate, module after module.</summary>
    public static void Report(RustSession session, ITypeContext context, CrateData crate)
    {
        var lint = new DeadCodeLint(session, context, crate);
        ILookup<DefId, DefId> items = context.Hir.Items(crate.Definition).OrderBy(item => context.Hir.ItemOf(item).Span.Start).ToLookup(item => session.HirMap.ModuleOf(session.Definitions[item].Parent ?? item).Definition);
        foreach (DefId module in ModuleItems.Modules(context, crate.Definition))
        {
            lint.ReportAll(items[module].Where(item => !lint.IsForeign(item)), module);
            lint.ReportAll(items[module].Where(lint.IsForeign), module);
        }
    }

    private void ReportAll(IEnumerable<DefId> items, DefId module)
    {
        foreach (DefId item in items)
        {
            ReportItem(item, module);
        }
    }

    private void ReportItem(DefId definition, DefId module)
    {
        Definition data = _context.Definitions[definition];
        if (data.Kind is DefKind.AssociatedFunction or DefKind.AssociatedConstant or DefKind.AssociatedType or DefKind.Module or DefKind.Unit or DefKind.Import or DefKind.Macro or DefKind.ForeignModule or DefKind.OpaqueType)
        {
            return;
        }

        if (data.Kind == DefKind.Impl)
        {
            if (_context.TraitRefOf(definition) is null)
            {
                ReportInner(definition);
            }

            return;
        }

        if (_live.Contains(definition))
        {
            ReportParts(definition, data.Kind);
        }
        else if (!IsInDeadBody(definition, module))
        {
            _report.Item(definition);
        }
    }

    private void ReportParts(DefId definition, DefKind kind)
    {
        switch (kind)
        {
            case DefKind.Trait:
                ReportInner(definition);
                break;
            case DefKind.Struct or DefKind.Enum or DefKind.Union:
                _report.Parts(definition);
                break;
        }
    }

    private void ReportInner(DefId container) => _report.Inner(container, [.. _context.AssociatedItemsOf(container).Where(item => item.Kind != AssocKind.Type && !_live.Contains(item.Definition))]);

    // It was said already that the function around it is never used.
    private bool IsInDeadBody(DefId definition, DefId module) =>
        _context.Definitions[definition].Parent is { } parent && parent != module && _context.Definitions[parent].Kind is not (DefKind.ForeignModule or DefKind.Module) && !_live.Contains(parent);

    private bool IsForeign(DefId definition) => _context.Definitions[definition].Parent is { } parent && _context.Definitions[parent].Kind == DefKind.ForeignModule;

    /// <summary>True for what other crates can name: it is public, and so is all around it.</summary>
    private bool IsReachable(DefId definition)
    {
        Definition data = _context.Definitions[definition];
        if (data.Parent is not { } parent || _session.Data[definition].InBodyOf is not null || data.Kind is DefKind.Impl or DefKind.Import or DefKind.Macro or DefKind.ForeignModule)
        {
            return data.Kind == DefKind.Unit;
        }

        if (_exported.Contains(definition))
        {
            return true;
        }

        return _session.Data[definition].VisibleIn is null && (_context.Definitions[parent].Kind == DefKind.Impl
            ? _context.TraitRefOf(parent) is null && _context.TypeOf(parent) is Ty.Adt self && !_context.Definitions[self.Definition.Id].IsLibrary && IsReachable(self.Definition.Id)
            : IsReachable(parent));
    }

    private static IEnumerable<DefId> ExportedBy(Import import)
    {
        foreach (Namespace space in (Namespace[])[Namespace.Type, Namespace.Value])
        {
            if (import[space]?.Res is Hir.Res.Def def)
            {
                yield return def.Id;
            }
        }
    }

    /// <summary>The variants and public fields of a type.</summary>
    private IEnumerable<DefId> VisibleParts(DefId definition)
    {
        if (_context.Definitions[definition].Kind is not (DefKind.Struct or DefKind.Enum or DefKind.Union) || _context.Hir.ItemOf(definition).Kind is not Hir.ItemKind.Adt adt)
        {
            return [];
        }

        bool isEnum = adt.AdtKind == AdtKind.Enum;
        return adt.Variants.SelectMany(variant => variant.Fields.Select(field => field.Definition).Where(field => isEnum || _session.Data[field].VisibleIn is null).Concat(isEnum ? [variant.Definition] : []));
    }

    private bool IsRoot(DefId definition)
    {
        Definition data = _context.Definitions[definition];
        Hir.Item item = _context.Hir.ItemOf(definition);
        if (data is { Kind: DefKind.Function, Name: "main" } && data.Parent == _crate.Definition)
        {
            return true;
        }

        return IsReachable(definition)
            || item.Attributes.Any(attribute => _crate.Configuration.NameOf(attribute) is "test" or "bench" or "no_mangle" or "export_name" or "used" or "lang" or "panic_handler" or "global_allocator")
            || (data.Kind is not (DefKind.Module or DefKind.Impl or DefKind.Import or DefKind.Macro or DefKind.ForeignModule) && _context.Lints.IsAllowed("dead_code", data.Span))
            || (data.Kind == DefKind.Constant && data.Name == "_");
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>Decides the imports of a block's items and expands what they call. All modules around are decided by then, so one round after another is enough.</summary>
internal sealed class BlockResolver(RustSession session, CrateData crate, DefCollector collector)
{
    private readonly List<Import> _imports = [];

    /// <summary>Resolves what the collector has met in a block.</summary>
    public void Run(Module block)
    {
        var importer = new ImportResolver(session, crate, crate.Names);
        while (collector.Imports.Count + collector.Invocations.Count + collector.Derives.Count > 0)
        {
            List<Import> imports = [.. collector.Imports];
            List<Invocation> calls = [.. collector.Invocations];
            List<DeriveCall> derives = [.. collector.Derives];
            collector.Imports.Clear();
            collector.Invocations.Clear();
            collector.Derives.Clear();
            _imports.AddRange(imports);
            importer.Run(imports, force: true);
            Expand(calls, derives);
        }

        new ImportChecker(session, crate).Check(_imports);
        ModuleChecker.ReportConflicts(session, _imports.Select(import => import.Owner).Prepend(block).Distinct());
        crate.AllImports.AddRange(_imports);
    }

    private void Expand(List<Invocation> calls, List<DeriveCall> derives)
    {
        var missing = new List<Invocation>();
        foreach (Invocation call in calls)
        {
            call.Module.PendingMacros--;
            if (crate.Macros.Find(call.Call.Path, call.Module, call.Scope, force: true, out _) is not { } macro)
            {
                missing.Add(call);
                continue;
            }

            MacroScope? after = call.Scope;
            EquatableArray<Item> items = session.Expander.ExpandItems(call, macro, crate);
            collector.Collect(items, new(call.Module, call.Parent, call.Place, call.Depth + 1, session.Data.GetValueOrDefault(call.Parent)?.InBodyOf), ref after);
            call.Finish(after);
        }

        var unknown = new List<DeriveCall>();
        foreach (DeriveCall derive in derives)
        {
            if (crate.Macros.Find(derive.Path, derive.Module, derive.Scope, force: true, out _) is not { } macro)
            {
                unknown.Add(derive);
                continue;
            }

            MacroScope? scope = derive.Scope;
            collector.Collect(session.Expander.ExpandDerive(derive, macro, crate), new(derive.Module, derive.Parent, CallPlace.Items, 0, session.Data.GetValueOrDefault(derive.Parent)?.InBodyOf ?? derive.Parent), ref scope);
        }

        crate.Macros.ReportMissing(missing, unknown);
    }
}

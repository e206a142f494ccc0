using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;

namespace Crabwalk.Rust.Resolution;

/// <summary>
/// Finds the macro that a call names: a plain name first in the textual scope, then as any other name in the macro namespace; at last
/// among those built in, so that a library needs not declare them.
/// </summary>
internal sealed class MacroLookup(RustSession session, CrateData crate, NameResolver names)
{
    private readonly Dictionary<string, MacroDefinition> _builtIn = new(StringComparer.Ordinal);

    /// <summary>The macro; null when there is none, or when it is too early to say.</summary>
    public MacroDefinition? Find(Path path, Module from, MacroScope? scope, bool force, out bool isUndecided)
    {
        isUndecided = false;
        if (path is { IsGlobal: false, Segments: [var only] })
        {
            MacroDefinition? textual = MacroScope.Find(scope, only.Ident.Name, out bool isOpen);
            if (isOpen && !force)
            {
                isUndecided = true;
                return null;
            }

            if (textual is not null)
            {
                textual.IsUsed = true;
                return textual;
            }
        }

        PathResult result = names.Path(path.Segments, path.IsGlobal, from, Namespace.Macro, force);
        isUndecided = result.IsUndecided;
        if (isUndecided)
        {
            return null;
        }

        ImportResolver.Use(result.Bindings);
        if (result.Last?.Res is Hir.Res.Def def && session.Macros.TryGetValue(def.Id, out MacroDefinition? macro))
        {
            macro.IsUsed = true;
            return macro;
        }

        return BuiltIn(path, result);
    }

    /// <summary>Reports calls and derives whose macro is not known.</summary>
    public void ReportMissing(List<Invocation> calls, List<DeriveCall> derives)
    {
        foreach (Invocation call in calls)
        {
            ReportMissing(call.Call.Path, call.Module, call.Scope, "macro");
        }

        foreach (DeriveCall derive in derives)
        {
            ReportMissing(derive.Path, derive.Module, derive.Scope, "derive macro");
        }
    }

    /// <summary>Reports a macro that is not known.</summary>
    public Reported ReportMissing(Path path, Module from, MacroScope? scope, string kind)
    {
        PathResult result = names.Path(path.Segments, path.IsGlobal, from, Namespace.Macro);
        bool isKnown = result.Bindings is [.., { Res: Hir.Res.Error }];
        return isKnown && session.Sink.LastError is { } before ? before : session.Sink.Error(new MacroErrors(session, crate).NotFound(path, result, scope, kind));
    }

    // `concat!`, `std::concat!` and `$crate::concat!`, when the library does not declare it.
    private MacroDefinition? BuiltIn(Path path, PathResult result)
    {
        bool isBare = path.Segments.Count == 1;
        bool isLibraryPath = path.Segments.Count == 2 && result is { FailedAt: 1, FailedIn: { Parent: null } root } && (root.Crate.IsLibrary || ReferenceEquals(root.Crate, crate.Core));
        string name = session.Symbols[path.Segments[^1].Ident.Name];
        return (isBare || isLibraryPath) && BuiltInMacros.IsKnown(name) ? BuiltIn(name) : null;
    }

    private MacroDefinition BuiltIn(string name)
    {
        if (!_builtIn.TryGetValue(name, out MacroDefinition? macro))
        {
            Span span = session.Definitions[crate.Core.Definition].Span.AtStart;
            DefId id = session.Definitions.Add(new(DefKind.Macro, name, name, crate.Core.Definition, span) { IsLibrary = true });
            session.Data.Add(id, new(id, new DefSource.OfLowering(), crate.Core.Root, null));
            macro = new(id, new(session.Symbols.Intern(name), span), crate.Core, null) { IsBuiltIn = true };
            session.Macros.Add(id, macro);
            _builtIn.Add(name, macro);
        }

        return macro;
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>What is checked of modules once their names are known: names defined twice, crates that are not there, <c>main</c>.</summary>
internal static class ModuleChecker
{
    /// <summary>Checks a crate.</summary>
    public static void Check(RustSession session, CrateData crate, List<(Item Item, string Name)> unknownCrates)
    {
        ReportConflicts(session, crate.Modules);
        foreach ((Item item, string name) in unknownCrates)
        {
            session.Sink.Error(ResolveErrors.UnknownCrate(item, name));
        }

        if (crate.Options.IsProgram && !crate.IsLibrary)
        {
            CheckMain(session, crate);
        }
    }

    /// <summary>Reports names that are defined twice in modules or blocks.</summary>
    public static void ReportConflicts(RustSession session, IEnumerable<Module> modules)
    {
        foreach (Module module in modules.ToArray())
        {
            // A name that is double in two namespaces is double once.
            var told = new HashSet<(Symbol, Span)>();
            foreach ((NameKey key, Binding second, Binding first) in module.Conflicts)
            {
                if (told.Add((key.Name, second.Span)) && Conflict(session, module, key, second, first) is { } error)
                {
                    session.Sink.Error(error);
                }
            }

            module.Conflicts.Clear();
        }
    }

    private static Diagnostic? Conflict(RustSession session, Module module, NameKey key, Binding second, Binding first)
    {
        // Of two bindings, the one further down is the one too many.
        if (second.Span.Source == first.Span.Source && second.Span.Start < first.Span.Start)
        {
            (second, first) = (first, second);
        }

        string name = session.Symbols[key.Name];
        string kind = KindOf(session, key, first);
        string ns = key.Namespace switch { Namespace.Type => "type", Namespace.Value => "value", _ => "macro" };
        string place = session.Definitions[OwnerOf(session, first, second)].Kind switch
        {
            DefKind.Enum => "enum",
            DefKind.Trait => "trait",
            _ => module.Kind == ModuleKind.Block ? "block" : "module",
        };
        bool isImport = second.Import is not null;
        bool isExtern = second.Import is { IsExternCrate: true } || first.Import is { IsExternCrate: true };
        string code = (first.Import, second.Import) switch
        {
            (null, null) => "E0428",
            (not null, not null) => isExtern ? "E0254" : "E0252",
            _ => isExtern ? "E0260" : "E0255",
        };
        string again = isImport ? $"`{name}` reimported here" : $"`{name}` redefined here";
        string old = first.Import is { IsExternCrate: true } ? "extern crate" : kind;
        string before = first.Import is not null ? $"previous import of the {old} `{name}` here" : $"previous definition of the {kind} `{name}` here";
        return ResolveErrors.Coded(code, SpanOf(session, second), $"the name `{name}` is defined multiple times", again) with
        {
            Labels = [new(SpanOf(session, first), before)],
            Children = [new(Severity.Note, $"`{name}` must be defined only once in the {ns} namespace of this {place}")],
            Fixes = isImport && second.Res != first.Res && second.Import is { IsGlob: false, IsExternCrate: false } import && import.Target.Name == import.Path[^1].Ident.Name
                ? [new("you can use `as` to change the binding name of the import", [new(import.Span.AtEnd, $" as {(char.IsUpper(name[0]) ? "Other" : "other_")}{name}")])]
                : [],
        };
    }

    private static DefId OwnerOf(RustSession session, Binding first, Binding second) =>
        (first.Import ?? second.Import)?.Owner.Definition ?? (first.Res is Hir.Res.Def def ? session.Definitions[def.Id].Parent ?? def.Id : default);

    private static string KindOf(RustSession session, NameKey key, Binding binding) => binding.Res switch
    {
        Hir.Res.Def def when session.Definitions[def.Id].Kind == DefKind.Module => "module",
        Hir.Res.Def def when session.Definitions[def.Id].Kind == DefKind.Trait => "trait",
        Hir.Res.Def def when session.Definitions[def.Id].Kind == DefKind.Unit => "crate",
        _ => key.Namespace switch { Namespace.Type => "type", Namespace.Value => "value", _ => "macro" },
    };

    private static Span SpanOf(RustSession session, Binding binding)
    {
        if (binding.Import is { } import)
        {
            return import.Span;
        }

        if (binding.Res is not Hir.Res.Def def)
        {
            return binding.Span;
        }

        DefId owner = session.Definitions[def.Id].Kind == DefKind.Constructor ? session.Definitions[def.Id].Parent!.Value : def.Id;
        return session.Data[owner].Source switch
        {
            DefSource.OfItem item => Hir.Lowering.ItemHeads.Of(item.Item, session.Sources),
            DefSource.OfVariant variant => variant.Variant.Span,
            _ => binding.Span,
        };
    }

    private static void CheckMain(RustSession session, CrateData crate)
    {
        if (crate.Root.Find(new(session.Names.Main, Namespace.Value)) is { Res: Hir.Res.Def def } && session.Definitions[def.Id].Kind == DefKind.Function)
        {
            return;
        }

        foreach (Attribute attribute in crate.Attributes)
        {
            if (crate.Configuration.NameOf(attribute) == "no_main")
            {
                return;
            }
        }

        if (crate.Configuration.Holds("test"))
        {
            return;
        }

        // Of a text that was given up nobody knows what is in it.
        if (session.HasSyntaxErrors && crate.Definitions.Count == 0)
        {
            return;
        }

        Span whole = session.Definitions[crate.Definition].Span;
        session.Sink.Error(ResolveErrors.NoMain(crate.Options.Name, whole.AtEnd, crate.Options.RootFile));
    }
}

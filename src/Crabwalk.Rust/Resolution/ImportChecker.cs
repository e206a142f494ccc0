using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>Reports imports that found nothing, found something private, or pass on what they may not.</summary>
internal sealed class ImportChecker(RustSession session, CrateData crate)
{
    private static readonly Namespace[] Namespaces = [Namespace.Type, Namespace.Value, Namespace.Macro];

    private readonly HashSet<Span> _reported = [];

    /// <summary>Checks decided imports.</summary>
    public void Check(IEnumerable<Import> imports)
    {
        foreach (Import import in imports)
        {
            if (import.IsExternCrate || import.Path.IsEmpty)
            {
                continue;
            }

            PathResult? prefix = PrefixOf(import);
            if (prefix is not null && (prefix.FailedAt >= 0 || prefix.Module is null))
            {
                ReportPrefix(import, prefix);
                Silence(import);
            }
            else if (prefix is { PrivateAt: >= 0 })
            {
                session.Sink.Error(new ResolveMessages(session, crate).Private(import.Path[prefix.PrivateAt].Ident, prefix.Bindings[prefix.PrivateAt]));
            }
            else if (!import.IsGlob)
            {
                CheckNamed(import, prefix?.Module);
            }
        }
    }

    // What the import should have given is not missed a second time where it is used.
    private void Silence(Import import)
    {
        if (import.IsGlob || import.Target.Name == session.Names.Underscore)
        {
            return;
        }

        foreach (Namespace ns in Namespaces)
        {
            if (import.Owner.Find(new(import.Target.Name, ns)) is null)
            {
                import.Owner.DefineImported(new(import.Target.Name, ns), new(new Hir.Res.Error(), import.VisibleIn, import.Span) { Import = import });
            }
        }

        import.IsUsed = true;
    }

    private bool IsGlobal(Import import) => import.IsGlobal || (crate.Edition == Edition.Rust2015 && !session.Names.IsPathWord(import.Path[0].Ident.Name));

    private PathResult? PrefixOf(Import import)
    {
        EquatableArray<PathSegment> prefix = import.IsGlob ? import.Path : import.Path[..^1];
        return prefix.IsEmpty ? null : crate.Names.Path(prefix, IsGlobal(import), import.Owner, Namespace.Type);
    }

    private void ReportPrefix(Import import, PathResult prefix)
    {
        int at = prefix.FailedAt >= 0 ? prefix.FailedAt : prefix.Bindings.Count - 1;
        Ident failed = import.Path[at].Ident;
        if (prefix.FailedAt < 0 && prefix.Bindings[at].Res is Hir.Res.Error)
        {
            return;
        }

        if (!_reported.Add(failed.Span))
        {
            return;
        }

        string name = session.Symbols[failed.Name];
        if (prefix.FailedBecause is { } words)
        {
            session.Sink.Error(words.StartsWith("there are too many", StringComparison.Ordinal) ? ResolveErrors.TooManySupers(failed.Span) : ResolveErrors.Coded("E0433", failed.Span, words, words));
            return;
        }

        string label = prefix.FailedAt < 0 ? $"`{name}` is {KindWords.WithArticle(prefix.Bindings[at].Res, session)}, not a module"
            : prefix.FailedIn is null ? $"use of unresolved module or unlinked crate `{name}`"
            : $"could not find `{name}` in {Place(prefix.FailedIn, import.Path, at)}";
        Diagnostic error = ResolveErrors.Coded("E0432", failed.Span, $"unresolved import `{PathText(import, at + 1)}`", label);
        session.Sink.Error(prefix.FailedIn is null && prefix.FailedAt >= 0 ? WithCrateHelp(error, failed, name) : WithSimilar(error, failed, prefix.FailedIn, Namespace.Type));
    }

    // A module of that name at the root, or else a crate that is not there.
    private Diagnostic WithCrateHelp(Diagnostic error, Ident failed, string name)
    {
        if (crate.Root.Find(new(failed.Name, Namespace.Type)) is not null)
        {
            return error with { Primary = error.Primary! with { Text = $"help: a similar path exists: `crate::{name}`" } };
        }

        return error.WithHelp($"you might be missing a crate named `{name}`");
    }

    private string Place(Module module, EquatableArray<PathSegment> path, int at) =>
        module.Parent is null && at > 0 && session.Names.IsPathWord(path[at - 1].Ident.Name) ? "the crate root" : $"`{session.Symbols[path[at - 1].Ident.Name]}`";

    private string PathText(Import import, int count)
    {
        var names = new List<string>();
        for (int i = 0; i < count && i < import.Path.Count; i++)
        {
            names.Add(session.Symbols[import.Path[i].Ident.Name]);
        }

        return (import.IsGlobal ? "::" : "") + string.Join("::", names);
    }

    private void CheckNamed(Import import, Module? module)
    {
        if (!import.HasFound)
        {
            ReportMissing(import, module);
            Silence(import);
            return;
        }

        bool hasVisible = false;
        foreach (Namespace ns in Namespaces)
        {
            hasVisible |= import[ns] is { } found && found.IsVisibleFrom(import.Owner);
        }

        if (!hasVisible)
        {
            Binding hidden = import[Namespace.Type] ?? import[Namespace.Value] ?? import[Namespace.Macro]!;
            session.Sink.Error(new ResolveMessages(session, crate).Private(import.Path[^1].Ident, hidden));
            return;
        }

        CheckReach(import);
    }

    // E0364, E0365: nothing is passed on further than it reaches itself.
    private void CheckReach(Import import)
    {
        Binding? tooPrivate = null;
        foreach (Namespace ns in Namespaces)
        {
            if (import[ns] is not { } found)
            {
                continue;
            }

            if (found.VisibleIn is null || (import.VisibleIn is not null && import.VisibleIn.IsInside(found.VisibleIn)))
            {
                return;
            }

            tooPrivate ??= found;
        }

        if (tooPrivate is null || tooPrivate.Res is Hir.Res.Def { Id: var id } && session.Definitions[id].Kind == DefKind.Macro)
        {
            return;
        }

        string name = session.Symbols[import.Path[^1].Ident.Name];
        bool isPrivate = ReferenceEquals(tooPrivate.VisibleIn, tooPrivate.Import?.Owner.Nearest ?? tooPrivate.VisibleIn) && tooPrivate.VisibleIn!.Parent is not null;
        string reach = isPrivate || tooPrivate.VisibleIn!.Parent is not null ? "private" : "only public within the crate";
        bool isModule = tooPrivate.Res is Hir.Res.Def def && session.Definitions[def.Id].Kind == DefKind.Module;
        session.Sink.Error(isModule
            ? ResolveErrors.Coded("E0365", import.Span, $"`{name}` is {reach}, and cannot be re-exported", $"re-export of {(reach == "private" ? "private" : "crate public")} `{name}`").WithNote($"consider declaring type or module `{name}` with `pub`")
            : ResolveErrors.Coded("E0364", import.Span, $"`{name}` is {reach}, and cannot be re-exported{(reach == "private" ? "" : " outside")}").WithNote($"consider marking `{name}` as `pub` in the imported module"));
    }

    private void ReportMissing(Import import, Module? module)
    {
        Ident last = import.Path[^1].Ident;
        string name = session.Symbols[last.Name];
        if (module is null)
        {
            Diagnostic lone = ResolveErrors.Coded("E0432", import.Span, $"unresolved import `{name}`", $"no external crate `{name}`");
            session.Sink.Error(crate.Root.Find(new(last.Name, Namespace.Type)) is not null ? lone with { Primary = new(import.Span, $"no external crate `{name}`") } : lone);
            return;
        }

        string place = module.Parent is null && (import.Path.Count < 2 || session.Names.IsPathWord(import.Path[^2].Ident.Name)) ? "in the root" : $"in `{session.Symbols[import.Path[^2].Ident.Name]}`";
        Diagnostic error = ResolveErrors.Coded("E0432", import.Span, $"unresolved import `{PathText(import, import.Path.Count)}`", $"no `{name}` {place}");
        session.Sink.Error(WithSimilar(error, last, module, null));
    }

    private Diagnostic WithSimilar(Diagnostic error, Ident name, Module? module, Namespace? ns)
    {
        if (module is null)
        {
            return error;
        }

        IEnumerable<string> candidates = module.Names.Where(pair => (ns is null || pair.Key.Namespace == ns) && pair.Value.IsVisibleFrom(crate.Root)).Select(pair => session.Symbols[pair.Key.Name]);
        return SimilarNames.Best(candidates, session.Symbols[name.Name]) is { } similar
            ? error with { Fixes = [new("a similar name exists in the module", [new(name.Span, similar)]) { Style = FixStyle.Lines }] }
            : error;
    }
}

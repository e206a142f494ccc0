using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir;
using Crabwalk.Rust.Hir.Lowering;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <content>What was perhaps meant: similar names in reach, and things of the same name that could be imported.</content>
internal sealed partial class ResolveMessages
{
    /// <summary>A name that could have been meant.</summary>
    private readonly record struct Candidate(string Name, Res Res);

    private IEnumerable<Candidate> CandidatesIn(Module module, Namespace ns, Scope scope) =>
        module.Names.Where(pair => pair.Key.Namespace == ns && pair.Value.IsVisibleFrom(scope.Module())).Select(pair => new Candidate(Symbols[pair.Key.Name], pair.Value.Res));

    private IEnumerable<Candidate> CandidatesInScope(Scope scope, Namespace ns)
    {
        for (Scope? at = scope; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case Scope.Variable variable when ns == Namespace.Value:
                    yield return new(Text(variable.Name), new Res.Local(variable.Binding));
                    break;
                case Scope.Parameters parameters:
                    foreach ((Symbol name, GenericName parameter) in parameters.Names)
                    {
                        if (parameter.Namespace == ns && !Symbols[name].StartsWith('\''))
                        {
                            yield return new(Symbols[name], new Res.Def(parameter.Definition));
                        }
                    }

                    break;
                default:
                    break;
            }
        }

        foreach (Candidate candidate in CandidatesInModules(scope.Module(), ns, scope))
        {
            yield return candidate;
        }
    }

    private IEnumerable<Candidate> CandidatesInModules(Module module, Namespace ns, Scope scope)
    {
        for (Module? at = module; at is not null; at = at.Kind == ModuleKind.Module ? null : at.Parent)
        {
            foreach (Candidate candidate in CandidatesIn(at, ns, scope))
            {
                yield return candidate;
            }
        }

        if (crate.Prelude is { } prelude)
        {
            foreach (Candidate candidate in CandidatesIn(prelude, ns, scope))
            {
                yield return candidate;
            }
        }

        if (ns == Namespace.Type)
        {
            foreach (Symbol name in session.Primitives.Names)
            {
                yield return new(Symbols[name], new Res.Primitive(session.Primitives.Find(name)!));
            }
        }
    }

    private Diagnostic WithSimilar(Diagnostic error, Ident name, IEnumerable<Candidate> candidates)
    {
        Candidate[] all = [.. candidates];
        if (SimilarNames.Best(all.Select(candidate => candidate.Name), Text(name)) is not { } similar)
        {
            return error;
        }

        Res res = Array.Find(all, candidate => candidate.Name == similar).Res;
        string kind = res is Res.Def { Id: var found } && session.Definitions[found].Kind == DefKind.AssociatedFunction ? "associated function" : KindWords.Of(res, session);
        string article = KindWords.WithArticle(res, session).Split(' ')[0];
        error = error with { Fixes = [.. error.Fixes, new($"{article} {kind} with a similar name exists", [new(name.Span, similar)]) { Style = FixStyle.Lines }] };
        return res is Res.Def def && IsHere(def.Id) && session.Data.GetValueOrDefault(def.Id) is { Source: not DefSource.OfLowering }
            ? error with { Labels = [.. error.Labels, new(HeadOf(def.Id), $"similarly named {kind} `{similar}` defined here")] }
            : error;
    }

    // Things of that name in any crate that paths can lead to.
    private Diagnostic WithImports(Diagnostic error, Ident name, PathUse? use, Scope scope)
    {
        List<(string Path, Res Res)> found = new ImportCandidates(session, crate).Find(name.Name, use, scope.Module());
        if (found.Count == 0)
        {
            return error;
        }

        string kind = KindWords.Of(found[0].Res, session);
        bool isSame = found.TrueForAll(candidate => KindWords.Of(candidate.Res, session) == kind);
        string what = isSame ? kind : "item";
        string title = found.Count == 1 ? $"consider importing this {what}" : $"consider importing one of these {Plural(what)}";
        Span at = ImportPlace(scope.Module());
        EquatableArray<EquatableArray<Edit>> edits = [.. found.Select(candidate => (EquatableArray<Edit>)[new Edit(at, $"use {candidate.Path};\n")])];
        return error with { Primary = error.Primary! with { Text = error.Primary!.Text.Length == 0 && error.Fixes.IsEmpty ? "not found in this scope" : error.Primary!.Text }, Fixes = [.. error.Fixes, new(title, edits[0]) { Alternatives = edits[1..] }] };
    }

    private static string Plural(string kind) => kind.EndsWith('s') ? kind + "es" : kind + "s";

    // Before the first `use`, or else the first item, of the module.
    private Span ImportPlace(Module module)
    {
        Module nearest = module.Nearest;
        foreach (Import import in nearest.Imports)
        {
            if (import.Declaration.Span.Expansion.IsNone && !import.IsExternCrate)
            {
                return import.Declaration.Span.AtStart;
            }
        }

        foreach (DefId id in nearest.Definitions)
        {
            if (session.Data[id].Item is { } item && item.Span.Expansion.IsNone)
            {
                return item.Span.AtStart;
            }
        }

        return session.Definitions[nearest.Definition].Span.AtStart;
    }
}

using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Parsing;

namespace Crabwalk.Rust.Resolution.Lints;

/// <summary>The lints <c>unused_imports</c> and <c>unused_macros</c>, once all bodies of a crate were looked at.</summary>
internal sealed class UnusedNames(RustSession session, CrateData crate)
{
    private readonly LintLevels _levels = new(session);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Reports what nobody used. Imports of traits wait until <paramref name="areMethodsKnown"/>: their use may be a method call.</summary>
    public void Report(bool areMethodsKnown)
    {
        foreach (IGrouping<DefId, Import> item in crate.AllImports.Where(import => IsUnused(import, areMethodsKnown)).GroupBy(import => import.Definition))
        {
            ReportImports(item.Key, [.. item.OrderBy(import => import.Span.Start)]);
        }

        foreach (DefId definition in crate.Definitions)
        {
            if (session.Macros.TryGetValue(definition, out MacroDefinition? macro) && macro is { IsUsed: false, IsExported: false, IsBuiltIn: false })
            {
                ReportMacro(definition, macro);
            }
        }
    }

    private bool IsUnused(Import import, bool areMethodsKnown)
    {
        if (import.IsUsed || import.IsPrelude || import.IsExternCrate || import.VisibleIn is null || !import.Declaration.Span.Expansion.IsNone)
        {
            return false;
        }

        if (import.IsGlob)
        {
            return import.Source is { } source && (areMethodsKnown || !source.Names.Any(name => IsTrait(name.Value)));
        }

        return import.HasFound && (areMethodsKnown || !IsTrait(import[Namespace.Type]));
    }

    private bool IsTrait(Binding? binding) => binding?.Res is Hir.Res.Def def && session.Definitions[def.Id].Kind == DefKind.Trait;

    private void ReportImports(DefId item, List<Import> unused)
    {
        if (_levels.Of("unused_imports", "unused", item) is not { } severity)
        {
            return;
        }

        string[] names = [.. unused.Select(import => $"`{session.Sources.TextOf(import.Span)}`").Order(StringComparer.Ordinal)];
        string listed = names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]} and {names[1]}",
            _ => $"{string.Join(", ", names[..^1])}, and {names[^1]}",
        };
        Add("unused_imports", new(severity, "", $"unused import{(names.Length == 1 ? "" : "s")}: {listed}", new(unused[0].Span))
        {
            Labels = [.. unused.Skip(1).Select(import => new Label(import.Span) { IsPrimary = true })],
        });
    }

    private void ReportMacro(DefId definition, MacroDefinition macro)
    {
        string name = session.Symbols[macro.Name.Name];
        if (macro.Name.Span.Expansion.IsNone && !name.StartsWith('_') && _levels.Of("unused_macros", "unused", definition) is { } severity)
        {
            Add("unused_macros", new(severity, "", $"unused macro definition: `{name}`", new(macro.Name.Span)));
        }
    }

    // The first message of a lint says why it is there.
    private void Add(string lint, Diagnostic found) =>
        session.Sink.Add(_named.Add(lint) ? found.WithNote($"`#[warn({lint})]` (part of `#[warn(unused)]`) on by default") : found);
}

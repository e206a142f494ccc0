using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>
/// The lints <c>unused_imports</c> and <c>unused_macros</c>. Names are known once all bodies are lowered, methods only when they are
/// checked; so an import of a trait is told early when nothing in the crate is called as one of its items, and late otherwise.
/// </summary>
internal sealed class UnusedNames(RustSession session, CrateData crate)
{
    private readonly HashSet<Symbol> _called = [];

    /// <summary>Names of methods and associated items that the crate's bodies use.</summary>
    public void NoteCalls(IEnumerable<Hir.Body> bodies)
    {
        var walk = new CalledNames(_called);
        foreach (Hir.Body body in bodies)
        {
            walk.Visit(body);
        }
    }

    /// <summary>The message about a <c>use</c> item; null when all of it is used.</summary>
    /// <param name="item">The item.</param>
    /// <param name="areMethodsKnown">All bodies were checked: what is left now are the traits that were in doubt.</param>
    public Diagnostic? Imports(Item item, bool areMethodsKnown) =>
        Imports([.. crate.AllImports.Where(import => import.Declaration.Id == item.Id && IsUnused(import) && InDoubt(import) == areMethodsKnown).OrderBy(import => import.Span.Start)]);

    /// <summary>The messages about traits whose methods nobody called.</summary>
    public IEnumerable<Diagnostic> LateImports() => crate.AllImports.Select(import => import.Declaration).DistinctBy(item => item.Id).Select(item => Imports(item, areMethodsKnown: true)).OfType<Diagnostic>();

    /// <summary>The message about a macro that nobody calls.</summary>
    public Diagnostic? Macro(Item item) =>
        session.Macros.Values.FirstOrDefault(macro => macro.Name.Span == item.Name.Span) is { } macro && macro is { IsUsed: false, IsExported: false, IsBuiltIn: false }
            && session.Symbols[macro.Name.Name] is { } name && !name.StartsWith('_') && macro.Name.Span.Expansion.IsNone
            ? new(Severity.Warning, "unused_macros", $"unused macro definition: `{name}`", new(macro.Name.Span))
            : null;

    private Diagnostic? Imports(Import[] unused)
    {
        if (unused.Length == 0)
        {
            return null;
        }

        string[] names = [.. unused.Select(import => $"`{session.Sources.TextOf(import.Span)}`").Order(StringComparer.Ordinal)];
        string listed = names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]} and {names[1]}",
            _ => $"{string.Join(", ", names[..^1])}, and {names[^1]}",
        };
        return new(Severity.Warning, "unused_imports", $"unused import{(names.Length == 1 ? "" : "s")}: {listed}", new(unused[0].Span))
        {
            Labels = [.. unused.Skip(1).Select(import => new Label(import.Span) { IsPrimary = true })],
        };
    }

    private static bool IsUnused(Import import) =>
        !import.IsUsed && !import.IsPrelude && !import.IsExternCrate && import.VisibleIn is not null && import.Declaration.Span.Expansion.IsNone
            && (import.IsGlob ? import.Source is not null : import.HasFound);

    // A glob brings traits, or the import is one: its use may be a method call.
    private bool InDoubt(Import import) => import.IsGlob
        ? import.Source!.Names.Any(name => TraitOf(name.Value) is { } trait && MayBeCalled(trait))
        : TraitOf(import[Namespace.Type]) is { } only && MayBeCalled(only);

    private bool MayBeCalled(DefId trait) => session.Modules[trait].Names.Any(name => _called.Contains(name.Key.Name));

    private DefId? TraitOf(Binding? binding) => binding?.Res is Hir.Res.Def def && session.Definitions[def.Id].Kind == DefKind.Trait ? def.Id : null;

    private sealed class CalledNames(HashSet<Symbol> called) : ExpressionWalk
    {
        public override void Visit(Hir.Expr expression)
        {
            if (expression.Kind is Hir.ExprKind.MethodCall call)
            {
                called.Add(call.Method.Ident.Name);
            }
            else if (expression.Kind is Hir.ExprKind.Path { Name: Hir.QPath.TypeRelative path })
            {
                called.Add(path.Segment.Ident.Name);
            }

            base.Visit(expression);
        }
    }
}

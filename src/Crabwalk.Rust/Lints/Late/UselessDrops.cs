using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The lints <c>dropping_copy_types</c>, <c>dropping_references</c> and their like for <c>forget</c>: calls that do nothing.</summary>
internal sealed class UselessDrops(ITypeContext context, TypeckResults results)
{
    private readonly TypeProperties _properties = new(context, results.Owner);

    /// <summary>Looks at a call.</summary>
    public void Check(Hir.Expr expression)
    {
        if (expression.Kind is Hir.ExprKind.Call { Function.Kind: Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var function } } }, Arguments: [var argument] }
            && VerbOf(function) is { } verb && results.NodeTypes.GetValueOrDefault(argument.Id) is { } type && expression.Span.Expansion.IsNone)
        {
            (string lint, string what)? found = type is Ty.Ref ? ($"{verb.Gerund}_references", "a reference instead of an owned value")
                : _properties.IsCopy(type) ? ($"{verb.Gerund}_copy_types", "a value that implements `Copy`") : null;
            if (found is not ({ } name, { } value) || !argument.Span.Expansion.IsNone)
            {
                return;
            }

            Span before = expression.Span with { End = argument.Span.Start }, after = expression.Span with { Start = argument.Span.End };
            context.Lints.Report(new Diagnostic(Severity.Warning, name, $"calls to `std::mem::{verb.Name}` with {value} does nothing", new(expression.Span))
            {
                Labels = [new(argument.Span, $"argument has type `{TypeNames.Of(context, type)}`")],
                Fixes = [new("use `let _ = ...` to ignore the expression or result", [new(before, "let _ = "), new(after, "")]) { Style = FixStyle.Lines }],
            });
        }
    }

    private (string Name, string Gerund)? VerbOf(DefId function) => context.Definitions[function] is { IsLibrary: true, Name: var name, Path: var path } && path.EndsWith($"mem::{name}", StringComparison.Ordinal)
        ? name switch { "drop" => ("drop", "dropping"), "forget" => ("forget", "forgetting"), _ => null }
        : null;
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Patterns;

/// <summary>E0004, E0005 and the lints of patterns.</summary>
internal static class PatternReports
{
    private const int Shown = 3;

    /// <summary>A match that does not cover all values (E0004).</summary>
    public static Diagnostic NonExhaustive(PlaceTypes types, Hir.Expr expression, Hir.ExprKind.Match match, List<Witness> missing, List<string> witnesses, Ty type)
    {
        ITypeContext context = types.Context;
        string name = TypeNames.Of(context, type.EraseRegions(context.Types));
        if (match.Arms.IsEmpty)
        {
            return CheckErrors.At("E0004", match.Scrutinee.Span, $"non-exhaustive patterns: type `{name}` is non-empty")
                .WithNote($"the matched value is of type `{name}`")
                .WithFix("ensure that all possible cases are being handled by adding a match arm with a wildcard pattern as shown", new Edit(expression.Span with { Start = expression.Span.End - 1 }, "_ => todo!() }"));
        }

        Diagnostic error = CheckErrors.At("E0004", match.Scrutinee.Span, $"non-exhaustive patterns: {Listed(witnesses)} not covered", $"pattern{(witnesses.Count == 1 ? "" : "s")} {Listed(witnesses)} not covered");
        error = WithDefinition(error, context, type, missing);
        error = error.WithNote($"the matched value is of type `{name}`");
        if (Unlistable(missing) is { } open)
        {
            string openName = TypeNames.Of(context, open.EraseRegions(context.Types));
            if (open is Ty.Str)
            {
                error = error.WithNote("`&str` cannot be matched exhaustively, so a wildcard `_` is necessary");
            }
            else if (open is Ty.Int { Kind: IntKind.Usize or IntKind.Isize })
            {
                error = error.WithNote($"`{openName}` does not have a fixed maximum value, so half-open ranges are necessary to match exhaustively");
            }
        }

        return WithArm(error, context, match, witnesses);
    }

    /// <summary>A pattern that must match always and does not (E0005).</summary>
    public static Diagnostic Refutable(ITypeContext context, Hir.Pat pattern, string origin, List<string> witnesses, Ty type, Hir.StmtKind.Let? let)
    {
        string name = TypeNames.Of(context, type.EraseRegions(context.Types));
        Diagnostic error = CheckErrors.At("E0005", pattern.Span, $"refutable pattern in {origin}", $"pattern{(witnesses.Count == 1 ? "" : "s")} {Listed(witnesses)} not covered");
        if (let is not null)
        {
            error = error.WithNote("`let` bindings require an \"irrefutable pattern\", like a `struct` or an `enum` with only one variant")
                .WithNote("for more information, visit https://doc.rust-lang.org/book/ch19-02-refutability.html");
        }

        error = error.WithNote($"the matched value is of type `{name}`");
        bool binds = PatternWalk.Bindings(pattern).Any();
        string variants = witnesses.Count == 1 ? "the variant that isn't" : "the variants that aren't";
        return let?.Value is { } value && binds
            ? error.WithFix($"you might want to use `let...else` to handle {variants} matched", new Edit(value.Span.AtEnd, " else { todo!() }"))
            : error;
    }

    /// <summary>A range that holds nothing (E0030, E0579).</summary>
    public static Diagnostic EmptyRange(Span span, bool isHalfOpen) => isHalfOpen
        ? CheckErrors.At("E0579", span, "lower bound for range pattern must be less than upper bound")
        : CheckErrors.At("E0030", span, "lower bound for range pattern must be less than or equal to upper bound", "lower bound larger than upper bound");

    /// <summary>A new variable that looks like a variant (deny-by-default lint <c>bindings_with_variant_name</c>).</summary>
    public static Diagnostic NamedAsVariant(Span span, string name, string type) =>
        CheckErrors.At("E0170", span, $"pattern binding `{name}` is named the same as one of the variants of the type `{type}`") with
        {
            Fixes = [new("to match on the variant, qualify the path", [new(span, $"{type}::{name}")])],
        };

    /// <summary>A condition that always holds (lint <c>irrefutable_let_patterns</c>).</summary>
    public static Diagnostic Irrefutable(Span span, string what, string note, string help) =>
        new(Severity.Warning, "irrefutable_let_patterns", $"irrefutable {what} pattern", new(span))
        {
            Children = [new(Severity.Note, note), new(Severity.Help, help)],
        };

    /// <summary>A pattern that nothing reaches (lint <c>unreachable_patterns</c>).</summary>
    public static Diagnostic Unreachable(PlaceTypes types, PatternNode pattern)
    {
        var warning = new Diagnostic(Severity.Warning, "unreachable_patterns", "unreachable pattern", new(pattern.Span, "no value can reach this"));
        if (pattern.CoveredBy.Count == 0 || !types.IsInhabited(pattern.Type))
        {
            string name = TypeNames.Of(types.Context, pattern.Type.EraseRegions(types.Context.Types));
            return (warning with { Primary = new(pattern.Span, "matches no value because the type `" + name + "` is uninhabited") })
                .WithNote("to learn more about uninhabited types, see https://doc.rust-lang.org/nomicon/exotic-sizes.html#empty-types");
        }

        if (pattern.CoveredBy is [{ } only])
        {
            return warning.WithLabel(only.Span, only.IsWildcard ? "matches any value" : "matches all the relevant values");
        }

        List<Label> labels = [new(pattern.Span, "collectively making this unreachable")];
        foreach (PatternNode one in pattern.CoveredBy)
        {
            labels.Add(new(one.Span, "matches some of the same values"));
        }

        return warning with { Children = [new(Severity.Note, "multiple earlier patterns match some of the same values", labels.ToEquatableArray())] };
    }

    /// <summary><c>`A`, `B` and 2 more</c></summary>
    private static string Listed(List<string> witnesses) => witnesses.Count switch
    {
        1 => $"`{witnesses[0]}`",
        <= Shown => $"{string.Join(", ", witnesses.Take(witnesses.Count - 1).Select(one => $"`{one}`"))} and `{witnesses[^1]}`",
        _ => $"{string.Join(", ", witnesses.Take(Shown).Select(one => $"`{one}`"))} and {witnesses.Count - Shown} more",
    };

    /// <summary>The enum's definition with the variants that are missing; more than four are not shown.</summary>
    private static Diagnostic WithDefinition(Diagnostic error, ITypeContext context, Ty type, List<Witness> missing)
    {
        Ty peeled = type;
        while (peeled is Ty.Ref reference)
        {
            peeled = reference.Referent;
        }

        if (peeled is not Ty.Adt { Definition.Kind: AdtKind.Enum } adt || missing.Count >= 4)
        {
            return error;
        }

        var labels = new List<Label> { new(context.Definitions[adt.Definition.Id].Span) };
        var variants = ((Hir.ItemKind.Adt)context.ItemOfAdt(adt.Definition.Id).Kind).Variants;
        foreach (Witness witness in missing)
        {
            if (VariantIn(witness, peeled) is { } index)
            {
                labels.Add(new(variants[index].Name.Span, "not covered"));
            }
        }

        return error.WithNote($"`{TypeNames.Of(context, peeled.EraseRegions(context.Types))}` defined here", [.. labels]);
    }

    private static int? VariantIn(Witness witness, Ty type)
    {
        while (witness.Constructor is Constructor.Single && witness.Type is Ty.Ref)
        {
            witness = witness.Fields[0];
        }

        return witness.Constructor is Constructor.Variant variant && ReferenceEquals(witness.Type, type) ? variant.Index : null;
    }

    private static Ty? Unlistable(List<Witness> missing)
    {
        foreach (Witness witness in missing)
        {
            if (OpenType(witness) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Ty? OpenType(Witness witness)
    {
        if (witness.Constructor is Constructor.Wildcard && witness.Type is Ty.Str)
        {
            return witness.Type;
        }

        foreach (Witness field in witness.Fields)
        {
            if (OpenType(field) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Diagnostic WithArm(Diagnostic error, ITypeContext types, Hir.ExprKind.Match match, List<string> witnesses)
    {
        string pattern = witnesses.Count <= Shown + 1 ? string.Join(" | ", witnesses) : "_";
        string how = witnesses.Count == 1 ? "a match arm with a wildcard pattern or an explicit pattern as shown"
            : witnesses.Count <= Shown + 1 ? "a match arm with a wildcard pattern, a match arm with multiple or-patterns as shown, or multiple match arms"
            : "a match arm with a wildcard pattern as shown, or multiple match arms";
        Hir.Arm last = match.Arms[^1];
        bool hasComma = types.Sources.TextOf(last.Span).EndsWith(',');
        Span end = (hasComma ? last.Span with { End = last.Span.End - 1 } : last.Span).AtEnd;
        return error.WithFix($"ensure that all possible cases are being handled by adding {how}", new Edit(end, $",{Spacing(types, match)}{pattern} => todo!()"));
    }

    // The new arm stands below the last one where that stands below another.
    private static string Spacing(ITypeContext context, Hir.ExprKind.Match match)
    {
        Span last = match.Arms[^1].Pattern.Span;
        Span before = match.Arms.Count > 1 ? match.Arms[^2].Span : match.Scrutinee.Span;
        if (before.Source != last.Source || before.End > last.Start || !context.Sources[last.Source].Slice(before.End, last.Start).Contains('\n', StringComparison.Ordinal))
        {
            return " ";
        }

        SourceText text = context.Sources[last.Source];
        int column = text.PositionOf(last.Start).Column;
        return "\n" + new string(' ', column);
    }
}

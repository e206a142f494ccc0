using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Access;

namespace Crabwalk.Ownership.Reports;

/// <summary>The lint <c>unused_mut</c>: a variable is declared <c>mut</c> and never changed.</summary>
internal static class UnusedMut
{
    /// <summary>A warning for each such variable.</summary>
    public static IEnumerable<Diagnostic> Find(BodyAnalysis analysis, UsedMutability used)
    {
        Body body = analysis.Body;
        foreach (LocalId local in body.Locals.Ids)
        {
            LocalDecl declaration = body.Locals[local];
            bool isVariable = body.Variables.Any(variable => variable.Place.IsLocal && variable.Place.Local == local && !variable.Name.StartsWith('_'));
            if (declaration.Mutability == Mutability.Mut && isVariable && !used.Locals.Contains(local) && MutBefore(analysis, declaration.Source.Span) is { } mut)
            {
                yield return new DiagnosticDraft("unused_mut", "variable does not need to be mutable", mut with { End = declaration.Source.Span.End }, Severity.Warning)
                    .SuggestShort("remove this `mut`", new Edit(mut, ""))
                    .Build();
            }
        }
    }

    // The word `mut` stands in front of the name, or the span of the declaration starts with it.
    private static Span? MutBefore(BodyAnalysis analysis, Span name)
    {
        if (name.Source.Index >= analysis.Program.Sources.Count || !name.Expansion.IsNone)
        {
            return null;
        }

        SourceText source = analysis.Program.Sources[name.Source];
        string text = source.Slice(name.Start, name.End);
        int start = text.StartsWith("mut ", StringComparison.Ordinal) ? name.Start : name.Start - "mut ".Length;
        return start >= 0 && source.Slice(start, start + "mut ".Length) == "mut " ? name with { Start = start, End = start + "mut ".Length } : null;
    }
}

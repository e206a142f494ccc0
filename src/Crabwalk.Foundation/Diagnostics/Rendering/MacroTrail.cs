using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>
/// Says how the text at fault came to stand where it stands. rustc shows the place inside a macro of the user's own and labels the
/// call; gcc shows the call and tells the macros in notes. A macro of a library is shown by its call in both.
/// </summary>
internal static class MacroTrail
{
    private const int MostMacros = 8;

    /// <summary>The place that is shown for a span.</summary>
    public static Span Visible(Span span, SourceMap map)
    {
        while (map.ExpansionOf(span) is { } expansion && !IsShownInside(span, expansion, map))
        {
            span = expansion.CallSite;
        }

        return span with { Expansion = ExpansionId.None };
    }

    /// <summary>
    /// The place that tools are told of. Those made for rustc find their way from the inside of a macro by themselves; for C it is where a
    /// person sees the message.
    /// </summary>
    public static Span PlaceOf(Span span, SourceMap map) => map.ExpansionOf(span) is { } expansion && !IsRustMacro(expansion) ? Visible(span, map) : span;

    /// <summary>The notes that lead through the macros of C; Rust's are told with the places.</summary>
    public static IEnumerable<SubDiagnostic> MacrosOf(Diagnostic diagnostic, SourceMap map) =>
        diagnostic.Primary is { } primary && map.ExpansionOf(primary.Span) is { } innermost && !IsRustMacro(innermost) ? TrailOf(primary.Span, map) : [];

    /// <summary>The outermost call that led into a macro whose inside is shown.</summary>
    public static IEnumerable<Span> Invocations(Span span, SourceMap map)
    {
        while (map.ExpansionOf(span) is { } expansion && !IsShownInside(span, expansion, map))
        {
            span = expansion.CallSite;
        }

        if (map.ExpansionOf(span) is not null && !map.Outermost(span).Contains(span))
        {
            yield return map.Outermost(span);
        }
    }

    /// <summary>The notes about macros that follow a message.</summary>
    public static IEnumerable<SubDiagnostic> NotesOf(Diagnostic diagnostic, SourceMap map)
    {
        if (diagnostic.Primary is not { } primary || map.ExpansionOf(primary.Span) is not { } innermost)
        {
            return [];
        }

        if (!IsRustMacro(innermost))
        {
            return TrailOf(primary.Span, map);
        }

        IEnumerable<Span> spans = diagnostic.Labels.Select(l => l.Span).Prepend(primary.Span);
        if (!spans.Any(s => Invocations(s, map).Any()))
        {
            return [];
        }

        string word = HumanRenderer.Word(diagnostic.Severity);
        string name = innermost.Name.TrimEnd('!');
        return [new(Severity.Note, $"this {word} originates in the macro `{name}` (in Nightly builds, run with -Z macro-backtrace for more info)")];
    }

    /// <summary>One note per macro from the inside out, each showing where its replacement text stands; a long chain is cut and says so.</summary>
    private static IEnumerable<SubDiagnostic> TrailOf(Span start, SourceMap map)
    {
        int told = 0;
        for (Span span = start; map.ExpansionOf(span) is { } expansion; span = expansion.CallSite)
        {
            if (++told > MostMacros)
            {
                yield return new(Severity.Note, $"and further macros around these {MostMacros}");
                yield break;
            }

            // Shown where it is spelled, which lies in the macro's own text.
            Span spelled = span with { Expansion = ExpansionId.None };
            yield return map[spelled.Source].Kind == SourceKind.User
                ? new(Severity.Note, $"in expansion of macro `{expansion.Name}`", [new(spelled)])
                : new(Severity.Note, $"in expansion of macro `{expansion.Name}`");
        }
    }

    private static bool IsShownInside(Span span, Expansion expansion, SourceMap map) =>
        IsRustMacro(expansion) && map[span.Source].Kind == SourceKind.User && map[expansion.Definition.Source].Kind == SourceKind.User;

    private static bool IsRustMacro(Expansion expansion) => expansion.Name.EndsWith('!');
}

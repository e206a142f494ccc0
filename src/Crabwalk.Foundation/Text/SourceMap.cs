namespace Crabwalk.Foundation.Text;

/// <summary>One use of a macro: what was expanded, where it was called and where its replacement text stands.</summary>
/// <param name="Name">The macro's name as the user knows it, such as <c>MAX</c> or <c>println!</c>.</param>
/// <param name="CallSite">The call; it may itself lie in an expansion, which makes the chain.</param>
/// <param name="Definition">The definition.</param>
public sealed record Expansion(string Name, Span CallSite, Span Definition);

/// <summary>
/// All source texts and macro expansions of one compilation. It only grows, so a <see cref="Span"/> stays valid for as long as
/// the compilation lives.
/// </summary>
public sealed class SourceMap
{
    private readonly List<SourceText> _sources = [];
    private readonly List<Expansion?> _expansions = [null];
    private readonly Dictionary<string, SourceId> _byPath = new(StringComparer.Ordinal);

    /// <summary>How many texts there are.</summary>
    public int Count => _sources.Count;

    /// <summary>How many expansions there are, the one that stands for "none" included.</summary>
    public int ExpansionCount => _expansions.Count;

    /// <summary>The text with this id.</summary>
    public SourceText this[SourceId id] => _sources[id.Index];

    /// <summary>Adds a text and names it.</summary>
    public SourceId Add(SourceText source)
    {
        var id = new SourceId(_sources.Count);
        _sources.Add(source);
        if (source.Kind != SourceKind.Synthetic)
        {
            _byPath.TryAdd(source.Path, id);
        }

        return id;
    }

    /// <summary>The text of a file that was added before, so that a header is kept once for all files that include it; null when there is none.</summary>
    public SourceId? Find(string path) => _byPath.TryGetValue(path, out SourceId id) ? id : null;

    /// <summary>Adds an expansion and names it.</summary>
    public ExpansionId Add(Expansion expansion)
    {
        _expansions.Add(expansion);
        return new(_expansions.Count - 1);
    }

    /// <summary>The expansion a span came out of, or null for text written by hand.</summary>
    public Expansion? ExpansionOf(Span span) => _expansions[span.Expansion.Index];

    /// <summary>The characters of a span, as spelled.</summary>
    public string TextOf(Span span) => this[span.Source].Slice(span.Start, span.End);

    /// <summary>The place in hand-written text that a span stands for: the call of the outermost macro.</summary>
    public Span Outermost(Span span)
    {
        while (ExpansionOf(span) is { } expansion)
        {
            span = expansion.CallSite;
        }

        return span;
    }

    /// <summary>The line and byte column where a span starts.</summary>
    public LinePosition PositionOf(Span span) => this[span.Source].PositionOf(span.Start);

    /// <summary>True when a span lies in one of Crabwalk's own libraries.</summary>
    public bool IsLibrary(Span span) => this[Outermost(span).Source].Kind == SourceKind.Library;
}

using Crabwalk.Foundation.Collections;

namespace Crabwalk.Foundation.Text;

/// <summary>One use of a macro: what was expanded, where it was called and where its replacement text stands.</summary>
/// <param name="Name">The macro's name as the user knows it, such as <c>MAX</c> or <c>println!</c>.</param>
/// <param name="CallSite">The call; it may itself lie in an expansion, which makes the chain.</param>
/// <param name="Definition">The definition.</param>
public sealed record Expansion(string Name, Span CallSite, Span Definition);

/// <summary>
/// All source texts and macro expansions of one compilation. It only grows, so a <see cref="Span"/> stays valid for as long as
/// the compilation lives. Behind it may be the map of a library that many compilations use, whose ids are other numbers than its own.
/// </summary>
public sealed class SourceMap
{
    // No program has so many texts or expansions: its limits end far below.
    private const int FirstShared = 1 << 28;

    private readonly SharedList<SourceText> _sources = new();
    private readonly SharedList<Expansion?> _expansions = new();
    private readonly Dictionary<string, SourceId> _byPath = new(StringComparer.Ordinal);
    private readonly SourceMap? _library;
    private readonly int _first;

    /// <summary>A map for one compilation.</summary>
    /// <param name="library">The texts of a library that was made ready before; null for none.</param>
    public SourceMap(SourceMap? library = null)
        : this(library, 0)
    {
    }

    private SourceMap(SourceMap? library, int first)
    {
        _library = library;
        _first = first;
        _expansions.Add(null);
    }

    /// <summary>A map for a library, to put behind the maps of compilations. While one thread adds to it, others may read what they know of.</summary>
    public static SourceMap ForLibrary() => new(null, FirstShared);

    /// <summary>How many texts there are, those of the library behind not counted.</summary>
    public int Count => _sources.Count;

    /// <summary>The text with this id.</summary>
    public SourceText this[SourceId id] => HomeOf(id.Index)._sources[id.Index & ~FirstShared];

    /// <summary>Adds a text and names it.</summary>
    public SourceId Add(SourceText source)
    {
        var id = new SourceId(_first + _sources.Count);
        _sources.Add(source);
        if (source.Kind != SourceKind.Synthetic)
        {
            _byPath.TryAdd(source.Path, id);
        }

        return id;
    }

    /// <summary>The text of a file that was added before, so that a header is kept once for all files that include it; null when there is none.</summary>
    public SourceId? Find(string path) => _byPath.TryGetValue(path, out SourceId id) ? id : null;

    /// <summary>True when there is a text with this id.</summary>
    public bool Contains(SourceId id) => id.Index >= 0 && (id.Index & ~FirstShared) < HomeOf(id.Index)._sources.Count;

    /// <summary>True when there is an expansion with this id.</summary>
    public bool Contains(ExpansionId id) => id.Index >= 0 && (id.Index & ~FirstShared) < HomeOf(id.Index)._expansions.Count;

    /// <summary>Adds an expansion and names it.</summary>
    public ExpansionId Add(Expansion expansion)
    {
        _expansions.Add(expansion);
        return new(_first + _expansions.Count - 1);
    }

    /// <summary>The expansion a span came out of, or null for text written by hand.</summary>
    public Expansion? ExpansionOf(Span span) => HomeOf(span.Expansion.Index)._expansions[span.Expansion.Index & ~FirstShared];

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

    private SourceMap HomeOf(int index) => index >= FirstShared && _library is { } library ? library : this;
}

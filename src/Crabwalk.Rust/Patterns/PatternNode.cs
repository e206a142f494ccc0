using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Patterns;

/// <summary>A pattern taken apart: a constructor and patterns for its fields. Found to be useful or not by <see cref="Usefulness"/>.</summary>
internal sealed class PatternNode(Constructor constructor, PatternNode[] fields, Ty type, Span span)
{
    /// <summary>How the values are made.</summary>
    public Constructor Constructor { get; } = constructor;

    /// <summary>What their fields must match; the alternatives of an or-pattern.</summary>
    public PatternNode[] Fields { get; } = fields;

    /// <summary>Their type.</summary>
    public Ty Type { get; } = type;

    /// <summary>Where it stands.</summary>
    public Span Span { get; } = span;

    /// <summary>True once some value reaches this pattern first.</summary>
    public bool IsUseful { get; set; }

    /// <summary>The earlier patterns that take values away from this one.</summary>
    public List<PatternNode> CoveredBy { get; } = [];

    /// <summary>True when it matches everything.</summary>
    public bool IsWildcard => Constructor is Constructor.Wildcard;

    /// <summary>A pattern that matches everything of a type.</summary>
    public static PatternNode Anything(Ty type, Span span = default) => new(new Constructor.Wildcard(), [], type, span);
}

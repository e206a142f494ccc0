namespace Crabwalk.Foundation.Text;

/// <summary>Names one source text inside a <see cref="SourceMap"/>.</summary>
public readonly record struct SourceId(int Index);

/// <summary>Names one macro expansion inside a <see cref="SourceMap"/>; <see cref="None"/> means "written there by hand".</summary>
public readonly record struct ExpansionId(int Index)
{
    /// <summary>The text was written where it stands.</summary>
    public static readonly ExpansionId None;

    /// <summary>True when the text did not come out of a macro.</summary>
    public bool IsNone => Index == 0;
}

/// <summary>
/// A half-open range of UTF-8 bytes, <c>[Start, End)</c>, in one source text, together with the macro expansion that put it
/// there. The range is where the characters are spelled; <see cref="SourceMap.Outermost"/> tells where the user wrote the call.
/// </summary>
public readonly record struct Span(SourceId Source, int Start, int End, ExpansionId Expansion = default)
{
    /// <summary>The length in bytes.</summary>
    public int Length => End - Start;

    /// <summary>True for a range without a byte in it, such as the place where something is missing.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>The place just before this span.</summary>
    public Span AtStart => this with { End = Start };

    /// <summary>The place just after this span.</summary>
    public Span AtEnd => this with { Start = End };

    /// <summary>The smallest span that holds both; spans of different texts or expansions give this one back.</summary>
    public Span To(Span other) => Source == other.Source && Expansion == other.Expansion
        ? this with { Start = Math.Min(Start, other.Start), End = Math.Max(End, other.End) }
        : this;

    /// <summary>Source and range; a record would print the spans that derive from this one, and theirs, without end.</summary>
    public override string ToString() => $"{Source.Index}:{Start}..{End}";

    /// <summary>True when <paramref name="other"/> lies inside this span.</summary>
    public bool Contains(Span other) => Source == other.Source && Start <= other.Start && other.End <= End;
}

using Crabwalk.Foundation.Text;

namespace Crabwalk.Ownership.Reports;

/// <summary>Where variables are declared, as messages point at them.</summary>
internal static class BindingSpans
{
    private const string Mut = "mut ";

    /// <summary>The name together with the <c>mut</c> before it.</summary>
    public static Span WithMut(SourceMap sources, Span name)
    {
        bool hasRoom = name.Expansion.IsNone && name.Source.Index < sources.Count && name.Start >= Mut.Length && !name.IsEmpty;
        Span before = name with { Start = name.Start - (hasRoom ? Mut.Length : 0), End = name.Start };
        return hasRoom && sources.TextOf(before) == Mut ? name with { Start = before.Start } : name;
    }
}

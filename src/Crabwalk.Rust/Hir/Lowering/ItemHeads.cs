using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>The part of an item that messages show: from its first word to before its body.</summary>
internal static class ItemHeads
{
    /// <summary>The head's span.</summary>
    public static Span Of(Syntax.Item item, SourceMap sources)
    {
        Span whole = WithoutAttributes(item);
        int? end = item.Kind switch
        {
            Syntax.ItemKind.Function { Body: { } body } => body.Span.Start,
            Syntax.ItemKind.Struct or Syntax.ItemKind.Union or Syntax.ItemKind.Enum or Syntax.ItemKind.Trait => EndOfName(item),
            Syntax.ItemKind.Impl or Syntax.ItemKind.Module or Syntax.ItemKind.ForeignModule => Find(sources, whole, '{'),
            Syntax.ItemKind.Const data => data.Type.Span.End,
            Syntax.ItemKind.Static data => data.Type.Span.End,
            _ => whole.End,
        };
        return end is { } at && at > whole.Start && at <= whole.End ? TrimEnd(sources, whole with { End = at }) : whole;
    }

    private static Span WithoutAttributes(Syntax.Item item)
    {
        int start = item.Span.Start;
        foreach (Attribute attribute in item.Attributes)
        {
            if (!attribute.IsInner && attribute.Span.Source == item.Span.Source)
            {
                start = Math.Max(start, attribute.Span.End);
            }
        }

        bool isVisible = item.Visibility.Kind != VisibilityKind.Inherited && item.Visibility.Span.Source == item.Span.Source;
        return item.Span with { Start = isVisible ? Math.Min(item.Visibility.Span.Start, item.Span.End) : Math.Min(start, item.Span.End) };
    }

    private static int EndOfName(Syntax.Item item)
    {
        Syntax.Generics? generics = ItemGenerics.Of(item);
        return generics is { Parameters.IsEmpty: false } && generics.Span.Source == item.Span.Source ? Math.Max(item.Name.Span.End, generics.Span.End) : item.Name.Span.End;
    }

    private static int? Find(SourceMap sources, Span span, char wanted)
    {
        int at = sources[span.Source].Bytes[span.Start..span.End].IndexOf((byte)wanted);
        return at < 0 ? null : span.Start + at;
    }

    private static Span TrimEnd(SourceMap sources, Span span)
    {
        ReadOnlySpan<byte> bytes = sources[span.Source].Bytes;
        int start = span.Start;
        int end = span.End;
        while (start < end && bytes[start] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
        {
            start++;
        }

        while (end > start && bytes[end - 1] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
        {
            end--;
        }

        return span with { Start = start, End = end };
    }
}

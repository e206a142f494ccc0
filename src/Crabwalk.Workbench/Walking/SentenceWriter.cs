using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>Puts a sentence together from runs of words, code and values.</summary>
internal sealed class SentenceWriter(SourceMap sources)
{
    private const int MaxExpressionLength = 48;

    private readonly List<TextRun> _runs = [];

    /// <summary>What was written so far.</summary>
    public EquatableArray<TextRun> Runs => [.. _runs];

    /// <summary>True while nothing was written.</summary>
    public bool IsEmpty => _runs.Count == 0;

    /// <summary>Ordinary words.</summary>
    public SentenceWriter Say(string words) => Run(words, TextStyle.Plain);

    /// <summary>A name or piece of code.</summary>
    public SentenceWriter Code(string code) => Run(code, TextStyle.Code);

    /// <summary>A value.</summary>
    public SentenceWriter Value(string value) => Run(value, TextStyle.Value);

    /// <summary>Words of a style.</summary>
    public SentenceWriter Run(string words, TextStyle style)
    {
        if (words.Length > 0)
        {
            _runs.Add(new(words, style));
        }

        return this;
    }

    /// <summary>Names as code, joined as a list is spoken: <c>a, b and c</c>.</summary>
    public SentenceWriter List(IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            Say(i == 0 ? "" : i == names.Count - 1 ? " and " : ", ").Code(names[i]);
        }

        return this;
    }

    /// <summary>A piece of the source as code on one line, cut where it is long.</summary>
    public SentenceWriter Source(Span span) => Code(Shortened(span));

    /// <summary>A piece of the source on one line, cut where it is long.</summary>
    public string Shortened(Span span) => Shortened(SourceHeads.Shortened(sources.TextOf(sources.Outermost(span))));

    /// <summary>Text on one line, cut where it is long.</summary>
    public static string Shortened(string text)
    {
        string whole = string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return whole.Length <= MaxExpressionLength ? whole : whole[..(MaxExpressionLength - 1)] + "…";
    }

    /// <summary>Output as a piece of text, with its line breaks visible.</summary>
    public static string Visible(string output)
    {
        string escaped = output.Replace("\n", @"\n", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal);
        return escaped.Length <= MaxExpressionLength ? escaped : escaped[..(MaxExpressionLength - 1)] + "…";
    }

    /// <summary>A number of bytes in words.</summary>
    public static string Bytes(long count) => count == 1 ? "1 byte" : $"{count} bytes";
}

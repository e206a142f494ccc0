using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Foundation.Text;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>
/// Turns the core's byte spans into the places of editors and back: lines and columns from 1, columns in UTF-16 units, and files as
/// the protocol names them.
/// </summary>
internal sealed class TextPlaces(SourceMap sources)
{
    /// <summary>The files of the user, in the order they were read.</summary>
    public IEnumerable<SourceId> UserFiles => Enumerable.Range(0, sources.Count).Select(index => new SourceId(index)).Where(id => sources[id].Kind == SourceKind.User);

    /// <summary>The place of a span in text that somebody wrote.</summary>
    public TextRange RangeOf(Span span)
    {
        Span outer = sources.Outermost(span);
        SourceText text = sources[outer.Source];
        (int line, int column) = Position(text, outer.Start);
        (int endLine, int endColumn) = Position(text, outer.End);
        return new(text.Path, line, column, endLine, endColumn);
    }

    /// <summary>A file as the protocol names it: the user's by path, all others by number.</summary>
    public Source SourceOf(SourceId id)
    {
        SourceText text = sources[id];
        return text.Kind == SourceKind.User
            ? new(Path.GetFileName(text.Path), text.Path)
            : new(Path.GetFileName(text.Path), text.Path, id.Index + 1, "deemphasize");
    }

    /// <summary>The file that the protocol names; null when the program has no such file.</summary>
    public SourceId? Find(Source? source) => source switch
    {
        null => null,
        { SourceReference: > 0 and var number } => sources.Contains(new SourceId(number - 1)) ? new SourceId(number - 1) : null,
        { Path: { } path } => sources.Find(path) ?? FindByEnd(path),
        _ => null,
    };

    /// <summary>The text of a file.</summary>
    public string TextOf(SourceId id) => sources[id].Slice(0, sources[id].Length);

    /// <summary>How many lines a file has.</summary>
    public int LineCountOf(SourceId id) => sources[id].LineCount;

    /// <summary>Editors give whole paths; a program that was named by a shorter one is found by how they end.</summary>
    private SourceId? FindByEnd(string path)
    {
        string wanted = path.Replace('\\', '/');
        foreach (SourceId id in UserFiles)
        {
            if (wanted.EndsWith("/" + sources[id].Path.TrimStart('.', '/'), StringComparison.Ordinal))
            {
                return id;
            }
        }

        return null;
    }

    private static (int Line, int Column) Position(SourceText text, int offset)
    {
        LinePosition position = text.PositionOf(offset);
        return (position.Line + 1, text.Slice(text.LineStart(position.Line), offset).Length + 1);
    }
}

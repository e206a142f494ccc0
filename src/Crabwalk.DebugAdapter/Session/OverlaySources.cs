using System.Text;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.Foundation.Text;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>Files that came with a launch, before those that the shell can read.</summary>
internal sealed class OverlaySources : ISourceProvider
{
    private readonly Dictionary<string, byte[]> _texts = new(StringComparer.Ordinal);
    private readonly ISourceProvider _behind;

    /// <summary>Lays texts over a provider.</summary>
    public OverlaySources(IEnumerable<SourceFileText> texts, ISourceProvider behind)
    {
        _behind = behind;
        foreach (SourceFileText text in texts)
        {
            _texts[text.Path] = Encoding.UTF8.GetBytes(text.Text);
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        if (_texts.TryGetValue(path, out byte[]? text) || _texts.TryGetValue(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path, out text))
        {
            reason = "";
            return text;
        }

        return _behind.Read(path, out reason);
    }
}

namespace Crabwalk.Machine.Execution;

/// <summary>One answer of the world.</summary>
/// <param name="Error">The errno value.</param>
/// <param name="Number">A number that came back.</param>
/// <param name="Bytes">Bytes that came back.</param>
public readonly record struct Choice(int Error, long Number, byte[]? Bytes);

/// <summary>
/// Everything a run was told by the world, in order. The first time an answer is needed the world is asked; when a walk goes back
/// and forward again the same answers are given from here, and nothing outside happens twice.
/// </summary>
internal sealed class Choices(IHost host, IReadOnlyList<Choice>? known = null)
{
    private readonly List<Choice> _known = [.. known ?? []];

    /// <summary>How many answers there are.</summary>
    public int Count => _known.Count;

    /// <summary>All answers so far.</summary>
    public IReadOnlyList<Choice> Known => _known;

    /// <summary>The answer at a position, from the log or from the world.</summary>
    public Choice At(int position, Func<IHost, Choice> ask)
    {
        if (position == _known.Count)
        {
            _known.Add(ask(host));
        }

        return _known[position];
    }
}

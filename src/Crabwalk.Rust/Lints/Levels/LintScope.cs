using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lints.Levels;

/// <summary>One word of a lint attribute: the level of a lint or group.</summary>
/// <param name="Name">The lint or group.</param>
/// <param name="Level">Its level.</param>
/// <param name="Span">The word; null for an option of the command line.</param>
internal sealed record LintSetting(string Name, LintLevel Level, Span? Span)
{
    /// <summary>It kept something quiet: <c>#[expect]</c> asks for that.</summary>
    public bool IsMet { get; set; }
}

/// <summary>A part of the text whose attributes set levels.</summary>
/// <param name="Range">The part.</param>
/// <param name="Outer">The part around it.</param>
/// <param name="Settings">What is set, in the order of the text.</param>
internal sealed record LintScope(Span Range, LintScope? Outer, IReadOnlyList<LintSetting> Settings)
{
    /// <summary>The setting that decides on a lint here.</summary>
    public LintSetting? Find(Func<LintSetting, bool> isAbout)
    {
        for (LintScope? at = this; at is not null; at = at.Outer)
        {
            if (at.Settings.LastOrDefault(isAbout) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

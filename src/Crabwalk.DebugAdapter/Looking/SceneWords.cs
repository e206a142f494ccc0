using Crabwalk.Pictures.Scenes;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>Styled text of scenes as plain text.</summary>
internal static class SceneWords
{
    /// <summary>The characters alone.</summary>
    public static string PlainText(IEnumerable<TextRun> runs) => string.Concat(runs.Select(run => run.Text));
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Cli.Terminal;

/// <summary>The page that <c>?</c> shows.</summary>
internal static class KeyHelp
{
    private static readonly (string Keys, string Meaning)[] Keys =
    [
        ("→  n  Enter", "one step on"),
        ("←  p  Backspace", "one step back"),
        ("Shift →  o", "over the call: on to the next step in this function"),
        ("Shift ←  O", "back over the call"),
        ("u  /  U", "out of this function, forwards / backwards"),
        ("Home  End", "to the first / last step"),
        ("g  or  /", "go to a step by number"),
        ("e", "to the error"),
        ("Space", "play, and stop playing"),
        ("s  /  S", "change how far a step goes: instruction, expression, statement, call"),
        ("a", "show addresses"),
        ("↑ ↓ PgUp PgDn", "scroll"),
        ("q  Esc", "quit"),
    ];

    /// <summary>The page as lines.</summary>
    public static IEnumerable<EquatableArray<TextRun>> Lines
    {
        get
        {
            yield return [new("Keys", TextStyle.Strong)];
            yield return [];
            foreach ((string keys, string meaning) in Keys)
            {
                yield return [new($"  {keys,-18}", TextStyle.Code), new(meaning)];
            }
        }
    }
}

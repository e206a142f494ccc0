using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>One line per message: <c>file:line:column: error[E0382]: words</c>.</summary>
public static class ShortRenderer
{
    /// <summary>The message's line.</summary>
    public static StyledText Render(Diagnostic diagnostic, SourceMap map)
    {
        var canvas = new TextCanvas();
        if (diagnostic.Primary is { } primary)
        {
            canvas.Append(0, SnippetRenderer.Position(map, MacroTrail.Visible(primary.Span, map)) + ": ", TextStyle.Plain);
        }

        (string bracket, string message) = HumanRenderer.HeaderOf(diagnostic);
        string words = message.Split('\n')[0];
        string told = diagnostic.Primary is { Text.Length: > 0 } label && diagnostic.IsError ? $"{words}: {label.Text}" : words;
        HumanRenderer.DrawHeader(canvas, 0, diagnostic.Severity, bracket, told, TextStyle.Plain);
        return canvas.ToText();
    }
}

using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Svg;

/// <summary>Writes SVG elements. Every text of a program goes through <see cref="Escape"/>.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public SvgWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public SvgWriter Rect(Area area, string css, double radius)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{css}\" x=\"{area.X:0.#}\" y=\"{area.Y:0.#}\" width=\"{area.Width:0.#}\" height=\"{area.Height:0.#}\"");
        if (radius > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $" rx=\"{radius:0.#}\"");
        }

        _text.Append("/>");
        return this;
    }

    public SvgWriter Text(double x, double y, string css, string text)
    {
        if (text.Length > 0)
        {
            OpenText(x, y, css, "");
            _text.Append(Escape(text)).Append("</text>");
        }

        return this;
    }

    /// <summary>A text whose x is its middle or its end.</summary>
    public SvgWriter Text(double x, double y, string css, string text, string anchor)
    {
        OpenText(x, y, css, $" text-anchor=\"{anchor}\"");
        _text.Append(Escape(text)).Append("</text>");
        return this;
    }

    public SvgWriter Text(double x, double y, string css, EquatableArray<TextRun> runs)
    {
        OpenText(x, y, css, "");
        foreach (TextRun run in runs)
        {
            string style = ClassOf(run.Style);
            _text.Append(style.Length == 0 ? Escape(run.Text) : $"<tspan class=\"{style}\">{Escape(run.Text)}</tspan>");
        }

        _text.Append("</text>");
        return this;
    }

    public SvgWriter Line(Point from, Point to, string css)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<path class=\"{css}\" d=\"M{from.X:0.#},{from.Y:0.#}L{to.X:0.#},{to.Y:0.#}\"/>");
        return this;
    }

    public SvgWriter Circle(Point center, double radius, string css)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{css}\" cx=\"{center.X:0.#}\" cy=\"{center.Y:0.#}\" r=\"{radius:0.#}\"/>");
        return this;
    }

    public SvgWriter OpenGroup(double x, double y)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x:0.#},{y:0.#})\">");
        return this;
    }

    /// <summary>The class of a run's style; the style sheet gives it looks.</summary>
    public static string ClassOf(TextStyle style) => style switch
    {
        TextStyle.Plain or TextStyle.Value => "",
        TextStyle.Keyword => "kw",
        TextStyle.Type => "ty",
        TextStyle.Text or TextStyle.Number => "st",
        TextStyle.Comment or TextStyle.Soft => "soft",
        TextStyle.Code => "code",
        TextStyle.Now or TextStyle.Changed => "now",
        TextStyle.Junk => "j",
        TextStyle.Freed => "gone",
        TextStyle.Error => "wrong",
        TextStyle.Warning => "warn",
        TextStyle.Strong => "strong",
    };

    /// <summary>Text as XML may hold it: no markup, no control characters, no halves of characters.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string? replaced = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
                0x7F => "\u2421",
                0xFFFE or 0xFFFF => "\uFFFD",
                _ => null,
            };
            safe.Append(replaced ?? rune.ToString());
        }

        return safe.ToString();
    }

    private void OpenText(double x, double y, string css, string more)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\"");
        _text.Append(css.Length > 0 ? $" class=\"{css}\"" : "").Append(more).Append('>');
    }
}

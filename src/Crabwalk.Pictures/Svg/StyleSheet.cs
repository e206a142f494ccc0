using System.Text;

namespace Crabwalk.Pictures.Svg;

/// <summary>Which colours a picture has.</summary>
public enum Theme
{
    /// <summary>Light or dark as the reader's system is, and the print colours on paper; by CSS variables.</summary>
    Auto,

    /// <summary>Light, with the colours written out, for programs that know no CSS variables.</summary>
    Light,

    /// <summary>Dark, with the colours written out.</summary>
    Dark,

    /// <summary>Black on white, with the colours written out.</summary>
    Print,
}

/// <summary>The style sheet inside a picture.</summary>
internal static class StyleSheet
{
    public const string Mono = "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";
    public const string Sans = "Inter,'Segoe UI',system-ui,'DejaVu Sans',Helvetica,Arial,sans-serif";

    /// <summary>Classes: what a thing is, then what is so about it. Letters because they stand at every element.</summary>
    private const string Rules = """
        .cw text{font:14px $mono;fill:$ink;white-space:pre}
        .cw .h{font:600 14px $sans}.cw .w{font:12px $sans;fill:$soft}.cw .sub{font:11px $mono;fill:$soft}
        .cw .sig{font-weight:600}.cw .t{font-size:12px;fill:$soft}.cw .say{font:17px $sans}.cw .say .code,.cw .w .code{font-family:$mono;fill:$ink}
        .cw .mk{font:12px $sans;fill:$soft}.cw .mk.now{fill:$nowline}.cw .mk.wrong{fill:$wrong}
        .cw .j{fill:$soft;font-style:italic}.cw .gone{fill:$soft;text-decoration:line-through}.cw .now{fill:$ink;font-weight:600}
        .cw .wrong{fill:$wrong}.cw .warn{fill:$lostline}.cw .strong{font-weight:600}.cw .soft{fill:$soft}
        .cw .kw{fill:$keyword}.cw .ty{fill:$type}.cw .st{fill:$literal}
        .cw .paper{fill:$paper}.cw .pane{fill:$panel}
        .cw .call{fill:$stack;stroke:$stackline}.cw .call.run{stroke-width:2}
        .cw .block{fill:$heap;stroke:$heapline}.cw .statics{fill:$static;stroke:$staticline}
        .cw .dead{fill:url(#cw-hatch);stroke:$deadline;stroke-dasharray:5 4}.cw .lost{fill:$lost;stroke:$lostline;stroke-dasharray:9 3}
        .cw .fold{fill:none;stroke:$line;stroke-dasharray:2 3}
        .cw .r{fill:$panel;stroke:$line}.cw .r.head{fill:none;stroke:none}.cw .r.ghost{fill:$panel;fill-opacity:.55;stroke-dasharray:3 3}.cw .r.junk{fill:$panel;fill-opacity:.6;stroke-dasharray:2 2}
        .cw .r.chg{fill:$now;stroke:$nowline;stroke-width:1.6}.cw .r.bad{fill:$wrongpaper;stroke:$wrong;stroke-width:1.8}
        .cw .r.read{stroke:$ink;stroke-width:1.2}.cw .guide{stroke:$soft;stroke-opacity:.45;fill:none}
        .cw .a{fill:none;stroke:$ink;stroke-width:1.5;stroke-opacity:.72}.cw .dot{fill:$ink}
        .cw .a.own{stroke-width:2.6}.cw .a.thin{stroke-width:1.1}.cw .a.weak{stroke-dasharray:1 4;stroke-linecap:round}
        .cw .a.chg{stroke:$nowline;stroke-opacity:1;stroke-width:2}.cw .dot.chg{fill:$nowline}
        .cw .a.dang{stroke:$wrong;stroke-opacity:1;stroke-dasharray:6 5;stroke-width:1.8}.cw .dot.dang{fill:$wrong}
        .cw .a.idle{stroke-opacity:.25}.cw .dot.idle{fill-opacity:.3}
        .cw .hd{fill:$ink}.cw .hd.chg{fill:$nowline}.cw .hd.dang{fill:$wrong}
        .cw .hatch0{fill:$dead}.cw .hatch1{stroke:$hatch;stroke-width:3}
        .cw .here{fill:$now}.cw .bar{fill:$nowline}.cw .part{fill:none;stroke:$nowline;stroke-width:1.5}.cw .oops{fill:$wrongpaper;stroke:$wrong}.cw .caution{fill:$lost;stroke:$lostline}
        .cw .rail{stroke:$line;stroke-width:3}.cw .ev{fill:$stackline;stroke:none}.cw .ev.alloc{fill:$heapline}.cw .ev.free{fill:none;stroke:$soft;stroke-width:2.5}
        .cw .ev.call{fill:$soft}.cw .ev.error{fill:$wrong}.cw .ev.own{fill:$staticline}.cw .needle{stroke:$nowline;stroke-width:2.5}
        """;

    /// <summary>The whole content of the style element.</summary>
    public static string Of(Theme theme) => theme switch
    {
        Theme.Auto => Variables() + OfVariables(),
        Theme.Light => Fixed(Palette.Light),
        Theme.Dark => Fixed(Palette.Dark),
        Theme.Print => Fixed(Palette.Print),
    };

    /// <summary>The variables: light by default, dark by the system's wish or an ancestor's <c>data-theme</c>, plain on paper.</summary>
    public static string Variables()
    {
        string dark = Block(Palette.Dark);
        return $":root{{{Block(Palette.Light)}}}@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
            + $":root[data-theme=dark]{{{dark}}}:root[data-theme=print]{{{Block(Palette.Print)}}}@media print{{:root:root:root{{{Block(Palette.Print)}}}}}";
    }

    /// <summary>The variables of one theme, whatever the reader's system is.</summary>
    public static string Variables(Theme theme) => theme switch
    {
        Theme.Auto => Variables(),
        Theme.Light => $":root{{{Block(Palette.Light)}}}",
        Theme.Dark => $":root{{{Block(Palette.Dark)}}}",
        Theme.Print => $":root{{{Block(Palette.Print)}}}",
    };

    /// <summary>The rules alone, with the variables' names for colours, for a page that sets the variables itself.</summary>
    public static string OfVariables() => Filled(static name => $"var(--cw-{name})");

    private static string Fixed(Palette palette)
    {
        var colours = palette.Named.ToDictionary(entry => entry.Name, entry => entry.Colour);
        return Filled(name => colours[name]);
    }

    private static string Block(Palette palette) => string.Concat(palette.Named.Select(entry => $"--cw-{entry.Name}:{entry.Colour};"));

    private static string Filled(Func<string, string> colour)
    {
        var text = new StringBuilder(Rules.ReplaceLineEndings("")).Replace("$mono", Mono).Replace("$sans", Sans);
        foreach ((string name, _) in Palette.Light.Named.OrderByDescending(entry => entry.Name.Length))
        {
            text.Replace($"${name}", colour(name));
        }

        return text.ToString();
    }
}

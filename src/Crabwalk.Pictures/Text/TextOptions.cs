using Crabwalk.Pictures.Folding;

namespace Crabwalk.Pictures.Text;

/// <summary>How boxes are drawn as text.</summary>
public enum TextForm
{
    /// <summary>No frames: one fact a line, each line readable alone. For pipes, goldens, grep and reading aloud.</summary>
    Lines,

    /// <summary>Frames around calls and blocks, stack and heap side by side where there is room.</summary>
    Boxes,
}

/// <summary>Which parts of memory cells say about their place.</summary>
public enum AddressDisplay
{
    /// <summary>Only what the program's own values show.</summary>
    Hidden,

    /// <summary>The address of every cell.</summary>
    Shown,
}

/// <summary>How a step is written as text.</summary>
public sealed record TextOptions
{
    /// <summary>The columns to use.</summary>
    public int Width { get; init; } = 100;

    /// <summary>With frames or as lines.</summary>
    public TextForm Form { get; init; }

    /// <summary>The characters for marks and frames.</summary>
    public Glyphs Glyphs { get; init; } = Glyphs.Unicode;

    /// <summary>Whether cells show their addresses.</summary>
    public AddressDisplay Addresses { get; init; }

    /// <summary>How many source lines are shown above and below the current one.</summary>
    public int SourceContext { get; init; } = 2;

    /// <summary>How many lines of output are shown.</summary>
    public int OutputLines { get; init; } = 6;

    /// <summary>What is folded.</summary>
    public FoldLimits Limits { get; init; } = FoldLimits.Default;
}

/// <summary>The characters that stand for marks and frames.</summary>
public sealed record Glyphs
{
    /// <summary>Box drawing and arrows.</summary>
    public static readonly Glyphs Unicode = new();

    /// <summary>Only ASCII, for terminals and files that know no more.</summary>
    public static readonly Glyphs Ascii = new()
    {
        Here = ">",
        Arrow = "->",
        Dangling = "-x>",
        Changed = "*",
        Junk = "?",
        Gone = "x",
        Wrong = "!",
        Read = "<",
        Ellipsis = "...",
        Dot = "-",
        Rule = "-",
        Horizontal = "-",
        Vertical = "|",
        TopLeft = "+",
        TopRight = "+",
        BottomLeft = "+",
        BottomRight = "+",
        DeadEdge = "~",
        DeadSide = ":",
    };

    /// <summary>Before the current line.</summary>
    public string Here { get; init; } = "▶";

    /// <summary>From a pointer to what it points to.</summary>
    public string Arrow { get; init; } = "→";

    /// <summary>From a pointer to what is gone.</summary>
    public string Dangling { get; init; } = "╌✕→";

    /// <summary>Before what this step changed.</summary>
    public string Changed { get; init; } = "●";

    /// <summary>Before what nobody wrote.</summary>
    public string Junk { get; init; } = "?";

    /// <summary>Before what is freed, moved, dropped or out of scope.</summary>
    public string Gone { get; init; } = "✕";

    /// <summary>Before what is wrong.</summary>
    public string Wrong { get; init; } = "▲";

    /// <summary>Before what this step read.</summary>
    public string Read { get; init; } = "‹";

    /// <summary>For what is cut off or folded.</summary>
    public string Ellipsis { get; init; } = "…";

    /// <summary>Between facts of one line.</summary>
    public string Dot { get; init; } = "·";

    /// <summary>The rule above a step.</summary>
    public string Rule { get; init; } = "─";

    /// <summary>A frame's upper and lower edge.</summary>
    public string Horizontal { get; init; } = "─";

    /// <summary>A frame's sides.</summary>
    public string Vertical { get; init; } = "│";

    /// <summary>A frame's corner.</summary>
    public string TopLeft { get; init; } = "╭";

    /// <summary>A frame's corner.</summary>
    public string TopRight { get; init; } = "╮";

    /// <summary>A frame's corner.</summary>
    public string BottomLeft { get; init; } = "╰";

    /// <summary>A frame's corner.</summary>
    public string BottomRight { get; init; } = "╯";

    /// <summary>The upper and lower edge of a freed block.</summary>
    public string DeadEdge { get; init; } = "╌";

    /// <summary>The sides of a freed block.</summary>
    public string DeadSide { get; init; } = "╎";
}

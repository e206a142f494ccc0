namespace Crabwalk.Pictures.Svg;

/// <summary>
/// The colours of a theme. One accent means "now", red means "wrong" and nothing else; every meaning has a mark, a dash or a
/// hatching too. The pairs keep a contrast of at least 4.5 to 1 for text.
/// </summary>
internal sealed record Palette(
    string Paper,
    string Panel,
    string Ink,
    string Soft,
    string Line,
    string Now,
    string NowLine,
    string Stack,
    string StackLine,
    string Heap,
    string HeapLine,
    string Dead,
    string DeadLine,
    string Hatch,
    string Lost,
    string LostLine,
    string Static,
    string StaticLine,
    string Wrong,
    string WrongPaper,
    string Keyword,
    string Type,
    string Literal)
{
    public static readonly Palette Light = new(
        Paper: "#fbfaf7", Panel: "#ffffff", Ink: "#1d2430", Soft: "#646b78", Line: "#dcd8ce",
        Now: "#fff3d6", NowLine: "#d99000", Stack: "#eaf2fb", StackLine: "#5b8ec4", Heap: "#eef7ee", HeapLine: "#5f9e64",
        Dead: "#f4f2ef", DeadLine: "#8f887d", Hatch: "#dcd6cb", Lost: "#fff6e6", LostLine: "#a86500",
        Static: "#f3f1fb", StaticLine: "#8f7fc9", Wrong: "#b92d22", WrongPaper: "#fdecea",
        Keyword: "#7a3e9d", Type: "#0f6e84", Literal: "#96521a");

    public static readonly Palette Dark = new(
        Paper: "#14171c", Panel: "#1e232b", Ink: "#ece9e1", Soft: "#a1a8b3", Line: "#39414d",
        Now: "#3b3010", NowLine: "#f2b632", Stack: "#172230", StackLine: "#5f93cb", Heap: "#16241a", HeapLine: "#68a86e",
        Dead: "#211f1d", DeadLine: "#8d867b", Hatch: "#37332d", Lost: "#2f240f", LostLine: "#e0a344",
        Static: "#211d33", StaticLine: "#9b8bd6", Wrong: "#ff8577", WrongPaper: "#3c1e1b",
        Keyword: "#cfa0ee", Type: "#6fc7dc", Literal: "#e3ab75");

    public static readonly Palette Print = new(
        Paper: "#ffffff", Panel: "#ffffff", Ink: "#000000", Soft: "#4a4a4a", Line: "#b5b5b5",
        Now: "#f2f2f2", NowLine: "#000000", Stack: "#ffffff", StackLine: "#555555", Heap: "#ffffff", HeapLine: "#555555",
        Dead: "#ffffff", DeadLine: "#777777", Hatch: "#d5d5d5", Lost: "#ffffff", LostLine: "#444444",
        Static: "#ffffff", StaticLine: "#888888", Wrong: "#a3150c", WrongPaper: "#ffffff",
        Keyword: "#000000", Type: "#000000", Literal: "#333333");

    /// <summary>The colours by the names that the style sheet uses.</summary>
    public IEnumerable<(string Name, string Colour)> Named =>
    [
        ("paper", Paper), ("panel", Panel), ("ink", Ink), ("soft", Soft), ("line", Line), ("now", Now), ("nowline", NowLine),
        ("stack", Stack), ("stackline", StackLine), ("heap", Heap), ("heapline", HeapLine), ("dead", Dead), ("deadline", DeadLine),
        ("hatch", Hatch), ("lost", Lost), ("lostline", LostLine), ("static", Static), ("staticline", StaticLine),
        ("wrong", Wrong), ("wrongpaper", WrongPaper), ("keyword", Keyword), ("type", Type), ("literal", Literal),
    ];
}

using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>The quiet words beside a value and beside a block: the same ones in text and in drawings.</summary>
internal static class Remarks
{
    /// <summary>What is said about a cell.</summary>
    public static IEnumerable<string> Of(Cell cell)
    {
        string remark = cell.Note.Length > 0 ? cell.Note : cell.Kind == CellKind.Handle && cell.Content == CellContent.Set ? OfHandle(cell) : Of(cell.Content);
        if (remark.Length > 0)
        {
            yield return remark;
        }

        if (cell.Bits is { } bits)
        {
            yield return bits.Count == 1 ? $"bit {bits.First}" : $"bits {bits.First} to {bits.First + bits.Count - 1}";
        }

        if (cell.Standing.Length > 0)
        {
            yield return cell.Standing;
        }

        if (cell.Rights is { } rights)
        {
            yield return Of(rights);
        }
    }

    /// <summary>How big a block is.</summary>
    public static string Size(long bytes) => bytes == 1 ? "1 byte" : $"{bytes} bytes";

    /// <summary>What became of a block, and whether it is bad; empty for a block in good use.</summary>
    public static (string Text, bool IsBad) Of(BlockScene block) => block.State switch
    {
        BlockState.Live => (block.Owner.Length > 0 ? $"owned by {block.Owner}" : "", false),
        BlockState.Freed => ($"freed{At(block.Freed)}", false),
        BlockState.Unreachable => (block.Lost is null ? "no pointer left" : $"no pointer left since {Line(block.Lost)}", true),
        BlockState.Leaked => ("leaked: never freed", true),
    };

    /// <summary>A moment's place in words.</summary>
    public static string Line(Moment moment) => moment switch
    {
        { Line: 0 } => $"step {moment.Step}",
        { File: "" } => $"line {moment.Line}",
        _ => $"{moment.File} line {moment.Line}",
    };

    private static string At(Moment? moment) => moment is null ? "" : $" at {Line(moment)}";

    private static string OfHandle(Cell cell) => string.Join(" · ", cell.Parts.Skip(1).Select(part => $"{part.Name} {part.Value}"));

    private static string Of(CellContent content) => content switch
    {
        CellContent.Set or CellContent.Freed or CellContent.OtherView or CellContent.Spare => "",
        CellContent.Junk => "never written",
        CellContent.PartlyJunk => "partly written",
        CellContent.MovedFrom => "moved",
        CellContent.Dropped => "dropped",
        CellContent.OutOfScope => "out of scope",
    };

    private static string Of(CellRights rights) =>
        $"{(rights.HasFlag(CellRights.Read) ? "R" : "-")}{(rights.HasFlag(CellRights.Write) ? "W" : "-")}{(rights.HasFlag(CellRights.Own) ? "O" : "-")}";
}

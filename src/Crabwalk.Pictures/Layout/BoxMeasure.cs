using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>How big boxes are. A size depends on the box's own content alone.</summary>
internal static class BoxMeasure
{
    private const double WidestLeft = 400;
    private const double NarrowestBlock = 150;
    private const double WidestBlock = 380;
    private const double BottomPadding = 6;

    /// <summary>The width that all calls and statics of a step need.</summary>
    public static double LeftWidth(FoldedStep step)
    {
        double width = 0;
        foreach (FoldedStack stack in step.Stacks)
        {
            foreach (FoldedCall call in stack.Calls)
            {
                width = Math.Max(width, call is FoldedCall.Shown shown ? CallWidth(shown) : 0);
            }
        }

        foreach (FoldedStatic item in step.Statics)
        {
            width = Math.Max(width, new RowPlacer(item.Rows, TypeColumn.Shown).NaturalWidth);
        }

        return Math.Ceiling(Math.Min(width, WidestLeft));
    }

    /// <summary>The height of all stacks with their headings.</summary>
    public static double StackHeight(FoldedStep step, double width) =>
        step.Stacks.Sum(stack => Metrics.Heading + stack.Calls.Sum(call => CallHeight(call, width) + Metrics.BoxGap));

    /// <summary>The height of a call's box.</summary>
    public static double CallHeight(FoldedCall call, double width) => call switch
    {
        FoldedCall.Gap => Metrics.FoldHeight,
        FoldedCall.Shown(var frame, var rows) => RowsBottom(rows, TypeColumn.Shown, width)
            + (frame.Result is null ? 0 : Metrics.RowHeight + Metrics.RowGap) + BottomPadding,
    };

    /// <summary>The width that a block needs.</summary>
    public static double BlockWidth(FoldedBlock block)
    {
        double rows = new RowPlacer(block.Rows, Types(block)).NaturalWidth;
        double title = Metrics.Words(IsStruct(block) ? BlockTitle.Short(block.Block) : BlockTitle.Full(block.Block)) + 24;
        double fate = Metrics.Words(BlockTitle.Fate(block.Block)) + 24;
        return Math.Ceiling(Math.Clamp(Math.Max(Math.Max(rows, title), fate), NarrowestBlock, WidestBlock));
    }

    /// <summary>The height of a block of a width.</summary>
    public static double BlockHeight(FoldedBlock block, double width) =>
        RowsBottom(block.Rows, Types(block), width)
        + (BlockTitle.Fate(block.Block).Length > 0 ? Metrics.FateHeight : 0) + BottomPadding;

    /// <summary>Whether a block's rows show types: not when they are members of the type that the title names.</summary>
    public static TypeColumn Types(FoldedBlock block) =>
        block.Block.Cells is [{ Name: "" }] ? TypeColumn.Hidden : TypeColumn.Shown;

    private static bool IsStruct(FoldedBlock block) => block.Block.Cells is [{ Kind: CellKind.Struct }];

    private static double CallWidth(FoldedCall.Shown call) =>
        Math.Max(new RowPlacer(call.Rows, TypeColumn.Shown).NaturalWidth, Metrics.Code(call.Frame.Signature) + 110);

    private static double RowsBottom(EquatableArray<MemoryRow> rows, TypeColumn types, double width) =>
        new RowPlacer(rows, types).Place(width, Metrics.TitleHeight).Bottom;
}

/// <summary>The words around a heap block.</summary>
internal static class BlockTitle
{
    /// <summary>Number and type.</summary>
    public static string Short(BlockScene block) => block.Type.Length > 0 ? $"#{block.Id.Number} · {block.Type}" : $"#{block.Id.Number}";

    /// <summary>Number, type, size and address.</summary>
    public static string Full(BlockScene block) => $"{Short(block)} · {Remarks.Size(block.SizeBytes)} · 0x{block.Address:x}";

    /// <summary>As much of the title as fits.</summary>
    public static string Fitting(BlockScene block, double width)
    {
        string middle = $"{Short(block)} · {Remarks.Size(block.SizeBytes)}";
        return Metrics.Words(Full(block)) <= width ? Full(block)
            : Metrics.Words(middle) <= width ? middle
            : Metrics.ClipWords(Short(block), width);
    }

    /// <summary>What became of the block, with its mark; empty for a block in use that nobody owns by rule.</summary>
    public static string Fate(BlockScene block)
    {
        (string text, bool isBad) = Remarks.Of(block);
        return text.Length == 0 ? "" : isBad ? $"⚠ {text}" : block.State == BlockState.Freed ? $"✕ {text}" : text;
    }
}

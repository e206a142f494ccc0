using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>A place of a drawn stack: a call, or calls that are folded away.</summary>
public abstract record FoldedCall
{
    private FoldedCall()
    {
    }

    /// <summary>A call with its rows.</summary>
    public sealed record Shown(FrameScene Frame, EquatableArray<MemoryRow> Rows) : FoldedCall;

    /// <summary>This many calls are not drawn here.</summary>
    public sealed record Gap(long Count) : FoldedCall;
}

/// <summary>A drawn stack.</summary>
public sealed record FoldedStack(StackScene Stack, EquatableArray<FoldedCall> Calls);

/// <summary>A drawn heap block.</summary>
public sealed record FoldedBlock(BlockScene Block, EquatableArray<MemoryRow> Rows);

/// <summary>A drawn static.</summary>
public sealed record FoldedStatic(StaticScene Static, EquatableArray<MemoryRow> Rows);

/// <summary>A step reduced to what is drawn. What is left out is counted.</summary>
public sealed record FoldedStep(
    StepScene Step,
    EquatableArray<FoldedStack> Stacks,
    EquatableArray<FoldedBlock> Heap,
    long BlocksLeftOut,
    EquatableArray<FoldedStatic> Statics,
    long StaticsLeftOut)
{
    /// <summary>Folds a step.</summary>
    public static FoldedStep Of(StepScene step, FoldLimits limits)
    {
        var spotlight = new Spotlight(step);
        var blocks = BlockChooser.Choose(step, limits.Blocks);
        var statics = ChooseStatics(step, spotlight, limits.Statics);
        return new(
            step,
            step.Stacks.Select(stack => FoldStack(stack, spotlight, limits)).ToEquatableArray(),
            blocks.Select(block => new FoldedBlock(block, CellRows.OfBlock(block, spotlight, limits))).ToEquatableArray(),
            step.BlocksLeftOut + step.Heap.Count - blocks.Count,
            statics.Select(item => FoldStatic(item, spotlight, limits)).ToEquatableArray(),
            step.Statics.Count - statics.Count);
    }

    private static FoldedStatic FoldStatic(StaticScene item, Spotlight spotlight, FoldLimits limits) =>
        new(item, CellRows.OfVariables(CellId.Statics, [WithRemark(item)], spotlight, limits));

    /// <summary>A literal is known by its text, so the text stands where others have their name.</summary>
    private static Cell WithRemark(StaticScene item)
    {
        Cell cell = item.Cell;
        string remark = item.Kind switch
        {
            StaticKind.Global or StaticKind.Literal => "",
            StaticKind.Static => "static",
            StaticKind.ThreadLocal => "of each thread",
            StaticKind.Constant => "constant",
        };
        string note = item.IsReadOnly ? "read-only" : remark;
        cell = cell with { Note = cell.Note.Length > 0 ? cell.Note : note };
        return item.Kind == StaticKind.Literal && cell.Name.Length == 0 ? cell with { Name = cell.Value, Value = "" } : cell;
    }

    private static FoldedStack FoldStack(StackScene stack, Spotlight spotlight, FoldLimits limits)
    {
        var calls = new List<FoldedCall>();
        int next = 0;
        foreach (FrameScene frame in ChooseFrames(stack, limits.Calls))
        {
            if (frame.Depth > next)
            {
                calls.Add(new FoldedCall.Gap(frame.Depth - next));
            }

            calls.Add(new FoldedCall.Shown(frame, CellRows.OfVariables(CellId.OfCall(frame.Id), frame.Variables, spotlight, limits)));
            next = frame.Depth + 1;
        }

        return new(stack, calls.ToEquatableArray());
    }

    /// <summary>The outermost two calls tell where it began; the innermost tell what goes on.</summary>
    private static IEnumerable<FrameScene> ChooseFrames(StackScene stack, int limit)
    {
        int count = stack.Frames.Count;
        return count <= limit ? stack.Frames : stack.Frames.Take(2).Concat(stack.Frames.Skip(count - (limit - 2)));
    }

    private static List<StaticScene> ChooseStatics(StepScene step, Spotlight spotlight, int limit)
    {
        if (step.Statics.Count <= limit)
        {
            return [.. step.Statics];
        }

        var wanted = step.Statics.Where(item => item.Cell.Touch != CellTouch.None || spotlight.IsLit(item.Cell.Id));
        return [.. wanted.Concat(step.Statics).Distinct().Take(limit).OrderBy(item => item.Cell.Address)];
    }
}

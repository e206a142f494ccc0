using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>
/// A step as text. <see cref="Render"/> gives the whole step, as <c>walk --print</c> writes it; the other functions give its
/// parts, for a terminal that arranges them itself.
/// </summary>
public static class TextPicture
{
    private const int WidthForTwoColumns = 96;

    /// <summary>The whole step.</summary>
    public static TextCanvas Render(WalkScene walk, StepScene step, TextOptions options) =>
        Header(walk, step, options)
            .Above(Source(walk, step, options))
            .Above(Sentence(step, options))
            .Above(Problem(step, options))
            .Above(Memory(step, options))
            .Above(Streams(step, options))
            .Above(Lines([[]]));

    /// <summary>The rule with the step's number and place.</summary>
    public static TextCanvas Header(WalkScene walk, StepScene step, TextOptions options)
    {
        string dot = options.Glyphs.Dot;
        var line = new LineBuilder().Append(Repeat(options.Glyphs.Rule, 2) + " ", TextStyle.Soft);
        line.Append($"step {step.Step} of {walk.StepCount}", TextStyle.Strong);
        line.Append($" {dot} {PlaceOf(walk, step)} ", TextStyle.Soft);
        line.Append(Repeat(options.Glyphs.Rule, Math.Max(options.Width - line.Width, 2)), TextStyle.Soft);
        return Lines([line.Build()]);
    }

    /// <summary>The source around the current line, with the values put in.</summary>
    public static TextCanvas Source(WalkScene walk, StepScene step, TextOptions options) =>
        Lines(new SourceWriter(walk, step, options).Write());

    /// <summary>What happened, in one sentence.</summary>
    public static TextCanvas Sentence(StepScene step, TextOptions options)
    {
        List<EquatableArray<TextRun>> lines = step.Sentence.IsEmpty ? [] : Wrap.Lines(step.Sentence, options.Width, indent: 0);
        if (step.Ending.Length > 0)
        {
            lines.Add([new($"the program {step.Ending}", TextStyle.Strong)]);
        }

        return Lines(lines);
    }

    /// <summary>What went wrong, with its story; nothing when nothing did.</summary>
    public static TextCanvas Problem(StepScene step, TextOptions options)
    {
        if (step.Problem is not { } problem)
        {
            return Lines([]);
        }

        TextStyle style = problem.Level == ProblemLevel.Error ? TextStyle.Error : TextStyle.Warning;
        int width = options.Width - 6;
        List<EquatableArray<TextRun>> lines =
        [
            .. problem.Story.SelectMany(line => Wrap.Lines(WithSteps(line), width, indent: 2)),
            .. problem.Advice.SelectMany(line => Wrap.Lines([new("try: ", TextStyle.Soft), .. line], width, indent: 5)),
        ];
        string where = string.Join($" {options.Glyphs.Dot} ", new[] { problem.Rule, problem.Citation }.Where(text => text.Length > 0));
        return Lines(new BoxWriter(options).Write([new($"{options.Glyphs.Wrong} {problem.Title}", style)], where, lines, options.Width));
    }

    /// <summary>Stack, heap and statics: side by side where there is room.</summary>
    public static TextCanvas Memory(StepScene step, TextOptions options)
    {
        if (options.Form == TextForm.Lines || options.Width < WidthForTwoColumns)
        {
            return Stack(step, options).Above(Heap(step, options)).Above(Statics(step, options));
        }

        TextOptions half = options with { Width = (options.Width - 2) / 2 };
        TextCanvas left = Stack(step, half).Above(Statics(step, half));
        return left.Beside(Heap(step, half), Math.Max(left.Width, half.Width) + 2);
    }

    /// <summary>The calls, <c>main</c> first.</summary>
    public static TextCanvas Stack(StepScene step, TextOptions options)
    {
        var rows = new RowWriter(step, options);
        var boxes = new BoxWriter(options);
        var lines = new List<EquatableArray<TextRun>>();
        foreach (FoldedStack stack in FoldedStep.Of(step, options.Limits).Stacks)
        {
            string thread = stack.Stack.Thread.Length > 0 ? $"stack of {stack.Stack.Thread}" : "stack";
            lines.Add([new(stack.Calls.IsEmpty ? $"{thread}: empty" : thread, TextStyle.Strong)]);
            lines.AddRange(stack.Calls.SelectMany(call => WriteCall(call, rows, boxes, options)));
        }

        return Lines(lines);
    }

    /// <summary>The heap's blocks, the freed ones too.</summary>
    public static TextCanvas Heap(StepScene step, TextOptions options)
    {
        FoldedStep folded = FoldedStep.Of(step, options.Limits);
        if (folded.Heap.IsEmpty && folded.BlocksLeftOut == 0)
        {
            return Lines([]);
        }

        var rows = new RowWriter(step, options);
        var boxes = new BoxWriter(options);
        List<EquatableArray<TextRun>> lines = [[new("heap", TextStyle.Strong)]];
        lines.AddRange(folded.Heap.SelectMany(block => WriteBlock(block, rows, boxes, options)));
        AddGap(lines, folded.BlocksLeftOut, "more blocks", options);
        return Lines(lines);
    }

    /// <summary>Globals, statics and literals.</summary>
    public static TextCanvas Statics(StepScene step, TextOptions options)
    {
        FoldedStep folded = FoldedStep.Of(step, options.Limits);
        if (folded.Statics.IsEmpty)
        {
            return Lines([]);
        }

        var all = folded.Statics.SelectMany(item => item.Rows).ToEquatableArray();
        var written = new RowWriter(step, options).Write(all, options.Width - 4);
        List<EquatableArray<TextRun>> lines =
        [
            [new("static", TextStyle.Strong)],
            .. written.Select(line => new LineBuilder().Append(options.Form == TextForm.Lines ? "    " : "  ").Append(line).Build()),
        ];
        AddGap(lines, folded.StaticsLeftOut, "more", options);
        return Lines(lines);
    }

    /// <summary>What the program wrote and reads.</summary>
    public static TextCanvas Streams(StepScene step, TextOptions options) => Lines(new StreamWriter(step, options).Write());

    private static List<EquatableArray<TextRun>> WriteCall(FoldedCall call, RowWriter rows, BoxWriter boxes, TextOptions options)
    {
        switch (call)
        {
            case FoldedCall.Shown(var frame, var memory):
                List<EquatableArray<TextRun>> lines = rows.Write(memory, options.Width - 4);
                if (frame.Result is { } result)
                {
                    lines.Add([new($"{options.Glyphs.Arrow} "), new("returns ", TextStyle.Soft), new(result.Value, TextStyle.Now)]);
                }

                return boxes.Write([new(frame.Signature, TextStyle.Code)], LineOf(frame), lines, options.Width);
            case FoldedCall.Gap(var count):
                return [[new($"  {options.Glyphs.Ellipsis} {count} more calls", TextStyle.Soft)]];
            default:
                return [];
        }
    }

    private static List<EquatableArray<TextRun>> WriteBlock(FoldedBlock folded, RowWriter rows, BoxWriter boxes, TextOptions options)
    {
        BlockScene block = folded.Block;
        string dot = $" {options.Glyphs.Dot} ";
        var title = new LineBuilder().Append($"#{block.Id.Number}", TextStyle.Strong);
        string type = block.Type.Length > 0 ? $"{dot}{block.Type}" : "";
        title.Append($"{type}{dot}{Remarks.Size(block.SizeBytes)}{dot}0x{block.Address:x}", TextStyle.Soft);
        EquatableArray<TextRun> fate = FateOf(block, options);
        List<EquatableArray<TextRun>> lines = rows.Write(folded.Rows, options.Width - 4);
        if (options.Form == TextForm.Lines && !fate.IsEmpty)
        {
            title.Append(dot, TextStyle.Soft).Append(fate);
        }
        else if (!fate.IsEmpty)
        {
            lines.Add(fate);
        }

        return boxes.Write(title.Build(), "", lines, options.Width, FrameOf(block));
    }

    /// <summary>What became of a block, with its birth when it is over or lost.</summary>
    private static EquatableArray<TextRun> FateOf(BlockScene block, TextOptions options)
    {
        (string remark, bool isBad) = Remarks.Of(block);
        var line = new LineBuilder();
        if (remark.Length > 0)
        {
            string mark = isBad ? $"{options.Glyphs.Wrong} " : block.State == BlockState.Freed ? $"{options.Glyphs.Gone} " : "";
            line.Append($"{mark}{remark}", isBad ? TextStyle.Warning : TextStyle.Freed);
        }

        if (block is { State: not BlockState.Live, Allocated: { } allocated })
        {
            line.Append($" {options.Glyphs.Dot} allocated at {Remarks.Line(allocated)}", TextStyle.Soft);
        }

        return line.Build();
    }

    private static BoxWriter.Frame FrameOf(BlockScene block) =>
        block.State == BlockState.Freed ? BoxWriter.Frame.Dead : BoxWriter.Frame.Whole;

    private static string LineOf(FrameScene frame)
    {
        string line = frame.Line == 0 ? "" : frame.File.Length == 0 ? $"line {frame.Line}" : $"{frame.File} line {frame.Line}";
        string state = frame.State switch
        {
            CallState.Running or CallState.Waiting => "",
            CallState.Returning => "returning",
            CallState.Unwinding => "unwinding",
        };
        return string.Join(", ", new[] { line, state }.Where(text => text.Length > 0));
    }

    private static string PlaceOf(WalkScene walk, StepScene step) => step.Place switch
    {
        null => walk.Program,
        { } place when place.File >= 0 && place.File < walk.Sources.Count => $"{walk.Sources[place.File].Path} line {place.Line}",
        { } place => $"{walk.Program} line {place.Line}",
    };

    /// <summary>Names the step that a linked run leads to, since paper and pipes have no links.</summary>
    private static EquatableArray<TextRun> WithSteps(EquatableArray<TextRun> line) =>
        line.Select(run => run.Step is { } target && !run.Text.Contains("step", StringComparison.Ordinal)
            ? run with { Text = $"{run.Text} (step {target})" }
            : run).ToEquatableArray();

    private static void AddGap(List<EquatableArray<TextRun>> lines, long count, string what, TextOptions options)
    {
        if (count > 0)
        {
            lines.Add([new($"  {options.Glyphs.Ellipsis} {count} {what}", TextStyle.Soft)]);
        }
    }

    private static TextCanvas Lines(List<EquatableArray<TextRun>> lines) => new(lines.ToEquatableArray());

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

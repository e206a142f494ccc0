using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Writes the box that explains what went wrong: the rule and its clause, the block's story with the steps it leads to, who still
/// points there, and what to try.
/// </summary>
/// <param name="lineOf">The line of a span, from 1.</param>
/// <param name="stepOf">The step, as the reader counts, of a position of the recording.</param>
/// <param name="language">The program's language.</param>
internal sealed class Problems(Func<Span, int> lineOf, Func<long, long> stepOf, SourceLanguage language)
{
    private const string CycleAdvice = "Values that own each other in a circle are never dropped: let one of the pointers be a `Weak`. `forget` and `leak` keep a value for ever, too.";

    /// <summary>The box of undefined behaviour.</summary>
    public ProblemScene Of(UndefinedReport report)
    {
        var story = new List<EquatableArray<TextRun>> { Words(report.Message) };
        if (report.Block is { } block)
        {
            story.Add(Life(block, report));
        }

        if (report.MovedAt is { } moved)
        {
            story.Add([new("the value went away at "), new($"line {lineOf(moved)}", TextStyle.Error)]);
        }

        if (!report.Holders.IsEmpty)
        {
            string names = string.Join(", ", report.Holders.Select(holder => holder.Holder));
            story.Add([new(report.Holders.Count == 1 ? "one pointer still leads there: " : $"{report.Holders.Count} pointers still lead there: "), new(names, TextStyle.Error)]);
        }

        return new()
        {
            Title = report.Rule.Title,
            Rule = report.Rule.FullName,
            Citation = report.Citation,
            Story = [.. story],
            Advice = [Words(report.Rule.Explanation)],
        };
    }

    /// <summary>The box of lost blocks at the end of a run.</summary>
    public ProblemScene Of(EquatableArray<LeakReport> leaks)
    {
        var story = new List<EquatableArray<TextRun>>();
        foreach (LeakReport leak in leaks.Take(12))
        {
            var line = new List<TextRun> { new($"block #{leak.Block.Number}, {leak.Block.SizeBytes} bytes, allocated at ") };
            AddMoment(line, leak.Block.AllocatedAt, leak.Block.AllocatedStep);
            if (leak.LostAt is not null)
            {
                line.Add(new(", last pointer lost at "));
                AddMoment(line, leak.LostAt, leak.LostStep ?? 0);
            }

            story.Add([.. line]);
        }

        if (leaks.Count > 12)
        {
            story.Add(Words($"and {leaks.Count - 12} more blocks"));
        }

        return new()
        {
            Title = leaks.Count == 1 ? "a block is never freed" : $"{leaks.Count} blocks are never freed",
            Level = ProblemLevel.Warning,
            Rule = "UB.Leak",
            Story = [.. story],
            Advice = [Words(language == SourceLanguage.Rust ? CycleAdvice : "Call free while a pointer to the block is still at hand.")],
        };
    }

    private EquatableArray<TextRun> Life(BlockFacts block, UndefinedReport report)
    {
        string what = block.Kind == AllocationKind.Heap ? $"block #{block.Number}" : block.Name.Length > 0 ? $"`{block.Name}`" : "the object";
        var line = new List<TextRun> { new($"{what}, {block.SizeBytes} bytes at 0x{block.Address:x}") };
        if (report.OffsetBytes is { } offset and not 0)
        {
            line.Add(new($", used at offset {offset}"));
        }

        if (block.AllocatedAt is not null && block.Kind == AllocationKind.Heap)
        {
            line.Add(new("; allocated at "));
            AddMoment(line, block.AllocatedAt, block.AllocatedStep);
        }

        if (block.FreedAt is not null)
        {
            line.Add(new(block.Kind == AllocationKind.Heap ? ", freed at " : ", out of scope since "));
            AddMoment(line, block.FreedAt, block.FreedStep ?? 0);
        }

        return [.. line];
    }

    private void AddMoment(List<TextRun> line, Span? span, long position)
    {
        long step = stepOf(position + 1);
        line.Add(new(span is { } place ? $"line {lineOf(place)}" : $"step {step}", TextStyle.Error, step));
    }

    private static EquatableArray<TextRun> Words(string text)
    {
        var runs = new List<TextRun>();
        string[] parts = text.Split('`');
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length > 0)
            {
                runs.Add(new(parts[i], i % 2 == 1 ? TextStyle.Code : TextStyle.Plain));
            }
        }

        return [.. runs];
    }
}

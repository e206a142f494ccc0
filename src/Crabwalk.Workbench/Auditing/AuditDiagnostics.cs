using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Workbench.Auditing;

/// <summary>
/// Turns what the machine found into diagnostics: the words, the places (allocated here, freed here), who else points there, the
/// clause, and the story in the order of time.
/// </summary>
internal static class AuditDiagnostics
{
    private const int MaxHolders = 8;

    /// <summary>The code of a leak.</summary>
    public const string LeakCode = "UB.Leak";

    /// <summary>A report of undefined behaviour.</summary>
    /// <param name="report">What the machine says.</param>
    /// <param name="hasSteps">True when the steps count: in a recording; an audit has none.</param>
    public static Diagnostic Of(UndefinedReport report, bool hasSteps)
    {
        var labels = new List<Label>();
        var children = new List<SubDiagnostic>();
        var story = new List<StoryBeat>();
        if (report.Block is { } block)
        {
            AddLife(block, labels, story, hasSteps);
            children.Add(Note(Facts(block, report)));
        }

        if (report.MovedAt is { } moved)
        {
            labels.Add(new(moved, moved == report.Place ? "it was moved away here in an earlier turn" : "the value was moved away here"));
            story.Add(new(moved, "the value is moved away"));
        }

        story.Add(new(report.Place, report.Rule.Title, hasSteps ? report.Step : null));
        AddHolders(report, children);
        AddCalls(report.Calls, report.Place, children);
        children.Add(Note($"{report.Citation}; `crabwalk explain {report.Rule.FullName}` tells more"));
        return new(Severity.Error, report.Rule.FullName, report.Message, new Label(report.Place, report.Rule.Title))
        {
            Labels = [.. labels],
            Children = [.. children],
            Story = [.. story],
        };
    }

    /// <summary>A block that was never given back.</summary>
    public static Diagnostic Of(LeakReport leak, bool hasSteps)
    {
        BlockFacts block = leak.Block;
        var children = new List<SubDiagnostic>();
        var story = new List<StoryBeat>();
        var labels = new List<Label>();
        Span place = block.AllocatedAt ?? default;
        story.Add(new(place, $"block #{block.Number} is allocated", hasSteps ? block.AllocatedStep : null));
        if (leak.LostAt is { } lost)
        {
            labels.Add(new(lost, "the last pointer to it was lost here"));
            story.Add(new(lost, "the last pointer to it is lost", hasSteps ? leak.LostStep : null));
        }

        AddCalls(leak.AllocatedBy, place, children);
        children.Add(new(Severity.Help, leak.IsIndirect
            ? "only other lost blocks point to it: free it before them"
            : "call `free` while a pointer to it is still at hand"));
        string message = $"block #{block.Number} of {Bytes(block.SizeBytes)} is never freed, and nothing points to it any more";
        return new(Severity.Warning, LeakCode, message, new Label(place, "allocated here"))
        {
            Labels = [.. labels],
            Children = [.. children],
            Story = [.. story],
        };
    }

    private static void AddLife(BlockFacts block, List<Label> labels, List<StoryBeat> story, bool hasSteps)
    {
        bool isHeap = block.Kind == AllocationKind.Heap;
        if (block.AllocatedAt is { } born && isHeap)
        {
            labels.Add(new(born, $"block #{block.Number} was allocated here"));
            story.Add(new(born, $"block #{block.Number} is allocated", hasSteps ? block.AllocatedStep : null));
        }

        if (block.FreedAt is { } died)
        {
            string what = isHeap ? $"block #{block.Number} was freed here" : $"`{block.Name}` went out of scope here";
            labels.Add(new(died, what));
            story.Add(new(died, what.Replace(" was freed here", " is freed", StringComparison.Ordinal).Replace(" went out of scope here", " goes out of scope", StringComparison.Ordinal), hasSteps ? block.FreedStep : null));
        }
    }

    private static string Facts(BlockFacts block, UndefinedReport report)
    {
        string what = block.Kind switch
        {
            AllocationKind.Heap => $"block #{block.Number} has {Bytes(block.SizeBytes)} at 0x{block.Address:x}",
            AllocationKind.StringLiteral => $"the string literal has {Bytes(block.SizeBytes)} at 0x{block.Address:x}",
            AllocationKind.Function => $"function `{block.Name}` is at 0x{block.Address:x}",
            _ when block.Name.Length == 0 => $"the object has {Bytes(block.SizeBytes)} at 0x{block.Address:x}",
            _ => $"`{block.Name}` has {Bytes(block.SizeBytes)} at 0x{block.Address:x}",
        };
        return (report.AccessBytes, report.OffsetBytes) switch
        {
            ({ } size, { } offset) => $"{what}; {Bytes(size)} at offset {offset} were used",
            (_, { } offset) when offset != 0 => $"{what}; the pointer is at offset {offset}",
            _ => what,
        };
    }

    private static void AddHolders(UndefinedReport report, List<SubDiagnostic> children)
    {
        if (report.Holders.IsEmpty)
        {
            return;
        }

        string names = string.Join(", ", report.Holders.Take(MaxHolders).Select(holder => holder.Holder));
        string more = report.Holders.Count > MaxHolders ? $" and {report.Holders.Count - MaxHolders} more" : "";
        children.Add(Note($"{names}{more} still {(report.Holders.Count == 1 ? "points" : "point")} there"));
    }

    private static void AddCalls(EquatableArray<CallPlace> calls, Span place, List<SubDiagnostic> children)
    {
        foreach (CallPlace call in calls)
        {
            if (!call.IsLibrary && call.Span != place)
            {
                children.Add(new(Severity.Note, $"called from `{call.Function}`", [new(call.Span)]));
            }
        }
    }

    private static SubDiagnostic Note(string text) => new(Severity.Note, text);

    private static string Bytes(long count) => count == 1 ? "1 byte" : $"{count} bytes";
}

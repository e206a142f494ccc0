using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// What happened in a run, for the timeline: calls, returns, allocations, frees, output, errors, and, in runs short enough to tell them
/// apart, every write.
/// </summary>
internal sealed class Timeline(Recording recording, Stops stops, MirProgram program)
{
    private const long MostStepsWithWrites = 3000;
    private const int MostEvents = 20_000;

    /// <summary>The events in the order of steps.</summary>
    public EquatableArray<TimelineEvent> Events()
    {
        var events = new List<(long Position, TimelineEvent Event)>();
        AddMarks(events);
        AddHeap(events);
        foreach (OutputPiece piece in recording.Outputs)
        {
            Add(events, EventKind.Output, piece.Step + 1, Shortened(Encoding.UTF8.GetString(piece.Bytes).TrimEnd('\n')));
        }

        foreach (Machine.Rules.UndefinedReport report in recording.Outcome.Reports)
        {
            Add(events, EventKind.Error, report.Step + 1, report.Rule.Title);
        }

        return [.. events.OrderBy(pair => pair.Position).Take(MostEvents).Select(pair => pair.Event)];
    }

    private void AddMarks(List<(long Position, TimelineEvent Event)> events)
    {
        Cursor cursor = recording.Cursor;
        bool withWrites = recording.StepCount <= MostStepsWithWrites;
        for (long position = 1; position < cursor.End && events.Count < MostEvents; position++)
        {
            MarkKind kind = cursor.KindAt(position);
            if (kind is MarkKind.Enter or MarkKind.Leave || (kind == MarkKind.Store && withWrites))
            {
                EventKind eventKind = kind == MarkKind.Enter ? EventKind.Call : kind == MarkKind.Leave ? EventKind.Return : EventKind.Write;
                Add(events, eventKind, position, LabelOf(cursor, position, kind));
            }
        }
    }

    private string LabelOf(Cursor cursor, long position, MarkKind kind)
    {
        Span span = program.Sources.Outermost(cursor.SpanAt(position));
        return kind == MarkKind.Leave ? "return" : Shortened(program.Sources.TextOf(span));
    }

    private void AddHeap(List<(long Position, TimelineEvent Event)> events)
    {
        long here = recording.Cursor.Position;
        recording.Cursor.ToEnd();
        foreach (HeapBlockView block in recording.Cursor.HeapBlocks)
        {
            Add(events, EventKind.Alloc, block.AllocatedStep + 1, $"block #{block.HeapNumber}");
            if (block.FreedStep is { } freed)
            {
                Add(events, EventKind.Free, freed + 1, $"free #{block.HeapNumber}");
            }
        }

        recording.Cursor.MoveTo(here);
    }

    private void Add(List<(long Position, TimelineEvent Event)> events, EventKind kind, long position, string label) =>
        events.Add((position, new(kind, stops.StepAt(position), label)));

    private static string Shortened(string text) => text.Length <= 24 ? text : text[..23] + "…";
}

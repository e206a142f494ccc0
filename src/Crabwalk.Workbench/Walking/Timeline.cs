using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking.Owners;

namespace Crabwalk.Workbench.Walking;

/// <summary>A stretch of the timeline.</summary>
/// <param name="Events">The events in order, as many as were asked for at most.</param>
/// <param name="Count">How many there are in the stretch.</param>
public sealed record TimelinePage(EquatableArray<TimelineEvent> Events, long Count);

/// <summary>How many events of each kind lie in a stretch of steps.</summary>
/// <param name="FirstStep">The stretch's first step.</param>
/// <param name="LastStep">Its last.</param>
/// <param name="Counts">The kinds that happen there, with their number.</param>
public sealed record TimelineBucket(long FirstStep, long LastStep, EquatableArray<(EventKind Kind, int Count)> Counts);

/// <summary>
/// What happened in a run, for the timeline: calls, returns, allocations, frees, moves, drops, output, errors, and, in runs short enough
/// to tell them apart, every write and every borrow that a variable holds. Events are indexed once in sixteen bytes each; words are made for those that are shown.
/// </summary>
internal sealed class Timeline
{
    private const long MostStepsWithWrites = 3000;

    private readonly Recording _recording;
    private readonly Stops _stops;
    private readonly MirProgram _program;
    private readonly List<Entry> _entries = [];
    private readonly List<string> _borrows = [];

    /// <summary>Indexes the events of a recording.</summary>
    public Timeline(Recording recording, Stops stops, MirProgram program, OwnershipGuide guide)
    {
        (_recording, _stops, _program) = (recording, stops, program);
        AddMarks();
        AddBorrows(guide);
        AddHeap();
        AddOutput();
        AddFaults();
        // Events of one position keep the order they were added in.
        Entry[] sorted = [.. _entries.OrderBy(entry => entry.Position)];
        _entries.Clear();
        _entries.AddRange(sorted);
    }

    /// <summary>The first events in the order of steps.</summary>
    public EquatableArray<TimelineEvent> Events(int most) => [.. _entries.Take(most).Select(EventOf)];

    /// <summary>The events of a range of steps, both ends included.</summary>
    public TimelinePage Page(long firstStep, long lastStep, int most)
    {
        int first = IndexOf(firstStep);
        int end = IndexOf(lastStep + 1);
        return new([.. _entries.Skip(first).Take(Math.Min(most, end - first)).Select(EventOf)], Math.Max(0, end - first));
    }

    /// <summary>The range of steps in equal stretches, with how much of what happens in each; stretches without events are left out.</summary>
    public EquatableArray<TimelineBucket> Summary(long firstStep, long lastStep, int buckets)
    {
        var summary = new List<TimelineBucket>();
        long width = Math.Max(1, (lastStep - firstStep + buckets) / buckets);
        for (long start = firstStep; start <= lastStep; start += width)
        {
            long last = Math.Min(lastStep, start + width - 1);
            int from = IndexOf(start);
            int end = IndexOf(last + 1);
            if (end > from)
            {
                summary.Add(new(start, last, CountsOf(from, end)));
            }
        }

        return [.. summary];
    }

    private EquatableArray<(EventKind Kind, int Count)> CountsOf(int from, int end)
    {
        Span<int> counts = stackalloc int[Enum.GetValues<EventKind>().Length];
        for (int i = from; i < end; i++)
        {
            counts[(int)_entries[i].Kind]++;
        }

        var found = new List<(EventKind Kind, int Count)>();
        for (int kind = 0; kind < counts.Length; kind++)
        {
            if (counts[kind] > 0)
            {
                found.Add(((EventKind)kind, counts[kind]));
            }
        }

        return [.. found];
    }

    /// <summary>The first entry that is shown at a step or later.</summary>
    private int IndexOf(long step)
    {
        int low = 0;
        int high = _entries.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _stops.StepAt(_entries[middle].Position) < step ? (middle + 1, high) : (low, middle);
        }

        return step > _stops.Count ? _entries.Count : low;
    }

    private void AddMarks()
    {
        Cursor cursor = _recording.Cursor;
        bool withWrites = _recording.StepCount <= MostStepsWithWrites;
        for (long position = 1; position < cursor.End; position++)
        {
            MarkKind kind = cursor.KindAt(position);
            if (EventOf(kind) is { } happened && (happened != EventKind.Write || withWrites))
            {
                _entries.Add(new(position, happened, 0));
            }
        }
    }

    private static EventKind? EventOf(MarkKind mark) => mark switch
    {
        MarkKind.Enter => EventKind.Call,
        MarkKind.Leave => EventKind.Return,
        MarkKind.Store => EventKind.Write,
        MarkKind.Move => EventKind.Move,
        MarkKind.Drop => EventKind.Drop,
        _ => null,
    };

    private void AddBorrows(OwnershipGuide guide)
    {
        Cursor cursor = _recording.Cursor;
        var standings = new Dictionary<int, CallStanding?>();
        for (long position = 1; position < cursor.End && _recording.StepCount <= MostStepsWithWrites; position++)
        {
            int depth = cursor.DepthAt(position);
            CallStanding? before = cursor.KindAt(position) == MarkKind.Enter ? null : standings.GetValueOrDefault(depth);
            CallStanding? now = cursor.BodyAt(position) is { } body && cursor.LocationAt(position) is { } at ? guide.At(body, at) : null;
            standings[depth] = now;
            if (now is not null && before is not null)
            {
                AddBorrows(position, now.Borrows.Where(borrow => !before.Borrows.Any(other => other.Loan == borrow.Loan)), " borrows ");
                AddBorrows(position, before.Borrows.Where(borrow => !now.Loans.Contains(borrow.Loan)), " is done with ");
            }
        }
    }

    private void AddBorrows(long position, IEnumerable<Borrow> borrows, string words)
    {
        foreach (Borrow borrow in borrows)
        {
            _entries.Add(new(position, EventKind.Borrow, _borrows.Count));
            _borrows.Add(borrow.Holders[0] + words + (borrow.Through ?? borrow.Place));
        }
    }

    private void AddHeap()
    {
        long here = _recording.Cursor.Position;
        _recording.Cursor.ToEnd();
        foreach (HeapBlockView block in _recording.Cursor.HeapBlocks)
        {
            _entries.Add(new(block.AllocatedStep + 1, EventKind.Alloc, block.HeapNumber));
            if (block.FreedStep is { } freed)
            {
                _entries.Add(new(freed + 1, EventKind.Free, block.HeapNumber));
            }
        }

        _recording.Cursor.MoveTo(here);
    }

    private void AddOutput()
    {
        for (int i = 0; i < _recording.Outputs.Count; i++)
        {
            _entries.Add(new(_recording.Outputs[i].Step + 1, EventKind.Output, i));
        }
    }

    private void AddFaults()
    {
        for (int i = 0; i < _recording.Outcome.Reports.Count; i++)
        {
            _entries.Add(new(_recording.Outcome.Reports[i].Step + 1, EventKind.Error, i));
        }
    }

    private TimelineEvent EventOf(Entry entry) => new(entry.Kind, _stops.StepAt(entry.Position), entry.Kind switch
    {
        EventKind.Return => "return",
        EventKind.Alloc => $"block #{entry.Detail}",
        EventKind.Free => $"free #{entry.Detail}",
        EventKind.Output => Shortened(OutputText(_recording.Outputs[entry.Detail])),
        EventKind.Error => _recording.Outcome.Reports[entry.Detail].Rule.Title,
        EventKind.Borrow => _borrows[entry.Detail],
        EventKind.Drop => $"drop {PlaceAt(entry.Position) ?? "temporary"}",
        _ => Shortened(TextAt(entry.Position)),
    });

    private static string OutputText(OutputPiece piece) => Encoding.UTF8.GetString(piece.Bytes).TrimEnd('\n');

    private string TextAt(long position) => _program.Sources.TextOf(_program.Sources.Outermost(_recording.Cursor.SpanAt(position)));

    /// <summary>The place that the mark of a step speaks of, as the source names it.</summary>
    private string? PlaceAt(long position) =>
        _recording.Cursor.BodyAt(position) is { } body && _recording.Cursor.LocationAt(position) is { } at
            && body.Blocks[at.Block].Statements[at.Statement].Kind is StatementKind.Mark { Value: Operand.Copy(var place) }
            ? PlaceWords.Of(_program.Sources, body, place)
            : null;

    private static string Shortened(string text) => text.Length <= 24 ? text : text[..23] + "…";

    /// <summary>An event before words are made for it.</summary>
    /// <param name="Position">The position of the recording that shows it.</param>
    /// <param name="Kind">What kind of thing happened.</param>
    /// <param name="Detail">A heap block's number, or the index of a piece of output or a report.</param>
    private readonly record struct Entry(long Position, EventKind Kind, int Detail);
}

using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Auditing;
using Grain = Crabwalk.Pictures.Scenes.Grain;

namespace Crabwalk.Workbench.Walking;

/// <summary>Which way one move goes.</summary>
public enum Movement
{
    /// <summary>To the next stop, into calls.</summary>
    In,

    /// <summary>To the next stop of this call or one below.</summary>
    Over,

    /// <summary>To where this call has returned.</summary>
    Out,

    /// <summary>To the stop before, into calls.</summary>
    Back,

    /// <summary>To the stop before of this call or one below.</summary>
    BackOver,

    /// <summary>To before this call was made.</summary>
    BackOut,
}

/// <summary>A step at which the program comes to a line: a statement begins there, or control comes there from another line.</summary>
/// <param name="Source">The file.</param>
/// <param name="Line">The line, counted from 0.</param>
/// <param name="Function">The function that was entered in this step; null when none was.</param>
public readonly record struct Arrival(SourceId Source, int Line, string? Function);

/// <summary>Where an open call stands.</summary>
/// <param name="Call">The call.</param>
/// <param name="Function">What was called.</param>
/// <param name="Place">The expression it is at; null when the program has no text for it.</param>
/// <param name="Location">The place in its body.</param>
public sealed record CallStand(CallId Call, DefId Function, Span? Place, Location? Location);

/// <summary>Moves and searches in a walk, for debuggers: most of them are told from the log of steps, without running anything.</summary>
public sealed partial class Walk
{
    private const int LongestOutputRun = 16_000;

    /// <summary>The program that is walked.</summary>
    public MirProgram Program => _program;

    /// <summary>Makes one move.</summary>
    /// <param name="grain">The grain that steps are counted in.</param>
    /// <param name="step">Where the move starts.</param>
    /// <param name="movement">Which way.</param>
    /// <param name="by">How far one move goes; the smallest grain and the others cannot be mixed.</param>
    public long Move(Grain grain, long step, Movement movement, Grain by)
    {
        Machine.Time.Grain unit = Stops.ToMachine(by);
        return movement switch
        {
            Movement.In => Seek(grain, step, (cursor, _) => cursor.Next(unit)),
            Movement.Over => Seek(grain, step, (cursor, _) => cursor.Over(unit)),
            Movement.Out => Out(grain, step),
            Movement.Back => Seek(grain, step, (cursor, _) => cursor.Previous(unit)),
            Movement.BackOver => Seek(grain, step, (cursor, _) => cursor.OverBack(unit)),
            Movement.BackOut => BackOut(grain, step),
        };
    }

    /// <summary>The line that the program comes to in a step; null when the step goes on where the one before was.</summary>
    public Arrival? ArrivalAt(Grain grain, long step)
    {
        long position = StopsOf(grain).PositionOf(step);
        if (position >= Cursor.End)
        {
            return null;
        }

        MarkKind kind = Cursor.KindAt(position);
        (SourceId source, int line) = LineAt(position);
        bool isNew = kind is MarkKind.Statement or MarkKind.Enter
            || position == 1
            || (Cursor.DepthAt(position - 1) == Cursor.DepthAt(position) && LineAt(position - 1) != (source, line));
        return isNew ? new(source, line, kind == MarkKind.Enter ? NameAt(position) : null) : null;
    }

    /// <summary>The steps at which rules were broken or panics began, in order.</summary>
    public IEnumerable<long> FaultSteps(Grain grain)
    {
        Stops stops = StopsOf(grain);
        IEnumerable<long> undefined = _current.Outcome.Reports.Select(report => report.Step);
        return undefined.Concat(_current.Outcome.Panics.Select(panic => panic.Step)).Select(step => stops.StepAt(step + 1)).Distinct().Order();
    }

    /// <summary>What the run is to be blamed for: broken rules, limits, lost blocks; the steps of their stories are counted in this grain.</summary>
    public EquatableArray<Diagnostic> Diagnostics(Grain grain)
    {
        Stops stops = StopsOf(grain);
        IEnumerable<Diagnostic> found = _current.Outcome.Reports.Select(report => AuditDiagnostics.Of(report, hasSteps: true))
            .Concat(Auditor.EndDiagnostics(_current.Outcome.End))
            .Concat(Auditor.LeaksOf(Leaks, hasSteps: true));
        return [.. found.Select(diagnostic => diagnostic with
        {
            Story = [.. diagnostic.Story.Select(beat => beat with { Step = beat.Step is { } at ? stops.StepAt(at + 1) : null })],
        })];
    }

    /// <summary>What was written after one step (0 for the start) and up to another, neighbours of one stream joined.</summary>
    public IEnumerable<OutputRun> OutputBetween(Grain grain, long after, long upTo)
    {
        Stops stops = StopsOf(grain);
        long low = after < 1 ? 0 : stops.PositionOf(after);
        long high = stops.PositionOf(upTo);
        var bytes = new List<byte>();
        OutputStream stream = OutputStream.Output;
        for (int i = FirstOutputAt(low); i < _current.Outputs.Count && _current.Outputs[i].Step < high; i++)
        {
            OutputPiece piece = _current.Outputs[i];
            if (bytes.Count > 0 && (StreamOf(piece) != stream || bytes.Count > LongestOutputRun))
            {
                yield return new(Encoding.UTF8.GetString([.. bytes]), stream);
                bytes.Clear();
            }

            stream = StreamOf(piece);
            bytes.AddRange(piece.Bytes);
        }

        if (bytes.Count > 0)
        {
            yield return new(Encoding.UTF8.GetString([.. bytes]), stream);
        }
    }

    /// <summary>The events of a range of steps, both ends included.</summary>
    public TimelinePage Events(Grain grain, long firstStep, long lastStep, int most) => TimelineOf(grain).Page(firstStep, lastStep, most);

    /// <summary>How much of what happens where in a range of steps, in that many stretches.</summary>
    public EquatableArray<TimelineBucket> EventSummary(Grain grain, long firstStep, long lastStep, int buckets) =>
        TimelineOf(grain).Summary(firstStep, lastStep, Math.Clamp(buckets, 1, 10_000));

    /// <summary>Where the open calls of a step stand, the outermost first.</summary>
    public EquatableArray<CallStand> StandsAt(Grain grain, long step)
    {
        long position = StopsOf(grain).PositionOf(step);
        Cursor.MoveTo(position);
        return [.. Cursor.Calls.Select(call => new CallStand(
            new(call.Serial),
            call.Function,
            call.Position.Span,
            Cursor.LastOfDepth(position, call.Depth) is var at and > 0 ? Cursor.LocationAt(at) : null))];
    }

    /// <summary>The expression that a step stands at, where it lies in the user's text: the fault itself, where a rule is broken.</summary>
    public Span? PlaceAt(Grain grain, long step)
    {
        Stops stops = StopsOf(grain);
        long position = stops.PositionOf(step);
        if (ReportBetween(step > 1 ? stops.PositionOf(step - 1) : 0, position) is { } report)
        {
            return report.Place;
        }

        Span? place = position >= Cursor.End ? PlaceOf(_current.Outcome.End) : Cursor.SpanAt(position);
        return place is { } span && !_program.Sources.IsLibrary(span) ? span : null;
    }

    /// <summary>Which lines a file has code on, counted from 0: those that a statement or function of the user begins on.</summary>
    public IReadOnlySet<int> CodeLines(SourceId source) => _codeLines.TryGetValue(source, out IReadOnlySet<int>? lines) ? lines
        : _codeLines[source] = Walking.CodeLines.Of(_program, source);

    /// <summary>The step that first shows the next write to a range of memory after a step; null when nobody writes there any more.</summary>
    public long? NextWrite(Grain grain, long step, MemoryRange range)
    {
        Stops stops = StopsOf(grain);
        long position = stops.PositionOf(step);
        Cursor.MoveTo(position);
        return Cursor.NextWrite(range.Address, range.SizeBytes, position) is { } found ? stops.StepAt(found) : null;
    }

    /// <summary>The step that first shows the last write to a range of memory before a step; null when nobody wrote there.</summary>
    public long? LastWrite(Grain grain, long step, MemoryRange range)
    {
        Stops stops = StopsOf(grain);
        long position = stops.PositionOf(step);
        long limit = step > 1 ? stops.PositionOf(step - 1) : 1;
        Cursor.MoveTo(position);
        return Cursor.LastWrite(range.Address, range.SizeBytes, limit) is { } found ? Math.Min(step, stops.StepAt(found)) : null;
    }

    /// <summary>The first piece of output that a step, or one after it, wrote.</summary>
    private int FirstOutputAt(long step)
    {
        int low = 0;
        int high = _current.Outputs.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _current.Outputs[middle].Step < step ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private (SourceId Source, int Line) LineAt(long position)
    {
        Span span = _program.Sources.Outermost(Cursor.SpanAt(position));
        return (span.Source, _program.Sources.PositionOf(span).Line);
    }

    private string? NameAt(long position) => Cursor.BodyAt(position) is { } body ? _program.Definitions[body.Definition].Name : null;
}

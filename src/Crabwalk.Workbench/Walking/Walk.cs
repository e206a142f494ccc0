using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Rules;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Walking.Owners;
using Grain = Crabwalk.Pictures.Scenes.Grain;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// A recorded run as readers see it: steps counted from 1 in the grain they chose, each with its scene. Steps may be asked for in any
/// order; the recording replays what it must.
/// </summary>
public sealed partial class Walk : IDisposable
{
    private const int MaxOutputShown = 4000;
    private const int StepsToFirstPointer = 12;
    private const long MostSteps = 5_000_000;
    private const int MostEventsInOverview = 20_000;

    private readonly Recording _recording;
    private readonly MachineOptions _options;
    private readonly MirProgram _program;
    private readonly LayoutComputer _layouts;
    private readonly HeapTypes _heapTypes;
    private readonly ValueTexts _valueTexts;
    private readonly OwnershipGuide _guide;
    private readonly Dictionary<Grain, Stops> _stops = [];
    private readonly Dictionary<Grain, WalkScene> _overviews = [];
    private readonly Dictionary<Grain, Timeline> _timelines = [];
    private readonly Dictionary<SourceId, int> _fileNumbers = [];
    private readonly List<SourceFile> _files = [];
    private readonly Dictionary<SourceId, IReadOnlySet<int>> _codeLines = [];
    private readonly string _name;
    private Recording? _byInstructions;
    private Recording _current;
    private MarkPositions? _marks;
    private EquatableArray<LeakReport>? _leaks;

    private Walk(Recording recording, MachineOptions options, string name, OwnershipView? ownership)
    {
        _recording = recording;
        _current = recording;
        _options = options;
        _program = recording.Program;
        _name = name;
        _layouts = new(_program.Types, _program.Target, _program.Resolver is { } resolver ? resolver.Normalize : null);
        _heapTypes = new(_layouts);
        _valueTexts = new(_program, _layouts);
        _guide = new(_program, ownership);
        Ending = Ending.Of(recording.Outcome.End);
    }

    /// <summary>How the run ended.</summary>
    public Ending Ending { get; }

    /// <summary>True when a rule was broken on the way.</summary>
    public bool HasUndefinedBehaviour => !_recording.Outcome.Reports.IsEmpty;

    /// <summary>What the run gives back to a shell, as an audit's.</summary>
    public AuditReport Audit => new(Ending, [], [], HasUndefinedBehaviour);

    /// <summary>The memory that the recording takes.</summary>
    public long SizeBytes => _recording.SizeBytes;

    /// <summary>How much scenes show.</summary>
    public SceneOptions Options { get; set; } = new();

    private Cursor Cursor => _current.Cursor;

    /// <summary>Runs a compiled program once and keeps the way. Running out of a budget, errors and aborts keep it too.</summary>
    public static Walk Record(Compilation compilation, string name, RunSettings settings, IHost host, CancellationToken cancellation = default)
    {
        MachineOptions options = Auditor.OptionsOf(settings) with { StepLimit = settings.MaxSteps ?? MostSteps };
        return new(Recording.Make(compilation.Program!, host, options, cancellation), options, name, compilation.Ownership);
    }

    /// <summary>How many steps there are; the last is the end of the run.</summary>
    public long CountOf(Grain grain) => StopsOf(grain).Count;

    /// <summary>The same moment in another grain.</summary>
    public long Translate(Grain from, long step, Grain to)
    {
        long position = StopsOf(from).PositionOf(step);
        position = (from == Grain.Instruction, to == Grain.Instruction) switch
        {
            (false, true) => Marks.AmongInstructions(position),
            (true, false) => Marks.AmongMarks(position),
            _ => position,
        };
        return StopsOf(to).StepAt(position);
    }

    /// <summary>The next step in this function, passing over the calls it makes.</summary>
    public long Over(Grain grain, long step) => Seek(grain, step, static (cursor, grain) => cursor.Over(grain));

    /// <summary>The step before in this function, passing back over calls.</summary>
    public long BackOver(Grain grain, long step) => Seek(grain, step, static (cursor, grain) => cursor.OverBack(grain));

    /// <summary>The first step after this function has returned.</summary>
    public long Out(Grain grain, long step) => Seek(grain, step, static (cursor, _) => cursor.Out());

    /// <summary>The last step before this function was called.</summary>
    public long BackOut(Grain grain, long step)
    {
        long found = Seek(grain, step, static (cursor, _) => cursor.OutBack());
        return found >= step ? Math.Max(1, step - 1) : found;
    }

    /// <summary>The step that shows the first problem; null when there was none.</summary>
    public long? ProblemStep(Grain grain) => HasUndefinedBehaviour && StopsOf(grain) is var stops ? stops.StepAt(_current.Outcome.Reports[0].Step + 1) : null;

    /// <summary>What all steps share.</summary>
    public WalkScene Overview(Grain grain)
    {
        if (!_overviews.TryGetValue(grain, out WalkScene? overview))
        {
            LoadFiles();
            overview = new()
            {
                Program = _name,
                Language = Cursor.Language == SourceLanguage.Rust ? "Rust" : "C17",
                Grain = grain,
                StepCount = CountOf(grain),
                Sources = [.. _files],
                Events = TimelineOf(grain).Events(MostEventsInOverview),
            };
            _overviews.Add(grain, overview);
        }

        return overview;
    }

    /// <summary>The scenes of a range of steps, both ends included.</summary>
    public IEnumerable<StepScene> Scenes(Grain grain, long first, long last)
    {
        for (long step = first; step <= last; step++)
        {
            yield return SceneAt(grain, step);
        }
    }

    /// <summary>Everything there is to see at a step.</summary>
    public StepScene SceneAt(Grain grain, long step)
    {
        LoadFiles();
        Stops stops = StopsOf(grain);
        step = Math.Clamp(step, 1, stops.Count);
        long position = stops.PositionOf(step);
        long previous = step > 1 ? stops.PositionOf(step - 1) : 0;
        EquatableArray<MemoryRange> written = [.. Cursor.MoveTo(position, previous).Select(write => new MemoryRange(write.Address, write.SizeBytes))];
        LearnLostTypes(stops);
        Cursor.MoveTo(position);
        _valueTexts.LearnUpTo(Cursor, Options);
        WalkMoment moment = MomentAt(position, written, previous);
        var builder = new SceneBuilder(_program, _layouts, moment, _heapTypes, Options, FunctionName, _fileNumbers, stops.StepAt);
        StepScene scene = builder.Build(EventsBetween(moment, previous, position));
        return Finish(scene, builder, stops, step, position, previous);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recording.Dispose();
        _byInstructions?.Dispose();
    }

    private Timeline TimelineOf(Grain grain)
    {
        Stops stops = StopsOf(grain);
        if (!_timelines.TryGetValue(grain, out Timeline? timeline))
        {
            timeline = new(_current, stops, _program, _guide);
            _timelines.Add(grain, timeline);
        }

        return timeline;
    }

    /// <summary>The run again by single instructions: made when somebody asks for this grain, as few do and it is much longer.</summary>
    private Recording ByInstructions => _byInstructions ??= Recording.ByInstructions(_program, _recording.Outcome, _options);

    private MarkPositions Marks => _marks ??= new(_recording, ByInstructions);

    private StepScene Finish(StepScene scene, SceneBuilder builder, Stops stops, long step, long position, long previous)
    {
        bool isEnd = position == Cursor.End;
        var problems = new Problems(span => builder.PlaceOf(span)?.Line ?? 0, stops.StepAt, Cursor.Language);
        UndefinedReport? report = ReportBetween(previous, position);
        ProblemScene? problem = report is not null ? problems.Of(report) : isEnd && Leaks is { IsEmpty: false } leaks ? problems.Of(leaks) : null;
        scene = scene with
        {
            Step = step,
            Sentence = scene.Sentence.IsEmpty ? Sentences.OfNothing(isEnd ? Ending.Words : null) : scene.Sentence,
            Problem = problem,
            Output = OutputAt(position, previous),
            Input = InputAt(position),
            Ending = isEnd ? Ending.Words : "",
        };
        return report is not null ? builder.AtFault(scene, report) : isEnd ? AtEnd(scene, builder) : scene;
    }

    /// <summary>The last scene of a run that broke no rule there: it tells how the run ended and, when it was cut, where.</summary>
    private StepScene AtEnd(StepScene scene, SceneBuilder builder) => scene with
    {
        Sentence = [new($"The program {Ending.Words}."), .. Ending is Ending.Exited ? [new TextRun(" Its stack is empty.")] : Array.Empty<TextRun>()],
        Ending = "",
        Place = builder.PlaceOf(PlaceOf(_current.Outcome.End)),
    };

    private static Span? PlaceOf(RunEnd end) => end switch
    {
        RunEnd.Aborted aborted => aborted.Place,
        RunEnd.Trapped trapped => trapped.Place,
        RunEnd.Panicked panicked => panicked.Place,
        RunEnd.OverBudget budget => budget.Place,
        RunEnd.Unsupported unsupported => unsupported.Place,
        RunEnd.Exited or RunEnd.Undefined => null,
    };

    // Every way in asks for the stops of its grain first; from then on the recording that has them is the one looked at.
    private Stops StopsOf(Grain grain)
    {
        _current = grain == Grain.Instruction ? ByInstructions : _recording;
        if (!_stops.TryGetValue(grain, out Stops? stops))
        {
            stops = new(Cursor, grain);
            _stops.Add(grain, stops);
        }

        return stops;
    }

    private long Seek(Grain grain, long step, Action<Cursor, Machine.Time.Grain> move)
    {
        Stops stops = StopsOf(grain);
        Cursor.MoveTo(stops.PositionOf(step));
        move(Cursor, Stops.ToMachine(grain));
        return stops.StepAt(Math.Max(1, Cursor.Position));
    }

    private WalkMoment MomentAt(long position, EquatableArray<MemoryRange> written, long previous) => new(
        position - 1,
        Cursor.Step,
        Cursor.Calls,
        Cursor.HeapBlocks,
        Cursor.Statics,
        Cursor.Memory,
        Cursor.LostBlocks,
        written,
        Cursor.Language)
    {
        EventsOf = call => [.. Cursor.PlaceEvents(call.Depth)],
        StatementStart = call => Cursor.StatementStart(call.Depth),
        StandingOf = call => StandingAt(position, call.Depth),
        StandingBefore = call => StandingAt(previous, call.Depth),
        Previous = previous,
        StepValue = Cursor.StepValue,
        ValueTexts = _valueTexts.Known,
    };

    /// <summary>What ownership analysis knows of where a call stood at a position: the last of its own steps up to there.</summary>
    private CallStanding? StandingAt(long position, int depth)
    {
        long at = Cursor.LastOfDepth(position, depth);
        return at >= 1 && Cursor.DepthAt(at) == depth && Cursor.BodyAt(at) is { } body && Cursor.LocationAt(at) is { } location ? _guide.At(body, location) : null;
    }

    private UndefinedReport? ReportBetween(long previous, long position) =>
        _current.Outcome.Reports.FirstOrDefault(report => report.Step >= previous && report.Step < position);

    /// <summary>Blocks lost at the end, with the place where their last pointer went; found once, when somebody looks at the end.</summary>
    private EquatableArray<LeakReport> Leaks => _current == _recording ? _leaks ??= ExplainedLeaks() : ExplainedLeaks();

    private EquatableArray<LeakReport> ExplainedLeaks() =>
        [.. _current.Outcome.Leaks.Where(leak => !leak.IsReachable).Take(50).Select(Cursor.Explain)];

    private List<StepEvent> EventsBetween(WalkMoment moment, long previous, long position)
    {
        var events = new List<(long Step, StepEvent Event)>();
        foreach (HeapBlockView block in moment.Heap)
        {
            if (block.AllocatedStep >= previous && block.AllocatedStep < position)
            {
                events.Add((block.AllocatedStep, new StepEvent.Allocated(block)));
            }

            if (block.FreedStep >= previous && block.FreedStep < position)
            {
                events.Add((block.FreedStep.Value, new StepEvent.Freed(block)));
            }
        }

        foreach (OutputPiece piece in _current.Outputs)
        {
            if (piece.Step >= previous && piece.Step < position)
            {
                events.Add((piece.Step, new StepEvent.Wrote(Encoding.UTF8.GetString(piece.Bytes), StreamOf(piece))));
            }
        }

        return [.. events.OrderBy(pair => pair.Step).Select(pair => pair.Event)];
    }

    private static OutputStream StreamOf(OutputPiece piece) => piece.Descriptor == 2 ? OutputStream.Error : OutputStream.Output;

    private OutputScene OutputAt(long position, long previous)
    {
        var runs = new List<OutputRun>();
        long leftOut = 0;
        int shown = 0;
        foreach (OutputPiece piece in _current.Outputs.Where(piece => piece.Step < position).Reverse())
        {
            if (piece.Descriptor is not (1 or 2))
            {
                continue;
            }

            string text = Encoding.UTF8.GetString(piece.Bytes);
            if (shown > MaxOutputShown)
            {
                leftOut += text.Length;
                continue;
            }

            shown += text.Length;
            runs.Add(new(text, StreamOf(piece), piece.Step >= previous));
        }

        runs.Reverse();
        return new([.. runs], leftOut);
    }

    private InputScene? InputAt(long position)
    {
        List<InputPiece> pieces = [.. _current.Inputs.Where(piece => piece.Descriptor == 0)];
        if (pieces.Count == 0)
        {
            return null;
        }

        string consumed = Text(pieces.Where(piece => piece.Step < position));
        string remaining = Text(pieces.Where(piece => piece.Step >= position));
        bool isAtEnd = pieces.Any(piece => piece.Step < position && piece.Bytes.Length == 0);
        return new(consumed.Length > 200 ? consumed[^200..] : consumed, remaining.Length > 200 ? remaining[..200] : remaining, isAtEnd);
    }

    private static string Text(IEnumerable<InputPiece> pieces) => Encoding.UTF8.GetString([.. pieces.SelectMany(piece => piece.Bytes)]);

    /// <summary>
    /// A block tells its type no more once nobody points to it; then the steps after its birth are looked at, once, until a pointer
    /// of the program's own tells.
    /// </summary>
    private void LearnLostTypes(Stops stops)
    {
        IReadOnlySet<AllocationId> lost = Cursor.LostBlocks;
        foreach (HeapBlockView block in Cursor.HeapBlocks)
        {
            bool isSilent = block.State != AllocationState.Live || lost.Contains(block.Id);
            if (isSilent && _heapTypes.Of(block.Id) is null && _heapTypes.StartLooking(block.Id))
            {
                LearnType(block, stops);
            }
        }
    }

    private void LearnType(HeapBlockView block, Stops stops)
    {
        long last = Math.Min(block.FreedStep ?? Cursor.End, block.AllocatedStep + StepsToFirstPointer);
        for (long at = block.AllocatedStep + 1; at <= last && _heapTypes.Of(block.Id) is null; at++)
        {
            Cursor.MoveTo(at);
            WalkMoment moment = MomentAt(at, [], at - 1);
            new SceneBuilder(_program, _layouts, moment, _heapTypes, Options, FunctionName, _fileNumbers, stops.StepAt).LearnHeapTypes();
        }
    }

    private void LoadFiles()
    {
        if (_files.Count > 0)
        {
            return;
        }

        for (int i = 0; i < _program.Sources.Count; i++)
        {
            var id = new SourceId(i);
            SourceText source = _program.Sources[id];
            if (source.Kind == SourceKind.User)
            {
                _fileNumbers.Add(id, _files.Count);
                _files.Add(new(source.Path, SourceColours.Of(source)));
            }
        }
    }

    private string? FunctionName(AllocationId allocation) => Cursor.FunctionOf(allocation) is { } function ? _program.Definitions[function].Name : null;
}

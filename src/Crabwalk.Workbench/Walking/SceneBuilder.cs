using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking.Library;
using Crabwalk.Workbench.Walking.Owners;
using StaticKind = Crabwalk.Pictures.Scenes.StaticKind;

namespace Crabwalk.Workbench.Walking;

/// <summary>How much of a program's memory a scene shows.</summary>
/// <param name="ShowLibraryFrames">Calls inside of Crabwalk's own libraries too.</param>
/// <param name="ShowLayout">Rust's values as they are laid out, not as people see them.</param>
/// <param name="ShowBytes">The bytes of every cell.</param>
/// <param name="MaxBlocks">How many heap blocks at most; the rest is counted.</param>
/// <param name="Limits">How much of big values.</param>
/// <param name="ShowRights">What Rust's rules allow with each variable.</param>
public sealed record SceneOptions(bool ShowLibraryFrames = false, bool ShowLayout = false, bool ShowBytes = false, int MaxBlocks = 200, ReadLimits? Limits = null, bool ShowRights = false);

/// <summary>Makes the scene of one step: the machine's views in, plain records for pictures out.</summary>
internal sealed class SceneBuilder
{
    private const int MaxStringLength = 40;

    private readonly SourceMap _sources;
    private readonly WalkMoment _moment;
    private readonly SceneOptions _options;
    private readonly HeapTypes _heapTypes;
    private readonly ValueReader _reader;
    private readonly ValueText _text;
    private readonly LibraryReader _library;
    private readonly RustTypeText? _types;
    private readonly RustLook? _rust;
    private readonly CellBuilder _cells;
    private readonly Arrows _arrows;
    private readonly Dictionary<AllocationId, HeapBlockView> _blocks = [];
    private readonly IReadOnlyDictionary<SourceId, int> _fileNumbers;
    private readonly Func<long, long> _stepOf;
    private readonly int _hiddenBelow;
    private readonly MirProgram _program;
    private readonly List<(ulong Address, ElementCursor Cursor)> _cursors = [];
    private readonly Dictionary<int, PlaceHistory> _histories = [];

    /// <summary>A builder for one moment.</summary>
    /// <param name="program">What runs.</param>
    /// <param name="layouts">Its layouts.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="heapTypes">What is known of heap blocks so far; it learns on the way.</param>
    /// <param name="options">How much to show.</param>
    /// <param name="functionName">The name of a function's allocation.</param>
    /// <param name="fileNumbers">The number of each source file in the walk.</param>
    /// <param name="stepOf">The reader's step of a position.</param>
    public SceneBuilder(
        MirProgram program,
        LayoutComputer layouts,
        WalkMoment moment,
        HeapTypes heapTypes,
        SceneOptions options,
        Func<AllocationId, string?> functionName,
        IReadOnlyDictionary<SourceId, int> fileNumbers,
        Func<long, long> stepOf)
    {
        _fileNumbers = fileNumbers;
        _stepOf = stepOf;
        _hiddenBelow = options.ShowLibraryFrames ? 0 : moment.Calls.TakeWhile(call => call.IsLibrary).Count();
        _program = program;
        _sources = program.Sources;
        _moment = moment;
        _options = options;
        _heapTypes = heapTypes;
        _reader = new(moment.Memory, layouts, program.Types, options.Limits ?? new());
        _text = new(program.Target, functionName, moment.Language, moment.ValueTexts);
        _library = new(program.Definitions, _reader, moment.Memory);
        _types = moment.Language == SourceLanguage.Rust ? new(program.Definitions) : null;
        _rust = _types is not null && !options.ShowLayout ? new(_library, new(_text, _library), _types, BodyOf) : null;
        _cells = new(moment, _text, StringAt, _rust);
        _arrows = new(layouts, moment.Language);
        foreach (HeapBlockView block in moment.Heap)
        {
            _blocks[block.Id] = block;
        }
    }

    /// <summary>The frames of the picture, library ones folded unless asked for.</summary>
    public EquatableArray<CallView> ShownCalls => [.. _moment.Calls.Where(call => _options.ShowLibraryFrames || !call.IsLibrary)];

    /// <summary>A value on its own, as it would be drawn.</summary>
    public Cell CellOf(CellId id, string name, ValueView value, CellContent content) => _cells.Build(id, name, value, value.Address, content);

    /// <summary>Learns the types of heap blocks from every pointer that is in sight.</summary>
    public void LearnHeapTypes()
    {
        // Who comes last is asked first; the innermost calls know best what a block holds.
        IEnumerable<ValueView> variables = _moment.Calls.Reverse().SelectMany(call => call.Variables.Where(variable => HasValue(call, variable))).Select(ValueOf);
        IEnumerable<ValueView> statics = _moment.Statics.Select(ValueOf);
        IEnumerable<ValueView> step = _moment is { Language: SourceLanguage.Rust, StepValue: var (address, type), What.Kind: MarkKind.Value or MarkKind.Leave }
            ? [_reader.Read(address, type, null)] : [];
        _heapTypes.Learn(step.Concat(variables).Concat(statics), id => _blocks.GetValueOrDefault(id), _reader, _library);
    }

    /// <summary>The whole scene but for the parts that only the walk knows: problem, output, input, ending.</summary>
    public StepScene Build(IReadOnlyList<StepEvent> events)
    {
        LearnHeapTypes();
        foreach (CallView call in ShownCalls)
        {
            FindCursors(call);
        }

        EquatableArray<FrameScene> frames = [.. ShownCalls.Select(Frame)];
        EquatableArray<StaticScene> statics = [.. _moment.Statics.Where(IsShown).Select(Static)];
        EquatableArray<BlockScene> heap = Heap(out long leftOut);
        foreach (Cell cell in frames.SelectMany(frame => frame.Variables).Concat(statics.Select(one => one.Cell)))
        {
            _arrows.AddRoot(cell);
        }

        heap = WithOwners(frames, statics, heap);
        return new()
        {
            Step = _moment.Step + 1,
            Place = CurrentSpan() is { } now ? PlaceOf(SourceHeads.Of(_sources, now)) : null,
            Substituted = Substituted(),
            Sentence = _types is null ? Sentences.Of(_sources, _text, _moment, Holders(frames, statics), events)
                : OwnerSentences.Of(_sources, _text, _moment, OwnersOf(frames, heap, _types), events),
            Stacks = [new() { Frames = frames }],
            Heap = heap,
            BlocksLeftOut = leftOut,
            Statics = statics,
            Arrows = _arrows.Resolve(_cells.Wishes),
        };
    }

    /// <summary>The scene of a step in which a rule was broken: the place at fault is marked in the line, and the current place is there.</summary>
    public StepScene AtFault(StepScene scene, UndefinedReport report)
    {
        Span fault = _sources.Outermost(report.Place);
        EquatableArray<CallView> calls = ShownCalls;
        return scene with
        {
            Place = PlaceOf(fault) ?? scene.Place,
            Substituted = Substitution.Of(_sources, fault, calls.IsEmpty ? [] : calls[^1].Known, null, fault, _text, _moment.Language),
            Sentence = Sentences.OfFault(report, _sources.TextOf(fault), PlaceOf(report.Block?.FreedAt)?.Line ?? 0),
        };
    }

    /// <summary>A span as lines and columns of its file; null for none.</summary>
    public SourcePlace? PlaceOf(Span? span)
    {
        if (span is not { } some)
        {
            return null;
        }

        Span outer = _sources.Outermost(some);
        if (!_fileNumbers.TryGetValue(outer.Source, out int file))
        {
            return null;
        }

        SourceText source = _sources[outer.Source];
        LinePosition start = source.PositionOf(outer.Start);
        LinePosition end = source.PositionOf(outer.End);
        int startColumn = Shown(source, start.Line, outer.Start);
        int endColumn = Shown(source, end.Line, outer.End);
        return new(file, start.Line + 1, startColumn, end.Line + 1, endColumn);
    }

    /// <summary>How many characters of a line stand before an offset, tabs widened as the coloured lines have them.</summary>
    private static int Shown(SourceText source, int line, int offset) =>
        source.Slice(source.LineStart(line), offset).Replace("\t", SourceColours.Tab, StringComparison.Ordinal).Length;

    private Span? CurrentSpan() => _moment.What?.Source.Span;

    private EquatableArray<TextRun> Substituted()
    {
        EquatableArray<CallView> calls = ShownCalls;
        if (_moment.What is not { } what || calls.IsEmpty)
        {
            return [];
        }

        Span now = _sources.Outermost(what.Source.Span);
        return Substitution.Of(_sources, now, calls[^1].Known, now, null, _text, _moment.Language);
    }

    /// <summary>
    /// Where index variables stand: for arrays by their address, for pointers by the address of the first element they lead to.
    /// </summary>
    private void FindCursors(CallView call)
    {
        if (BodyOf(call.Function) is not { } body)
        {
            return;
        }

        foreach (IndexUse use in IndexUses.Of(body))
        {
            if (Find(call, use.Base) is { } array && Find(call, use.Index) is { } index && ValueOf(index) is ValueView.Scalar { State: Initialised.Fully } at
                && AddressOfElements(array) is { } first)
            {
                _cursors.Add((first, new(_text.Integer(at), index.Info.Name)));
            }
        }
    }

    private static VariableView? Find(CallView call, LocalId local) => call.Variables.FirstOrDefault(variable => variable.Info.Place == (Place)local);

    private ulong? AddressOfElements(VariableView variable) => variable.Type switch
    {
        Ty.Array or Ty.Slice => variable.Address,
        Ty.RawPtr => ValueOf(variable) is ValueView.Pointer { Target.State: AllocationState.Live } pointer ? pointer.PointsTo : null,
        _ => null,
    };

    /// <summary>The cell with the cursors that stand in it or in a part of it.</summary>
    private Cell WithCursors(Cell cell)
    {
        if (_cursors.Count == 0 || cell.Parts.IsEmpty)
        {
            return cell;
        }

        EquatableArray<ElementCursor> cursors = cell.Kind is not (CellKind.Array or CellKind.Text) ? []
            : [.. _cursors.Where(pair => pair.Address == cell.Address && pair.Cursor.Index >= 0 && pair.Cursor.Index < cell.ElementCount).Select(pair => pair.Cursor).Distinct()];
        bool mayHoldArrays = cell.Kind is CellKind.Struct or CellKind.Union || cell.Parts[0].Kind is CellKind.Array or CellKind.Struct;
        return cell with { Cursors = cursors, Parts = mayHoldArrays ? [.. cell.Parts.Select(WithCursors)] : cell.Parts };
    }

    private FrameScene Frame(CallView call)
    {
        var id = new CallId(call.Serial);
        CellId root = CellId.OfCall(id);
        var variables = new List<Cell>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (VariableView variable in call.Variables.Where(IsWritten))
        {
            int count = names[variable.Info.Name] = names.GetValueOrDefault(variable.Info.Name) + 1;
            CellId cell = root.Member(count == 1 ? variable.Info.Name : $"{variable.Info.Name}~{count}");
            Cell built = WithCursors(_cells.Build(cell, variable.Info.Name, ValueOf(variable), variable.Address));
            variables.Add(WithRules(call, variable, WithLosses(call, variable, built)));
        }

        SourcePlace? place = PlaceOf(call.Position.Span);
        return new()
        {
            Id = id,
            Function = Sentences.NameOf(call.Title),
            Signature = call.Title,
            Depth = call.Depth - _hiddenBelow,
            State = call.Serial != _moment.Calls[^1].Serial ? CallState.Waiting
                : _moment.What?.Kind == MarkKind.Leave ? CallState.Returning
                : CallState.Running,
            Line = place?.Line ?? 0,
            Variables = [.. variables],
            Result = ResultOf(call),
            IsLibrary = call.IsLibrary,
        };
    }

    /// <summary>False for what only a macro's expansion or a short form such as <c>for</c> calls so: nobody who reads the program knows it.</summary>
    private bool IsWritten(VariableView variable) =>
        variable.Info.Span.Expansion.IsNone && (_types is null || variable.Info.IsNamedIn(_sources));

    private PlaceHistory HistoryOf(CallView call)
    {
        if (!_histories.TryGetValue(call.Serial, out PlaceHistory? history))
        {
            bool mayLose = BodyOf(call.Function)?.Blocks.Any(static block => block.Statements.Any(static one => one.Kind is StatementKind.Mark { Kind: MarkKind.Move or MarkKind.Drop })) ?? false;
            _histories[call.Serial] = history = mayLose ? new(_moment.EventsOf(call)) : PlaceHistory.Empty;
        }

        return history;
    }

    private bool HasValue(CallView call, VariableView variable) => HistoryOf(call).LossOf(variable.Info.Place) is null;

    /// <summary>The cell with what moves and drops have taken from it; a value that is gone points nowhere.</summary>
    private Cell WithLosses(CallView call, VariableView variable, Cell cell)
    {
        PlaceHistory history = HistoryOf(call);
        if (history.LossOf(variable.Info.Place) is { } loss)
        {
            Forget(cell);
            return Ghosts.Of(cell, ContentOf(loss), NoteOf(call, loss));
        }

        foreach (PlaceEvent part in history.LostPartsOf(variable.Info.Place))
        {
            int from = variable.Info.Place.Path.Count;
            cell = Ghosts.OfPart(cell, variable.Type, part.Place.Path.Slice(from, part.Place.Path.Count - from), ContentOf(part), NoteOf(call, part));
            ForgetGhosts(cell);
        }

        return cell;
    }

    /// <summary>The cell with what Rust's rules say of it here. A reference that is not used again is drawn quietly, wherever it leads.</summary>
    private Cell WithRules(CallView call, VariableView variable, Cell cell)
    {
        bool isReturning = _moment.What is { Kind: MarkKind.Leave } what && what.Call == call.Serial;
        if (isReturning || cell.Content is CellContent.MovedFrom or CellContent.Dropped || _moment.StandingOf(call) is not { } standing)
        {
            return cell;
        }

        // A cell that counts its borrows while the program runs says so itself.
        bool isCounted = cell.Note.Contains("borrowed", StringComparison.Ordinal);
        bool isOver = variable.Type is Ty.Ref && standing.IsOver(variable.Info.Place);
        if (isOver && !_cells.Retire(cell))
        {
            return cell with { Value = "", Note = "", Standing = "not used again: what it led to is gone" };
        }

        return cell with
        {
            Rights = _options.ShowRights ? standing.RightsOf(variable.Info.Place) : null,
            Standing = isCounted ? "" : standing.LentWords(variable.Info.Place) ?? (isOver ? "not used again" : ""),
        };
    }

    private static CellContent ContentOf(PlaceEvent loss) => loss.Kind == MarkKind.Drop ? CellContent.Dropped : CellContent.MovedFrom;

    private string NoteOf(CallView call, PlaceEvent loss)
    {
        string place = PlaceOf(loss.Span) is { } at ? $" at line {at.Line}" : "";
        return loss.Kind == MarkKind.Drop ? "dropped" : $"moved {DestinationOf(call, loss)?.Words}{place}".Replace("  ", " ", StringComparison.Ordinal);
    }

    private MoveDestination? DestinationOf(CallView call, PlaceEvent move) =>
        BodyOf(call.Function) is { } body ? new MoveTracer(body, _program.Definitions, _sources).Of(move.Location, move.Place) : null;

    private void Forget(Cell cell)
    {
        string whole = cell.Id.Path;
        _cells.Wishes.RemoveAll(wish => wish.From.Path.StartsWith(whole, StringComparison.Ordinal)
            && (wish.From.Path.Length == whole.Length || wish.From.Path[whole.Length] is '.' or '['));
    }

    private void ForgetGhosts(Cell cell)
    {
        if (cell.Content is CellContent.MovedFrom or CellContent.Dropped)
        {
            Forget(cell);
        }

        foreach (Cell part in cell.Parts)
        {
            ForgetGhosts(part);
        }
    }

    private Body? BodyOf(DefId function) => _program.Bodies.GetValueOrDefault(function) ?? _program.Resolver?.BodyOf(function, null);

    private Cell? ResultOf(CallView call) =>
        _moment.What is { Kind: MarkKind.Leave, Value: { Type: not Ty.Tuple } value } what && what.Call == call.Serial
            ? new()
            {
                Id = CellId.OfCall(new(call.Serial)).Member("return"),
                Name = "returns",
                Type = value.Source?.Name ?? value.Type.ToString()!,
                Value = _text.Known(value, _moment.Language),
                Touch = CellTouch.Fresh,
            }
            : null;

    private ValueView ValueOf(VariableView variable) => variable switch
    {
        { ElementCount: { } count, Type: Ty.Slice slice } =>
            _reader.ReadArray(variable.Address, slice.Element, (variable.Info.Type as SourceType.Array)?.Element, count),
        _ => _reader.Read(variable.Address, variable.Type, variable.Info.Type),
    };

    private ValueView ValueOf(StaticView view) => _reader.Read(view.Address, view.Definition.Type, view.Definition.SourceType);

    /// <summary>String literals are shown only when something in sight points to them; constants of the compiler never.</summary>
    private static bool IsShown(StaticView view) => view.Definition.Kind is Mir.Bodies.StaticKind.Global or Mir.Bodies.StaticKind.Local;

    private StaticScene Static(StaticView view)
    {
        StaticKind kind = view.Definition switch
        {
            { IsThreadLocal: true } => StaticKind.ThreadLocal,
            { Kind: Mir.Bodies.StaticKind.StringLiteral } => StaticKind.Literal,
            { Kind: Mir.Bodies.StaticKind.Constant } => StaticKind.Constant,
            { Kind: Mir.Bodies.StaticKind.Local } => StaticKind.Static,
            _ => StaticKind.Global,
        };
        Cell cell = WithCursors(_cells.Build(CellId.Statics.Member(view.Name), view.Name, ValueOf(view), view.Address));
        return new(kind, cell, view.Definition.Mutability == Mutability.Not);
    }

    private EquatableArray<BlockScene> Heap(out long leftOut)
    {
        // The newest blocks are what a step is about; old freed ones are left out first.
        List<HeapBlockView> shown = [.. _moment.Heap
            .OrderBy(block => block.State == AllocationState.Live ? 0 : 1)
            .ThenByDescending(block => block.HeapNumber)
            .Take(_options.MaxBlocks)
            .OrderBy(block => block.HeapNumber)];
        leftOut = _moment.Heap.Count - shown.Count;
        var scenes = new List<BlockScene>();
        foreach (HeapBlockView block in shown)
        {
            BlockScene scene = Block(block);
            scenes.Add(scene);
            _arrows.AddBlock(block.Id, scene);
        }

        return [.. scenes];
    }

    private BlockScene Block(HeapBlockView block)
    {
        var id = new HeapId(block.HeapNumber);
        BlockType? type = _heapTypes.Of(block.Id);
        return new()
        {
            Id = id,
            Type = type?.Name(_types) ?? "",
            SizeBytes = block.SizeBytes,
            Address = block.Address,
            State = block.State != AllocationState.Live ? BlockState.Freed : _moment.Lost.Contains(block.Id) ? BlockState.Unreachable : BlockState.Live,
            Allocated = MomentOf(block.AllocatedAt, block.AllocatedStep),
            Freed = block.FreedAt is { } freed ? MomentOf(freed, block.FreedStep ?? 0) : null,
            Cells = _rust is not null && block.State != AllocationState.Live ? [] : [WithCursors(Inside(id, block, type))],
        };
    }

    private Cell Inside(HeapId id, HeapBlockView block, BlockType? type)
    {
        ValueView value = type is null ? _reader.ReadRaw(block.Address, block.SizeBytes)
            : type is { Count: 1, Form: BlockForm.Objects } ? _reader.Read(block.Address, type.Element, type.Source)
            : _reader.ReadArray(block.Address, type.Element, type.Source, type.Count);
        CellContent over = block.State == AllocationState.Live ? CellContent.Set : CellContent.Freed;
        return _rust is not null && type is { Form: not BlockForm.Objects } && value is ValueView.Array places
            ? _cells.Buffer(CellId.OfBlock(id), places, type)
            : _cells.Build(CellId.OfBlock(id), "", value, block.Address, over);
    }

    private Moment MomentOf(Span span, long step) => new(PlaceOf(span)?.Line ?? 0, _stepOf(step + 1));

    /// <summary>The blocks with the names of those who own them: variables, or what lies in other blocks.</summary>
    private EquatableArray<BlockScene> WithOwners(EquatableArray<FrameScene> frames, EquatableArray<StaticScene> statics, EquatableArray<BlockScene> heap)
    {
        var owners = new BlockOwners(_cells.Wishes, _blocks);
        return owners.Name(frames.SelectMany(frame => frame.Variables).Concat(statics.Select(one => one.Cell)), heap);
    }

    private OwnerScene OwnersOf(EquatableArray<FrameScene> frames, EquatableArray<BlockScene> heap, RustTypeText types) =>
        new(frames, heap, _heapTypes, HistoryOf, DestinationOf, BodyOf, types.Of, type => _program.DropGlue.Of(type) is not null, OwnersLeft());

    /// <summary>How many owners the value has that the <c>Rc</c> of this step stands for.</summary>
    private long? OwnersLeft()
    {
        bool isAboutOwner = _moment is { What.Kind: MarkKind.Store or MarkKind.Drop };
        if (!isAboutOwner || _moment.StepValue is not var (address, type) || _library.Of(_reader.Read(address, type, null)) is not LibraryView.Shared shared)
        {
            return null;
        }

        return shared.Inner.Target is { State: AllocationState.Live } && _library.CountsOf(shared) is { Strong: ValueView.Scalar strong }
            ? (long)strong.Bits
            : 0;
    }

    /// <summary>For each allocation the names of the variables that hold a pointer to it.</summary>
    private Dictionary<AllocationId, string> Holders(EquatableArray<FrameScene> frames, EquatableArray<StaticScene> statics)
    {
        var names = new Dictionary<CellId, string>();
        foreach (Cell cell in frames.SelectMany(frame => frame.Variables).Concat(statics.Select(one => one.Cell)))
        {
            AddNames(names, cell, "");
        }

        var holders = new Dictionary<AllocationId, string>();
        foreach (ArrowWish wish in _cells.Wishes)
        {
            if (names.TryGetValue(wish.From, out string? name))
            {
                AllocationId allocation = wish.Pointer.Target!.Value.Allocation;
                holders[allocation] = holders.TryGetValue(allocation, out string? before) ? $"{before}, {name}" : name;
            }
        }

        return holders;
    }

    private static void AddNames(Dictionary<CellId, string> names, Cell cell, string prefix)
    {
        string name = cell.Name.StartsWith('[') ? prefix + cell.Name : prefix.Length == 0 ? cell.Name : $"{prefix}.{cell.Name}";
        names[cell.Id] = name;
        foreach (Cell part in cell.Parts)
        {
            AddNames(names, part, name);
        }
    }

    private string? StringAt(ulong address)
    {
        System.Span<byte> one = stackalloc byte[1];
        System.Span<bool> initialised = stackalloc bool[1];
        var text = new StringBuilder("\"");
        for (int i = 0; i < MaxStringLength; i++)
        {
            if (!_moment.Memory.TryRead(address + (ulong)i, one, initialised) || !initialised[0])
            {
                return null;
            }

            if (one[0] == 0)
            {
                return text.Append('"').ToString();
            }

            text.Append(ValueText.Escaped(one[0], '"'));
        }

        return text.Append("…\"").ToString();
    }
}

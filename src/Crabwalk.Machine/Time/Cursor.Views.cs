using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Time;

/// <summary>What there is to see at the current position.</summary>
public sealed partial class Cursor
{
    private const int OutermostCallsShown = 8;
    private const int InnermostCallsShown = 40;
    private const long MostStepsWatched = 4000;

    /// <summary>Memory as it is here.</summary>
    public IMemoryView Memory => _interpreter;

    /// <summary>The heap's blocks, freed ones too.</summary>
    public EquatableArray<HeapBlockView> HeapBlocks => [.. _interpreter.ViewHeap()];

    /// <summary>The statics of the user's code.</summary>
    public EquatableArray<StaticView> Statics => [.. _interpreter.ViewStatics()];

    /// <summary>Live blocks that no pointer leads to here.</summary>
    public IReadOnlySet<AllocationId> LostBlocks => _interpreter.LostBlocks().ToHashSet();

    /// <summary>The step that was made last; null before the first and at the end.</summary>
    public StepView? Step => Position >= 1 && Position <= _recording.StepCount ? View(Position) : null;

    /// <summary>
    /// The open calls, the first of the run first. Of a very deep stack only the outermost and innermost ones are given; their
    /// depths tell how many are between.
    /// </summary>
    public EquatableArray<CallView> Calls
    {
        get
        {
            int count = _interpreter.FrameCount;
            IEnumerable<int> shown = Enumerable.Range(0, count).Where(index => index < OutermostCallsShown || index >= count - InnermostCallsShown);
            SourceInfo? current = Position >= 1 && Position <= _recording.StepCount ? SiteAt(Position).Source : null;
            return [.. shown.Select(index => _interpreter.ViewCall(index, index == count - 1 && DepthAt(Position) == index ? current : null, Known(index)))];
        }
    }

    /// <summary>The language of the code that made the step here, or the one before the end.</summary>
    public SourceLanguage Language => _recording.StepCount == 0 ? SourceLanguage.C
        : _interpreter.BodyOf(SiteAt(Math.Clamp(Position, 1, _recording.StepCount))).Language;

    /// <summary>The function that an allocation stands for.</summary>
    public DefId? FunctionOf(AllocationId allocation) => _interpreter.FunctionAt(allocation);

    /// <summary>
    /// Goes to a position and gives what was written after an earlier one and up to there, as addresses and sizes in bytes. A stretch
    /// that is too long to be of interest byte by byte gives nothing.
    /// </summary>
    public IReadOnlyList<(ulong Address, long SizeBytes)> MoveTo(long here, long previous)
    {
        var written = new List<(ulong Address, long SizeBytes)>();
        if (here == End || here - previous > MostStepsWatched || here <= previous)
        {
            MoveTo(here);
            return written;
        }

        MoveTo(previous);
        _interpreter.Watch(0, long.MaxValue);
        MoveTo(here);
        _interpreter.StopWatching();
        foreach (SeenWrite write in _interpreter.SeenWrites)
        {
            if (_interpreter.AddressOfArena(write.Arena) is { } address)
            {
                written.Add((address, write.Size));
            }
        }

        if (SiteAt(here).Mark is { Kind: MarkKind.Store } store && _interpreter.AddressOfStore(store.Value) is { } variable)
        {
            written.Add((variable, 1));
        }

        return written;
    }

    /// <summary>The text of the MIR statement or terminator that a step of the smallest grain is about to run.</summary>
    private string? InstructionAt(StepSite site) => site.Mark.Kind == MarkKind.Instruction
        ? MirPrinter.Print(_interpreter.BodyOf(site), site.Location, _recording.Program.Definitions, _recording.Program.Sources) : null;

    private StepView View(long position)
    {
        StepSite site = SiteAt(position);
        ulong? written = site.Mark.Kind == MarkKind.Store ? _interpreter.AddressOfStore(site.Mark.Value) : null;
        return new(site.Mark.Kind, site.Source, _interpreter.ViewCall(_interpreter.FrameCount - 1, site.Source, []).Serial, ValueAt(position), written)
        {
            Place = PlaceOf(site),
            Type = site.Type,
            IsUnwinding = _interpreter.BodyOf(site).Blocks[site.Location.Block].IsCleanup,
            Instruction = InstructionAt(site),
        };
    }

    /// <summary>Where the value of the step here is, and its type; null when it has none in memory.</summary>
    public (ulong Address, Ty Type)? StepValue => Position >= 1 && Position <= _recording.StepCount && PlaceOf(SiteAt(Position)) is { } place
        ? _interpreter.ViewPlace(place) : null;

    /// <summary>
    /// What happened to the variables of an open call so far, the latest first: where they got values, were moved from and dropped.
    /// </summary>
    /// <param name="depth">How many calls are below it.</param>
    public IEnumerable<PlaceEvent> PlaceEvents(int depth)
    {
        long at = Math.Min(Position, _recording.StepCount);
        while (at >= 1 && Entry(at).Depth >= depth)
        {
            if (Entry(at).Depth > depth)
            {
                at = _callers.Before(at);
                continue;
            }

            StepSite site = SiteAt(at);
            if (site.Mark.Kind == MarkKind.Enter)
            {
                break;
            }

            if (site.Mark.Kind is MarkKind.Move or MarkKind.Begin or MarkKind.Drop or MarkKind.Store or MarkKind.Declare && PlaceOf(site) is { } place)
            {
                yield return new(site.Mark.Kind, place, site.Location, site.Source.Span, at);
            }

            at--;
        }
    }

    /// <summary>The position at which the current statement of an open call began, or the call itself.</summary>
    public long StatementStart(int depth)
    {
        long at = Math.Min(Position, _recording.StepCount);
        while (at >= 1 && (Entry(at).Depth > depth || (Entry(at).Depth == depth && KindAt(at) is not (MarkKind.Statement or MarkKind.Enter))))
        {
            at = Entry(at).Depth > depth ? _callers.Before(at) : at - 1;
        }

        return at;
    }

    private static Place? PlaceOf(StepSite site) => site.Mark.Value switch
    {
        Operand.Copy(var place) => place,
        Operand.Move(var place) => place,
        _ => null,
    };

    private KnownValue? ValueAt(long position)
    {
        StepSite site = SiteAt(position);
        StepEntry entry = Entry(position);
        if (site.Type is null || site.Kind == ValueKind.Empty)
        {
            return null;
        }

        PointerTarget? target = site.Type is Ty.RawPtr or Ty.Ref or Ty.FnPtr ? _interpreter.TargetOfAddress(entry.Value) : null;
        return new(site.Source.Span, site.Type, site.Mark.Type, entry.Value, target, entry.IsJunk, position);
    }

    /// <summary>The values that the current full expression of a call has computed: a look back in the log to where it began.</summary>
    private List<KnownValue> Known(int depth)
    {
        var known = new List<KnownValue>();
        long at = Math.Min(Position, _recording.StepCount);
        while (at >= 1)
        {
            int entryDepth = Entry(at).Depth;
            if (entryDepth > depth)
            {
                at = _callers.Before(at);
                continue;
            }

            MarkKind kind = KindAt(at);
            if (entryDepth < depth || kind is MarkKind.Statement or MarkKind.FullExpression or MarkKind.Enter or MarkKind.Declare)
            {
                break;
            }

            if (kind == MarkKind.Value && ValueAt(at) is { } value && !known.Exists(later => later.Span.Contains(value.Span)))
            {
                known.Add(value);
            }

            at--;
        }

        return known;
    }
}

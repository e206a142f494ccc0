using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Memory;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Undefined behaviour: what it is called, what it is about, where the user asked for it.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason Fault(string rule, string message, uint provenance = 0, ulong? address = null, long size = 0) =>
        FaultIn(_frame, _pc - 1, rule, message, provenance, address, size);

    private StopReason FaultIn(Frame* frame, Instr* at, string rule, string message, uint provenance = 0, ulong? address = null, long size = 0)
    {
        // When a stretch is run again its reports are known already.
        if (_reportCount == _reports.Count && _reports.Count < _options.ReportLimit)
        {
            _reports.Add(Report(frame, at, rule, message, provenance, address, size));
        }

        _reportCount = Math.Min(_reportCount + 1, _options.ReportLimit);

        if (_options.OnUndefined == UndefinedPolicy.Continue)
        {
            return StopReason.None;
        }

        _pc = at;
        _frame = frame;
        return StopReason.Undefined;
    }

    // Only in programs that the ownership check rejects and that are run all the same.
    private StopReason FaultWithoutValue(AssertMessage message)
    {
        int known = _reports.Count;
        StopReason reason = message is AssertMessage.ValueMoved ? Fault("UseOfMovedValue", WordsOf(message)) : Fault("UninitializedRead", WordsOf(message));
        if (_reports.Count > known && message is AssertMessage.ValueMoved(_, var at))
        {
            _reports[known] = _reports[known] with { MovedAt = at };
        }

        return reason;
    }

    private static string WordsOf(AssertMessage message) => message is AssertMessage.ValueMoved(var place, _)
        ? $"`{place}` is used after its value was moved away"
        : $"`{(message as AssertMessage.ValueUnset)?.Place}` is used before it was given a value";

    private UndefinedReport Report(Frame* frame, Instr* at, string rule, string message, uint provenance, ulong? address, long size)
    {
        CallPlace[] calls = [.. CallsFrom(frame, at)];
        CallPlace user = calls.FirstOrDefault(call => !call.IsLibrary) ?? calls[0];
        bool hasBlock = provenance > GuestMemory.Undefined;
        return new UndefinedReport(UndefinedRules.Named(rule), message, AsWritten(user.Span), calls[0].Span, [.. calls], _stepCount)
        {
            Language = UserLanguage(frame),
            Block = hasBlock ? FactsOf(provenance) : null,
            Address = address,
            OffsetBytes = hasBlock && address is { } a ? (long)(a - _memory.Lines[provenance].Base) : null,
            AccessBytes = size > 0 ? size : null,
            Holders = hasBlock ? [.. HoldersOf(provenance)] : [],
        };
    }

    private SourceLanguage UserLanguage(Frame* frame)
    {
        Body body = _image.Functions[frame->Function].Code!.Body;
        for (; frame >= _frames; frame--)
        {
            CompiledCode code = _image.Functions[frame->Function].Code!;
            if (!code.IsLibrary)
            {
                return code.Body.Language;
            }
        }

        return body.Language;
    }

    // A macro of the library, such as va_arg, is spelled there; the user's place is where it is used.
    private Span AsWritten(Span span) =>
        _image.Program.Sources.Count > 0 && _image.Program.Sources[span.Source].Kind == SourceKind.Library ? _image.Program.Sources.Outermost(span) : span;

    /// <summary>The open calls, innermost first, for the current position.</summary>
    public IReadOnlyList<CallPlace> Calls() => CallsFrom(_frame, _pc);

    private List<CallPlace> CallsFrom(Frame* frame, Instr* at)
    {
        var calls = new List<CallPlace>();
        for (; frame >= _frames && calls.Count < 64; frame--)
        {
            FunctionInfo function = _image.Functions[frame->Function];
            int offset = Math.Clamp((int)(at - function.Code!.Start), 0, function.Code.Length - 1);
            calls.Add(new CallPlace(function.Name, function.Code.Sources[offset].Span, function.Code.IsLibrary));
            at = frame->Return - 1;
        }

        return calls;
    }

    /// <summary>The innermost position in the user's code.</summary>
    private CodePosition UserPosition()
    {
        Instr* at = _pc - 1;
        for (Frame* frame = _frame; frame >= _frames; frame--)
        {
            if (!_image.Functions[frame->Function].Code!.IsLibrary)
            {
                return PositionOf(frame, at);
            }

            at = frame->Return - 1;
        }

        return PositionOf(_frame, _pc - 1);
    }

    private int UserSerial()
    {
        for (Frame* frame = _frame; frame >= _frames; frame--)
        {
            if (!_image.Functions[frame->Function].Code!.IsLibrary)
            {
                return frame->Serial;
            }
        }

        return _frame->Serial;
    }

    private StopReason BadAccess(ulong address, uint provenance, long size, AccessMode mode)
    {
        string does = mode == AccessMode.Read ? "read" : "written";
        AllocationLine* line = _memory.Lines + provenance;
        if (provenance == GuestMemory.Undefined)
        {
            return Fault("UninitializedRead", "a pointer is followed before it was given a value", 0, address, size);
        }

        if (provenance == 0)
        {
            return address < 4096
                ? Fault("NullDereference", $"{Bytes(size)} {Are(size)} {does} through a null pointer{(address == 0 ? "" : $" plus {address}")}", 0, address, size)
                : Fault("WildPointer", $"{Bytes(size)} {Are(size)} {does} at 0x{address:x}, which is the address of nothing", 0, address, size);
        }

        return line->State switch
        {
            StorageState.Freed => Fault("UseAfterFree", $"{Bytes(size)} {Are(size)} {does} in {Describe(provenance)}, which was freed", provenance, address, size),
            StorageState.OutOfScope => Fault("UseAfterScope", $"{Bytes(size)} {Are(size)} {does} in {Describe(provenance)}, whose scope has ended", provenance, address, size),
            StorageState.Returned => Fault("UseAfterReturn", $"{Bytes(size)} {Are(size)} {does} in {Describe(provenance)}, whose function has returned", provenance, address, size),
            StorageState.Live => BadLiveAccess(address, provenance, size, mode),
        };
    }

    private StopReason BadLiveAccess(ulong address, uint provenance, long size, AccessMode mode)
    {
        AllocationLine* line = _memory.Lines + provenance;
        ulong offset = address - line->Base;
        bool inside = (long)(offset | ((ulong)line->Readable - (ulong)size - offset)) >= 0;
        if (inside && mode == AccessMode.Write)
        {
            string rule = line->Kind == StorageKind.StringLiteral ? "WriteToStringLiteral" : "WriteToConst";
            return Fault(rule, $"{Bytes(size)} {Are(size)} written to {Describe(provenance)}", provenance, address, size);
        }

        if (line->Kind == StorageKind.Function)
        {
            return Fault("WildPointer", $"{Bytes(size)} {Are(size)} {(mode == AccessMode.Read ? "read" : "written")} in {Describe(provenance)}", provenance, address, size);
        }

        return Fault("OutOfBounds", $"{Bytes(size)} {Are(size)} {(mode == AccessMode.Read ? "read" : "written")} {Where((long)offset, line->Extent)} {Describe(provenance)}", provenance, address, size);
    }

    private static string Where(long offset, long extent) => offset < 0 ? $"{Bytes(-offset)} before"
        : offset >= extent ? $"{Bytes(offset - extent)} behind the end of"
        : $"across the end of";

    private static string Bytes(long count) => count == 1 ? "1 byte" : $"{count} bytes";

    private static string Are(long count) => count == 1 ? "is" : "are";

    private string DescribeTarget(uint provenance) => provenance <= GuestMemory.Undefined ? "nothing" : Describe(provenance);

    private string Describe(uint id, long offset) => offset == 0 ? Describe(id) : $"{Describe(id)} from byte {offset} on";

    /// <summary>An allocation in words: <c>`x`</c>, <c>block 3 of 16 bytes</c>.</summary>
    public string Describe(uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        return line->Kind switch
        {
            StorageKind.None => "something that is long gone",
            StorageKind.Heap => $"block #{line->Number} of {Bytes(line->Extent)}",
            StorageKind.StringLiteral => "a string literal",
            StorageKind.Constant => "a constant",
            StorageKind.VariableArguments => "the variable arguments",
            StorageKind.Function or StorageKind.Static or StorageKind.Local or StorageKind.Dynamic => $"`{NameOf(id)}`",
        };
    }

    /// <summary>What the program calls an allocation; empty for what has no name.</summary>
    public string NameOf(uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        return line->Kind switch
        {
            StorageKind.Function => _image.Functions[line->Detail].Name,
            StorageKind.Static or StorageKind.StringLiteral or StorageKind.Constant when line->Detail >= 0 =>
                _image.Program.Definitions[new(line->Detail)].Name,
            StorageKind.Local or StorageKind.Dynamic when line->Detail >= 0 => NameOfLocal(_memory.Histories[id].AllocatedAt.Code, line->Detail),
            StorageKind.Dynamic => "alloca",
            _ => "",
        };
    }

    private string NameOfLocal(int function, int local)
    {
        Body body = _image.Functions[function].Code!.Body;
        VarDebugInfo? variable = body.Variables.FirstOrDefault(v => v.Place.IsLocal && v.Place.Local.Index == local);
        return variable?.Name ?? (local == 0 ? "the result" : "a temporary value");
    }

    /// <summary>The facts of an allocation for a report.</summary>
    public BlockFacts FactsOf(uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        AllocationHistory* history = _memory.Histories + id;
        bool isDead = line->State != StorageState.Live;
        return new BlockFacts(
            new AllocationId((int)id),
            KindOf(line->Kind),
            NameOf(id),
            line->Number,
            line->Base,
            line->Extent,
            StateOf(line->State),
            SpanOf(history->AllocatedAt),
            history->AllocatedStep,
            isDead ? SpanOf(history->FreedAt) : null,
            isDead ? history->FreedStep : null);
    }

    /// <summary>Where an instruction comes from; null for nowhere.</summary>
    public Span? SpanOf(CodePosition position) => position.Code < 0 ? null
        : _image.Functions[position.Code].Code?.Sources[position.Offset].Span;

    /// <summary>The kind as those who look see it.</summary>
    public static AllocationKind KindOf(StorageKind kind) => kind switch
    {
        StorageKind.Function => AllocationKind.Function,
        StorageKind.StringLiteral => AllocationKind.StringLiteral,
        StorageKind.Heap => AllocationKind.Heap,
        StorageKind.Local => AllocationKind.Local,
        StorageKind.Dynamic => AllocationKind.Dynamic,
        StorageKind.VariableArguments => AllocationKind.VariableArguments,
        StorageKind.None or StorageKind.Static or StorageKind.Constant => AllocationKind.Static,
    };

    /// <summary>The state as those who look see it.</summary>
    public static AllocationState StateOf(StorageState state) => state switch
    {
        StorageState.Live => AllocationState.Live,
        StorageState.Freed => AllocationState.Freed,
        StorageState.OutOfScope or StorageState.Returned => AllocationState.OutOfScope,
    };

    private StopReason Trap(string text)
    {
        _stopText = text;
        _pc--;
        return StopReason.Trapped;
    }
}

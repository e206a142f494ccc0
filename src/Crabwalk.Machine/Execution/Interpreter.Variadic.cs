using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// Variable arguments know their types: the allocation that holds them names the call, so that reading one with another type, or
/// one that was not passed, is found at the read.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>va_start: the list points to the first variable argument.</summary>
    public StopReason StartArguments(in IntrinsicCall call)
    {
        uint id = _frame->VariableArguments;
        CountLists(id, 1);
        return WriteResult(call[1], call.Provenances[1], ValueKind.Pointer, _memory.Lines[id].Base, id);
    }

    /// <summary>va_end: the list has no value any more.</summary>
    public StopReason EndArguments(in IntrinsicCall call)
    {
        StopReason stop = ReadList(call[1], call.Provenances[1], out long at, out _, out uint id);
        if (stop == StopReason.None)
        {
            CountLists(id, -1);
            NoteWrite(at, 8);
            _memory.ForgetWritten(at, 8);
        }

        return stop;
    }

    // The line of the arguments counts the lists that are open on them, as the number that other kinds of storage have.
    private void CountLists(uint id, int change)
    {
        _memory.TouchLine(id);
        _memory.Lines[id].Number += change;
    }

    // C17 7.16.1p1: every va_start and va_copy is matched by a va_end in the same function.
    private StopReason CheckListsEnded(Frame* frame)
    {
        string name = NameOf(_image.Functions[frame->Function]);
        return _memory.Lines[frame->VariableArguments].Number > 0
            ? Fault("VaListState", $"`{name}` returns before `va_end` has ended its argument list")
            : StopReason.None;
    }

    /// <summary>va_copy: both lists stand at the same argument.</summary>
    public StopReason CopyArguments(in IntrinsicCall call)
    {
        StopReason stop = ReadList(call[2], call.Provenances[2], out _, out ulong address, out uint id);
        if (stop != StopReason.None)
        {
            return stop;
        }

        CountLists(id, 1);
        return WriteResult(call[1], call.Provenances[1], ValueKind.Pointer, address, id);
    }

    /// <summary>va_arg: the next argument, if it has this type.</summary>
    public StopReason NextArgument(in IntrinsicCall call)
    {
        StopReason stop = ReadList(call[1], call.Provenances[1], out long list, out ulong address, out uint id);
        if (stop != StopReason.None)
        {
            return stop;
        }

        CallSite site = _tables.Calls[_memory.Lines[id].Detail];
        int argument = ArgumentAt(site, id, (long)(address - _memory.Lines[id].Base));
        Ty wanted = call.Site.Result;
        stop = argument < 0 ? ArgumentMissing(wanted)
            : Matches(wanted, site.Arguments[argument]) ? StopReason.None
            : ArgumentDiffers(wanted, site.Arguments[argument]);
        if (stop != StopReason.None || argument < 0)
        {
            return stop != StopReason.None ? stop : call.Return(0);
        }

        WritePointerBack(list, address + (ulong)VariableSlot(site.Arguments[argument]), id);
        return ReadArgument(call, address, id);
    }

    private StopReason ReadArgument(in IntrinsicCall call, ulong address, uint id)
    {
        ValueKind kind = call.Site.ResultKind;
        if (kind == ValueKind.None)
        {
            return CopyBetween(call[0], call.Provenances[0], address, id, _image.Layouts.SizeOf(call.Site.Result));
        }

        long at = (long)(address + _memory.Lines[id].Delta);
        ulong bits = kind.Extend(ReadBits(at, Math.Min(8, Math.Max(1, kind.SizeOf()))));
        return call.Return(bits, kind == ValueKind.Pointer ? ProvenanceAt(at, bits) : 0);
    }

    private void WritePointerBack(long list, ulong address, uint id)
    {
        NoteWrite(list, 8);
        WriteScalar(list, 8, ValueKind.Pointer, address, id);
    }

    private StopReason ReadList(ulong list, uint provenance, out long at, out ulong address, out uint id)
    {
        (address, id) = (0, 0);
        StopReason stop = Reach(list, provenance, 8, AccessMode.Read, 0, out at);
        if (stop != StopReason.None || at < 0)
        {
            return stop != StopReason.None ? stop : Trap("segmentation fault");
        }

        address = ReadBits(at, 8);
        id = ProvenanceAt(at, address);
        bool isGood = _memory.FindUnwritten(at, 8) < 0 && id > GuestMemory.Undefined
            && _memory.Lines[id].Kind == StorageKind.VariableArguments && _memory.Lines[id].State == StorageState.Live;
        if (isGood)
        {
            return StopReason.None;
        }

        stop = Fault("VaListState", "the argument list was not begun with va_start, was ended, or belongs to a call that is over");
        return stop != StopReason.None ? stop : Trap("segmentation fault");
    }

    private int ArgumentAt(CallSite site, uint id, long offset)
    {
        long at = _memory.Lines[id].Extent;
        for (int argument = site.Arguments.Count - 1; argument >= 0; argument--)
        {
            at -= VariableSlot(site.Arguments[argument]);
            if (at <= offset)
            {
                return at == offset ? argument : -1;
            }
        }

        return -1;
    }

    // In the library it is a format that speaks of the argument, and the user's rule is that of printf and scanf.
    private bool ReadsForFormat => _image.Functions[_frame->Function].Code!.IsLibrary;

    private StopReason ArgumentMissing(Ty wanted) => ReadsForFormat
        ? Fault("FormatMismatch", $"the format asks for one more argument, of type `{Spelled(wanted)}`, than there are")
        : Fault("VaArgMissing", $"an argument of type `{Spelled(wanted)}` is read, but there are no more");

    private StopReason ArgumentDiffers(Ty wanted, Ty passed) => ReadsForFormat
        ? Fault("FormatMismatch", $"the format asks for an argument of type `{Spelled(wanted)}`, but it has type `{Spelled(passed)}`")
        : Fault("VaArgType", $"an argument of type `{Spelled(passed)}` is read as `{Spelled(wanted)}`");

    // C17 7.16.1.1p2: signed and unsigned agree; pointers to characters agree with void pointers. The standard asks besides that
    // both types can hold the value, but `printf("%x", -1)` is what everybody writes, and no machine minds.
    private bool Matches(Ty wanted, Ty passed)
    {
        ValueKind want = _image.Layouts.KindOf(wanted);
        ValueKind have = _image.Layouts.KindOf(passed);
        if (want == have)
        {
            return want != ValueKind.None || ReferenceEquals(wanted, passed);
        }

        return want.IsInteger() && have.IsInteger() && want.SizeOf() == have.SizeOf();
    }
}

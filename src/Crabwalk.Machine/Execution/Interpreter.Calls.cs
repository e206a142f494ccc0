using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>Calls and returns that the loop does not do itself.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason EnterFunction(int number, int window, Instr* i)
    {
        if (Compiled(number, i) is not { } code)
        {
            return StopReason.Unsupported;
        }

        if (_frame + 1 >= _framesEnd)
        {
            if (_frameCapacity >= _options.DepthLimit)
            {
                _pc = i;
                _stopText = $"{_frameCapacity} calls are open";
                return StopReason.DepthLimit;
            }

            GrowFrames(Math.Min(_frameCapacity * 2, _options.DepthLimit));
        }

        long first = _frame->Registers + window;
        if (first + code.Registers + 8 >= _registerCapacity)
        {
            GrowRegisters(first + code.Registers + 8);
        }

        ulong top = (_frame->Low - 16) & ~((ulong)code.FrameAlign - 1);
        ulong low = top - (ulong)code.FrameBytes;
        if (low < _stackLow)
        {
            _pc = i;
            return StackFull($"the stack of {_memory.Limits.StackBytes} bytes is full: {_frame - _frames + 1} calls are open");
        }

        PushFrame(number, first, top, low, i + 1);
        _pc = _entries[number].Start != null ? _entries[number].Start : code.Start;
        return _fuel-- > 0 ? StopReason.None : StopReason.Fuel;
    }

    private CompiledCode? Compiled(int number, Instr* i)
    {
        try
        {
            return CodeOf(_image.Functions[number]);
        }
        catch (UnsupportedException e)
        {
            _pc = i;
            _stopText = e.Message;
            return null;
        }
    }

    private void PushFrame(int number, long first, ulong top, ulong low, Instr* back)
    {
        _frame++;
        *_frame = new Frame
        {
            Return = back,
            Registers = first,
            Base = top,
            Low = low,
            Function = number,
            Serial = ++_serial,
        };
    }

    private StopReason CallWithSite(CallSite site, int function, Instr* i, ulong* r, uint* p)
    {
        FunctionInfo callee = _image.Functions[function];
        StopReason stop = CheckCall(site, callee, i);
        if (stop != StopReason.None)
        {
            return stop;
        }

        if (_image.Bodies.Find(callee.Instance) is null)
        {
            string name = _image.Program.Definitions[callee.Instance.Function].Name;
            return CallIntrinsic(site with { Intrinsic = name }, i, r + i->A, p + i->A);
        }

        long window = _frame->Registers + i->A;
        stop = EnterFunction(function, i->A, i);
        if (stop is StopReason.None or StopReason.Fuel && callee.Signature.Variadic == Variadic.Ellipsis)
        {
            StopReason passed = PassVariableArguments(site, callee, window, i);
            stop = passed != StopReason.None ? passed : stop;
        }

        return stop;
    }

    private StopReason CallPointer(Instr* i, ulong* r, uint* p)
    {
        CallSite site = _tables.Calls[(int)i->Imm];
        uint provenance = p[i->B];
        AllocationLine* line = _memory.Lines + provenance;
        if (provenance > GuestMemory.Undefined && line->Kind == StorageKind.Function && line->Base == r[i->B])
        {
            return CallWithSite(site, line->Detail, i, r, p);
        }

        StopReason stop = r[i->B] == 0 ? Fault("CallThroughNull", "a null pointer is called")
            : provenance == GuestMemory.Undefined ? Fault("UninitializedRead", "a function pointer is used before it was given a value")
            : Fault("WrongFunctionType", $"0x{r[i->B]:x} is no function, but {DescribeTarget(provenance)}", provenance, r[i->B], 0);
        return stop != StopReason.None ? stop : Trap("segmentation fault");
    }

    // C17 6.5.2.2p9 asks for compatible types. What differs only in const or in sign is let pass.
    private StopReason CheckCall(CallSite site, FunctionInfo callee, Instr* i)
    {
        // A closure takes its arguments as a tuple, whatever its body's signature says; code that nobody wrote is called rightly.
        if (callee.Instance.Shim is not null || _image.Program.Definitions[callee.Instance.Function].Kind == DefKind.Closure)
        {
            return StopReason.None;
        }

        FnSig signature = callee.Signature;
        bool isC = _image.Functions[_frame->Function].Code!.Body.Language == SourceLanguage.C;
        bool countFits = site.Arguments.Count == signature.Inputs.Count
            || (site.Arguments.Count > signature.Inputs.Count && signature.Variadic == Variadic.Ellipsis)
            || signature.Variadic == Variadic.Unprototyped;
        if (!countFits)
        {
            return Fault("WrongFunctionType", $"`{NameOf(callee)}` takes {Count(signature.Inputs.Count, "argument")} and is called with {site.Arguments.Count}");
        }

        for (int a = 0; a < Math.Min(signature.Inputs.Count, site.Arguments.Count); a++)
        {
            bool isPromised = isC && site.Signature.Variadic != Variadic.Unprototyped && a < site.Signature.Inputs.Count;
            if (!TravelAlike(signature.Inputs[a], site.Arguments[a]) || (isPromised && !PointAlike(signature.Inputs[a], site.Signature.Inputs[a])))
            {
                return Fault("WrongFunctionType", $"argument {a + 1} of `{NameOf(callee)}` is passed as `{Spelled(site.Arguments[a])}` and taken as `{Spelled(signature.Inputs[a])}`");
            }
        }

        bool resultFits = !site.UsesResult || TravelAlike(signature.Output, site.Result);
        bool formFits = site.Signature.Variadic == Variadic.Unprototyped || (site.Signature.Variadic == Variadic.Ellipsis) == (signature.Variadic == Variadic.Ellipsis);
        return !resultFits ? Fault("WrongFunctionType", $"`{NameOf(callee)}` returns `{Spelled(signature.Output)}` and is called as if it returned `{Spelled(site.Result)}`")
            : !formFits ? Fault("WrongFunctionType", $"`{NameOf(callee)}` is called with another type than it has")
            : StopReason.None;
    }

    private bool TravelAlike(Ty one, Ty other)
    {
        ValueKind left = _image.Layouts.KindOf(one);
        ValueKind right = _image.Layouts.KindOf(other);
        return left == right ? left != ValueKind.None || ReferenceEquals(one, other) || _image.Layouts.SizeOf(one) == _image.Layouts.SizeOf(other)
            : left.IsInteger() && right.IsInteger() && left.SizeOf() == right.SizeOf();
    }

    // Pointers to a number, to a structure and to void are three kinds, and so are numbers of different size; structures go by name,
    // since each file has its own.
    private bool PointAlike(Ty one, Ty other) => (one, other) switch
    {
        (Ty.RawPtr left, Ty.RawPtr right) => PointAlike(left.Pointee, right.Pointee),
        (Ty.Adt left, Ty.Adt right) => left.Definition.Name == right.Definition.Name,
        (Ty.FnPtr, Ty.FnPtr) or (Ty.Array or Ty.Slice, _) or (_, Ty.Array or Ty.Slice) => true,
        _ => one.GetType() == other.GetType() && _image.Layouts.SizeOf(one) == _image.Layouts.SizeOf(other),
    };

    /// <summary>A type in the words of the language that the running function is written in.</summary>
    private string Spelled(Ty type) =>
        _image.Functions[_frame->Function].Code!.Body.Language == SourceLanguage.C ? CTypeText.Of(type) : type.ToString();

    /// <summary>What the program calls a function, without the file or module it is in.</summary>
    private string NameOf(FunctionInfo function) => _image.Program.Definitions[function.Instance.Function].Name;

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private StopReason PassVariableArguments(CallSite site, FunctionInfo callee, long window, Instr* i)
    {
        int named = callee.Signature.Inputs.Count;
        long size = 0;
        for (int a = named; a < site.Arguments.Count; a++)
        {
            size += VariableSlot(site.Arguments[a]);
        }

        uint id = AddDynamic(_frame, StorageKind.VariableArguments, size, 16, -1, PositionOf(_frame - 1, i));
        if (id == 0)
        {
            return StackFull("the arguments do not fit on the stack");
        }

        _memory.Lines[id].Detail = (int)i->Imm;
        _memory.Lines[id].WriteSize = 0;
        _frame->VariableArguments = id;
        long at = (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);
        for (int a = named; a < site.Arguments.Count; a++)
        {
            StopReason stop = PassVariableArgument(site, a, window + 1 + a, at);
            if (stop != StopReason.None)
            {
                return stop;
            }

            at += VariableSlot(site.Arguments[a]);
        }

        return StopReason.None;
    }

    private StopReason PassVariableArgument(CallSite site, int argument, long register, long at)
    {
        ValueKind kind = site.Kinds[argument];
        switch (kind)
        {
            case ValueKind.Empty:
                return StopReason.None;
            case ValueKind.None:
                long size = _image.Layouts.SizeOf(site.Arguments[argument]);
                StopReason stop = Reach(_registers[register], _provenances[register], size, AccessMode.Read, 0, out long source);
                if (stop == StopReason.None && source >= 0)
                {
                    _memory.Copy(at, source, size);
                }

                return stop;
            default:
                uint provenance = kind == ValueKind.Pointer ? _provenances[register] : 0;
                WriteScalar(at, kind.SizeOf(), kind, _registers[register], provenance);
                return StopReason.None;
        }
    }

    // Each variable argument begins at a multiple of 16 bytes.
    private long VariableSlot(Ty type) => Math.Max(16, (_image.Layouts.SizeOf(type) + 15) & ~15L);

    private StopReason Return()
    {
        StopReason stop = _frame->VariableArguments != 0 ? CheckListsEnded(_frame) : StopReason.None;
        if (stop != StopReason.None)
        {
            return stop;
        }

        if (_frame->Locals != 0)
        {
            EndLocals(_frame);
        }

        if (_frame->Return == null)
        {
            if (_threads.Current != 1)
            {
                return EndThread();
            }

            _exitCode = (int)_registers[_frame->Registers];
            return StopReason.Exited;
        }

        _pc = _frame->Return;
        _frame--;
        if (_frame < _lowFrame)
        {
            _lowFrame = _frame;
        }

        return StopReason.None;
    }

    private StopReason ReturnMemory(Instr* i, ulong* r, uint* p)
    {
        StopReason stop = CopyBetween(r[0], p[0], r[i->B], p[i->B], i->Imm);
        return stop != StopReason.None ? stop : Return();
    }

    private StopReason ReturnNothing(Instr* i, ulong* r, uint* p)
    {
        if (p[0] == GuestMemory.Undefined && _frame->Return != null && WantsResult(_frame->Return - 1))
        {
            string name = NameOf(_image.Functions[_frame->Function]);
            _pc = i;
            p[0] = 0;
            Instr* back = _frame->Return;
            StopReason stop = FaultIn(_frame - 1, back - 1, "MissingReturnValue", $"the value of `{name}` is used, but it returned none");
            if (stop != StopReason.None)
            {
                return stop;
            }

            _pc = i + 1;
        }

        return Return();
    }

    private bool WantsResult(Instr* call) => call->Op switch
    {
        Op.Call => call->B != 0,
        Op.CallSite or Op.CallPointer => _tables.Calls[(int)call->Imm].UsesResult,
        _ => false,
    };

    private CodePosition PositionOf(Frame* frame, Instr* i) => new(frame->Function, (int)(i - _image.Functions[frame->Function].Code!.Start));
}

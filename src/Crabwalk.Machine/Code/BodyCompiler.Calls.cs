using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Calls. The window begins at the first register that is free: there the callee finds the place for its result and its
/// arguments. A value that does not fit into a register is passed by pointer; the callee copies it before anything else happens.
/// </summary>
internal sealed partial class BodyCompiler
{
    private void WriteCall(TerminatorKind.Call call, BlockId? next)
    {
        Callee callee = CalleeOf(call);
        if (callee.Intrinsic is not { } name || !WriteInline(name, call, callee))
        {
            WriteCallOf(call, callee);
        }

        WriteReturnTo(call, next);
    }

    private void WriteCallOnly(TerminatorKind.Call call) => WriteCallOf(call, CalleeOf(call));

    private void WriteCallOf(TerminatorKind.Call call, Callee callee)
    {
        ValueKind resultKind = KindOf(TypeOf(call.Destination));
        Access destination = AccessOf(call.Destination);
        int pointer = callee.Instance is null ? Use(call.Function) : -1;
        int destinationAddress = resultKind == ValueKind.None ? Address(destination) : -1;
        int window = _nextFree;
        _nextFree += resultKind.Registers() + call.Arguments.Sum(a => KindOf(TypeOf(a)).Registers());
        _registers = Math.Max(_registers, _nextFree);
        PassArguments(call, window + resultKind.Registers());
        if (destinationAddress >= 0)
        {
            Emit(Op.MovePointer, window, destinationAddress);
        }

        int instruction = callee.Instance switch
        {
            null => WritePointerCall(call, pointer, window),
            { Shim: Shim.Virtual(var slot) } => WriteVirtualCall(call, slot, window),
            { } instance => WriteDirectCall(call, instance, callee.Intrinsic, window),
        };
        Land(instruction, call.Unwind);
        WriteResult(call, destination, resultKind, window);
    }

    private void WriteReturnTo(TerminatorKind.Call call, BlockId? next)
    {
        if (call.Target is { } target)
        {
            DefineDestination(call.Destination, KindOf(TypeOf(call.Destination)));
            WriteGoto(target, next);
        }
        else
        {
            Emit(Op.Unreachable, imm: _tables.Texts.Add("Unreachable"));
        }
    }

    /// <summary>What a call calls: an instance, perhaps one that the machine carries out itself, or null for a function pointer.</summary>
    private readonly record struct Callee(Instance? Instance, string? Intrinsic, EquatableArray<GenericArg> Args);

    private Callee CalleeOf(TerminatorKind.Call call)
    {
        if (TypeOf(call.Function) is not Ty.FnDef function)
        {
            return new(null, null, []);
        }

        Definition definition = _image.Program.Definitions[function.Definition];
        if (definition.Kind == DefKind.Intrinsic)
        {
            return new(new Instance(function.Definition, function.Args), definition.Name, function.Args);
        }

        Instance instance = _image.Resolve(function.Definition, function.Args);
        bool hasBody = instance.Shim is not null || _image.Program.FindBody(instance.Function) is not null;
        return new(instance, hasBody ? null : _image.Program.Definitions[instance.Function].Name, instance.Args);
    }

    private void PassArguments(TerminatorKind.Call call, int register)
    {
        foreach (Operand argument in call.Arguments)
        {
            ValueKind kind = KindOf(TypeOf(argument));
            switch (kind)
            {
                case ValueKind.Empty:
                    break;
                case ValueKind.None:
                    Emit(Op.MovePointer, register, AddressOf(argument));
                    break;
                default:
                    UseInto(register, argument);
                    break;
            }

            register += kind.Registers();
        }
    }

    private int WriteDirectCall(TerminatorKind.Call call, Instance instance, string? intrinsic, int window)
    {
        if (intrinsic is null && IsPlain(instance, call))
        {
            return Emit(Op.Call, window, UsesResult(call) ? 1 : 0, 0, _image.FunctionOf(instance).Number);
        }

        FunctionInfo? function = intrinsic is not null && _image.Program.FindSignature(instance.Function) is null ? null : _image.FunctionOf(instance);
        CallSite site = SiteOf(call, function?.Number ?? -1, function?.Signature ?? new FnSig([], TypeOf(call.Destination))) with
        {
            Intrinsic = intrinsic ?? "",
            TypeArguments = instance.Args,
        };
        return Emit(intrinsic is not null ? Op.CallIntrinsic : Op.CallSite, window, 0, 0, _tables.Calls.Add(site));
    }

    // Rust's calls were checked by its front end; C's may disagree with the definition in another file.
    private bool IsPlain(Instance instance, TerminatorKind.Call call)
    {
        FnSig signature = _image.FunctionOf(instance).Signature;
        return signature.Variadic == Variadic.None && (_body.Language == SourceLanguage.Rust || AgreesWith(signature, call));
    }

    /// <summary>
    /// A method of <c>dyn Trait</c>: the vtable is the second half of the receiver, and the function takes the receiver's first half only.
    /// The receiver's place stays two registers wide; the function's arguments are moved together.
    /// </summary>
    private int WriteVirtualCall(TerminatorKind.Call call, int slot, int window)
    {
        ValueKind resultKind = KindOf(TypeOf(call.Destination));
        int receiver = window + resultKind.Registers();
        int vtable = Temporary();
        if (KindOf(TypeOf(call.Arguments[0])) == ValueKind.Fat)
        {
            Emit(Op.MovePointer, vtable, receiver + 1);
            CloseGap(call, receiver + 1);
        }
        else
        {
            // The receiver is `self` by value: what was passed is its address.
            Access self = AccessOf(PlaceOf(call.Arguments[0]) ?? throw new UnsupportedException("a constant as `dyn` by value"), IndexUse.Address);
            Emit(Op.MovePointer, vtable, MetadataRegister(self.Metadata));
        }

        int function = Temporary();
        Emit(Op.LoadPointer, function, vtable, 0, (ProgramImage.VTableHeaderWords + slot) * 8L);
        Ty[] arguments = [PointerType, .. call.Arguments.Skip(1).Select(TypeOf)];
        Ty result = TypeOf(call.Destination);
        var site = new CallSite(-1, new FnSig([.. arguments], result), [.. arguments], result, UsesResult(call), call.Target is not null, call.FunctionSpan)
        {
            Kinds = [.. arguments.Select(KindOf)],
            ResultKind = resultKind,
        };
        return Emit(Op.CallPointer, window, function, 0, _tables.Calls.Add(site));
    }

    private void CloseGap(TerminatorKind.Call call, int register)
    {
        foreach (Operand argument in call.Arguments.Skip(1))
        {
            ValueKind kind = KindOf(TypeOf(argument));
            for (int i = 0; i < kind.Registers(); i++)
            {
                Emit(Op.MovePointer, register, register + 1);
                register++;
            }
        }
    }

    private bool AgreesWith(FnSig signature, TerminatorKind.Call call)
    {
        if (signature.Inputs.Count != call.Arguments.Count)
        {
            return false;
        }

        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (KindOf(Mono(signature.Inputs[i])) != KindOf(TypeOf(call.Arguments[i])))
            {
                return false;
            }
        }

        return true;
    }

    private int WritePointerCall(TerminatorKind.Call call, int callee, int window)
    {
        FnSig signature = TypeOf(call.Function) is Ty.FnPtr pointer ? pointer.Signature.Value : throw new UnsupportedException("a call of this type");
        CallSite site = SiteOf(call, -1, signature);
        return Emit(Op.CallPointer, window, callee, 0, _tables.Calls.Add(site));
    }

    private CallSite SiteOf(TerminatorKind.Call call, int function, FnSig signature)
    {
        Ty[] arguments = [.. call.Arguments.Select(TypeOf)];
        Ty result = TypeOf(call.Destination);
        return new CallSite(function, signature, [.. arguments], result, UsesResult(call), call.Target is not null, call.FunctionSpan)
        {
            Kinds = [.. arguments.Select(KindOf)],
            ResultKind = KindOf(result),
        };
    }

    private bool UsesResult(TerminatorKind.Call call) =>
        !call.Destination.IsLocal || _uses.Reads(call.Destination.Local) > MarkReads(call.Destination.Local);

    private void WriteResult(TerminatorKind.Call call, Access destination, ValueKind kind, int window)
    {
        if (call.Target is null || kind is ValueKind.None or ValueKind.Empty)
        {
            return;
        }

        if (destination.Kind == AccessKind.Register)
        {
            Move(destination.Register, window, kind);
        }
        else if (destination.Kind == AccessKind.Nothing)
        {
            return;
        }
        else if (!call.Destination.IsLocal || UsesResult(call))
        {
            Store(window, destination);
        }
    }

    private void Land(int instruction, UnwindAction unwind)
    {
        switch (unwind)
        {
            case UnwindAction.Cleanup(var block):
                _landings.Add((instruction, block));
                break;
            case UnwindAction.Terminate(var inCleanup):
                _terminations.Add((instruction, inCleanup));
                break;
            default:
                break;
        }
    }

    private void DefineDestination(Place destination, ValueKind kind)
    {
        if (destination.IsLocal && kind is not (ValueKind.None or ValueKind.Empty) && !_slots[destination.Local.Index].InMemory)
        {
            Define(destination.Local, kind);
        }
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Calls.</summary>
internal sealed partial class FunctionGenerator
{
    private int _variableArguments = -1;
    private int _callerLocation = -1;

    private BlockExit WriteCall(TerminatorKind.Call call)
    {
        if (_landing is { } landing && call.Unwind is UnwindAction.Cleanup(var block))
        {
            return WriteGuardedCall(call, landing, block);
        }

        if (call.Unwind is UnwindAction.Cleanup(var cleanup) && MayUnwind(call))
        {
            return WriteUnwinding(() => WriteCallCode(call), call.Target, cleanup);
        }

        WriteCallCode(call);
        if (call.Target is { } target)
        {
            return new BlockExit.Goto(target);
        }

        _code.Add(Opcode.Unreachable);
        return new BlockExit.Ended();
    }

    // Few of the operations that are written where they are called can panic.
    private bool MayUnwind(TerminatorKind.Call call) => TypeOf(call.Function) is not Ty.FnDef function
        || _program.Definitions[function.Definition] is not { Kind: DefKind.Intrinsic, Name: var name } || UnwindingIntrinsics.Contains(name);

    private void WriteCallCode(TerminatorKind.Call call)
    {
        if (TypeOf(call.Function) is not Ty.FnDef function)
        {
            WritePointerCall(call);
        }
        else if (_program.Definitions[function.Definition].Kind == DefKind.Intrinsic)
        {
            WriteIntrinsic(_program.Definitions[function.Definition].Name, call, function);
        }
        else
        {
            WriteDirectCall(call, _program.Resolve(function.Definition, function.Args));
        }
    }

    private void WriteDirectCall(TerminatorKind.Call call, Instance instance)
    {
        if (instance.Shim is Shim.Virtual(var slot))
        {
            WriteVirtualCall(call, slot);
            return;
        }

        if (_program.DescriptionOf(instance) is not { } callee)
        {
            throw new UnsupportedException($"a call of `{_program.Definitions[instance.Function].Path}`, which has no code");
        }

        FnSig signature = callee.Signature;
        EquatableArray<Operand> arguments = ArgumentsOf(call, instance, signature);
        int declared = Math.Min(signature.Inputs.Count, arguments.Count);
        WriteCallOf(call, callee.Shape, arguments.Slice(0, declared), arguments.Slice(declared, arguments.Count - declared), () =>
        {
            if (callee.Shape.TakesCaller)
            {
                PushCallerLocation(call.FunctionSpan);
            }

            _code.Add(Opcode.Call, callee.Number);
        });
    }

    // A closure's body takes the parts of the tuple that the Fn traits call it with.
    private EquatableArray<Operand> ArgumentsOf(TerminatorKind.Call call, Instance instance, FnSig signature)
    {
        bool isClosure = instance.Shim is null && _program.Definitions[instance.Function].Kind == DefKind.Closure;
        if (!isClosure || call.Arguments is not [var self, var packed] || TypeOf(packed) is not Ty.Tuple { Parts: var parts } || parts.Count != signature.Inputs.Count - 1)
        {
            return call.Arguments;
        }

        return parts.IsEmpty ? [self] : [self, .. parts.Select((part, i) => (Operand)new Operand.Move(PlaceOf(packed).Field(i, part)))];
    }

    /// <summary>The place that a function which tracks its caller is told: its own caller's, when it tracks that, else the call's.</summary>
    private void PushCallerLocation(Span call)
    {
        if (_callerLocation >= 0)
        {
            _code.Get(_callerLocation);
        }
        else
        {
            _code.Const(_program.Data.StaticAddress(_program.Locations.Of(call)));
        }
    }

    // The vtable is the second half of the receiver, and the function takes its first half only.
    private void WriteVirtualCall(TerminatorKind.Call call, int slot)
    {
        int data = NewLocal(WasmType.I32);
        int vtable = NewLocal(WasmType.I32);
        if (Of(TypeOf(call.Arguments[0])) is Representation.Pair)
        {
            Push(call.Arguments[0]);
        }
        else
        {
            PushReference(PlaceOf(call.Arguments[0]));
        }

        _code.Set(vtable);
        _code.Set(data);
        EquatableArray<Operand> others = call.Arguments.Slice(1, call.Arguments.Count - 1);
        var shape = CallShape.Of([Types.RawPtr(Types.Unit), .. others.Select(TypeOf)], TypeOf(call.Destination), takesVariable: false, _layouts);
        WriteCallOf(call, shape, others, [], () =>
        {
            _code.Get(vtable);
            _code.Add(new(Opcode.I32Load, (VTables.HeaderWords + slot) * VTables.WordBytes, 2));
            _code.Add(Opcode.CallIndirect, _program.TypeIndex(shape.Type));
        }, receiver: data);
    }

    private void WritePointerCall(TerminatorKind.Call call)
    {
        FnSig signature = TypeOf(call.Function) is Ty.FnPtr pointer ? pointer.Signature.Value : throw new UnsupportedException("a call of this type");
        bool isUnprototyped = signature.Variadic == Variadic.Unprototyped;
        int declared = isUnprototyped ? call.Arguments.Count : Math.Min(signature.Inputs.Count, call.Arguments.Count);
        EquatableArray<Operand> fixedArguments = call.Arguments.Slice(0, declared);
        var shape = CallShape.Of(fixedArguments.Select(TypeOf), signature.Output, signature.Variadic == Variadic.Ellipsis, _layouts);
        WriteCallOf(call, shape, fixedArguments, call.Arguments.Slice(declared, call.Arguments.Count - declared), () =>
        {
            Push(call.Function);
            _code.Add(Opcode.CallIndirect, _program.TypeIndex(shape.Type));
        });
    }

    private void WriteCallOf(TerminatorKind.Call call, CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable, Action callIt, int receiver = -1)
    {
        _frame.MovesStackPointer = true;
        Access destination = AccessOf(call.Destination);
        if (shape.ReturnsByAddress)
        {
            WriteCallIntoMemory(call, (Access.InMemory)destination, shape, arguments, variable, callIt, receiver);
            return;
        }

        void PushAndCall()
        {
            PushArguments(shape, arguments, variable, receiver);
            callIt();
        }

        if (call.Target is null || destination is Access.Empty || Of(destination.Type).Types.Length != shape.Type.Results.Count)
        {
            PushAndCall();
            foreach (WasmType _ in shape.Type.Results)
            {
                _code.Add(Opcode.Drop);
            }
        }
        else
        {
            Store(destination, PushAndCall);
        }
    }

    // In C the place of the result may be one that the callee reads before it is done; only a temporary is known to be nobody else's.
    private void WriteCallIntoMemory(TerminatorKind.Call call, Access.InMemory destination, CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable, Action callIt, int receiver)
    {
        bool isOwn = _body.Language == SourceLanguage.Rust || (call.Destination.IsLocal && _body.Locals[call.Destination.Local].Kind is LocalKind.Temporary or LocalKind.Return);
        Access.InMemory result = isOwn ? destination : Scratch(destination.Type);
        PushAddress(result);
        PushArguments(shape, arguments, variable, receiver);
        callIt();
        if (!isOwn)
        {
            CopyTo(destination, destination.Type, result);
        }
    }

    private Access.InMemory Scratch(Ty type) => new(type, [_frame.Push()], _frame.Add(_layouts.SizeOf(type), _layouts.AlignOf(type)));

    private void PushArguments(CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable, int receiver)
    {
        int block = shape.TakesVariable ? PackVariable(variable) : -1;
        if (receiver >= 0)
        {
            _code.Get(receiver);
        }

        foreach (Operand argument in arguments)
        {
            PushArgument(argument);
        }

        if (block >= 0)
        {
            _code.Get(block);
        }
    }

    // The callee owns what it is given by address, so what the caller goes on using is copied.
    private void PushArgument(Operand argument)
    {
        if (Of(TypeOf(argument)) is not Representation.InMemory || argument is Operand.Move)
        {
            Push(argument);
            return;
        }

        Access.InMemory copy = Scratch(TypeOf(argument));
        CopyTo(copy, copy.Type, MemoryOf(argument));
        PushAddress(copy);
    }

    // Each variable argument lies at the next multiple of its alignment, at least four bytes apart (tool-conventions, BasicCABI).
    private int PackVariable(EquatableArray<Operand> variable)
    {
        int local = NewLocal(WasmType.I32);
        long size = 0;
        var offsets = new List<long>();
        foreach (Operand argument in variable)
        {
            (long bytes, int align) = VariableSlot(TypeOf(argument));
            long offset = (size + align - 1) / align * align;
            offsets.Add(offset);
            size = offset + bytes;
        }

        if (variable.IsEmpty)
        {
            _code.Const(0);
            _code.Set(local);
            return local;
        }

        long start = _frame.Add(size, 16);
        for (int i = 0; i < variable.Count; i++)
        {
            WritePart(new Access.InMemory(TypeOf(variable[i]), [_frame.Push()], start + offsets[i]), variable[i]);
        }

        PushAddress(new Access.InMemory(Types.Unit, [_frame.Push()], start));
        _code.Set(local);
        return local;
    }

    private (long Bytes, int Align) VariableSlot(Ty type)
    {
        long size = Math.Max(_layouts.SizeOf(type), 1);
        return ((size + 3) / 4 * 4, Math.Max(4, _layouts.AlignOf(type)));
    }
}

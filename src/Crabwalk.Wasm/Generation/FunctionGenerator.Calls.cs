using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Calls.</summary>
internal sealed partial class FunctionGenerator
{
    private int _variableArguments = -1;

    private BlockExit WriteCall(TerminatorKind.Call call)
    {
        if (_landing is { } landing && call.Unwind is UnwindAction.Cleanup(var block))
        {
            return WriteGuardedCall(call, landing, block);
        }

        WriteCallCode(call);
        if (call.Target is { } target)
        {
            return new BlockExit.Goto(target);
        }

        _code.Add(Opcode.Unreachable);
        return new BlockExit.Ended();
    }

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
        if (_program.DescriptionOf(instance) is not { } callee)
        {
            throw new UnsupportedException($"a call of `{_program.Definitions[instance.Function].Path}`, which has no code");
        }

        FnSig signature = callee.Signature;
        int declared = Math.Min(signature.Inputs.Count, call.Arguments.Count);
        WriteCallOf(call, callee.Shape, call.Arguments.Slice(0, declared), call.Arguments.Slice(declared, call.Arguments.Count - declared), () => _code.Add(Opcode.Call, callee.Number));
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

    private void WriteCallOf(TerminatorKind.Call call, CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable, Action callIt)
    {
        _frame.MovesStackPointer = true;
        Access destination = AccessOf(call.Destination);
        if (shape.ReturnsByAddress)
        {
            WriteCallIntoMemory(call, (Access.InMemory)destination, shape, arguments, variable, callIt);
            return;
        }

        void PushAndCall()
        {
            PushArguments(shape, arguments, variable);
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
    private void WriteCallIntoMemory(TerminatorKind.Call call, Access.InMemory destination, CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable, Action callIt)
    {
        bool isOwn = _body.Language == SourceLanguage.Rust || (call.Destination.IsLocal && _body.Locals[call.Destination.Local].Kind is LocalKind.Temporary or LocalKind.Return);
        Access.InMemory result = isOwn ? destination : Scratch(destination.Type);
        PushAddress(result);
        PushArguments(shape, arguments, variable);
        callIt();
        if (!isOwn)
        {
            CopyTo(destination, destination.Type, result);
        }
    }

    private Access.InMemory Scratch(Ty type) => new(type, [_frame.Push()], _frame.Add(_layouts.SizeOf(type), _layouts.AlignOf(type)));

    private void PushArguments(CallShape shape, EquatableArray<Operand> arguments, EquatableArray<Operand> variable)
    {
        int block = shape.TakesVariable ? PackVariable(variable) : -1;
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

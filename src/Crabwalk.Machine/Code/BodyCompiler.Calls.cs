using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
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
        Ty result = TypeOf(call.Destination);
        ValueKind resultKind = KindOf(result);
        Access destination = AccessOf(call.Destination);
        Ty.FnDef? direct = TypeOf(call.Function) as Ty.FnDef;
        int callee = direct is null ? Use(call.Function) : -1;
        int destinationAddress = resultKind == ValueKind.None ? Address(destination) : -1;
        int window = _nextFree;
        _nextFree += 1 + call.Arguments.Count;
        _registers = Math.Max(_registers, _nextFree);
        PassArguments(call, window);
        if (destinationAddress >= 0)
        {
            Emit(Op.MovePointer, window, destinationAddress);
        }

        int instruction = direct is null ? WritePointerCall(call, callee, window) : WriteDirectCall(call, direct, window);
        Land(instruction, call.Unwind);
        WriteResult(call, destination, resultKind, window);
        if (call.Target is { } target)
        {
            DefineDestination(call.Destination, resultKind);
            WriteGoto(target, next);
        }
        else
        {
            Emit(Op.Unreachable, imm: _tables.Texts.Add("Unreachable"));
        }
    }

    private void PassArguments(TerminatorKind.Call call, int window)
    {
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            int register = window + 1 + i;
            Ty type = TypeOf(call.Arguments[i]);
            switch (KindOf(type))
            {
                case ValueKind.Empty:
                    break;
                case ValueKind.None:
                    PassByPointer(register, call.Arguments[i]);
                    break;
                default:
                    UseInto(register, call.Arguments[i]);
                    break;
            }
        }
    }

    private void PassByPointer(int register, Operand argument)
    {
        if (PlaceOf(argument) is not { } place)
        {
            throw new UnsupportedException("a constant of this type as an argument");
        }

        WriteAddress(register, AccessOf(place));
    }

    private int WriteDirectCall(TerminatorKind.Call call, Ty.FnDef direct, int window)
    {
        Definition definition = _image.Program.Definitions[direct.Definition];
        FunctionInfo function = _image.FunctionOf(new Instance(direct.Definition, direct.Args));
        bool isPlain = _image.Program.Bodies.ContainsKey(direct.Definition) && function.Signature.Variadic == Variadic.None
            && AgreesWith(function.Signature, call);
        if (isPlain)
        {
            return Emit(Op.Call, window, UsesResult(call) ? 1 : 0, 0, function.Number);
        }

        CallSite site = SiteOf(call, function.Number, function.Signature) with
        {
            Intrinsic = _image.Program.Bodies.ContainsKey(direct.Definition) ? "" : definition.Name,
        };
        return Emit(site.Intrinsic.Length > 0 ? Op.CallIntrinsic : Op.CallSite, window, 0, 0, _tables.Calls.Add(site));
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
        else if (!call.Destination.IsLocal || UsesResult(call))
        {
            Store(window, destination);
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

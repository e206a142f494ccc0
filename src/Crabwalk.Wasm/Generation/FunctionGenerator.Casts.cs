using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Conversions.</summary>
internal sealed partial class FunctionGenerator
{
    private void WriteCast(CastKind cast, Operand operand, Ty type)
    {
        Ty source = TypeOf(operand);
        switch (cast)
        {
            case CastKind.ReifyFnPointer when source is Ty.FnDef function:
                _code.Const(_program.TableEntry(_program.Resolve(function.Definition, function.Args)));
                break;
            case CastKind.ClosureFnPointer when source is Ty.Closure closure:
                _code.Const(_program.TableEntry(new Instance(closure.Definition, closure.Args, new Shim.ClosureFnPointer(closure))));
                break;
            case CastKind.Unsize:
                PushUnsized(operand, type);
                break;
            case CastKind.Transmute:
                WriteTransmute(operand, source, type);
                break;
            default:
                WriteScalarCast(cast, operand, source, type);
                break;
        }
    }

    private void WriteScalarCast(CastKind cast, Operand operand, Ty source, Ty type)
    {
        switch ((Of(source), Of(type)))
        {
            case (Representation.InMemory, Representation.Scalar(var target)) when IsWideInteger(source):
                PushNarrowed(operand, source, target);
                break;
            case (Representation.Pair pair, Representation.Scalar):
                Push(operand);
                _code.Add(Opcode.Drop);
                break;
            case (Representation.Pair, Representation.Pair) or (_, Representation.Nothing):
                Push(operand);
                break;
            case (Representation.Scalar(var from), Representation.Scalar(var to)):
                Push(operand);
                Convert(cast, from, to);
                break;
            default:
                throw new UnsupportedException($"the conversion of `{source}` to `{type}`");
        }
    }

    private void Convert(CastKind cast, ScalarKind from, ScalarKind to)
    {
        switch (cast)
        {
            case CastKind.IntToInt or CastKind.PtrToInt or CastKind.IntToPtr:
                ConvertInteger(from, to);
                break;
            case CastKind.IntToFloat:
                _code.Add(IntegerToFloat(from, to == ScalarKind.F32));
                break;
            case CastKind.FloatToInt or CastKind.FloatToIntUnchecked:
                FloatToInteger(from == ScalarKind.F32, to);
                break;
            case CastKind.FloatToFloat when from == ScalarKind.F32 && to != ScalarKind.F32:
                _code.Add(Opcode.F64PromoteF32);
                break;
            case CastKind.FloatToFloat when from != ScalarKind.F32 && to == ScalarKind.F32:
                _code.Add(Opcode.F32DemoteF64);
                break;
            default:
                break;
        }
    }

    private void ConvertInteger(ScalarKind from, ScalarKind to)
    {
        if (to == ScalarKind.Bool)
        {
            _code.Add(from.IsWide() ? Opcode.I64Const : Opcode.I32Const);
            _code.Add(from.IsWide() ? Opcode.I64Ne : Opcode.I32Ne);
            return;
        }

        if (from.IsWide() && !to.IsWide())
        {
            _code.Add(Opcode.I32WrapI64);
        }
        else if (!from.IsWide() && to.IsWide())
        {
            _code.Add(from.IsSigned() ? Opcode.I64ExtendI32S : Opcode.I64ExtendI32U);
        }

        bool fits = from.Bits() < to.Bits() ? !from.IsSigned() || to.IsSigned() : from.Bits() == to.Bits() && from.IsSigned() == to.IsSigned();
        if (!fits && from != ScalarKind.Bool)
        {
            Cut(to);
        }
    }

    private static Opcode IntegerToFloat(ScalarKind from, bool isSingle) => (from.IsWide(), from.IsSigned(), isSingle) switch
    {
        (true, true, true) => Opcode.F32ConvertI64S,
        (true, true, false) => Opcode.F64ConvertI64S,
        (true, false, true) => Opcode.F32ConvertI64U,
        (true, false, false) => Opcode.F64ConvertI64U,
        (false, true, true) => Opcode.F32ConvertI32S,
        (false, true, false) => Opcode.F64ConvertI32S,
        (false, false, true) => Opcode.F32ConvertI32U,
        (false, false, false) => Opcode.F64ConvertI32U,
    };

    // Rust's `as` saturates; where C leaves the result open the same instruction is as good as any, and does not trap.
    private void FloatToInteger(bool isSingle, ScalarKind to)
    {
        _code.Add((isSingle, to.IsWide(), to.IsSigned()) switch
        {
            (true, true, true) => Opcode.I64TruncSatF32S,
            (true, true, false) => Opcode.I64TruncSatF32U,
            (true, false, true) => Opcode.I32TruncSatF32S,
            (true, false, false) => Opcode.I32TruncSatF32U,
            (false, true, true) => Opcode.I64TruncSatF64S,
            (false, true, false) => Opcode.I64TruncSatF64U,
            (false, false, true) => Opcode.I32TruncSatF64S,
            (false, false, false) => Opcode.I32TruncSatF64U,
        });
        if (to.IsNarrow() && to != ScalarKind.Bool)
        {
            Clamp(to);
        }
    }

    private void Clamp(ScalarKind kind)
    {
        int value = NewLocal(WasmType.I32);
        long most = kind.IsSigned() ? (1L << (kind.Bits() - 1)) - 1 : (1L << kind.Bits()) - 1;
        _code.Set(value);
        SelectWhen(value, most, kind.IsSigned() ? Opcode.I32GtS : Opcode.I32GtU);
        if (kind.IsSigned())
        {
            _code.Set(value);
            SelectWhen(value, -most - 1, Opcode.I32LtS);
        }
    }

    // Pushes the limit when the value compares so with it, else the value.
    private void SelectWhen(int value, long limit, Opcode comparison)
    {
        _code.Const(limit);
        _code.Get(value);
        _code.Get(value);
        _code.Const(limit);
        _code.Add(comparison);
        _code.Add(Opcode.Select);
    }

    private void WriteTransmute(Operand operand, Ty source, Ty type)
    {
        switch ((Of(source), Of(type)))
        {
            case (Representation.Nothing, _) or (_, Representation.Nothing):
                break;
            case (Representation.InMemory, _):
                Push(MemoryOf(operand) with { Type = type, Bits = null });
                break;
            case (Representation.Pair from, Representation.Pair to) when from.First.Type() == to.First.Type() && from.Second.Type() == to.Second.Type() && from.SecondOffset == to.SecondOffset:
                Push(operand);
                break;
            case (Representation.Scalar(var from), Representation.Scalar(var to)):
                Push(operand);
                Reinterpret(from, to);
                break;
            default:
                PassThroughMemory(operand, source, type);
                break;
        }
    }

    private void PassThroughMemory(Operand operand, Ty source, Ty type)
    {
        long offset = _frame.Add(_layouts.SizeOf(source), Math.Max(_layouts.AlignOf(source), _layouts.AlignOf(type)));
        var room = new Access.InMemory(source, [_frame.Push()], offset);
        WritePart(room, operand);
        Push(room with { Type = type });
    }

    private void Reinterpret(ScalarKind from, ScalarKind to)
    {
        switch ((from.Type(), to.Type()))
        {
            case (WasmType.I32, WasmType.F32):
                _code.Add(Opcode.F32ReinterpretI32);
                break;
            case (WasmType.F32, WasmType.I32):
                _code.Add(Opcode.I32ReinterpretF32);
                break;
            case (WasmType.I64, WasmType.F64):
                _code.Add(Opcode.F64ReinterpretI64);
                break;
            case (WasmType.F64, WasmType.I64):
                _code.Add(Opcode.I64ReinterpretF64);
                break;
            case (WasmType.I32, WasmType.I32) when from != to:
                Cut(to);
                break;
            default:
                break;
        }
    }
}

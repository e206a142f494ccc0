using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Integers of 128 bits, which live in memory. What two machine words do in a few instructions is written here; products, quotients, shifts and
/// conversions to floating numbers are functions of the library (<c>library/c/src/rust/wide.c</c>).
/// </summary>
internal sealed partial class FunctionGenerator
{
    private const int HalfBytes = 8;

    private bool IsWideInteger(Ty type) => type is Ty.Int && _layouts.SizeOf(type) == 2 * HalfBytes;

    private static bool IsSignedWide(Ty type) => type is Ty.Int { IsSigned: true };

    /// <summary>Writes the result of an operation on two wide integers, or a shift of one, to memory; also one with its overflow.</summary>
    private void WriteWideBinary(Access.InMemory target, BinaryOp operation, Operand left, Operand right)
    {
        Ty type = TypeOf(left);
        string sign = IsSignedWide(type) ? "s" : "u";
        switch (operation)
        {
            case BinaryOp.Shl or BinaryOp.Shr or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.ShlSigned:
                string way = operation is BinaryOp.Shr or BinaryOp.ShrUnchecked ? $"{sign}shr" : "shl";
                CallWide(way, target, () =>
                {
                    PushAddress(MemoryOf(left));
                    PushCountOfShift(right);
                });
                break;
            case BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow:
                WriteWideWithOverflow(target, operation, sign, left, right);
                break;
            default:
                CallWide(NameOf(operation, sign), target, () =>
                {
                    PushAddress(MemoryOf(left));
                    PushAddress(MemoryOf(right));
                });
                break;
        }
    }

    private static string NameOf(BinaryOp operation, string sign) => operation switch
    {
        BinaryOp.Add or BinaryOp.AddUnchecked => "add",
        BinaryOp.Sub or BinaryOp.SubUnchecked => "sub",
        BinaryOp.Mul or BinaryOp.MulUnchecked => "mul",
        BinaryOp.Div => $"{sign}div",
        BinaryOp.Rem => $"{sign}rem",
        BinaryOp.BitAnd => "and",
        BinaryOp.BitOr => "or",
        BinaryOp.BitXor => "xor",
        _ => throw new UnsupportedException($"the operation {operation} on 128 bits"),
    };

    private void CallWide(string operation, Access.InMemory target, Action pushOperands)
    {
        PushAddress(target);
        pushOperands();
        CallHelper($"__cw_wide_{operation}");
    }

    private void CallHelper(string name)
    {
        _frame.MovesStackPointer = true;
        _code.Add(Opcode.Call, _program.Helper(name).Number);
    }

    private void PushCountOfShift(Operand count)
    {
        if (!IsWideInteger(TypeOf(count)))
        {
            PushAs(count, ScalarKind.U32);
            return;
        }

        _code.AddAll(MemoryOf(count).Base);
        _code.Add(new(Opcode.I32Load, MemoryOf(count).Offset, 2));
    }

    private void WriteWideWithOverflow(Access.InMemory target, BinaryOp operation, string sign, Operand left, Operand right)
    {
        Access.InMemory value = PartIn(target, 0);
        Access.InMemory flag = PartIn(target, 1);
        Access.InMemory result = Scratch(TypeOf(left));
        int overflowed = NewLocal(WasmType.I32);
        PushAddress(result);
        PushAddress(MemoryOf(left));
        PushAddress(MemoryOf(right));
        CallHelper($"__cw_wide_{sign}{operation switch { BinaryOp.AddWithOverflow => "add", BinaryOp.SubWithOverflow => "sub", _ => "mul" }}_overflow");
        _code.Set(overflowed);
        CopyTo(value, result.Type, result);
        Store(flag, () => _code.Get(overflowed));
    }

    // A field of a pair that lies in memory.
    private Access.InMemory PartIn(Access.InMemory whole, int number)
    {
        Ty type = whole.Type is Ty.Tuple tuple ? tuple.Parts[number] : throw new UnsupportedException("a result with overflow that is no pair");
        return whole with { Type = type, Offset = whole.Offset + _layouts.Field(whole.Type, null, number).OffsetBytes };
    }

    /// <summary>Pushes -1, 0 or 1, or a truth value, for two wide integers.</summary>
    private void PushWideComparison(BinaryOp operation, Operand left, Operand right)
    {
        PushAddress(MemoryOf(left));
        PushAddress(MemoryOf(right));
        CallHelper(IsSignedWide(TypeOf(left)) ? "__cw_wide_scompare" : "__cw_wide_ucompare");
        if (operation != BinaryOp.Cmp)
        {
            _code.Const(0);
            _code.Add(Comparison(operation, ScalarKind.I32));
        }
    }

    private void WriteWideUnary(Access.InMemory target, UnaryOp operation, Operand operand) =>
        CallWide(operation == UnaryOp.Not ? "not" : "neg", target, () => PushAddress(MemoryOf(operand)));

    /// <summary>Writes a number of any kind as a wide integer.</summary>
    private void WriteWidened(Access.InMemory target, Operand operand, Ty type)
    {
        Ty source = TypeOf(operand);
        if (IsWideInteger(source))
        {
            CopyTo(target, operand);
            return;
        }

        ScalarKind kind = KindOf(source);
        if (kind.IsFloat())
        {
            CallWide(IsSignedWide(type) ? "sfrom_double" : "ufrom_double", target, () =>
            {
                Push(operand);
                if (kind == ScalarKind.F32)
                {
                    _code.Add(Opcode.F64PromoteF32);
                }
            });
            return;
        }

        int low = NewLocal(WasmType.I64);
        Push(operand);
        ConvertInteger(kind, kind.IsSigned() ? ScalarKind.I64 : ScalarKind.U64);
        _code.Set(low);
        StoreHalves(target, () => _code.Get(low), () =>
        {
            if (!kind.IsSigned())
            {
                _code.Add(Opcode.I64Const);
                return;
            }

            _code.Get(low);
            _code.Add(Opcode.I64Const, 63);
            _code.Add(Opcode.I64ShrS);
        });
    }

    private void StoreHalves(Access.InMemory target, Action pushLow, Action pushHigh)
    {
        _code.AddAll(target.Base);
        pushLow();
        _code.Add(new(Opcode.I64Store, target.Offset, 3));
        _code.AddAll(target.Base);
        pushHigh();
        _code.Add(new(Opcode.I64Store, target.Offset + HalfBytes, 3));
    }

    /// <summary>Pushes a wide integer as a number that fits into a local.</summary>
    private void PushNarrowed(Operand operand, Ty source, ScalarKind target)
    {
        if (target.IsFloat())
        {
            PushAddress(MemoryOf(operand));
            CallHelper($"__cw_wide_{(IsSignedWide(source) ? "s" : "u")}to_{(target == ScalarKind.F32 ? "float" : "double")}");
            return;
        }

        Access.InMemory memory = MemoryOf(operand);
        _code.AddAll(memory.Base);
        _code.Add(new(Opcode.I64Load, memory.Offset, 3));
        ConvertInteger(ScalarKind.U64, target);
    }

    // One value after the other is compared, each with two halves.
    private BlockExit.Switch WriteWideSwitch(Operand operand, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise)
    {
        int number = NewLocal(WasmType.I32);
        _code.Const(targets.Count);
        _code.Set(number);
        Access.InMemory memory = MemoryOf(operand);
        for (int i = 0; i < targets.Count; i++)
        {
            _code.Const(i);
            _code.Get(number);
            PushHalfEquals(memory, 0, unchecked((ulong)targets[i].Value));
            PushHalfEquals(memory, HalfBytes, (ulong)(targets[i].Value >> 64));
            _code.Add(Opcode.I32And);
            _code.Add(Opcode.Select);
            _code.Set(number);
        }

        return new BlockExit.Switch(number, IsWide: false, [.. targets.Select((target, i) => ((long)i, target.Target))], otherwise);
    }

    private void PushHalfEquals(Access.InMemory memory, long offset, ulong value)
    {
        _code.AddAll(memory.Base);
        _code.Add(new(Opcode.I64Load, memory.Offset + offset, 3));
        _code.Add(Opcode.I64Const, unchecked((long)value));
        _code.Add(Opcode.I64Eq);
    }
}

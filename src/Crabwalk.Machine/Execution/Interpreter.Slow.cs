using System.Runtime.CompilerServices;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// The slow, obvious twin of the loop: carries out one instruction with every check spelled out. What the loop leaves to it is
/// rare: errors, first calls, first writes of a keyframe, and operations that are long in themselves.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StopReason Slow(Instr* i, ulong* r, uint* p)
    {
        _pc = i + 1;
        switch (i->Op)
        {
            case Op.EnterCompiled:
                return EnterCompiled(i);
            case Op.Call:
                return EnterFunction((int)i->Imm, i->A, i);
            case Op.CallSite:
                return CallWithSite(_tables.Calls[(int)i->Imm], _tables.Calls[(int)i->Imm].Function, i, r, p);
            case Op.CallPointer:
                return CallPointer(i, r, p);
            case Op.CallIntrinsic:
                return CallIntrinsic(_tables.Calls[(int)i->Imm], i, r + i->A, p + i->A);
            case Op.Return:
                return Return();
            case Op.ReturnMemory:
                return ReturnMemory(i, r, p);
            case Op.ReturnNothing:
                return ReturnNothing(i, r, p);
            case Op.Unreachable:
                return ReachUnreachable(i);
            case Op.Unsupported:
                _stopText = _tables.Texts[(int)i->Imm];
                _pc = i;
                return StopReason.Unsupported;
            case Op.Assert:
                return Assert(i, r, p);
            case Op.Resume:
                return Unwind();
            case Op.TerminateUnwind:
                return TerminateUnwind(i);
            case >= Op.LoadI8 and <= Op.LoadLongDouble or >= Op.LoadI8X and <= Op.LoadPointerX:
                return SlowLoad(i, r, p);
            case >= Op.Store8 and <= Op.StorePointerX:
                return SlowStore(i, r, p);
            case >= Op.AddX32 and <= Op.RemU or Op.NegX32 or Op.NegX64 or Op.Shl or Op.Shr:
                return SlowArithmetic(i, r, p);
            case >= Op.ComparePointers and <= Op.CheckDefined:
                return SlowValue(i, r, p);
            default:
                return SlowMemory(i, r, p);
        }
    }

    // What goes on here runs into whatever code comes next, which is nothing at a function's end.
    private StopReason ReachUnreachable(Instr* i)
    {
        StopReason stop = Fault(_tables.Texts[(int)i->Imm], "control came to a place that is never reached");
        CompiledCode code = _image.Functions[_frame->Function].Code!;
        return stop == StopReason.None && _pc >= code.Start + code.Length ? Trap("illegal instruction") : stop;
    }

    private StopReason SlowValue(Instr* i, ulong* r, uint* p)
    {
        switch (i->Op)
        {
            case Op.ComparePointers:
                return ComparePointers(i, r, p);
            case Op.Difference:
                return Difference(i, r, p);
            case Op.Offset:
                return Offset(i, r, p, (Int128)(long)r[i->C] * i->Imm);
            case Op.OffsetI:
                return Offset(i, r, p, i->Imm);
            case Op.CheckIndex:
                return Fault("OutOfBoundsInObject", $"index {(long)r[i->B]} of an array of {i->Imm} elements");
            case Op.RemF:
                RemainderOfFloats(i, r);
                return StopReason.None;
            case Op.F64ToInt:
            case Op.F32ToInt:
            case Op.F64ToIntSaturated:
            case Op.F32ToIntSaturated:
                return FloatToInteger(i, r);
            case Op.PointerToInt:
                _memory.Expose(p[i->B] == GuestMemory.Undefined ? 0 : p[i->B]);
                r[i->A] = r[i->B];
                p[i->A] = 0;
                return StopReason.None;
            case Op.IntToPointer:
                r[i->A] = r[i->B];
                p[i->A] = FindExposed(r[i->B]);
                return StopReason.None;
            case Op.SetUndefined:
                r[i->A] = JunkOf(i);
                p[i->A] = GuestMemory.Undefined;
                return StopReason.None;
            case Op.CheckDefined:
                return ReadOfUndefined(i, p);
            default:
                throw Broken(i);
        }
    }

    private StopReason SlowMemory(Instr* i, ulong* r, uint* p)
    {
        switch (i->Op)
        {
            case Op.Peek:
                Peek(i, r, p);
                return StopReason.None;
            case Op.LoadBits:
                return LoadBits(i, r, p);
            case Op.StoreBits:
                return StoreBits(i, r, p);
            case Op.Copy:
                return CopyWhole(r[i->A], p[i->A], r[i->B], p[i->B], i->Imm);
            case Op.CopyConstant:
                return CopyConstant(i, r, p);
            case Op.Repeat:
                return Repeat(i, r, p);
            case Op.StorageDynamic:
                return DynamicArray(i, r, p);
            case Op.TypeHint:
                HintType(p[i->A], (int)i->Imm);
                return StopReason.None;
            case Op.UseAs:
                return UseAs(i, r[i->A], p[i->A]);
            case Op.DropConst:
                return DropConst(p[i->A]);
            case Op.Freeze:
                Freeze(p[i->A]);
                return StopReason.None;
            case Op.WithOverflow:
                WithOverflow(i, r);
                return StopReason.None;
            case Op.Wide:
                return Wide(i, r, p);
            case Op.CheckTag:
                return (ulong)((long)r[i->A] - i->Low) <= (ulong)i->High ? StopReason.None : BadTag(r[i->A]);
            case Op.CheckTagIn:
                return Array.BinarySearch(_tables.Tags[i->Low], (long)r[i->A]) >= 0 ? StopReason.None : BadTag(r[i->A]);
            case Op.FaultIf:
                string[] fault = _tables.Texts[(int)i->Imm].Split(": ", 2);
                return r[i->A] == 0 ? StopReason.None : Fault(fault[0], fault[1]);
            case Op.CheckScalar:
                return CheckScalar(_tables.Scalars[(int)i->Imm], r[i->A]);
            case Op.CheckReference:
                return CheckReference(r[i->A], p[i->A], i->Low, i->High);
            case Op.CheckReferenceUnsized:
                return CheckReference(r[i->A], p[i->A], (long)r[i->B], (long)r[i->C]);
            case Op.TakePayload:
                (r[i->A], p[i->A]) = (_payload, _payloadProvenance);
                return StopReason.None;
            default:
                throw Broken(i);
        }
    }

    private StopReason BadTag(ulong tag) => Fault("InvalidEnum", $"{(long)tag} stands for no variant of the enum");

    private static Foundation.Diagnostics.CompilerBugException Broken(Instr* i) => new($"the interpreter does not know the instruction `{*i}`");

    // What a variable in a register holds before it is written: small numbers, as leftovers of other work would be.
    private ulong JunkOf(Instr* i)
    {
        ref readonly LocalSlot slot = ref SlotOf((int)i->Imm);
        ulong address = _frame->Base - (ulong)slot.Offset;
        ulong mixed = (address ^ (ulong)_frame->Serial) * 0x9E3779B97F4A7C15;
        return slot.Kind switch
        {
            ValueKind.Bool => mixed >> 63,
            ValueKind.I8 or ValueKind.U8 => (mixed >> 57) & 0x3F,
            ValueKind.F32 or ValueKind.F64 or ValueKind.LongDouble => 0,
            _ => (mixed >> 61) < 3 ? 0 : mixed >> 58,
        };
    }

    private ref readonly LocalSlot SlotOf(int local) => ref _image.Functions[_frame->Function].Code!.Slots[local];

    private StopReason ReadOfUndefined(Instr* i, uint* p)
    {
        p[i->B] = 0;
        return WasLost(_frame, (int)i->Imm) ? LostLocal(NameOfLocal(_frame->Function, (int)i->Imm)) : Fault("UninitializedRead", $"`{NameOfLocal(_frame->Function, (int)i->Imm)}` is read before it was given a value");
    }

    private StopReason SlowArithmetic(Instr* i, ulong* r, uint* p) => i->Op switch
    {
        Op.DivS or Op.RemS or Op.DivU or Op.RemU => Divide(i, r),
        Op.Shl or Op.Shr => Shift(i, r),
        Op.CheckNarrow => CheckNarrow(i, r),
        _ => Overflow(i, r),
    };

    private StopReason Overflow(Instr* i, ulong* r)
    {
        long left = (long)r[i->B];
        bool is32 = i->Op is Op.AddX32 or Op.SubX32 or Op.MulX32 or Op.AddX32I or Op.MulX32I or Op.NegX32;
        (string sign, long right) = i->Op switch
        {
            Op.AddX32 or Op.AddX64 => ("+", (long)r[i->C]),
            Op.SubX32 or Op.SubX64 => ("-", (long)r[i->C]),
            Op.MulX32 or Op.MulX64 => ("*", (long)r[i->C]),
            Op.AddX32I or Op.AddX64I => i->Imm < 0 ? ("-", -i->Imm) : ("+", i->Imm),
            Op.MulX32I => ("*", i->Imm),
            _ => ("0 -", left),
        };
        Int128 result = sign switch
        {
            "+" => (Int128)left + right,
            "-" => (Int128)left - right,
            "*" => (Int128)left * right,
            _ => -(Int128)left,
        };
        ValueKind kind = is32 ? ValueKind.I32 : ValueKind.I64;
        r[i->A] = kind.Extend((ulong)result);
        if (kind == ValueKind.I64 ? result == (long)result : result == (int)result)
        {
            return StopReason.None;
        }

        string sum = sign == "0 -" ? $"-({left})" : $"{left} {sign} {right}";
        return Fault(OverflowRule, $"{sum} does not fit a signed number of {(is32 ? 32 : 64)} bits");
    }

    private string OverflowRule => _image.Functions[_frame->Function].Code!.Body.Language == SourceLanguage.Rust ? "UncheckedOverflow" : "SignedOverflow";

    private StopReason CheckNarrow(Instr* i, ulong* r)
    {
        var kind = (ValueKind)i->Imm;
        ulong exact = r[i->B];
        ulong cut = kind.Extend(exact);
        bool fits = cut == exact;
        r[i->A] = cut;
        return fits ? StopReason.None : Fault(OverflowRule, $"{(long)exact} does not fit {kind.Bits()} bits");
    }

    private StopReason Divide(Instr* i, ulong* r)
    {
        var kind = (ValueKind)i->Imm;
        ulong left = r[i->B];
        ulong right = r[i->C];
        bool isRemainder = i->Op is Op.RemS or Op.RemU;
        if (right == 0)
        {
            r[i->A] = 0;
            StopReason stop = Fault("DivisionByZero", $"{Show(left, kind)} {(isRemainder ? "%" : "/")} 0");
            return stop != StopReason.None ? stop : Trap("floating point exception");
        }

        long least = -1L << (kind.Bits() - 1);
        if (i->Op is Op.DivU or Op.RemU)
        {
            r[i->A] = isRemainder ? left % right : left / right;
        }
        else if ((long)left == least && (long)right == -1)
        {
            r[i->A] = isRemainder ? 0 : left;
            StopReason stop = Fault("DivisionOverflow", $"{Show(left, kind)} {(isRemainder ? "%" : "/")} -1 does not fit a signed number of {kind.Bits()} bits");
            return stop != StopReason.None ? stop : Trap("floating point exception");
        }
        else
        {
            r[i->A] = (long)right == -1 ? (isRemainder ? 0 : (ulong)-(long)left)
                : (ulong)(isRemainder ? (long)left % (long)right : (long)left / (long)right);
        }

        return StopReason.None;
    }

    private StopReason Shift(Instr* i, ulong* r)
    {
        var kind = (ValueKind)i->Low;
        var operation = (BinaryOp)(i->High & 0xFF);
        bool countIsSigned = ((ValueKind)(i->High >> 8)).IsSigned();
        int width = kind.Bits();
        ulong value = r[i->B];
        ulong count = r[i->C];
        int masked = (int)(count & (ulong)(width - 1));
        r[i->A] = i->Op == Op.Shl ? kind.Extend(value << masked)
            : kind.IsSigned() ? (ulong)((long)value >> masked) : value >> masked;
        if (operation is BinaryOp.Shl or BinaryOp.Shr)
        {
            return StopReason.None;
        }

        if (countIsSigned && (long)count < 0)
        {
            return Fault("ShiftNegative", $"shift by {(long)count}");
        }

        if (count >= (ulong)width)
        {
            return Fault("ShiftCount", $"a value of {width} bits is shifted by {count}");
        }

        if (operation != BinaryOp.ShlSigned)
        {
            return StopReason.None;
        }

        return (long)value < 0 ? Fault("ShiftOverflow", $"the negative value {(long)value} is shifted left")
            : (Int128)(long)value << masked >= (Int128)1 << (width - 1) ? Fault("ShiftOverflow", $"{(long)value} << {masked} does not fit a signed number of {width} bits")
            : StopReason.None;
    }

    private static string Show(ulong value, ValueKind kind) => kind.IsSigned() ? ((long)value).ToString() : value.ToString();

    private void RemainderOfFloats(Instr* i, ulong* r)
    {
        if (i->Imm == 4)
        {
            *(float*)(r + i->A) = *(float*)(r + i->B) % *(float*)(r + i->C);
        }
        else
        {
            ((double*)r)[i->A] = ((double*)r)[i->B] % ((double*)r)[i->C];
        }
    }

    private StopReason FloatToInteger(Instr* i, ulong* r)
    {
        bool isSingle = i->Op is Op.F32ToInt or Op.F32ToIntSaturated;
        double value = Math.Truncate(isSingle ? *(float*)(r + i->B) : ((double*)r)[i->B]);
        var kind = (ValueKind)i->Imm;
        if (kind == ValueKind.Bool)
        {
            double whole = isSingle ? *(float*)(r + i->B) : ((double*)r)[i->B];
            r[i->A] = whole != 0 ? 1UL : 0;
            return StopReason.None;
        }

        (double least, double above) = kind.IsSigned()
            ? (-Math.ScaleB(1, kind.Bits() - 1), Math.ScaleB(1, kind.Bits() - 1))
            : (0, Math.ScaleB(1, kind.Bits()));
        bool fits = value >= least && value < above;
        r[i->A] = fits ? (kind.IsSigned() ? (ulong)(long)value : (ulong)value)
            : i->Op is Op.F64ToIntSaturated or Op.F32ToIntSaturated ? Saturated(value, kind)
            : kind.Extend(1UL << (kind.Bits() - 1));
        return fits || i->Op is Op.F64ToIntSaturated or Op.F32ToIntSaturated ? StopReason.None
            : Fault("FloatToInt", $"{value:R} does not fit {(kind.IsSigned() ? "a signed" : "an unsigned")} number of {kind.Bits()} bits");
    }

    private static ulong Saturated(double value, ValueKind kind)
    {
        ulong largest = kind.IsSigned() ? (1UL << (kind.Bits() - 1)) - 1 : kind.Extend(ulong.MaxValue);
        return double.IsNaN(value) ? 0 : value > 0 ? largest : kind.IsSigned() ? ~largest : 0;
    }

    // Up to 32 bits the exact result fits 64.
    private static void WithOverflow(Instr* i, ulong* r)
    {
        var kind = (ValueKind)i->Low;
        if (kind.SizeOf() == 8)
        {
            WithOverflow64(i, r, kind.IsSigned());
            return;
        }

        long left = (long)r[i->B];
        long right = (long)r[i->C];
        long exact = (BinaryOp)i->High switch
        {
            BinaryOp.AddWithOverflow => left + right,
            BinaryOp.SubWithOverflow => left - right,
            _ => left * right,
        };
        ulong wrapped = kind.Extend((ulong)exact);
        r[i->A] = wrapped;
        r[i->A + 1] = wrapped == (ulong)exact ? 0UL : 1;
    }

    private static void WithOverflow64(Instr* i, ulong* r, bool isSigned)
    {
        ulong left = r[i->B];
        ulong right = r[i->C];
        (ulong wrapped, bool overflows) = (BinaryOp)i->High switch
        {
            BinaryOp.AddWithOverflow => (left + right, isSigned ? (long)((left ^ (left + right)) & (right ^ (left + right))) < 0 : left + right < left),
            BinaryOp.SubWithOverflow => (left - right, isSigned ? (long)((left ^ right) & (left ^ (left - right))) < 0 : left < right),
            _ => (left * right, isSigned ? Math.BigMul((long)left, (long)right) != (long)(left * right) : Math.BigMul(left, right, out _) != 0),
        };
        r[i->A] = wrapped;
        r[i->A + 1] = overflows ? 1UL : 0;
    }
}

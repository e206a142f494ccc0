using Crabwalk.Machine.Code;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>128-bit integers: 16 bytes of memory in, 16 bytes out, or a register where the result is not wide.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason Wide(Instr* i, ulong* r, uint* p)
    {
        WideSite site = _tables.Wides[(int)i->Imm];
        switch (site.Operation)
        {
            case WideOperation.FromInteger:
                UInt128 extended = site.Kind.IsSigned() ? (UInt128)(Int128)(long)r[i->B] : r[i->B];
                return WriteWide(r[i->A], p[i->A], extended);
            case WideOperation.FromFloat:
                double number = site.Kind == ValueKind.F32 ? *(float*)(r + i->B) : ((double*)r)[i->B];
                return WriteWide(r[i->A], p[i->A], site.IsSigned ? (UInt128)SaturatedSigned(number) : SaturatedUnsigned(number));
            default:
                StopReason stop = ReadWide(r[i->B], p[i->B], out UInt128 left);
                return stop != StopReason.None ? stop : WideOn(site, i, r, p, left);
        }
    }

    private StopReason WideOn(WideSite site, Instr* i, ulong* r, uint* p, UInt128 left)
    {
        switch (site.Operation)
        {
            case WideOperation.Not:
                return WriteWide(r[i->A], p[i->A], ~left);
            case WideOperation.Neg:
                return WriteWide(r[i->A], p[i->A], unchecked(0 - left));
            case WideOperation.ToFloat:
                double number = site.IsSigned ? (double)(Int128)left : (double)left;
                r[i->A] = site.Kind != ValueKind.F32 ? BitConverter.DoubleToUInt64Bits(number)
                    : BitConverter.SingleToUInt32Bits(site.IsSigned ? (float)(Int128)left : (float)left);
                return StopReason.None;
            default:
                UInt128 right = r[i->C];
                StopReason stop = site.Kind == ValueKind.None ? ReadWide(r[i->C], p[i->C], out right) : StopReason.None;
                return stop != StopReason.None ? stop : WideBinary(site, i, r, p, left, right);
        }
    }

    private StopReason WideBinary(WideSite site, Instr* i, ulong* r, uint* p, UInt128 left, UInt128 right)
    {
        switch (site.Operation)
        {
            case WideOperation.Compare:
                r[i->A] = (ulong)Compare(site, left, right);
                p[i->A] = 0;
                return StopReason.None;
            case WideOperation.WithOverflow:
                (UInt128 wrapped, bool overflows) = WithOverflow(site, left, right);
                StopReason stop = WriteWide(r[i->A] + (ulong)site.ValueOffset, p[i->A], wrapped);
                return stop != StopReason.None ? stop : WriteResult(r[i->A] + (ulong)site.FlagOffset, p[i->A], ValueKind.Bool, overflows ? 1UL : 0);
            default:
                stop = CheckWide(site, left, right, out UInt128 result);
                return stop != StopReason.None ? stop : WriteWide(r[i->A], p[i->A], result);
        }
    }

    private static long Compare(WideSite site, UInt128 left, UInt128 right)
    {
        int order = site.IsSigned ? ((Int128)left).CompareTo((Int128)right) : left.CompareTo(right);
        return site.Binary switch
        {
            BinaryOp.Eq => order == 0 ? 1 : 0,
            BinaryOp.Ne => order != 0 ? 1 : 0,
            BinaryOp.Lt => order < 0 ? 1 : 0,
            BinaryOp.Le => order <= 0 ? 1 : 0,
            BinaryOp.Gt => order > 0 ? 1 : 0,
            BinaryOp.Ge => order >= 0 ? 1 : 0,
            _ => Math.Sign(order),
        };
    }

    private static (UInt128 Wrapped, bool Overflows) WithOverflow(WideSite site, UInt128 left, UInt128 right)
    {
        System.Numerics.BigInteger a = site.IsSigned ? (Int128)left : left;
        System.Numerics.BigInteger b = site.IsSigned ? (Int128)right : right;
        (System.Numerics.BigInteger exact, UInt128 wrapped) = site.Binary switch
        {
            BinaryOp.AddWithOverflow or BinaryOp.AddUnchecked => (a + b, unchecked(left + right)),
            BinaryOp.SubWithOverflow or BinaryOp.SubUnchecked => (a - b, unchecked(left - right)),
            _ => (a * b, unchecked(left * right)),
        };
        return (wrapped, exact != (site.IsSigned ? (System.Numerics.BigInteger)(Int128)wrapped : wrapped));
    }

    private StopReason CheckWide(WideSite site, UInt128 left, UInt128 right, out UInt128 result)
    {
        switch (site.Binary)
        {
            case BinaryOp.AddUnchecked or BinaryOp.SubUnchecked or BinaryOp.MulUnchecked:
                (result, bool overflows) = WithOverflow(site, left, right);
                return overflows ? Fault("UncheckedOverflow", "the result does not fit a number of 128 bits") : StopReason.None;
            case BinaryOp.Div or BinaryOp.Rem when right == 0:
                result = 0;
                return Fault("DivisionByZero", $"{left} {(site.Binary == BinaryOp.Rem ? "%" : "/")} 0");
            case BinaryOp.Div or BinaryOp.Rem when site.IsSigned && (Int128)left == Int128.MinValue && (Int128)right == -1:
                result = site.Binary == BinaryOp.Rem ? 0 : left;
                return Fault("DivisionOverflow", $"{(Int128)left} {(site.Binary == BinaryOp.Rem ? "%" : "/")} -1 does not fit a signed number of 128 bits");
            case BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked when right >= 128:
                result = 0;
                return Fault("ShiftCount", $"a value of 128 bits is shifted by {right}");
            default:
                result = Compute(site, left, right);
                return StopReason.None;
        }
    }

    private static UInt128 Compute(WideSite site, UInt128 left, UInt128 right) => unchecked(site.Binary switch
    {
        BinaryOp.Add => left + right,
        BinaryOp.Sub => left - right,
        BinaryOp.Mul => left * right,
        BinaryOp.Div => site.IsSigned ? (UInt128)((Int128)left / (Int128)right) : left / right,
        BinaryOp.Rem => site.IsSigned ? (UInt128)((Int128)left % (Int128)right) : left % right,
        BinaryOp.BitAnd => left & right,
        BinaryOp.BitOr => left | right,
        BinaryOp.BitXor => left ^ right,
        BinaryOp.Shl or BinaryOp.ShlUnchecked => left << (int)(right & 127),
        _ => site.IsSigned ? (UInt128)((Int128)left >> (int)(right & 127)) : left >> (int)(right & 127),
    });

    private static Int128 SaturatedSigned(double number) => double.IsNaN(number) ? 0
        : number >= Math.ScaleB(1, 127) ? Int128.MaxValue
        : number <= -Math.ScaleB(1, 127) ? Int128.MinValue
        : (Int128)Math.Truncate(number);

    private static UInt128 SaturatedUnsigned(double number) => double.IsNaN(number) || number <= 0 ? 0
        : number >= Math.ScaleB(1, 128) ? UInt128.MaxValue
        : (UInt128)Math.Truncate(number);

    /// <summary>Reads a 128-bit integer.</summary>
    public StopReason ReadWide(ulong address, uint provenance, out UInt128 value)
    {
        value = 0;
        StopReason stop = Reach(address, provenance, 16, AccessMode.Read, 15, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop != StopReason.None ? stop : Trap("segmentation fault");
        }

        value = *(UInt128*)(_memory.Data + at);
        return CheckWritten(provenance, at, 16);
    }

    /// <summary>Writes a 128-bit integer.</summary>
    public StopReason WriteWide(ulong address, uint provenance, UInt128 value)
    {
        StopReason stop = Reach(address, provenance, 16, AccessMode.Write, 15, out long at);
        if (stop == StopReason.None && at >= 0)
        {
            NoteWrite(at, 16);
            _memory.Write(at, new ReadOnlySpan<byte>(&value, 16));
        }

        return stop;
    }
}

using System.Globalization;
using Crabwalk.Machine.Code;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>Assertions and unwinding: from call to call through the cleanup blocks that wait there.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int MessageRegister = 1;

    private ulong _payload;
    private uint _payloadProvenance;

    private StopReason Assert(Instr* i, ulong* r, uint* p)
    {
        if ((r[i->A] != 0) == (i->B != 0))
        {
            return StopReason.None;
        }

        AssertSite site = _tables.Asserts[(int)i->Imm];
        if (site.Message is AssertMessage.ValueMoved or AssertMessage.ValueUnset)
        {
            return FaultWithoutValue(site.Message);
        }

        if (_purpose == CodePurpose.Constant)
        {
            _stopText = ConstantMessage(site, r, p);
            return StopReason.Panicked;
        }

        string first = Show(site.First, r, p);
        string second = Show(site.Second, r, p);
        _stopText = site.Message switch
        {
            AssertMessage.BoundsCheck => $"index out of bounds: the len is {first} but the index is {second}",
            AssertMessage.Overflow(var operation, _, _) => $"attempt to {Verb(operation)} with overflow",
            AssertMessage.OverflowNeg => "attempt to negate with overflow",
            AssertMessage.DivisionByZero => "attempt to divide by zero",
            AssertMessage.RemainderByZero => "attempt to calculate the remainder with a divisor of zero",
            AssertMessage.Resumed(var text) => text,
            AssertMessage.ValueMoved or AssertMessage.ValueUnset => WordsOf(site.Message),
        };
        return site.Message is AssertMessage.BoundsCheck ? PanicAtBounds(site, i, r) : Panic(site.Window, i, r, p);
    }

    // Why a constant has no value, in rustc's words.
    private string ConstantMessage(AssertSite site, ulong* r, uint* p)
    {
        bool isTyped = site.Message is not AssertMessage.BoundsCheck;
        string first = Show(site.First, r, p) + (isTyped ? $"_{site.First?.Type}" : "");
        string second = Show(site.Second, r, p) + (isTyped ? $"_{site.Second?.Type}" : "");
        return site.Message switch
        {
            AssertMessage.BoundsCheck => $"index out of bounds: the length is {first} but the index is {second}",
            AssertMessage.Overflow(var operation, _, _) => $"attempt to {(Sign(operation) is { } sign ? $"compute `{first} {sign} {second}`, which would overflow" : Verb(operation))}",
            AssertMessage.OverflowNeg => $"attempt to negate `{first}`, which would overflow",
            AssertMessage.DivisionByZero => $"attempt to divide `{first}` by zero",
            AssertMessage.RemainderByZero => $"attempt to calculate the remainder of `{first}` with a divisor of zero",
            AssertMessage.Resumed(var text) => text,
            AssertMessage.ValueMoved or AssertMessage.ValueUnset => WordsOf(site.Message),
        };
    }

    private string Show(ShownOperand? operand, ulong* r, uint* p)
    {
        if (operand is null)
        {
            return "";
        }

        if (operand.Kind != ValueKind.None)
        {
            return Show(r[operand.Register], operand.Kind);
        }

        return ReadWide(r[operand.Register], p[operand.Register], out UInt128 bits) != StopReason.None ? "?"
            : operand.Type is Ty.Int { IsSigned: true } ? ((Int128)bits).ToString(CultureInfo.InvariantCulture)
            : bits.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Sign(BinaryOp operation) => operation switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Sub => "-",
        BinaryOp.Mul => "*",
        BinaryOp.Div => "/",
        BinaryOp.Rem => "%",
        BinaryOp.Shl => "<<",
        BinaryOp.Shr => ">>",
        _ => null,
    };

    // The library's functions say it and begin to unwind; without a library the machine unwinds by itself.
    private StopReason PanicAtBounds(AssertSite site, Instr* i, ulong* r)
    {
        if (_image.LangFunction("panic_bounds_check") is not { } function)
        {
            return UnwindFrom(i);
        }

        (ulong length, ulong index) = (r[site.First!.Register], r[site.Second!.Register]);
        (r[site.Window + MessageRegister], r[site.Window + MessageRegister + 1]) = (index, length);
        return EnterFunction(function.Number, site.Window, i);
    }

    private StopReason Panic(int window, Instr* i, ulong* r, uint* p)
    {
        if (_image.LangFunction("panic") is not { } function)
        {
            return UnwindFrom(i);
        }

        byte[] text = System.Text.Encoding.UTF8.GetBytes(_stopText);
        uint id = _image.ConstantOf(new Allocation([.. text]), 1);
        int register = window + MessageRegister;
        (r[register], p[register]) = (_memory.Lines[id].Base, id);
        r[register + 1] = (ulong)text.Length;
        return EnterFunction(function.Number, window, i);
    }

    private StopReason TerminateUnwind(Instr* i)
    {
        _stopText = i->B != 0 ? "panic in a destructor during cleanup" : "panic in a function that cannot unwind";
        return _image.LangFunction(i->B != 0 ? "panic_in_cleanup" : "panic_cannot_unwind") is { } function
            ? EnterFunction(function.Number, i->A, i)
            : StopReason.Panicked;
    }

    /// <summary>Begins to unwind from an intrinsic's call.</summary>
    public StopReason BeginUnwinding(Instr* at, ulong payload, uint provenance)
    {
        (_payload, _payloadProvenance) = (payload, provenance);
        return UnwindFrom(at);
    }

    private static string Verb(BinaryOp operation) => operation switch
    {
        BinaryOp.Add or BinaryOp.AddUnchecked or BinaryOp.AddWithOverflow => "add",
        BinaryOp.Sub or BinaryOp.SubUnchecked or BinaryOp.SubWithOverflow => "subtract",
        BinaryOp.Mul or BinaryOp.MulUnchecked or BinaryOp.MulWithOverflow => "multiply",
        BinaryOp.Div => "divide",
        BinaryOp.Rem => "calculate the remainder",
        BinaryOp.Shl or BinaryOp.ShlUnchecked or BinaryOp.ShlSigned => "shift left",
        BinaryOp.Shr or BinaryOp.ShrUnchecked => "shift right",
        _ => "compute",
    };

    private StopReason UnwindFrom(Instr* at)
    {
        // A panic that nobody will catch ends the program where it is, so that its calls can still be looked at.
        if (!WillBeCaught(at))
        {
            _pc = at;
            return StopReason.Panicked;
        }

        CompiledCode code = _image.Functions[_frame->Function].Code!;
        if (code.Landings.TryGetValue((int)(at - code.Start), out int landing))
        {
            _pc = code.Start + landing;
            return StopReason.None;
        }

        return Unwind();
    }

    private bool WillBeCaught(Instr* at)
    {
        for (Frame* frame = _frame; frame >= _frames; frame--)
        {
            CompiledCode code = _image.Functions[frame->Function].Code!;
            if (code.Catches.Contains((int)(at - code.Start)))
            {
                return true;
            }

            at = frame->Return - 1;
        }

        return false;
    }

    private StopReason Unwind()
    {
        while (_frame->Return != null)
        {
            Instr* call = _frame->Return - 1;
            EndLocals(_frame);
            _frame--;
            _lowFrame = _frame < _lowFrame ? _frame : _lowFrame;
            CompiledCode code = _image.Functions[_frame->Function].Code!;
            if (code.Landings.TryGetValue((int)(call - code.Start), out int landing))
            {
                _pc = code.Start + landing;
                return StopReason.None;
            }
        }

        return StopReason.Panicked;
    }
}

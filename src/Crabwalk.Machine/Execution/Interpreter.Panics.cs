using Crabwalk.Machine.Code;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Assertions and unwinding: from call to call through the cleanup blocks that wait there.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason Assert(Instr* i, ulong* r)
    {
        if ((r[i->A] != 0) == (i->B != 0))
        {
            return StopReason.None;
        }

        AssertSite site = _tables.Asserts[(int)i->Imm];
        string first = site.First < 0 ? "" : Show(r[site.First], site.Kind);
        string second = site.Second < 0 ? "" : Show(r[site.Second], site.Kind);
        _stopText = site.Message switch
        {
            AssertMessage.BoundsCheck => $"index out of bounds: the len is {first} but the index is {second}",
            AssertMessage.Overflow(var operation, _, _) => $"attempt to {Verb(operation)} with overflow",
            AssertMessage.OverflowNeg => "attempt to negate with overflow",
            AssertMessage.DivisionByZero => $"attempt to divide `{first}` by zero",
            AssertMessage.RemainderByZero => $"attempt to calculate the remainder of `{first}` with a divisor of zero",
            AssertMessage.Resumed(var text) => text,
        };
        return UnwindFrom(i);
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
        CompiledCode code = _image.Functions[_frame->Function].Code!;
        if (code.Landings.TryGetValue((int)(at - code.Start), out int landing))
        {
            _pc = code.Start + landing;
            return StopReason.None;
        }

        return Unwind();
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

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>How blocks end.</summary>
internal sealed partial class BodyCompiler
{
    private const int MaxHeaderStatements = 4;
    private const int MaxChain = 4;

    /// <summary>The registers that a call of the library's panic takes: no result and two arguments.</summary>
    private const int PanicWindow = 3;

    private void WriteTerminator(Block block, int fused, BlockId? next)
    {
        try
        {
            WriteChecked(block, fused, next);
        }
        catch (UnsupportedException e)
        {
            Unsupported(e.Message);
        }
    }

    private void WriteChecked(Block block, int fused, BlockId? next)
    {
        switch (block.Terminator.Kind)
        {
            case TerminatorKind.Goto(var target):
                WriteGoto(target, next);
                break;
            case TerminatorKind.SwitchInt(var operand, var targets, var otherwise):
                WriteSwitch(block, fused, operand, targets, otherwise, next);
                break;
            case TerminatorKind.Return:
                WriteReturn();
                break;
            case TerminatorKind.Unreachable(var rule):
                Emit(Op.Unreachable, imm: _tables.Texts.Add(rule ?? "Unreachable"));
                break;
            case TerminatorKind.Call call:
                WriteCall(call, next);
                break;
            case TerminatorKind.Assert assert:
                WriteAssert(assert, next);
                break;
            case TerminatorKind.Drop drop:
                WriteDrop(drop, next);
                break;
            case TerminatorKind.FalseEdge(var real, _):
                WriteGoto(real, next);
                break;
            case TerminatorKind.FalseUnwind(var real, _):
                WriteGoto(real, next);
                break;
            case TerminatorKind.UnwindResume:
                Emit(Op.Resume);
                break;
            case TerminatorKind.UnwindTerminate(var inCleanup):
                WriteTerminate(inCleanup);
                break;
            default:
                break;
        }
    }

    private void WriteGoto(BlockId target, BlockId? next)
    {
        if (target == next)
        {
            return;
        }

        if (IsLoopHeader(target))
        {
            WriteHeaderAgain(target);
            return;
        }

        EmitJump(Op.Jump, 0, 0, 0, 0, target);
    }

    // A small header that was written already: writing it again at the bottom saves one jump each time round.
    private bool IsLoopHeader(BlockId target)
    {
        Block header = _body.Blocks[target];
        return _blockStart[target.Index] >= 0 && header.Terminator.Kind is TerminatorKind.SwitchInt { Targets.Count: 1 }
            && header.Statements.Count(s => s.Kind is not StatementKind.Mark) <= MaxHeaderStatements;
    }

    private void WriteHeaderAgain(BlockId target)
    {
        _nextFree = _firstFree;
        WriteBlock(target, null);
    }

    private void WriteSwitch(Block block, int fused, Operand operand, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise, BlockId? next)
    {
        if (fused >= 0)
        {
            var comparison = (Rvalue.Binary)((StatementKind.Assign)block.Statements[fused].Kind).Value;
            (BlockId whenTrue, BlockId whenFalse) = targets[0].Value == 0 ? (otherwise, targets[0].Target) : (targets[0].Target, otherwise);
            WriteCompareJump(comparison, whenTrue, whenFalse, next);
            return;
        }

        ValueKind kind = KindOf(TypeOf(operand));
        if (kind == ValueKind.None)
        {
            WriteWideSwitch(operand, targets, otherwise, next);
            return;
        }

        int value = Use(operand);
        if (targets is [(var only, var target)] && only == 0)
        {
            WriteBranch(Op.JumpTrue, Op.JumpFalse, value, 0, 0, otherwise, target, next);
        }
        else if (targets.Count <= MaxChain && targets.Span.ToArray().All(t => IsSmall(kind, t.Value)))
        {
            foreach ((UInt128 bits, BlockId to) in targets)
            {
                EmitJump(Op.JumpEqI, 0, value, 0, (int)(long)kind.Extend((ulong)bits), to);
            }

            WriteJumpTo(otherwise, next);
        }
        else
        {
            WriteTable(kind, value, targets, otherwise);
        }
    }

    private void WriteWideSwitch(Operand operand, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise, BlockId? next)
    {
        foreach ((UInt128 bits, BlockId target) in targets)
        {
            int isEqual = Temporary();
            WriteWideComparison(isEqual, BinaryOp.Eq, operand, new Operand.Constant(new ConstValue.Scalar(TypeOf(operand), bits)));
            EmitJump(Op.JumpTrue, isEqual, 0, 0, 0, target);
        }

        WriteJumpTo(otherwise, next);
    }

    private static bool IsSmall(ValueKind kind, UInt128 bits) => (long)kind.Extend((ulong)bits) is >= int.MinValue and <= int.MaxValue;

    private void WriteTable(ValueKind kind, int value, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise)
    {
        (ulong Value, BlockId Target)[] sorted =
            [.. ((IEnumerable<(UInt128 Value, BlockId Target)>)targets).Select(t => (kind.Extend((ulong)t.Value), t.Target)).OrderBy(t => t.Item1)];
        var table = new SwitchTable([.. sorted.Select(t => t.Value)], new int[sorted.Length]);
        int instruction = Emit(Op.Switch, value, imm: _switches.Count);
        _switches.Add((table, [.. sorted.Select(t => t.Target)], otherwise, instruction));
        EmitJump(Op.Jump, 0, 0, 0, 0, otherwise);
    }

    // The statement just before the jump whose comparison nobody else looks at; -1 for none.
    private int FusedComparison(Block block)
    {
        if (WithInstructions || block.Terminator.Kind is not TerminatorKind.SwitchInt { Targets.Count: 1 } jump
            || jump.Targets[0].Value > 1 || block.Statements.Count == 0 || PlaceOf(jump.Operand) is not { IsLocal: true } place)
        {
            return -1;
        }

        int last = block.Statements.Count - 1;
        while (last > 0 && (block.Statements[last].Kind is StatementKind.Nop || (!WithMarks && block.Statements[last].Kind is StatementKind.Mark)))
        {
            last--;
        }

        return block.Statements[last].Kind is StatementKind.Assign(var target, Rvalue.Binary(var operation, var left, _), _)
            && target == place && CanFuse(operation, KindOf(TypeOf(left))) && IsOnlyForJump(place.Local) ? last : -1;
    }

    private bool IsOnlyForJump(LocalId local) => _body.Locals[local].Kind == LocalKind.Temporary
        && !_slots[local.Index].InMemory && _uses.Reads(local) - (WithMarks ? 0 : MarkReads(local)) == 1;

    private int MarkReads(LocalId local) => _markReads.GetValueOrDefault(local);

    private Dictionary<LocalId, int> _markReads => field ??= _body.Blocks.SelectMany(b => b.Statements)
        .Select(s => s.Kind is StatementKind.Mark { Value: { } value } ? PlaceOf(value) : null)
        .Where(p => p is { IsLocal: true })
        .GroupBy(p => p!.Value.Local)
        .ToDictionary(g => g.Key, g => g.Count());

    private static bool CanFuse(BinaryOp operation, ValueKind kind) => kind == ValueKind.Pointer
        ? operation is BinaryOp.Eq or BinaryOp.Ne
        : kind is not (ValueKind.None or ValueKind.Empty or ValueKind.F32 or ValueKind.Fat)
            && operation is BinaryOp.Eq or BinaryOp.Ne or BinaryOp.Lt or BinaryOp.Le or BinaryOp.Gt or BinaryOp.Ge;

    private void WriteCompareJump(Rvalue.Binary comparison, BlockId whenTrue, BlockId whenFalse, BlockId? next)
    {
        ValueKind kind = KindOf(TypeOf(comparison.Left));
        int left = Use(comparison.Left);
        if (!kind.IsFloat() && Immediate(comparison.Right) is { } number && ImmediateJump(comparison.Operation, kind) is var (yes, no))
        {
            WriteBranch(yes, no, left, 0, number, whenTrue, whenFalse, next);
            return;
        }

        int right = Use(comparison.Right);
        BinaryOp operation = comparison.Operation;
        if (operation is BinaryOp.Gt or BinaryOp.Ge)
        {
            (left, right) = (right, left);
            operation = operation == BinaryOp.Gt ? BinaryOp.Lt : BinaryOp.Le;
        }

        if (kind.IsFloat())
        {
            WriteFloatJump(operation, left, right, whenTrue, whenFalse, next);
            return;
        }

        // Not less is the swapped less-or-equal.
        switch (operation)
        {
            case BinaryOp.Eq:
                WriteBranch(Op.JumpEq, Op.JumpNe, left, right, 0, whenTrue, whenFalse, next);
                break;
            case BinaryOp.Ne:
                WriteBranch(Op.JumpNe, Op.JumpEq, left, right, 0, whenTrue, whenFalse, next);
                break;
            default:
                Op less = kind.IsSigned() ? Op.JumpLtS : Op.JumpLtU;
                Op lessOrEqual = kind.IsSigned() ? Op.JumpLeS : Op.JumpLeU;
                bool isLess = operation == BinaryOp.Lt;
                WriteOrderJump(isLess ? less : lessOrEqual, isLess ? lessOrEqual : less, left, right, whenTrue, whenFalse, next);
                break;
        }
    }

    private void WriteOrderJump(Op yes, Op swappedNo, int left, int right, BlockId whenTrue, BlockId whenFalse, BlockId? next)
    {
        if (whenTrue == next)
        {
            EmitJump(swappedNo, 0, right, left, 0, whenFalse);
            return;
        }

        EmitJump(yes, 0, left, right, 0, whenTrue);
        WriteJumpTo(whenFalse, next);
    }

    private void WriteFloatJump(BinaryOp operation, int left, int right, BlockId whenTrue, BlockId whenFalse, BlockId? next)
    {
        (Op yes, Op no) = operation switch
        {
            BinaryOp.Eq => (Op.JumpEqF, Op.JumpNeF),
            BinaryOp.Ne => (Op.JumpNeF, Op.JumpEqF),
            BinaryOp.Lt => (Op.JumpLtF, Op.JumpNotLtF),
            _ => (Op.JumpLeF, Op.JumpNotLeF),
        };
        WriteBranch(yes, no, left, right, 0, whenTrue, whenFalse, next);
    }

    private static (Op Yes, Op No)? ImmediateJump(BinaryOp operation, ValueKind kind) => operation switch
    {
        BinaryOp.Eq => (Op.JumpEqI, Op.JumpNeI),
        BinaryOp.Ne => (Op.JumpNeI, Op.JumpEqI),
        BinaryOp.Lt => kind.IsSigned() ? (Op.JumpLtSI, Op.JumpGeSI) : (Op.JumpLtUI, Op.JumpGeUI),
        BinaryOp.Ge => kind.IsSigned() ? (Op.JumpGeSI, Op.JumpLtSI) : (Op.JumpGeUI, Op.JumpLtUI),
        BinaryOp.Le when kind.IsSigned() => (Op.JumpLeSI, Op.JumpGtSI),
        BinaryOp.Gt when kind.IsSigned() => (Op.JumpGtSI, Op.JumpLeSI),
        _ => null,
    };

    private void WriteBranch(Op yes, Op no, int b, int c, int high, BlockId whenTrue, BlockId whenFalse, BlockId? next)
    {
        if (whenTrue == next)
        {
            EmitJump(no, b, b, c, high, whenFalse);
            return;
        }

        EmitJump(yes, b, b, c, high, whenTrue);
        WriteJumpTo(whenFalse, next);
    }

    private void WriteJumpTo(BlockId target, BlockId? next)
    {
        if (target != next)
        {
            EmitJump(Op.Jump, 0, 0, 0, 0, target);
        }
    }

    private void WriteReturn()
    {
        LocalSlot slot = _slots[0];
        if (slot.Kind == ValueKind.Empty)
        {
            Emit(Op.Return);
        }
        else if (!slot.InMemory)
        {
            Emit(_defined.Contains(LocalId.Return) ? Op.Return : Op.ReturnNothing, slot.Register, imm: 1);
        }
        else if (slot.Kind == ValueKind.None)
        {
            Emit(Op.ReturnMemory, 0, slot.Register, 0, slot.SizeBytes);
        }
        else
        {
            Load(0, AccessOf(LocalId.Return));
            Emit(Op.Return);
        }
    }

    private void WriteAssert(TerminatorKind.Assert assert, BlockId? next)
    {
        int condition = Use(assert.Condition);
        (ShownOperand? first, ShownOperand? second) = OperandsOf(assert.Message);
        var site = new AssertSite(assert.Message, first, second) { Window = _nextFree };
        _registers = Math.Max(_registers, _nextFree + PanicWindow);
        Land(Emit(Op.Assert, condition, assert.Expected ? 1 : 0, 0, _tables.Asserts.Add(site)), assert.Unwind);
        WriteGoto(assert.Target, next);
    }

    private (ShownOperand? First, ShownOperand? Second) OperandsOf(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => (Shown(length), Shown(index)),
        AssertMessage.Overflow(_, var left, var right) => (Shown(left), Shown(right)),
        AssertMessage.OverflowNeg(var operand) => (Shown(operand), null),
        AssertMessage.DivisionByZero(var operand) => (Shown(operand), null),
        AssertMessage.RemainderByZero(var operand) => (Shown(operand), null),
        AssertMessage.Resumed or AssertMessage.ValueMoved or AssertMessage.ValueUnset => (null, null),
    };

    private ShownOperand Shown(Operand operand)
    {
        Ty type = TypeOf(operand);
        return IsWide(type) ? new(AddressOf(operand), ValueKind.None, type) : new(Use(operand), KindOf(type), type);
    }
}

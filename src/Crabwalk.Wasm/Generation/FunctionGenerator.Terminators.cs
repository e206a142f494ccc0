using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>How blocks end.</summary>
internal sealed partial class FunctionGenerator
{
    private BlockExit WriteTerminator(TerminatorKind kind)
    {
        switch (kind)
        {
            case TerminatorKind.Goto(var target):
                return new BlockExit.Goto(target);
            case TerminatorKind.SwitchInt(var operand, var targets, var otherwise):
                return WriteSwitch(operand, targets, otherwise);
            case TerminatorKind.Return:
                WriteReturn();
                return new BlockExit.Ended();
            case TerminatorKind.Call call:
                return WriteCall(call);
            case TerminatorKind.Unreachable:
                _code.Add(Opcode.Unreachable);
                return new BlockExit.Ended();
            case TerminatorKind.FalseEdge(var real, _):
                return new BlockExit.Goto(real);
            case TerminatorKind.FalseUnwind(var real, _):
                return new BlockExit.Goto(real);
            case TerminatorKind.Drop drop:
                return WriteDrop(drop);
            case TerminatorKind.UnwindResume:
                WriteResume();
                return new BlockExit.Ended();
            default:
                throw new CompilerBugException($"{kind} is left for code generation");
        }
    }

    private BlockExit WriteSwitch(Operand operand, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise)
    {
        if (targets.All(target => target.Target == otherwise))
        {
            return new BlockExit.Goto(otherwise);
        }

        if (Of(TypeOf(operand)) is Representation.InMemory)
        {
            return WriteWideSwitch(operand, targets, otherwise);
        }

        ScalarKind kind = KindOf(TypeOf(operand));
        Push(operand);
        if (targets is [var only])
        {
            return WriteBranch(kind, only.Value, only.Target, otherwise);
        }

        int value = NewLocal(kind.Type());
        _code.Set(value);
        return new BlockExit.Switch(value, kind.IsWide(), [.. targets.Select(target => (kind.Extend(target.Value), target.Target))], otherwise);
    }

    private BlockExit.Branch WriteBranch(ScalarKind kind, UInt128 value, BlockId target, BlockId otherwise)
    {
        if (value == 0 && !kind.IsWide())
        {
            return new(otherwise, target);
        }

        if (value == 0)
        {
            _code.Add(Opcode.I64Eqz);
        }
        else if (kind != ScalarKind.Bool)
        {
            _code.Add(kind.Constant(value));
            _code.Add(kind.IsWide() ? Opcode.I64Eq : Opcode.I32Eq);
        }

        return new(target, otherwise);
    }

    private void WriteReturn()
    {
        if (Of(_body.Locals[LocalId.Return].Type) is not Representation.InMemory)
        {
            Push(AccessOf(LocalId.Return));
        }

        _code.Add(Opcode.Return);
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>Blocks, jumps, calls and exceptions (WebAssembly 3.0, 4.6.8 and 4.6.9).</summary>
public sealed partial class Interpreter
{
    private readonly List<ThrownException> _exceptions = [];

    private void Execute(in Instruction instruction, ref Activation call)
    {
        switch (instruction.Opcode)
        {
            case >= Opcode.I32Eqz and <= Opcode.I64Extend32S:
                ExecuteNumber(instruction.Opcode);
                break;
            case Opcode.Unreachable:
                throw new TrapException(Interpretation.Trap.Unreachable);
            case Opcode.Nop:
                break;
            case Opcode.Block or Opcode.Loop or Opcode.TryTable:
                Open(ref call);
                break;
            case Opcode.If:
                If(ref call);
                break;
            case Opcode.Else:
                call.Next = call.Function.Structures[call.Next - 1].End;
                break;
            case Opcode.End:
                End(ref call);
                break;
            case Opcode.Br:
                Branch((int)instruction.Immediate, ref call);
                break;
            case Opcode.BrIf when Pop32() != 0:
                Branch((int)instruction.Immediate, ref call);
                break;
            case Opcode.BrIf:
                break;
            case Opcode.BrTable:
                EquatableArray<int> depths = ((InstructionList.Labels)instruction.List!).Depths;
                Branch(depths[(int)Math.Min(Pop32(), (uint)depths.Count - 1)], ref call);
                break;
            case Opcode.Return:
                Return();
                break;
            default:
                ExecuteCall(in instruction, ref call);
                break;
        }
    }

    private void ExecuteCall(in Instruction instruction, ref Activation call)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Call:
                Call((int)instruction.Immediate);
                break;
            case Opcode.CallIndirect:
                Call(FunctionAt(_values[_top - 1], (int)instruction.Immediate), operands: 1);
                break;
            case Opcode.ReturnCall:
                TailCall((int)instruction.Immediate);
                break;
            case Opcode.ReturnCallIndirect:
                TailCall(FunctionAt(Pop(), (int)instruction.Immediate));
                break;
            case Opcode.Throw:
                _exceptions.Add(new((int)instruction.Immediate, TakeValues(Module.Types[Module.Tags[(int)instruction.Immediate]].Parameters.Count)));
                Throw((ulong)_exceptions.Count);
                break;
            case Opcode.ThrowRef:
                Throw(Pop());
                break;
            default:
                ExecuteStore(in instruction, ref call);
                break;
        }
    }

    private void Open(ref Activation call)
    {
        int start = call.Next - 1;
        if (_open == _blocks.Length)
        {
            Array.Resize(ref _blocks, _open * 2);
        }

        _blocks[_open++] = new(start, _top - call.Function.Structures[start].Takes);
    }

    private void If(ref Activation call)
    {
        Structure structure = call.Function.Structures[call.Next - 1];
        if (Pop32() != 0)
        {
            Open(ref call);
        }
        else if (structure.Else >= 0)
        {
            Open(ref call);
            call.Next = structure.Else + 1;
        }
        else
        {
            call.Next = structure.End + 1;
        }
    }

    private void End(ref Activation call)
    {
        if (_open == call.Blocks)
        {
            Return();
        }
        else
        {
            _open--;
        }
    }

    /// <summary>Leaves blocks: to behind the end of the outermost of them or, when it is a loop, to its beginning.</summary>
    private void Branch(int depth, ref Activation call)
    {
        int target = _open - 1 - depth;
        if (target < call.Blocks)
        {
            Return();
            return;
        }

        OpenBlock block = _blocks[target];
        Structure structure = call.Function.Structures[block.Start];
        bool isLoop = call.Function.Code[block.Start].Opcode == Opcode.Loop;
        KeepTop(isLoop ? structure.Takes : structure.Gives, block.Height);
        _open = target;
        call.Next = isLoop ? block.Start : structure.End + 1;
    }

    private void Return()
    {
        ref Activation call = ref _calls[--_depth];
        KeepTop(call.Function.Gives, call.Base);
        _open = call.Blocks;
        State = _depth == 0 ? RunState.Idle : RunState.Running;
    }

    /// <summary>Calls a function whose arguments lie below some other operands, which go.</summary>
    private void Call(int function, int operands = 0)
    {
        if (function < Module.Imports.Count)
        {
            CallHost(function, operands);
            return;
        }

        _top -= operands;
        Enter(Prepared(function));
    }

    private void CallHost(int function, int operands)
    {
        FunctionImport import = Module.Imports[function];
        FunctionType type = Module.Types[import.Type];
        int start = _top - operands - type.Parameters.Count;
        ulong result = _host.Call(import, _values.AsSpan(start, type.Parameters.Count), Memory);
        _top = start;
        if (type.Results.Count > 0)
        {
            Push(result);
        }
    }

    private void Enter(PreparedFunction function)
    {
        if (_depth >= _limits.CallDepth)
        {
            throw new TrapException(Interpretation.Trap.StackOverflow);
        }

        if (_depth == _calls.Length)
        {
            Array.Resize(ref _calls, _depth * 2);
        }

        int start = _top - function.Takes;
        for (int local = function.Takes; local < function.LocalCount; local++)
        {
            Push(0);
        }

        _calls[_depth++] = new() { Function = function, Next = 0, Base = start, Blocks = _open };
    }

    // The host's functions come back at once: what the specification calls a tail call of them is a call and a return.
    private void TailCall(int function)
    {
        if (function < Module.Imports.Count)
        {
            CallHost(function, operands: 0);
            Return();
            return;
        }

        PreparedFunction target = Prepared(function);
        Activation caller = _calls[--_depth];
        KeepTop(target.Takes, caller.Base);
        _open = caller.Blocks;
        Enter(target);
    }

    private int FunctionAt(ulong entry, int type)
    {
        uint index = unchecked((uint)entry);
        int function = index < _table.Length ? _table[index] : throw new TrapException(Interpretation.Trap.TableOutOfBounds);
        if (function < 0)
        {
            throw new TrapException(Interpretation.Trap.CallToNull);
        }

        int actual = function < Module.Imports.Count ? Module.Imports[function].Type : Module.Functions[function - Module.Imports.Count].Type;
        return _typeNumbers[actual] == _typeNumbers[type] ? function : throw new TrapException(Interpretation.Trap.BadSignature);
    }

    /// <summary>Goes on where an exception is caught; what is in between is left.</summary>
    private void Throw(ulong reference)
    {
        if (reference == 0)
        {
            throw new TrapException(Interpretation.Trap.NullReference);
        }

        ThrownException exception = _exceptions[(int)reference - 1];
        for (int depth = _depth; depth > 0; depth--)
        {
            int end = depth == _depth ? _open : _calls[depth].Blocks;
            for (int block = end - 1; block >= _calls[depth - 1].Blocks; block--)
            {
                if (ClauseFor(exception, _calls[depth - 1].Function.Code[_blocks[block].Start]) is { } clause)
                {
                    Catch(clause, exception, reference, depth, block);
                    return;
                }
            }
        }

        throw new TrapException(Interpretation.Trap.UncaughtException);
    }

    private static CatchClause? ClauseFor(ThrownException exception, in Instruction block)
    {
        foreach (CatchClause clause in block.List is InstructionList.Catches catches ? catches.Clauses : [])
        {
            if (clause.Kind is CatchKind.All or CatchKind.AllWithReference || clause.Tag == exception.Tag)
            {
                return clause;
            }
        }

        return null;
    }

    private void Catch(CatchClause clause, ThrownException exception, ulong reference, int depth, int block)
    {
        _depth = depth;
        _open = block;
        _top = _blocks[block].Height;
        foreach (ulong value in clause.Kind is CatchKind.Tag or CatchKind.TagWithReference ? exception.Values : [])
        {
            Push(value);
        }

        if (clause.Kind is CatchKind.TagWithReference or CatchKind.AllWithReference)
        {
            Push(reference);
        }

        Branch(clause.Label, ref _calls[_depth - 1]);
    }

    private ulong[] TakeValues(int count)
    {
        _top -= count;
        return _values.AsSpan(_top, count).ToArray();
    }

    /// <summary>Keeps some values of the top and drops those between them and a height.</summary>
    private void KeepTop(int count, int height)
    {
        if (_top - count != height)
        {
            _values.AsSpan(_top - count, count).CopyTo(_values.AsSpan(height));
            _top = height + count;
        }
    }

    /// <summary>An exception under way or held by a reference, which is its number from 1; 0 is null.</summary>
    private sealed record ThrownException(int Tag, ulong[] Values);
}

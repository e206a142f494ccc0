using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Validation;

/// <summary>
/// Checks one function with a stack of operand types and a stack of open blocks, as the specification's appendix describes (WebAssembly 3.0,
/// A.3). After a jump nothing is known of the operands: any type is then found there.
/// </summary>
internal sealed class FunctionValidator(WasmModule module, WasmFunction function)
{
    private readonly FunctionType _type = module.Types[function.Type];
    private readonly List<WasmType?> _operands = [];
    private readonly List<OpenBlock> _blocks = [];

    /// <summary>The first instruction that is wrong and why; null when none is.</summary>
    public (int Instruction, string Problem)? Check()
    {
        int at = 0;
        try
        {
            _blocks.Add(new(Opcode.Block, [], _type.Results, 0));
            for (; at < function.Code.Count; at++)
            {
                Require(_blocks.Count > 0, "code follows the end of the function");
                Step(function.Code[at]);
            }

            Require(_blocks.Count == 0, "a block has no end");
            return null;
        }
        catch (InvalidException invalid)
        {
            return (at, invalid.Message);
        }
    }

    /// <summary>The types of the operands before an instruction of a valid function, the topmost last; null where any would do.</summary>
    public IReadOnlyList<WasmType?> OperandsBefore(int instruction)
    {
        _blocks.Add(new(Opcode.Block, [], _type.Results, 0));
        for (int at = 0; at < instruction; at++)
        {
            Step(function.Code[at]);
        }

        return _operands;
    }

    private void Step(Instruction instruction)
    {
        OpcodeInfo info = instruction.Opcode.Info();
        if (info.Immediate is ImmediateKind.Memory or ImmediateKind.MemoryIndex or ImmediateKind.TwoMemories)
        {
            Require(module.Memory is not null, "there is no memory");
            Require(instruction.Second <= info.NaturalAlignment, "the alignment is larger than the access");
        }

        if (info.Signature is not null)
        {
            Take(info.Takes);
            Give(info.Gives);
        }
        else if (!Variables(instruction) && !Calls(instruction) && !Jumps(instruction))
        {
            Structure(instruction);
        }
    }

    private bool Variables(Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.LocalGet:
                Give(LocalType(instruction.Immediate));
                return true;
            case Opcode.LocalSet:
                Take(LocalType(instruction.Immediate));
                return true;
            case Opcode.LocalTee:
                Take(LocalType(instruction.Immediate));
                Give(LocalType(instruction.Immediate));
                return true;
            case Opcode.GlobalGet:
                Give(GlobalAt(instruction.Immediate).Type);
                return true;
            case Opcode.GlobalSet:
                Require(GlobalAt(instruction.Immediate).IsMutable, "the global is constant");
                Take(GlobalAt(instruction.Immediate).Type);
                return true;
            case Opcode.Drop:
                Take();
                return true;
            case Opcode.Select:
                Take(WasmType.I32);
                WasmType? second = Take();
                WasmType? first = Take();
                Require(first is null || second is null || first == second, "`select` has operands of two types");
                _operands.Add(first ?? second);
                return true;
            case Opcode.RefNull:
                Give(WasmType.ExceptionReference);
                return true;
            default:
                return false;
        }
    }

    private bool Calls(Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Call:
                Call(FunctionTypeAt(instruction.Immediate));
                return true;
            case Opcode.CallIndirect:
                Take(WasmType.I32);
                Call(IndirectType(instruction));
                return true;
            case Opcode.ReturnCall:
                ReturnCall(FunctionTypeAt(instruction.Immediate));
                return true;
            case Opcode.ReturnCallIndirect:
                Take(WasmType.I32);
                ReturnCall(IndirectType(instruction));
                return true;
            case Opcode.Throw:
                Require((ulong)instruction.Immediate < (ulong)module.Tags.Count, "there is no such tag");
                Take(module.Types[module.Tags[(int)instruction.Immediate]].Parameters);
                Leave();
                return true;
            case Opcode.ThrowRef:
                Take(WasmType.ExceptionReference);
                Leave();
                return true;
            default:
                return false;
        }
    }

    private bool Jumps(Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Unreachable:
                Leave();
                return true;
            case Opcode.Return:
                Take(_type.Results);
                Leave();
                return true;
            case Opcode.Br:
                Take(LabelTypes(instruction.Immediate));
                Leave();
                return true;
            case Opcode.BrIf:
                Take(WasmType.I32);
                Take(LabelTypes(instruction.Immediate));
                Give(LabelTypes(instruction.Immediate));
                return true;
            case Opcode.BrTable:
                Take(WasmType.I32);
                EquatableArray<int> depths = ((InstructionList.Labels)instruction.List!).Depths;
                Require(depths.All(depth => LabelTypes(depth) == LabelTypes(depths[^1])), "the labels of `br_table` take different types");
                Take(LabelTypes(depths[^1]));
                Leave();
                return true;
            default:
                return false;
        }
    }

    private void Structure(Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop:
                Open(instruction);
                break;
            case Opcode.If:
                Take(WasmType.I32);
                Open(instruction);
                break;
            case Opcode.TryTable:
                CheckClauses(((InstructionList.Catches)instruction.List!).Clauses);
                Open(instruction);
                break;
            case Opcode.Else:
                Require(_blocks[^1].Opcode == Opcode.If, "`else` without `if`");
                OpenBlock branch = Close();
                Push(branch with { Opcode = Opcode.Else, IsUnreachable = false });
                break;
            default:
                OpenBlock closed = Close();
                Require(closed.Opcode != Opcode.If || closed.Takes == closed.Gives, "an `if` without `else` gives something");
                Give(closed.Gives);
                break;
        }
    }

    private void CheckClauses(EquatableArray<CatchClause> clauses)
    {
        foreach (CatchClause clause in clauses)
        {
            bool hasTag = clause.Kind is CatchKind.Tag or CatchKind.TagWithReference;
            Require(!hasTag || clause.Tag < module.Tags.Count, "there is no such tag");
            List<WasmType> arriving = hasTag ? [.. module.Types[module.Tags[clause.Tag]].Parameters] : [];
            if (clause.Kind is CatchKind.TagWithReference or CatchKind.AllWithReference)
            {
                arriving.Add(WasmType.ExceptionReference);
            }

            Require(LabelTypes(clause.Label) == [.. arriving], "a catch clause brings other values than its label takes");
        }
    }

    private void Open(Instruction instruction)
    {
        FunctionType? type = BlockType.Of(instruction.Immediate, module.Types);
        Require(type is not null, "a block has a type that is not there");
        Take(type!.Parameters);
        Push(new(instruction.Opcode, type.Parameters, type.Results, 0));
    }

    private void Push(OpenBlock block)
    {
        _blocks.Add(block with { Height = _operands.Count });
        Give(block.Takes);
    }

    private OpenBlock Close()
    {
        OpenBlock block = _blocks[^1];
        Take(block.Gives);
        Require(_operands.Count == block.Height, "values are left over at the end of a block");
        _blocks.RemoveAt(_blocks.Count - 1);
        return block;
    }

    private void Leave()
    {
        OpenBlock block = _blocks[^1];
        _operands.RemoveRange(block.Height, _operands.Count - block.Height);
        _blocks[^1] = block with { IsUnreachable = true };
    }

    private void Call(FunctionType type)
    {
        Take(type.Parameters);
        Give(type.Results);
    }

    private void ReturnCall(FunctionType type)
    {
        Require(type.Results == _type.Results, "a tail call gives other results than its caller");
        Take(type.Parameters);
        Leave();
    }

    private FunctionType FunctionTypeAt(long index)
    {
        Require((ulong)index < (ulong)(module.Imports.Count + module.Functions.Count), "there is no such function");
        return module.TypeOf((int)index);
    }

    private FunctionType IndirectType(Instruction instruction)
    {
        Require(module.Table is not null && instruction.Second == 0, "there is no such table");
        Require((ulong)instruction.Immediate < (ulong)module.Types.Count, "there is no such type");
        return module.Types[(int)instruction.Immediate];
    }

    private EquatableArray<WasmType> LabelTypes(long depth)
    {
        Require((ulong)depth < (ulong)_blocks.Count, "a jump leaves more blocks than are open");
        OpenBlock block = _blocks[_blocks.Count - 1 - (int)depth];
        return block.Opcode == Opcode.Loop ? block.Takes : block.Gives;
    }

    private WasmType LocalType(long index)
    {
        int parameters = _type.Parameters.Count;
        Require((ulong)index < (ulong)(parameters + function.Locals.Count), "there is no such local");
        return index < parameters ? _type.Parameters[(int)index] : function.Locals[(int)index - parameters];
    }

    private Global GlobalAt(long index)
    {
        Require((ulong)index < (ulong)module.Globals.Count, "there is no such global");
        return module.Globals[(int)index];
    }

    private void Give(WasmType type) => _operands.Add(type);

    private void Give(EquatableArray<WasmType> types)
    {
        foreach (WasmType type in types)
        {
            _operands.Add(type);
        }
    }

    private WasmType? Take()
    {
        OpenBlock block = _blocks[^1];
        if (_operands.Count == block.Height)
        {
            Require(block.IsUnreachable, "an operand is missing");
            return null;
        }

        WasmType? top = _operands[^1];
        _operands.RemoveAt(_operands.Count - 1);
        return top;
    }

    private void Take(WasmType wanted)
    {
        WasmType? found = Take();
        Require(found is null || found == wanted, $"an operand is {found?.Spelled()} instead of {wanted.Spelled()}");
    }

    private void Take(EquatableArray<WasmType> types)
    {
        for (int i = types.Count - 1; i >= 0; i--)
        {
            Take(types[i]);
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidException(problem);
        }
    }

    private sealed record OpenBlock(Opcode Opcode, EquatableArray<WasmType> Takes, EquatableArray<WasmType> Gives, int Height)
    {
        public bool IsUnreachable { get; init; }
    }

    private sealed class InvalidException(string problem) : Exception(problem);
}

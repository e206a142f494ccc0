using Crabwalk.Wasm.Modules;

namespace Crabwalk.Tests.Wasm;

/// <summary>
/// Makes valid modules at random: nested blocks, loops that end, jumps with values, switches, calls straight and through the table,
/// exceptions, locals, globals, memory and arithmetic. A function calls only those before it.
/// </summary>
internal sealed class RandomModules(Random random)
{
    private const int Functions = 6;
    private const int ExceptionTag = 0;

    private static readonly WasmType[] Numbers = [WasmType.I32, WasmType.I64, WasmType.F32, WasmType.F64];

    // Which NaN an operation gives is left open, so that no integer may come to depend on a float's bits.
    private static readonly Opcode[] Operations =
    [
        .. OpcodeTable.All.Where(opcode => opcode.Info() is { Immediate: ImmediateKind.None, Signature: not (null or ":") }
            && opcode is not (Opcode.I32ReinterpretF32 or Opcode.I64ReinterpretF64 or Opcode.F32Copysign or Opcode.F64Copysign)),
    ];

    private static readonly Opcode[] Accesses = [.. OpcodeTable.All.Where(opcode => opcode.Info().Immediate == ImmediateKind.Memory && opcode is not (Opcode.F32Store or Opcode.F64Store))];

    // Type 0 is the functions' own, 1 that of the tag and of blocks that exceptions arrive in.
    private static readonly FunctionType[] Types = [FunctionType.Parse("il:l"), FunctionType.Parse("l:"), FunctionType.Parse("i:l")];
    private static readonly WasmType[] Locals = [.. Numbers, .. Numbers, WasmType.I32, WasmType.I32, WasmType.I32];
    private static readonly WasmType[] Variables = [WasmType.I32, WasmType.I64, .. Locals];

    private readonly List<Instruction> _code = [];

    // What a jump to each open block takes, the innermost last; null for nothing.
    private readonly List<WasmType?> _labels = [];
    private int _function;
    private int _loops;
    private int _left;

    /// <summary>A module whose exports are its functions; all have the type (i32, i64) to i64.</summary>
    public WasmModule Next() => new()
    {
        Types = [.. Types],
        Functions = [.. Enumerable.Range(0, Functions).Select(Function)],
        Tags = [1],
        Table = new(Functions + 1),
        Elements = [new(0, [.. Enumerable.Range(0, 2)])],
        Memory = new(1),
        Data = [new(16, [.. Enumerable.Range(1, 200).Select(i => (byte)i)])],
        Globals = [new(WasmType.I32, true, 5), new(WasmType.F64, true, 0x3FF8_0000_0000_0000)],
        Exports = [.. Enumerable.Range(0, Functions).Select(i => new Export($"f{i}", ExternalKind.Function, i))],
    };

    private WasmFunction Function(int number)
    {
        _code.Clear();
        _labels.Clear();
        _function = number;
        _loops = 0;
        _left = 120;
        Statements(4);
        Value(WasmType.I64, 5);
        Emit(Opcode.End);
        return new(0, [.. Locals], [.. _code], $"f{number}");
    }

    private void Value(WasmType type, int depth)
    {
        _left--;
        switch (depth <= 0 || _left < 0 ? random.Next(2) : random.Next(14))
        {
            case 0:
                Constant(type);
                break;
            case 1:
                Emit(Opcode.LocalGet, VariableOf(type));
                break;
            case 2:
                Block(type, depth);
                break;
            case 3:
                Choice(type, depth);
                break;
            case 4:
                Value(type, depth - 1);
                Value(type, depth - 1);
                Value(WasmType.I32, depth - 1);
                Emit(Opcode.Select);
                break;
            case 5 when type == WasmType.I64 && _function > 0:
                Call(depth);
                break;
            case 6 when type == WasmType.I64:
                Caught(depth);
                break;
            case 7:
                Value(type, depth - 1);
                Emit(Opcode.LocalTee, VariableOf(type));
                break;
            default:
                Operation(type, depth);
                break;
        }
    }

    private void Statements(int depth)
    {
        for (int i = random.Next(4); i > 0 && depth > 0 && _left > 0; i--)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        WasmType type = Numbers[random.Next(Numbers.Length)];
        switch (random.Next(7))
        {
            case 0:
                Value(type, depth - 1);
                Emit(Opcode.LocalSet, VariableOf(type));
                break;
            case 1:
                Store(depth);
                break;
            case 2 when _loops < 3:
                Loop(depth);
                break;
            case 3 when _labels.Count > 0:
                Jump(depth);
                break;
            case 4:
                Value(WasmType.I32, depth - 1);
                Emit(Opcode.GlobalSet);
                break;
            case 5:
                Switch(depth);
                break;
            default:
                Value(type, depth - 1);
                Emit(Opcode.Drop);
                break;
        }
    }

    private void Constant(WasmType type)
    {
        long bits = random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-3, 70);
        Emit(type switch
        {
            WasmType.I32 => new(Opcode.I32Const, unchecked((int)bits)),
            WasmType.I64 => new(Opcode.I64Const, bits),
            WasmType.F32 => new(Opcode.F32Const, BitConverter.SingleToUInt32Bits(bits)),
            _ => new Instruction(Opcode.F64Const, BitConverter.DoubleToInt64Bits(bits)),
        });
    }

    private void Operation(WasmType type, int depth)
    {
        Opcode[] giving = [.. Operations.Concat(Accesses).Where(opcode => opcode.Info().Gives is [var gives] && gives == type)];
        Opcode opcode = giving[random.Next(giving.Length)];
        foreach (WasmType operand in opcode.Info().Takes)
        {
            Value(operand, depth - 1);
        }

        if (opcode.Info().Immediate == ImmediateKind.Memory)
        {
            NearAddress();
        }

        Emit(opcode, opcode.Info().Immediate == ImmediateKind.Memory ? random.Next(64) : 0);
    }

    private void Store(int depth)
    {
        Opcode[] stores = [.. Accesses.Where(opcode => opcode.Info().Gives.IsEmpty)];
        Opcode opcode = stores[random.Next(stores.Length)];
        Value(WasmType.I32, depth - 1);
        NearAddress();
        Value(opcode.Info().Takes[1], depth - 1);
        Emit(opcode, random.Next(64));
    }

    // Most addresses are made small, so that a run does not end at once.
    private void NearAddress()
    {
        if (random.Next(20) != 0)
        {
            Emit(Opcode.I32Const, 0xFF);
            Emit(Opcode.I32And);
        }
    }

    private void Block(WasmType type, int depth)
    {
        Emit(Opcode.Block, BlockType.Giving(type));
        _labels.Add(type);
        Statements(depth - 1);
        Value(type, depth - 1);
        Close();
    }

    private void Choice(WasmType type, int depth)
    {
        Value(WasmType.I32, depth - 1);
        Emit(Opcode.If, BlockType.Giving(type));
        _labels.Add(type);
        Value(type, depth - 1);
        Emit(Opcode.Else);
        Statements(depth - 1);
        Value(type, depth - 1);
        Close();
    }

    // Counts one of the last locals down, which nothing else writes.
    private void Loop(int depth)
    {
        int counter = Variables.Length - 1 - _loops++;
        Emit(Opcode.I32Const, random.Next(1, 5));
        Emit(Opcode.LocalSet, counter);
        Emit(Opcode.Loop, BlockType.Empty);
        _labels.Add(WasmType.FunctionReference);
        Statements(depth - 1);
        Emit(Opcode.LocalGet, counter);
        Emit(Opcode.I32Const, 1);
        Emit(Opcode.I32Sub);
        Emit(Opcode.LocalTee, counter);
        Emit(Opcode.BrIf, 0);
        Close();
        _loops--;
    }

    // Loops are not jumped to, so that they end.
    private void Jump(int depth)
    {
        int label = random.Next(_labels.Count);
        if (_labels[label] is WasmType.FunctionReference)
        {
            return;
        }

        if (_labels[label] is { } type)
        {
            Value(type, depth - 1);
        }

        Value(WasmType.I32, depth - 1);
        Emit(Opcode.BrIf, _labels.Count - 1 - label);
        if (_labels[label] is not null)
        {
            Emit(Opcode.Drop);
        }
    }

    private void Switch(int depth)
    {
        for (int i = 0; i < 3; i++)
        {
            Emit(Opcode.Block, BlockType.Empty);
            _labels.Add(null);
        }

        Value(WasmType.I32, depth - 1);
        Emit(new Instruction(Opcode.BrTable, 0, 0, new InstructionList.Labels([0, 2, 1])));
        for (int i = 0; i < 3; i++)
        {
            Close();
            Statements(depth - 1);
        }
    }

    private void Call(int depth)
    {
        Value(WasmType.I32, depth - 1);
        Value(WasmType.I64, depth - 1);
        if (_function > 2 && random.Next(2) == 0)
        {
            // Entries 2 and later are empty, and now and then the type is wrong.
            Emit(Opcode.I32Const, random.Next(12) == 0 ? random.Next(10) : random.Next(2));
            bool isWrong = random.Next(20) == 0;
            Emit(isWrong ? Opcode.Drop : Opcode.Nop);
            Emit(isWrong ? [new(Opcode.Drop), new(Opcode.I32Const, 0), new(Opcode.CallIndirect, 2)] : [new(Opcode.CallIndirect)]);
            return;
        }

        Emit(Opcode.Call, random.Next(_function));
    }

    // What is thrown arrives in the outer block; without a throw the inner one falls through with its own value.
    private void Caught(int depth)
    {
        Emit(Opcode.Block, BlockType.Giving(WasmType.I64));
        _labels.Add(WasmType.I64);
        Emit(new Instruction(Opcode.TryTable, BlockType.Giving(WasmType.I64), 0, new InstructionList.Catches([new(CatchKind.Tag, ExceptionTag, 0)])));
        _labels.Add(WasmType.I64);
        Statements(depth - 1);
        Value(WasmType.I32, depth - 1);
        Emit(Opcode.If, BlockType.Empty);
        _labels.Add(null);
        Value(WasmType.I64, depth - 1);
        Emit(Opcode.Throw, ExceptionTag);
        Close();
        Value(WasmType.I64, depth - 1);
        Close();
        Close();
    }

    private void Close()
    {
        _labels.RemoveAt(_labels.Count - 1);
        Emit(Opcode.End);
    }

    private int VariableOf(WasmType type)
    {
        int[] fitting = [.. Enumerable.Range(0, Variables.Length - 3).Where(i => Variables[i] == type)];
        return fitting[random.Next(fitting.Length)];
    }

    private void Emit(Opcode opcode, long immediate = 0) => Emit(new Instruction(opcode, immediate));

    private void Emit(params ReadOnlySpan<Instruction> instructions) => _code.AddRange(instructions);
}

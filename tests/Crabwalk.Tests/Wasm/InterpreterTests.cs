using System.Globalization;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Tests.Wasm;

/// <summary>Every instruction does on the interpreter what it does on Wasmtime, at the edges of its operands and at random ones.</summary>
public sealed class InterpreterTests
{
    private const int RandomRounds = 60;

    private static readonly ulong[] Edges =
    [
        0, 1, 2, 31, 32, 63, 64, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
        0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFFF,
    ];

    private static readonly double[] FloatEdges =
    [
        0, -0.0, 0.4, 0.5, -0.5, 0.6, 1, -1, 1.5, 2.5, -2.5, 127.9, 2147483647, 2147483648, -2147483648, -2147483649, 4294967295, 4294967296, 16777217,
        9223372036854774784.0, 9223372036854775808.0, -9223372036854775808.0, 18446744073709549568.0, 18446744073709551616.0, 1e-45, 1e-310, 3.5e38, 1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void Arithmetic_is_the_same()
    {
        Opcode[] opcodes = [.. OpcodeTable.All.Where(opcode => opcode.Info() is { Immediate: ImmediateKind.None, Signature: not (null or ":") })];
        Assert.True(opcodes.Length > 130, $"only {opcodes.Length} operations");
        using var engines = new TwoEngines(ModuleOf(opcodes, OfOperands, _ => []));
        var random = new Random(1);
        for (int i = 0; i < opcodes.Length; i++)
        {
            OpcodeInfo info = opcodes[i].Info();
            foreach (ulong[] operands in OperandsFor([.. info.Takes], random))
            {
                engines.Call(i, operands);
            }
        }
    }

    [Fact]
    public void Reads_and_writes_of_memory_are_the_same()
    {
        Opcode[] opcodes = [.. OpcodeTable.All.Where(opcode => opcode.Info().Immediate == ImmediateKind.Memory)];
        using var engines = new TwoEngines(ModuleOf(opcodes, OfAccess, info => [WasmType.I64, .. info.Gives]));
        ulong[] addresses = [0, 1, 7, 100, 65520, 65521, 65524, 65527, 65528, 65529, 65532, 65535, 65536, 0x7FFF_FFFF, 0xFFFF_FFF0, 0xFFFF_FFFF];
        for (int i = 0; i < opcodes.Length; i++)
        {
            foreach (ulong address in addresses)
            {
                engines.Call(i, [address, .. opcodes[i].Info().Takes.Count == 2 ? [0x8899_AABB_CCDD_EEFF] : (ulong[])[]]);
            }
        }
    }

    [Fact]
    public void Whole_ranges_of_memory_are_the_same()
    {
        Opcode[] opcodes = [Opcode.MemoryCopy, Opcode.MemoryFill];
        using var engines = new TwoEngines(ModuleOf(opcodes, OfRange, _ => [WasmType.I64]));
        foreach (ulong[] operands in (ulong[][])[[0, 4, 8], [4, 0, 8], [0, 0, 0], [65536, 0, 0], [65537, 0, 0], [65530, 0, 7], [0, 65530, 7], [0, 0, 0xFFFF_FFFF], [2, 300, 3]])
        {
            engines.Call(0, operands);
            engines.Call(1, operands);
        }
    }

    [Fact]
    public void Growing_gives_the_size_before_or_refuses()
    {
        Instruction[] code = [new(Opcode.LocalGet), new(Opcode.MemoryGrow), new(Opcode.MemorySize), new(Opcode.End)];
        FunctionType type = FunctionType.Parse("i:ii");
        using var engines = new TwoEngines(Exporting([type], [new(0, [], [.. code], "grow")]) with { Memory = new(1, 3) });
        Assert.Equal(["1 1", "1 2", "1 3", "ffffffff 1", "ffffffff 1"], ((ulong[])[0, 1, 2, 3, 0xFFFF_FFFF]).Select(pages => engines.Call(0, pages)));
    }

    /// <summary>Whole programs: more of them with <c>CRABWALK_ROUNDS</c>.</summary>
    [Fact]
    public void Random_programs_are_the_same()
    {
        int rounds = int.TryParse(Environment.GetEnvironmentVariable("CRABWALK_ROUNDS"), out int many) ? many : 150;
        var endings = new Dictionary<string, int>();
        for (int seed = 0; seed < rounds; seed++)
        {
            using var engines = new TwoEngines(new RandomModules(new Random(seed)).Next());
            for (int i = 0; i < 6; i++)
            {
                string ending = engines.Call(i, (ulong)seed, 0x1234_5678_9ABC_DEF0);
                ending = ulong.TryParse(ending, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _) ? "a value" : ending;
                endings[ending] = endings.GetValueOrDefault(ending) + 1;
            }
        }

        Assert.True(endings.GetValueOrDefault("a value") > 3 * rounds, string.Join(", ", endings));
    }

    [Fact]
    public void Tail_calls_take_no_room()
    {
        // Counts down from a hundred thousand, where a thousand calls within calls are allowed, by itself and through the table.
        FunctionType type = FunctionType.Parse("i:i");
        Instruction[] next = [new(Opcode.LocalGet), new(Opcode.I32Const, 1), new(Opcode.I32Sub)];
        Instruction[] test = [new(Opcode.LocalGet), new(Opcode.I32Eqz), new(Opcode.If, BlockType.Empty), new(Opcode.I32Const, 7), new(Opcode.Return), new(Opcode.End)];
        WasmFunction[] functions =
        [
            new(0, [], [.. test, .. next, new(Opcode.ReturnCall, 1), new(Opcode.End)], "straight"),
            new(0, [], [.. test, .. next, new(Opcode.I32Const, 0), new(Opcode.ReturnCallIndirect), new(Opcode.End)], "table"),
        ];
        using var engines = new TwoEngines(Exporting([type], functions) with { Table = new(1), Elements = [new(0, [0])] });
        Assert.Equal("7", engines.Call(0, 100_000));
    }

    [Fact]
    public void An_exception_passes_calls_and_is_thrown_on()
    {
        // The inner function throws; the outer one catches it with its reference, throws that on, and catches it again by its tag.
        Instruction[] inner = [new(Opcode.LocalGet), new(Opcode.Throw), new(Opcode.End)];
        Instruction[] outer =
        [
            new(Opcode.Block, BlockType.Giving(WasmType.I64)),
            new(Opcode.TryTable, BlockType.Empty, 0, new InstructionList.Catches([new(CatchKind.Tag, 0, 0)])),
            new(Opcode.Block, BlockType.Giving(WasmType.ExceptionReference)),
            new(Opcode.TryTable, BlockType.Empty, 0, new InstructionList.Catches([new(CatchKind.AllWithReference, 0, 0)])),
            new(Opcode.LocalGet), new(Opcode.Call, 0), new(Opcode.End),
            new(Opcode.I64Const, 1), new(Opcode.Return), new(Opcode.End),
            new(Opcode.ThrowRef), new(Opcode.End),
            new(Opcode.I64Const, 2), new(Opcode.End), new(Opcode.End),
        ];
        WasmFunction[] functions = [new(0, [], [.. inner], "inner"), new(1, [], [.. outer], "outer")];
        using var engines = new TwoEngines(Exporting([FunctionType.Parse("l:"), FunctionType.Parse("l:l")], functions) with { Tags = [0] });
        Assert.Equal("2a", engines.Call(1, 42));
        Assert.Equal(nameof(Crabwalk.Wasm.Interpretation.Trap.UncaughtException), engines.Call(0, 42));
    }

    private static Instruction[] OfOperands(Opcode opcode) =>
        [.. opcode.Info().Takes.Select((_, i) => new Instruction(Opcode.LocalGet, i)), new(opcode), new(Opcode.End)];

    // What is written is looked at by reading the eight bytes there; what is read stands beside the bytes it comes from.
    private static Instruction[] OfAccess(Opcode opcode)
    {
        bool writes = opcode.Info().Takes.Count == 2;
        Instruction[] look = [new(Opcode.LocalGet), new(Opcode.I64Load, 3, 0)];
        Instruction[] access = [new(Opcode.LocalGet), .. writes ? [new Instruction(Opcode.LocalGet, 1)] : (Instruction[])[], new(opcode, 5, 0)];
        return [.. writes ? access : look, .. writes ? look : access, new(Opcode.End)];
    }

    private static Instruction[] OfRange(Opcode opcode) =>
        [new(Opcode.LocalGet, 0), new(Opcode.LocalGet, 1), new(Opcode.LocalGet, 2), new(opcode), new(Opcode.I32Const, 2), new(Opcode.I64Load), new(Opcode.End)];

    private static WasmModule ModuleOf(Opcode[] opcodes, Func<Opcode, Instruction[]> codeOf, Func<OpcodeInfo, WasmType[]> resultsOf)
    {
        FunctionType[] types = [.. opcodes.Select(opcode => opcode.Info()).Select(info => new FunctionType(info.Takes, [.. resultsOf(info) is [_, ..] results ? results : [.. info.Gives]]))];
        return Exporting(types, [.. opcodes.Select((opcode, i) => new WasmFunction(i, [], [.. codeOf(opcode)], opcode.Info().Text))]) with
        {
            Memory = opcodes.Any(opcode => opcode.Info().Immediate != ImmediateKind.None) ? new(1) : null,
            Data = opcodes.All(opcode => opcode.Info().Immediate == ImmediateKind.None) ? [] : [new(0, [.. Enumerable.Range(0, 65536).Select(i => unchecked((byte)(i * 37)))])],
        };
    }

    private static WasmModule Exporting(FunctionType[] types, WasmFunction[] functions) => new()
    {
        Types = [.. types],
        Functions = [.. functions],
        Exports = [.. functions.Select((function, i) => new Export(function.Name, ExternalKind.Function, i))],
    };

    private static IEnumerable<ulong[]> OperandsFor(WasmType[] types, Random random)
    {
        ulong[][] edges = [.. types.Select(EdgesOf)];
        IEnumerable<ulong[]> all = types.Length == 1 ? edges[0].Select(a => (ulong[])[a]) : edges[0].SelectMany(a => edges[1].Select(b => (ulong[])[a, b]));
        return all.Concat(Enumerable.Range(0, RandomRounds).Select(_ => types.Select(type => Fitting(type, unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)))).ToArray()));
    }

    private static ulong[] EdgesOf(WasmType type) => type switch
    {
        WasmType.F32 => [.. FloatEdges.Select(value => (ulong)BitConverter.SingleToUInt32Bits((float)value))],
        WasmType.F64 => [.. FloatEdges.Select(BitConverter.DoubleToUInt64Bits)],
        _ => [.. Edges.Select(bits => Fitting(type, bits)).Distinct()],
    };

    private static ulong Fitting(WasmType type, ulong bits) => type is WasmType.I32 or WasmType.F32 ? bits & uint.MaxValue : bits;
}

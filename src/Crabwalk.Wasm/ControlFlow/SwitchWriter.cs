using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.ControlFlow;

/// <summary>Writes a choice among many: a table where the values lie close together, comparisons where they do not.</summary>
internal static class SwitchWriter
{
    private const int FewestForTable = 4;
    private const long MostHolesPerTarget = 3;

    /// <summary>Appends the jumps; every target has a label.</summary>
    public static void Write(CodeBuilder code, BlockExit.Switch choice, Func<BlockId, int> depthOf) =>
        WriteRange(code, choice, [.. choice.Targets.OrderBy(target => target.Value)], depthOf);

    // Runs that are dense become a table each; between the runs the halves are told apart by comparing.
    private static void WriteRange(CodeBuilder code, BlockExit.Switch choice, (long Value, BlockId Target)[] sorted, Func<BlockId, int> depthOf)
    {
        if (sorted.Length >= FewestForTable && IsDense(sorted))
        {
            WriteTable(code, choice, sorted, depthOf);
        }
        else if (sorted.Length <= FewestForTable)
        {
            WriteChain(code, choice, sorted, depthOf);
        }
        else
        {
            WriteHalves(code, choice, sorted, depthOf);
        }
    }

    private static bool IsDense((long Value, BlockId Target)[] sorted)
    {
        UInt128 span = (UInt128)((Int128)sorted[^1].Value - sorted[0].Value);
        return span < (UInt128)(sorted.Length * MostHolesPerTarget);
    }

    private static void WriteTable(CodeBuilder code, BlockExit.Switch choice, (long Value, BlockId Target)[] sorted, Func<BlockId, int> depthOf)
    {
        long first = sorted[0].Value;
        int otherwise = depthOf(choice.Otherwise);
        int[] depths = new int[sorted[^1].Value - first + 2];
        Array.Fill(depths, otherwise);
        foreach ((long value, BlockId target) in sorted)
        {
            depths[value - first] = depthOf(target);
        }

        code.Get(choice.Local);
        if (first != 0)
        {
            Constant(code, choice, first);
            code.Add(choice.IsWide ? Opcode.I64Sub : Opcode.I32Sub);
        }

        if (choice.IsWide)
        {
            NarrowIndex(code, depths.Length - 1);
        }

        code.Add(new Instruction(Opcode.BrTable, 0, 0, new InstructionList.Labels([.. depths])));
    }

    // A 64-bit index beyond the table must not come back into it when its upper half is cut off.
    private static void NarrowIndex(CodeBuilder code, int last)
    {
        int index = code.NewLocal(WasmType.I64);
        code.Tee(index);
        code.Add(Opcode.I32WrapI64);
        code.Const(last);
        code.Get(index);
        code.Add(Opcode.I64Const, last);
        code.Add(Opcode.I64LtU);
        code.Add(Opcode.Select);
    }

    private static void WriteChain(CodeBuilder code, BlockExit.Switch choice, (long Value, BlockId Target)[] sorted, Func<BlockId, int> depthOf)
    {
        foreach ((long value, BlockId target) in sorted)
        {
            code.Get(choice.Local);
            if (value == 0)
            {
                code.Add(choice.IsWide ? Opcode.I64Eqz : Opcode.I32Eqz);
            }
            else
            {
                Constant(code, choice, value);
                code.Add(choice.IsWide ? Opcode.I64Eq : Opcode.I32Eq);
            }

            code.Add(Opcode.BrIf, depthOf(target));
        }

        code.Add(Opcode.Br, depthOf(choice.Otherwise));
    }

    private static void WriteHalves(CodeBuilder code, BlockExit.Switch choice, (long Value, BlockId Target)[] sorted, Func<BlockId, int> depthOf)
    {
        int middle = WidestGap(sorted);
        code.Get(choice.Local);
        Constant(code, choice, sorted[middle].Value);
        code.Add(choice.IsWide ? Opcode.I64LtS : Opcode.I32LtS);
        code.Add(Opcode.If, BlockType.Empty);
        WriteRange(code, choice, sorted[..middle], target => depthOf(target) + 1);
        code.Add(Opcode.End);
        WriteRange(code, choice, sorted[middle..], depthOf);
    }

    // Splitting at a wide gap leaves dense runs together; looking for it around the middle keeps the halves alike.
    private static int WidestGap((long Value, BlockId Target)[] sorted)
    {
        int best = sorted.Length / 2;
        Int128 widest = (Int128)sorted[best].Value - sorted[best - 1].Value;
        for (int i = sorted.Length / 4; i < sorted.Length * 3 / 4; i++)
        {
            Int128 gap = (Int128)sorted[i].Value - sorted[i - 1].Value;
            (best, widest) = gap > widest ? (i, gap) : (best, widest);
        }

        return best;
    }

    private static void Constant(CodeBuilder code, BlockExit.Switch choice, long value) => code.Add(choice.IsWide ? Opcode.I64Const : Opcode.I32Const, value);
}

using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>Writes single instructions (WebAssembly 3.0, 5.4).</summary>
internal static class CodeWriter
{
    private const int Prefix = 0xFC;

    /// <summary>The instruction's code and what belongs to it.</summary>
    public static void Write(ByteWriter code, Instruction instruction)
    {
        int opcode = (int)instruction.Opcode;
        if (opcode >> 8 == Prefix)
        {
            code.Byte(Prefix);
            code.Number(opcode & 0xFF);
        }
        else
        {
            code.Byte((byte)opcode);
        }

        WriteImmediates(code, instruction);
    }

    private static void WriteImmediates(ByteWriter code, Instruction instruction)
    {
        switch (instruction.Opcode.Info().Immediate)
        {
            case ImmediateKind.None:
                break;
            case ImmediateKind.Block or ImmediateKind.I32 or ImmediateKind.I64:
                code.Signed(instruction.Immediate);
                break;
            case ImmediateKind.Try:
                code.Signed(instruction.Immediate);
                WriteClauses(code, (InstructionList.Catches)instruction.List!);
                break;
            case ImmediateKind.Labels:
                WriteLabels(code, (InstructionList.Labels)instruction.List!);
                break;
            case ImmediateKind.Indirect:
                code.Unsigned((ulong)instruction.Immediate);
                code.Number(instruction.Second);
                break;
            case ImmediateKind.Memory:
                code.Number(instruction.Second);
                code.Unsigned((ulong)instruction.Immediate);
                break;
            case ImmediateKind.TwoMemories:
                code.Byte(0);
                code.Byte(0);
                break;
            case ImmediateKind.F32:
                code.Fixed32((uint)instruction.Immediate);
                break;
            case ImmediateKind.F64:
                code.Fixed64(unchecked((ulong)instruction.Immediate));
                break;
            case ImmediateKind.RefType:
                code.Byte((byte)instruction.Immediate);
                break;
            case ImmediateKind.Label or ImmediateKind.Function or ImmediateKind.Local or ImmediateKind.Global or ImmediateKind.Tag or ImmediateKind.MemoryIndex:
                code.Unsigned((ulong)instruction.Immediate);
                break;
        }
    }

    private static void WriteClauses(ByteWriter code, InstructionList.Catches catches)
    {
        code.Number(catches.Clauses.Count);
        foreach (CatchClause clause in catches.Clauses)
        {
            code.Byte((byte)clause.Kind);
            if (clause.Kind is CatchKind.Tag or CatchKind.TagWithReference)
            {
                code.Number(clause.Tag);
            }

            code.Number(clause.Label);
        }
    }

    private static void WriteLabels(ByteWriter code, InstructionList.Labels labels)
    {
        code.Number(labels.Depths.Count - 1);
        foreach (int depth in labels.Depths)
        {
            code.Number(depth);
        }
    }
}

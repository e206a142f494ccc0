using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>Reads instructions and the bodies of functions.</summary>
internal static class CodeReader
{
    private const int MaxLocals = 50_000;

    /// <summary>A function's locals and code.</summary>
    public static WasmFunction ReadBody(ByteReader reader, int type)
    {
        List<WasmType> locals = ReadLocals(reader);
        var code = new List<Instruction>();
        int depth = 1;
        while (depth > 0)
        {
            Instruction instruction = Read(reader);
            depth += instruction.Opcode switch
            {
                Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable => 1,
                Opcode.End => -1,
                _ => 0,
            };
            code.Add(instruction);
        }

        return reader.IsAtEnd ? new(type, [.. locals], [.. code], "") : throw reader.Wrong("code follows the end of a function");
    }

    /// <summary>The next instruction.</summary>
    public static Instruction Read(ByteReader reader)
    {
        int code = reader.Byte();
        var opcode = (Opcode)(code == 0xFC ? (code << 8) | (int)Math.Min(reader.Unsigned(), 0xFF) : code);
        return OpcodeTable.IsKnown(opcode) ? ReadImmediates(reader, opcode) : throw reader.Wrong($"the instruction 0x{(int)opcode:x2} is not known here");
    }

    private static List<WasmType> ReadLocals(ByteReader reader)
    {
        var locals = new List<WasmType>();
        for (int runs = reader.Count(); runs > 0; runs--)
        {
            int count = reader.Number();
            byte code = reader.Byte();
            if (!WasmTypes.IsKnown(code) || count > MaxLocals - locals.Count)
            {
                throw reader.Wrong(WasmTypes.IsKnown(code) ? $"a function has more than {MaxLocals} locals" : $"0x{code:x2} is no type of values");
            }

            locals.AddRange(Enumerable.Repeat((WasmType)code, count));
        }

        return locals;
    }

    private static Instruction ReadImmediates(ByteReader reader, Opcode opcode) => opcode.Info().Immediate switch
    {
        ImmediateKind.None => new(opcode),
        ImmediateKind.Block => new(opcode, reader.Signed(33)),
        ImmediateKind.I32 => new(opcode, reader.Signed(32)),
        ImmediateKind.I64 => new(opcode, reader.Signed(64)),
        ImmediateKind.Try => new(opcode, reader.Signed(33), 0, ReadClauses(reader)),
        ImmediateKind.Labels => new(opcode, 0, 0, ReadLabels(reader)),
        ImmediateKind.Indirect => new(opcode, reader.Number(), reader.Number()),
        ImmediateKind.Memory => ReadAccess(reader, opcode),
        ImmediateKind.MemoryIndex => Zero(reader, opcode),
        ImmediateKind.TwoMemories => Zero(reader, Zero(reader, opcode).Opcode),
        ImmediateKind.F32 => new(opcode, reader.Fixed32()),
        ImmediateKind.F64 => new(opcode, unchecked((long)reader.Fixed64())),
        ImmediateKind.RefType => WasmTypes.IsKnown(reader.Byte()) ? new(opcode, (long)WasmType.ExceptionReference) : throw reader.Wrong("no type of references"),
        ImmediateKind.Label or ImmediateKind.Function or ImmediateKind.Local or ImmediateKind.Global or ImmediateKind.Tag => new(opcode, reader.Number()),
    };

    private static Instruction ReadAccess(ByteReader reader, Opcode opcode)
    {
        int alignment = reader.Number();
        return alignment <= opcode.Info().NaturalAlignment
            ? new(opcode, reader.Unsigned(), alignment)
            : throw reader.Wrong("the alignment of a memory access is larger than the access");
    }

    private static Instruction Zero(ByteReader reader, Opcode opcode) =>
        reader.Byte() == 0 ? new(opcode) : throw reader.Wrong("there is only memory 0");

    private static InstructionList.Labels ReadLabels(ByteReader reader)
    {
        var depths = new List<int>();
        for (int left = reader.Count() + 1; left > 0; left--)
        {
            depths.Add(reader.Number());
        }

        return new([.. depths]);
    }

    private static InstructionList.Catches ReadClauses(ByteReader reader)
    {
        var clauses = new List<CatchClause>();
        for (int left = reader.Count(); left > 0; left--)
        {
            var kind = (CatchKind)reader.Byte();
            if (kind > CatchKind.AllWithReference)
            {
                throw reader.Wrong("no kind of catch clause");
            }

            int tag = kind is CatchKind.Tag or CatchKind.TagWithReference ? reader.Number() : 0;
            clauses.Add(new(kind, tag, reader.Number()));
        }

        return new([.. clauses]);
    }
}

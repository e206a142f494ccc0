using Crabwalk.Foundation.Collections;

namespace Crabwalk.Wasm.Modules;

/// <summary>How a clause of <c>try_table</c> catches; the numbers are those of the binary format.</summary>
public enum CatchKind : byte
{
    /// <summary>One tag; its values arrive at the label.</summary>
    Tag,

    /// <summary>One tag; its values and the exception arrive.</summary>
    TagWithReference,

    /// <summary>Everything; nothing arrives.</summary>
    All,

    /// <summary>Everything; the exception arrives.</summary>
    AllWithReference,
}

/// <summary>One clause of <c>try_table</c>.</summary>
/// <param name="Kind">What it catches.</param>
/// <param name="Tag">The tag, where it is one.</param>
/// <param name="Label">How many blocks outwards of the <c>try_table</c> control goes on.</param>
public readonly record struct CatchClause(CatchKind Kind, int Tag, int Label);

/// <summary>What beside numbers an instruction holds.</summary>
public abstract record InstructionList
{
    private InstructionList()
    {
    }

    /// <summary>The labels of <c>br_table</c>; the last is the default.</summary>
    public sealed record Labels(EquatableArray<int> Depths) : InstructionList;

    /// <summary>The clauses of <c>try_table</c>.</summary>
    public sealed record Catches(EquatableArray<CatchClause> Clauses) : InstructionList;
}

/// <summary>One instruction.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Immediate">
/// Its number: a label, an index, a constant's bits (32-bit ones zero-extended but for integers, which are sign-extended), a memory
/// access's offset, or a block's type (see <see cref="BlockType"/>).
/// </param>
/// <param name="Second">A memory access's alignment as a power of two; the table of <c>call_indirect</c>.</param>
/// <param name="List">The labels or clauses of the instructions that have some.</param>
public readonly record struct Instruction(Opcode Opcode, long Immediate = 0, int Second = 0, InstructionList? List = null)
{
    /// <inheritdoc/>
    public override string ToString() => Immediate == 0 ? Opcode.ToString() : $"{Opcode} {Immediate}";
}

/// <summary>The types of blocks as immediates: -64 for none, a value type's code less 128, or a type's index.</summary>
public static class BlockType
{
    /// <summary>Takes and gives nothing.</summary>
    public const long Empty = -64;

    /// <summary>Gives one value.</summary>
    public static long Giving(WasmType type) => (long)type - 128;

    /// <summary>The type itself.</summary>
    public static FunctionType? Of(long immediate, EquatableArray<FunctionType> types) => immediate switch
    {
        Empty => new([], []),
        >= 0 => immediate < types.Count ? types[(int)immediate] : null,
        _ => immediate >= -128 && WasmTypes.IsKnown((byte)(immediate + 128)) ? new([], [(WasmType)(immediate + 128)]) : null,
    };
}

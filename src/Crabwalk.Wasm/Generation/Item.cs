using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>An instruction with the text it comes from.</summary>
internal readonly record struct Item(Instruction Instruction, Span Source)
{
    /// <summary>What the instruction does.</summary>
    public Opcode Opcode => Instruction.Opcode;

    /// <summary>Its number.</summary>
    public long Immediate => Instruction.Immediate;
}

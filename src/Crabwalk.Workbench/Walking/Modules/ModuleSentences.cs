using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Walking.Modules;

/// <summary>What an instruction is about to do, in one sentence with the values it does it to.</summary>
internal static class ModuleSentences
{
    /// <summary>The sentence.</summary>
    /// <param name="module">The module.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="text">How the text format writes it.</param>
    /// <param name="operands">What lies on the operand stack, the topmost last.</param>
    public static string Of(WasmModule module, Instruction instruction, string text, EquatableArray<ModuleValue> operands)
    {
        string top = operands.IsEmpty ? "" : operands[^1].Value;
        string name = text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart('$');
        return instruction.Opcode switch
        {
            Opcode.LocalGet => $"Push the local {name}.",
            Opcode.LocalSet => $"Pop {top} into the local {name}.",
            Opcode.LocalTee => $"Put {top} into the local {name} and leave it on the stack.",
            Opcode.GlobalGet => $"Push the global {name}.",
            Opcode.GlobalSet => $"Pop {top} into the global {name}.",
            Opcode.I32Const or Opcode.I64Const or Opcode.F32Const or Opcode.F64Const => $"Push the constant {name}.",
            Opcode.Drop => $"Drop {top}.",
            Opcode.Select => $"Keep {(top == "0" ? "the upper" : "the lower")} of the two values below, because {top} is on top.",
            Opcode.Call => $"Call {module.NameOf((int)instruction.Immediate)}{Arguments(module.TypeOf((int)instruction.Immediate), operands)}.",
            Opcode.CallIndirect => $"Call the function at entry {top} of the table.",
            Opcode.ReturnCall or Opcode.ReturnCallIndirect => "Call in place of this function.",
            Opcode.If => top == "0" ? "The condition is 0: go past the first branch." : $"The condition is {top}: go into the first branch.",
            Opcode.BrIf => top == "0" ? "The condition is 0: go on." : $"The condition is {top}: leave {Blocks(instruction.Immediate)}.",
            Opcode.Br => $"Leave {Blocks(instruction.Immediate)}.",
            Opcode.BrTable => $"Choose where to go by {top}.",
            Opcode.Block => "Open a block.",
            Opcode.Loop => "Open a loop: a jump to it comes back here.",
            Opcode.TryTable => "Open a block that catches exceptions.",
            Opcode.Else or Opcode.End => "A block ends here.",
            Opcode.Return => "Return.",
            Opcode.Unreachable => "Stop: this is never to be reached.",
            Opcode.Throw or Opcode.ThrowRef => "Throw an exception.",
            Opcode.Nop => "Do nothing.",
            _ => Computed(instruction, operands),
        };
    }

    private static string Computed(Instruction instruction, EquatableArray<ModuleValue> operands)
    {
        OpcodeInfo info = instruction.Opcode.Info();
        string taken = string.Join(" and ", operands.TakeLast(info.Takes.Count).Select(value => value.Value));
        int size = 1 << info.NaturalAlignment;
        return info.Immediate == ImmediateKind.Memory
            ? info.Gives.IsEmpty ? $"Write {operands[^1].Value} as {Bytes(size)} at {At(operands[^2], instruction.Immediate)}." : $"Read {Bytes(size)} at {At(operands[^1], instruction.Immediate)}."
            : taken.Length == 0 ? $"Carry out {info.Text}." : $"Carry out {info.Text} on {taken}.";
    }

    private static string At(ModuleValue address, long offset) => offset == 0 ? address.Value : $"{address.Value} + {offset}";

    private static string Bytes(int count) => count == 1 ? "1 byte" : $"{count} bytes";

    private static string Arguments(FunctionType type, EquatableArray<ModuleValue> operands) =>
        type.Parameters.IsEmpty ? "" : $" with {string.Join(", ", operands.TakeLast(type.Parameters.Count).Select(value => value.Value))}";

    private static string Blocks(long depth) => depth == 0 ? "this block" : $"{depth + 1} blocks";
}

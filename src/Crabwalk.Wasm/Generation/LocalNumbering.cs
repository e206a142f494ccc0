using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Gives the locals that are left their final numbers: parameters first, then by type, so that each type is declared once.</summary>
internal static class LocalNumbering
{
    /// <summary>The finished function.</summary>
    public static WasmFunction Number(List<Item> items, CodeBuilder code, int typeIndex, int parameters, string name, FrameLayout frame)
    {
        List<int> used = [.. items.Where(item => IsLocal(item.Opcode) && item.Immediate >= parameters).Select(item => (int)item.Immediate).Distinct().OrderBy(local => code.Locals[local]).ThenBy(local => local)];
        var numbers = Enumerable.Range(0, parameters).Concat(used).Select((local, number) => (local, number)).ToDictionary(pair => pair.local, pair => pair.number);
        var marks = new List<CodeMark>();
        for (int i = 0; i < items.Count; i++)
        {
            if (marks.Count == 0 || marks[^1].Source != items[i].Source)
            {
                marks.Add(new(i, items[i].Source));
            }
        }

        return new(typeIndex, [.. used.Select(local => code.Locals[local])], [.. items.Select(item => Renamed(item.Instruction, numbers))], name)
        {
            LocalNames = [.. numbers.Keys.Select(local => code.Names[local])],
            Marks = [.. marks],
            Frame = [.. frame.Variables],
            FrameLocal = numbers.GetValueOrDefault(frame.Pointer, -1),
        };
    }

    private static bool IsLocal(Opcode opcode) => opcode is Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee;

    private static Instruction Renamed(Instruction instruction, Dictionary<int, int> numbers) =>
        IsLocal(instruction.Opcode) ? instruction with { Immediate = numbers[(int)instruction.Immediate] } : instruction;
}

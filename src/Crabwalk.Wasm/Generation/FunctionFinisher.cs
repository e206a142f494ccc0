using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Makes a function of generated code: the frame is taken at the start and given back before each return, what only passes through a
/// local stays on the stack, and locals that are left over go.
/// </summary>
internal static class FunctionFinisher
{
    /// <summary>The finished function.</summary>
    public static WasmFunction Finish(CodeBuilder code, FrameLayout frame, int typeIndex, FunctionType type, string name)
    {
        List<Item> items = ItemsOf(code);
        AddFrame(items, frame);
        EndIn(items, type);
        CodeCleanup.Run(items, type.Parameters.Count);
        return LocalNumbering.Number(items, code, typeIndex, type.Parameters.Count, name, frame);
    }

    private static List<Item> ItemsOf(CodeBuilder code)
    {
        var items = new List<Item>(code.Code.Count + 16);
        int mark = 0;
        for (int i = 0; i < code.Code.Count; i++)
        {
            while (mark + 1 < code.Marks.Count && code.Marks[mark + 1].Instruction <= i)
            {
                mark++;
            }

            items.Add(new(code.Code[i], code.Marks[mark].Source));
        }

        return items;
    }

    private static void AddFrame(List<Item> items, FrameLayout frame)
    {
        if (frame.Pointer < 0)
        {
            return;
        }

        long size = (frame.SizeBytes + 15) / 16 * 16;
        var framed = new List<Item>(items.Count + 16);
        framed.AddRange(Prologue(frame, size).Select(instruction => new Item(instruction, items.Count > 0 ? items[0].Source : default)));
        foreach (Item item in items)
        {
            if (item.Instruction.Opcode == Opcode.Return && frame.MovesStackPointer)
            {
                framed.AddRange(Epilogue(frame, size).Select(instruction => item with { Instruction = instruction }));
            }

            framed.Add(item);
        }

        items.Clear();
        items.AddRange(framed);
    }

    // A function that calls nobody may use the memory below the stack pointer without moving it.
    private static IEnumerable<Instruction> Prologue(FrameLayout frame, long size)
    {
        yield return new(Opcode.GlobalGet, ProgramLinker.StackPointer);
        if (frame.AlignBytes > 16 && frame.MovesStackPointer)
        {
            yield return new(Opcode.LocalTee, frame.Saved);
        }

        yield return new(Opcode.I32Const, size);
        yield return new(Opcode.I32Sub);
        if (frame.AlignBytes > 16)
        {
            yield return new(Opcode.I32Const, -frame.AlignBytes);
            yield return new(Opcode.I32And);
        }

        yield return new(frame.MovesStackPointer ? Opcode.LocalTee : Opcode.LocalSet, frame.Pointer);
        if (frame.MovesStackPointer)
        {
            yield return new(Opcode.GlobalSet, ProgramLinker.StackPointer);
        }
    }

    private static IEnumerable<Instruction> Epilogue(FrameLayout frame, long size)
    {
        yield return new(Opcode.LocalGet, frame.AlignBytes > 16 ? frame.Saved : frame.Pointer);
        if (frame.AlignBytes <= 16)
        {
            yield return new(Opcode.I32Const, size);
            yield return new(Opcode.I32Add);
        }

        yield return new(Opcode.GlobalSet, ProgramLinker.StackPointer);
    }

    // Falling off the end is a return; where that cannot be, and a result would be missing, the end is marked as never reached.
    private static void EndIn(List<Item> items, FunctionType type)
    {
        if (items is [.., { Instruction.Opcode: Opcode.Return }])
        {
            items.RemoveAt(items.Count - 1);
        }
        else if (!type.Results.IsEmpty && items is not [.., { Instruction.Opcode: Opcode.Unreachable or Opcode.Br or Opcode.BrTable }])
        {
            items.Add(new(new(Opcode.Unreachable), items.Count > 0 ? items[^1].Source : default));
        }

        items.Add(new(new(Opcode.End), items.Count > 0 ? items[^1].Source : default));
    }
}

using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Makes straight code shorter without changing what it does: a value that is put into a local and taken out again at once stays on the
/// stack, a value that nobody takes is dropped, a jump to where control falls anyway goes, and so does what follows a jump up to the next end.
/// </summary>
internal static class CodeCleanup
{
    /// <summary>Changes the instructions in place.</summary>
    public static void Run(List<Item> items, int parameters)
    {
        RemoveUnreached(items);
        bool changed = true;
        while (changed)
        {
            changed = JoinLocals(items, parameters) | RemoveIdleJumps(items);
        }
    }

    // Nothing runs between a jump and the end of its block, or the other branch of its `if`.
    private static void RemoveUnreached(List<Item> items)
    {
        int depth = 0;
        bool isDead = false;
        int kept = 0;
        for (int i = 0; i < items.Count; i++)
        {
            Opcode opcode = items[i].Opcode;
            if (isDead)
            {
                if (opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable)
                {
                    depth++;
                }
                else if (opcode == Opcode.End && depth > 0)
                {
                    depth--;
                    continue;
                }

                if (depth > 0 || opcode is not (Opcode.End or Opcode.Else))
                {
                    continue;
                }
            }

            items[kept++] = items[i];
            isDead = opcode is Opcode.Br or Opcode.BrTable or Opcode.Return or Opcode.Unreachable or Opcode.Throw or Opcode.ThrowRef;
        }

        items.RemoveRange(kept, items.Count - kept);
    }

    private static bool JoinLocals(List<Item> items, int parameters)
    {
        Dictionary<long, int> reads = items.Where(item => item.Opcode == Opcode.LocalGet).GroupBy(item => item.Immediate).ToDictionary(group => group.Key, group => group.Count());
        Dictionary<long, int> writes = items.Where(item => item.Opcode is Opcode.LocalSet or Opcode.LocalTee).GroupBy(item => item.Immediate).ToDictionary(group => group.Key, group => group.Count());
        int kept = 0;
        int count = items.Count;
        for (int i = 0; i < count; i++)
        {
            Item item = items[i];
            bool isWrite = item.Opcode is Opcode.LocalSet or Opcode.LocalTee;
            if (isWrite && item.Immediate >= parameters && !reads.ContainsKey(item.Immediate))
            {
                // Nobody reads it.
                if (item.Opcode == Opcode.LocalSet)
                {
                    items[kept++] = item with { Instruction = new(Opcode.Drop) };
                }
            }
            else if (item.Opcode == Opcode.LocalSet && i + 1 < count && items[i + 1] is { Opcode: Opcode.LocalGet } next && next.Immediate == item.Immediate)
            {
                bool passes = item.Immediate >= parameters && reads[item.Immediate] == 1 && writes[item.Immediate] == 1;
                if (!passes)
                {
                    items[kept++] = item with { Instruction = new(Opcode.LocalTee, item.Immediate) };
                }

                i++;
            }
            else if (item.Opcode == Opcode.Drop && kept > 0 && IsPure(items[kept - 1].Opcode))
            {
                kept--;
            }
            else
            {
                items[kept++] = item;
            }
        }

        items.RemoveRange(kept, count - kept);
        return kept < count;
    }

    private static bool IsPure(Opcode opcode) => opcode is Opcode.LocalGet or Opcode.GlobalGet or Opcode.I32Const or Opcode.I64Const or Opcode.F32Const or Opcode.F64Const;

    private static bool RemoveIdleJumps(List<Item> items)
    {
        var open = new Stack<Opcode>();
        int kept = 0;
        for (int i = 0; i < items.Count; i++)
        {
            Item item = items[i];
            if (item.Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable)
            {
                open.Push(item.Opcode);
            }
            else if (item.Opcode == Opcode.End && open.Count > 0)
            {
                open.Pop();
            }

            if (item.Opcode != Opcode.Br || !FallsTo(items, i, open))
            {
                items[kept++] = item;
            }
        }

        bool changed = kept < items.Count;
        items.RemoveRange(kept, items.Count - kept);
        return changed;
    }

    // The block that the jump leaves ends right behind it, and so do all blocks inside of it.
    private static bool FallsTo(List<Item> items, int jump, Stack<Opcode> open)
    {
        long depth = items[jump].Immediate;
        if (depth >= open.Count)
        {
            return false;
        }

        int at = jump + 1;
        foreach (Opcode block in open.Take((int)depth + 1))
        {
            bool isLast = at < items.Count && items[at].Opcode == Opcode.End;
            if (!isLast || (block == Opcode.Loop && depth == at - jump - 1))
            {
                return false;
            }

            at++;
        }

        return true;
    }
}

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// Two questions of dataflow about unfolded code: which slots may still be read when an instruction begins (backward, some path), and
/// which may differ there from what the interpreter's registers hold (forward, some path). What is in both must be written back before
/// the interpreter goes on.
/// </summary>
internal sealed class SlotFlow
{
    private readonly FlatCode _flat;
    private readonly Slots[] _live;
    private readonly Slots[] _dirty;
    private readonly Slots[] _reads;
    private readonly Slots[] _writes;
    private readonly int[][] _next;

    private SlotFlow(FlatCode flat, SlotUse use)
    {
        _flat = flat;
        int count = flat.Instrs.Count;
        int slots = SlotUse.RegisterCount(flat) * 2;
        _live = Make(count, slots);
        _dirty = Make(count, slots);
        _reads = Make(count, slots);
        _writes = Make(count, slots);
        _next = [.. flat.Instrs.Select((instr, i) => SuccessorsOf(instr, i).ToArray())];
        for (int i = 0; i < count; i++)
        {
            use.AddReads(flat.Instrs[i], _reads[i]);
            use.AddWrites(flat.Instrs[i], _writes[i]);
            if (Translation.MayStop(flat.Instrs[i].Code.Op))
            {
                use.AddVariables(flat.Instrs[i].Scope, _reads[i]);
            }
        }
    }

    /// <summary>What may still be read when instruction <paramref name="i"/> begins.</summary>
    public Slots LiveAt(int i) => _live[i];

    /// <summary>What may differ from the interpreter's registers when instruction <paramref name="i"/> begins.</summary>
    public Slots DirtyAt(int i) => _dirty[i];

    /// <summary>What instruction <paramref name="i"/> writes.</summary>
    public Slots WrittenBy(int i) => _writes[i];

    /// <summary>True when a slot that instruction <paramref name="i"/> writes is read afterwards.</summary>
    public bool IsLiveAfter(int i, int slot)
    {
        foreach (int next in _next[i])
        {
            if (_live[next].Contains(slot))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Answers both questions.</summary>
    public static SlotFlow Of(FlatCode flat, SlotUse use)
    {
        var flow = new SlotFlow(flat, use);
        flow.FindLive();
        flow.FindDirty();
        return flow;
    }

    /// <summary>Where control may go from an instruction.</summary>
    private static IEnumerable<int> SuccessorsOf(FlatInstr instr, int i)
    {
        if (instr.Target >= 0)
        {
            yield return instr.Target;
        }

        if (instr.Landing >= 0)
        {
            yield return instr.Landing;
        }

        foreach (int target in instr.Targets ?? [])
        {
            yield return target;
        }

        if (instr.Kind != FlatKind.Leave && !FlatCode.Ends(instr.Code.Op))
        {
            yield return i + 1;
        }
    }

    private static Slots[] Make(int count, int slots)
    {
        var sets = new Slots[count];
        for (int i = 0; i < count; i++)
        {
            sets[i] = new Slots(slots);
        }

        return sets;
    }

    private void FindLive()
    {
        var after = new Slots(SlotUse.RegisterCount(_flat) * 2);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = _live.Length - 1; i >= 0; i--)
            {
                after.Clear();
                foreach (int next in _next[i])
                {
                    after.UnionWith(_live[next]);
                }

                after.ExceptWith(_writes[i]);
                after.UnionWith(_reads[i]);
                changed |= _live[i].UnionWith(after);
            }
        }
    }

    private void FindDirty()
    {
        var after = new Slots(SlotUse.RegisterCount(_flat) * 2);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < _dirty.Length; i++)
            {
                after.CopyFrom(_dirty[i]);
                PassThrough(i, after);
                foreach (int next in _next[i])
                {
                    changed |= _dirty[next].UnionWith(after);
                }
            }
        }
    }

    // What the interpreter does for compiled code is done on its registers, after everything live was written back, and read from there.
    private void PassThrough(int i, Slots dirty)
    {
        if (Translation.NeedsInterpreter(_flat.Instrs[i]))
        {
            dirty.ExceptWith(_live[i]);
            dirty.ExceptWith(_writes[i]);
        }
        else if (Translation.WritesRegisters(_flat.Instrs[i].Code.Op))
        {
            dirty.ExceptWith(_writes[i]);
        }
        else
        {
            dirty.UnionWith(_writes[i]);
        }
    }
}

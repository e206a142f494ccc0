using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Who holds a pointer into an allocation: a look at registers, locals, statics and live blocks by provenance.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int MaxHolders = 8;

    /// <summary>Those who hold a pointer into an allocation, variables first; variables of the library are nobody that a reader knows.</summary>
    public IReadOnlyList<PointerHolder> HoldersOf(uint target)
    {
        var found = new List<PointerHolder>();
        for (Frame* frame = _frame; frame >= _frames && found.Count < MaxHolders; frame--)
        {
            if (_image.Functions[frame->Function].Code!.IsLibrary)
            {
                continue;
            }

            AddRegisterHolders(frame, target, found);
            for (uint id = frame->Locals; id != 0; id = _memory.Lines[id].Next)
            {
                AddMemoryHolders(id, target, $"`{NameOf(id)}` in `{NameOf(_image.Functions[frame->Function])}`", found);
            }
        }

        foreach (uint id in _memory.Statics.Concat(_memory.HeapBlocks))
        {
            AddMemoryHolders(id, target, Describe(id), found);
        }

        return found;
    }

    private void AddRegisterHolders(Frame* frame, uint target, List<PointerHolder> found)
    {
        CompiledCode code = _image.Functions[frame->Function].Code!;
        foreach (VarDebugInfo variable in code.Body.Variables)
        {
            if (!variable.Place.IsLocal)
            {
                continue;
            }

            LocalSlot slot = code.Slots[variable.Place.Local.Index];
            if (!slot.InMemory && slot.Kind == ValueKind.Pointer && _provenances[frame->Registers + slot.Register] == target && found.Count < MaxHolders)
            {
                long offset = (long)(_registers[frame->Registers + slot.Register] - _memory.Lines[target].Base);
                found.Add(new PointerHolder($"`{variable.Name}` in `{NameOf(_image.Functions[frame->Function])}`", 0, offset));
            }
        }
    }

    private void AddMemoryHolders(uint holder, uint target, string name, List<PointerHolder> found)
    {
        AllocationLine* line = _memory.Lines + holder;
        long start = (long)(line->Base + line->Delta);
        for (long word = (start + 7) >> 3; (word << 3) + 8 <= start + line->Readable && found.Count < MaxHolders; word++)
        {
            if ((uint)_memory.Shadow[word] == target)
            {
                long offset = (long)(((ulong*)_memory.Data)[word] - _memory.Lines[target].Base);
                found.Add(new PointerHolder(name, (word << 3) - start, offset));
            }
        }
    }
}

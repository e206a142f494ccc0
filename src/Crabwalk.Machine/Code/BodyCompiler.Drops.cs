using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Destroying values, and where unwinding goes.</summary>
internal sealed partial class BodyCompiler
{
    private readonly List<(int Instruction, bool InCleanup)> _terminations = [];
    private readonly List<(int Instruction, int Target)> _catches = [];

    // Types of C have no destructors.
    private void WriteDrop(TerminatorKind.Drop drop, BlockId? next)
    {
        Ty type = TypeOf(drop.Place);
        if (_body.Language == SourceLanguage.Rust && _image.NeedsDrop(type))
        {
            DropPlace(drop.Place, type, drop.Unwind);
        }

        WriteGoto(drop.Target, next);
    }

    private void DropPlace(Place place, Ty type, UnwindAction unwind)
    {
        int window = TakeWindow(3);
        WriteReference(window + 1, place);
        DropAt(window, type, unwind);
    }

    /// <summary>Drops what the pointer in the window's first argument leads to.</summary>
    private void DropAt(int window, Ty type, UnwindAction unwind)
    {
        if (type is Ty.Dynamic)
        {
            DropThroughVTable(window, unwind);
        }
        else
        {
            Land(Emit(Op.Call, window, 0, 0, _image.FunctionOf(new Instance(_image.Program.DropGlue.Of(type)!.Value)).Number), unwind);
        }
    }

    // The vtable's first word is the drop glue, or 0 where there is nothing to do.
    private void DropThroughVTable(int window, UnwindAction unwind)
    {
        int glue = Temporary();
        Emit(Op.LoadPointer, glue, window + 2);
        int skip = Emit(Op.JumpFalse, glue);
        var site = new CallSite(-1, new FnSig([PointerType], Types.Unit), [PointerType], Types.Unit, false, true, _source.Span)
        {
            Kinds = [ValueKind.Pointer],
            ResultKind = ValueKind.Empty,
        };
        Land(Emit(Op.CallPointer, window, glue, 0, _tables.Calls.Add(site)), unwind);
        JumpHere(skip);
    }

    private int TakeWindow(int registers)
    {
        int window = _nextFree;
        _nextFree += registers;
        _registers = Math.Max(_registers, _nextFree);
        return window;
    }

    private void JumpHere(int jump) => _code[jump] = _code[jump] with { Low = _code.Count - jump - 1 };

    private void WriteTerminate(bool inCleanup)
    {
        _registers = Math.Max(_registers, _firstFree + PanicWindow);
        Emit(Op.TerminateUnwind, _firstFree, inCleanup ? 1 : 0);
    }

    /// <summary>Where unwinding goes from each call: to cleanup blocks, into a catch, or to the end of the program.</summary>
    private Dictionary<int, int> Landings()
    {
        Dictionary<int, int> landings = _landings.ToDictionary(l => l.Instruction, l => _blockStart[l.Target.Index]);
        foreach ((int instruction, int target) in _catches)
        {
            landings[instruction] = target;
        }

        foreach (IGrouping<bool, (int Instruction, bool InCleanup)> group in _terminations.GroupBy(t => t.InCleanup))
        {
            int target = _code.Count;
            WriteTerminate(group.Key);
            foreach ((int instruction, _) in group)
            {
                landings[instruction] = target;
            }
        }

        return landings;
    }
}

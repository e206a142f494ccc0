using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Constants;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>Evaluating a constant: one call without arguments, whose result is taken out of memory with everything it points to.</summary>
internal sealed unsafe partial class Interpreter
{
    private readonly Dictionary<uint, DefId> _interned = [];

    /// <summary>Who evaluates the constants that this one needs: the same that asked for this one, so that circles are seen.</summary>
    public ConstEvaluator SharedEvaluator
    {
        init => _image.Evaluator = value;
    }

    /// <summary>Runs a constant's body and gives its value.</summary>
    public ConstResult EvaluateConstant(Instance constant, long workLimit)
    {
        FunctionInfo function = _image.FunctionOf(constant);
        Ty type = function.Signature.Output;
        ValueKind kind = _image.Layouts.KindOf(type);
        long size = _image.Layouts.SizeOf(type);
        uint result = _memory.AllocateHeap(size, _image.Layouts.AlignOf(type));
        if (result == 0)
        {
            return new ConstResult.Failure($"{size} bytes are more than there are", _image.Program.Definitions[constant.Function].Span, []);
        }

        Begin(function);
        if (kind == ValueKind.None)
        {
            _registers[0] = _memory.Lines[result].Base;
            _provenances[0] = result;
        }

        StopReason stop = Run(workLimit, long.MaxValue);
        if (stop != StopReason.Exited)
        {
            return FailureOf(stop);
        }

        StoreResult(result, kind, type);
        return new ConstResult.Value(type, Intern(result, constant));
    }

    private ConstResult.Failure FailureOf(StopReason stop)
    {
        string reason = stop switch
        {
            StopReason.Undefined => _reports[^1].Message,
            StopReason.Fuel => "it takes too long",
            _ => _stopText,
        };
        return new ConstResult.Failure(reason, PlaceOfUser(), [.. Calls()]) { IsUnsupported = stop == StopReason.Unsupported };
    }

    private void StoreResult(uint result, ValueKind kind, Ty type)
    {
        long at = (long)(_memory.Lines[result].Base + _memory.Lines[result].Delta);
        switch (kind)
        {
            case ValueKind.None or ValueKind.Empty:
                break;
            case ValueKind.Fat:
                WriteScalar(at, 8, ValueKind.Pointer, _registers[0], _provenances[0]);
                ValueKind second = _image.Layouts.SecondOf(type);
                WriteScalar(at + 8, 8, second, _registers[1], second == ValueKind.Pointer ? _provenances[1] : 0);
                break;
            default:
                WriteScalar(at, kind.SizeOf(), kind, _registers[0], kind == ValueKind.Pointer ? _provenances[0] : 0);
                break;
        }
    }

    /// <summary>The bytes of an allocation, with the pointers in them told by name; what has no name yet becomes a static.</summary>
    private Allocation Intern(uint id, Instance owner)
    {
        AllocationLine* line = _memory.Lines + id;
        long at = (long)(line->Base + line->Delta);
        byte[] bytes = _memory.Read(at, line->Extent).ToArray();
        var relocations = new List<Relocation>();
        for (long offset = 0; offset + 8 <= line->Extent; offset += 8)
        {
            uint target = (uint)_memory.Shadow[(at + offset) >> 3];
            if (target > GuestMemory.Undefined && _memory.FindUnwritten(at + offset, 8) < 0)
            {
                ulong address = BitConverter.ToUInt64(bytes, (int)offset);
                relocations.Add(RelocationTo(target, offset, (long)(address - _memory.Lines[target].Base), owner));
                bytes.AsSpan((int)offset, 8).Clear();
            }
        }

        return new Allocation([.. bytes], [.. relocations], Unwritten(at, bytes.Length));
    }

    private Relocation RelocationTo(uint target, long offset, long addend, Instance owner)
    {
        AllocationLine* line = _memory.Lines + target;
        if (line->Kind == StorageKind.Function)
        {
            Instance function = _image.Functions[line->Detail].Instance;
            return new Relocation(offset, function.Function, addend, function.Args, function.Shim);
        }

        bool hasName = line->Kind is StorageKind.Static or StorageKind.StringLiteral or StorageKind.Constant && line->Detail >= 0;
        return new Relocation(offset, hasName ? new DefId(line->Detail) : StaticFor(target, owner), addend);
    }

    // The definition is there before the bytes are looked at: they may point back.
    private DefId StaticFor(uint target, Instance owner)
    {
        if (_interned.TryGetValue(target, out DefId known))
        {
            return known;
        }

        MirProgram program = _image.Program;
        Definition of = program.Definitions[owner.Function];
        DefId id = program.Definitions.Add(new(DefKind.Static, $"{of.Name}'s value", $"{of.Path}::{{value#{program.Definitions.Count}}}", owner.Function, of.Span) { IsLibrary = of.IsLibrary });
        _interned.Add(target, id);
        AllocationLine line = _memory.Lines[target];
        bool isMutable = line.Kind == StorageKind.Local && program.Definitions[owner.Function].Kind == DefKind.Static;
        program.Statics.Add(id, new StaticDef(id, program.Types.Array(program.Types.U8, line.Extent), Intern(target, owner), isMutable ? Mutability.Mut : Mutability.Not)
        {
            Kind = StaticKind.Constant,
            Align = 1 << line.AlignLog2,
        });
        return id;
    }

    private EquatableArray<(long Start, long End)> Unwritten(long at, long size)
    {
        var ranges = new List<(long Start, long End)>();
        for (long offset = 0; offset < size; offset++)
        {
            if (_memory.IsWritten(at + offset))
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].End == offset)
            {
                ranges[^1] = (ranges[^1].Start, offset + 1);
            }
            else
            {
                ranges.Add((offset, offset + 1));
            }
        }

        return [.. ranges];
    }
}

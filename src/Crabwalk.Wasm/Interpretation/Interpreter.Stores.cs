using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>Locals, globals, constants and memory (WebAssembly 3.0, 4.6.2 to 4.6.7).</summary>
public sealed partial class Interpreter
{
    // Looked up at each access and number, where a dictionary would take most of the time.
    private static readonly int[] AccessSizes = [.. Enumerable.Range(0, 256).Select(code => OpcodeTable.IsKnown((Opcode)code) ? 1 << ((Opcode)code).Info().NaturalAlignment : 0)];
    private static readonly bool[] TakesTwo = [.. Enumerable.Range(0, 256).Select(code => OpcodeTable.IsKnown((Opcode)code) && ((Opcode)code).Info().Takes.Count == 2)];

    private void ExecuteStore(in Instruction instruction, ref Activation call)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Drop:
                _top--;
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.LocalGet:
                Push(_values[call.Base + (int)instruction.Immediate]);
                break;
            case Opcode.LocalSet:
                _values[call.Base + (int)instruction.Immediate] = Pop();
                break;
            case Opcode.LocalTee:
                _values[call.Base + (int)instruction.Immediate] = _values[_top - 1];
                break;
            case Opcode.GlobalGet:
                Push(_globals[instruction.Immediate]);
                break;
            case Opcode.GlobalSet:
                _globals[instruction.Immediate] = Pop();
                break;
            case Opcode.I32Const:
                Push(unchecked((uint)instruction.Immediate));
                break;
            case Opcode.I64Const or Opcode.F32Const or Opcode.F64Const:
                Push(unchecked((ulong)instruction.Immediate));
                break;
            case Opcode.RefNull:
                Push(0);
                break;
            case >= Opcode.I32Load and <= Opcode.I64Load32U:
                Push(Extended(instruction.Opcode, Memory.Load(Address(in instruction), AccessSizes[(int)instruction.Opcode])));
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                ulong stored = Pop();
                Memory.Store(Address(in instruction), AccessSizes[(int)instruction.Opcode], stored);
                break;
            default:
                ExecuteBulk(in instruction);
                break;
        }
    }

    private void ExecuteBulk(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.MemorySize:
                Push((ulong)Memory.Pages);
                break;
            case Opcode.MemoryGrow:
                Push(unchecked((uint)Memory.Grow(Pop32())));
                break;
            case Opcode.MemoryCopy:
                _top -= 3;
                Memory.Copy(Word(_top), Word(_top + 1), Word(_top + 2));
                break;
            case Opcode.MemoryFill:
                _top -= 3;
                Memory.Fill(Word(_top), unchecked((byte)_values[_top + 1]), Word(_top + 2));
                break;
            default:
                ExecuteNumber(instruction.Opcode);
                break;
        }
    }

    private void ExecuteNumber(Opcode opcode)
    {
        if (opcode <= Opcode.I64Extend32S && TakesTwo[(int)opcode])
        {
            ulong right = Pop();
            _values[_top - 1] = IntegerOperations.Binary(opcode, _values[_top - 1], right);
        }
        else
        {
            _values[_top - 1] = IntegerOperations.Unary(opcode, _values[_top - 1]);
        }
    }

    private uint Word(int at) => unchecked((uint)_values[at]);

    // The sum has 33 bits and does not wrap round.
    private ulong Address(in Instruction instruction) => Pop32() + (ulong)instruction.Immediate;

    private void Select()
    {
        bool first = Pop32() != 0;
        ulong second = Pop();
        _values[_top - 1] = first ? _values[_top - 1] : second;
    }

    private static ulong Extended(Opcode opcode, ulong value) => unchecked(opcode switch
    {
        Opcode.I32Load8S => (uint)(sbyte)value,
        Opcode.I32Load16S => (uint)(short)value,
        Opcode.I64Load8S => (ulong)(sbyte)value,
        Opcode.I64Load16S => (ulong)(short)value,
        Opcode.I64Load32S => (ulong)(int)value,
        _ => value,
    });
}

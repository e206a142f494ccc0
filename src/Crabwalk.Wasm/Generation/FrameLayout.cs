using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>A function's frame on the shadow stack: what lies in it, and the local that points to it.</summary>
internal sealed class FrameLayout(CodeBuilder code)
{
    private int _pointer = -1;

    /// <summary>The local that holds the frame's lowest address; -1 without a frame.</summary>
    public int Pointer => _pointer;

    /// <summary>The local that keeps the caller's stack pointer where an alignment hides it.</summary>
    public int Saved { get; private set; } = -1;

    /// <summary>How many bytes it has.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>The largest alignment of what lies in it.</summary>
    public int AlignBytes { get; private set; } = 16;

    /// <summary>True when something is called, or memory is taken at run time: then the stack pointer moves.</summary>
    public bool MovesStackPointer { get; set; }

    /// <summary>The variables in it, for who reads along.</summary>
    public List<NamedMemory> Variables { get; } = [];

    /// <summary>Room for a value; gives its offset.</summary>
    public long Add(long sizeBytes, int alignBytes)
    {
        PointerLocal();
        AlignBytes = Math.Max(AlignBytes, alignBytes);
        Saved = AlignBytes > 16 && Saved < 0 ? code.NewLocal(WasmType.I32) : Saved;
        long offset = (SizeBytes + alignBytes - 1) / alignBytes * alignBytes;
        SizeBytes = offset + sizeBytes;
        return SizeBytes < ProgramLinker.StackBytes ? offset : throw new UnsupportedException($"a function whose locals take more than the {ProgramLinker.StackBytes} bytes of the stack");
    }

    /// <summary>The instruction that pushes the frame's address.</summary>
    public Instruction Push() => new(Opcode.LocalGet, PointerLocal());

    private int PointerLocal()
    {
        if (_pointer < 0)
        {
            _pointer = code.NewLocal(WasmType.I32, "frame");
        }

        return _pointer;
    }
}

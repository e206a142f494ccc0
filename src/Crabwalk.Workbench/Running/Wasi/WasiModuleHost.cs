using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Running.Wasi;

/// <summary>Answers an interpreted module's calls from a world.</summary>
internal sealed class WasiModuleHost(WasiWorld world) : IModuleHost
{
    /// <inheritdoc/>
    public ulong Call(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory)
    {
        FunctionType type = WasiWorld.TypeOf(function.Name);
        Span<long> numbers = stackalloc long[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            numbers[i] = unchecked(type.Parameters[i] == WasmType.I32 ? (int)arguments[i] : (long)arguments[i]);
        }

        uint error = world.Call(function.Name, numbers, memory.Bytes);
        foreach ((int address, int size) in world.Written)
        {
            memory.NoteWrite(address, size);
        }

        return error;
    }
}

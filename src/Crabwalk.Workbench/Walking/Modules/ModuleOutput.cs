using System.Text;
using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Walking.Modules;

/// <summary>Passes a module's calls on and keeps what they print, with the number of the call.</summary>
internal sealed class ModuleOutput(IModuleHost host) : IModuleHost
{
    private const int StandardError = 2;
    private const int Shown = 400;

    private readonly List<(int Call, byte[] Bytes)> _pieces = [];
    private int _calls;

    /// <inheritdoc/>
    public ulong Call(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory)
    {
        _calls++;
        ulong error = host.Call(function, arguments, memory);
        if (function.Name == "fd_write" && arguments[0] is 1 or StandardError && error == 0)
        {
            _pieces.Add((_calls, Written(arguments, memory.Bytes)));
        }

        return error;
    }

    /// <summary>The end of what was printed in the first calls.</summary>
    public string After(int calls)
    {
        byte[] all = [.. _pieces.TakeWhile(piece => piece.Call <= calls).SelectMany(piece => piece.Bytes).TakeLast(Shown)];
        return Encoding.UTF8.GetString(all);
    }

    // The host has found the ranges to be good: it gave no error.
    private static byte[] Written(ReadOnlySpan<ulong> arguments, ReadOnlySpan<byte> memory)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < (int)arguments[2]; i++)
        {
            ReadOnlySpan<byte> entry = memory.Slice((int)arguments[1] + (8 * i), 8);
            bytes.AddRange(memory.Slice(BitConverter.ToInt32(entry), BitConverter.ToInt32(entry[4..])));
        }

        return [.. bytes];
    }
}

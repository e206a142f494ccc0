using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>What a module may call outside of itself.</summary>
public interface IModuleHost
{
    /// <summary>
    /// Carries an imported function out. Whoever writes to memory does so through <see cref="LinearMemory.Write"/>, or says so with
    /// <see cref="LinearMemory.NoteWrite"/>. An exception leaves through <see cref="Interpreter.Run(long)"/>, and the interpreter then stands
    /// before the call.
    /// </summary>
    /// <param name="function">Which function.</param>
    /// <param name="arguments">The bits of its arguments; 32-bit ones zero-extended.</param>
    /// <param name="memory">The module's memory.</param>
    /// <returns>The bits of its result; of no meaning when it has none.</returns>
    ulong Call(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory);
}

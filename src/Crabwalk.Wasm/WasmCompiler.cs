using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Linking;

namespace Crabwalk.Wasm;

/// <summary>From MIR to WebAssembly: the entry of this project.</summary>
public static class WasmCompiler
{
    /// <summary>
    /// Makes a module of a program that is laid out for wasm32. It imports WASI preview 1 and exports <c>memory</c> and, where the program
    /// starts somewhere, <c>_start</c>. The program gets the definitions and statics that are made on the way.
    /// </summary>
    public static GeneratedModule Compile(MirProgram program, string name, WasmOptions options) => ProgramLinker.Link(program, name, options);
}

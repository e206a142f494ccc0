using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Wasm.Modules;

/// <summary>What an export or a name leads to.</summary>
public enum ExternalKind : byte
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A memory.</summary>
    Memory,

    /// <summary>A global.</summary>
    Global,

    /// <summary>An exception's tag.</summary>
    Tag,
}

/// <summary>A function that the host brings. Only functions are ever imported: memory and table are the module's own.</summary>
/// <param name="Module">The first name, such as <c>wasi_snapshot_preview1</c>.</param>
/// <param name="Name">The second name.</param>
/// <param name="Type">Its type's index.</param>
public sealed record FunctionImport(string Module, string Name, int Type);

/// <summary>How large a table or memory is at first, and at most; in entries or in pages of 64 KiB.</summary>
public sealed record Limits(long Minimum, long? Maximum = null);

/// <summary>A global variable.</summary>
/// <param name="Type">Its type: a number type.</param>
/// <param name="IsMutable">May it be written?</param>
/// <param name="Initial">The bits of its first value.</param>
/// <param name="Name">For readers.</param>
public sealed record Global(WasmType Type, bool IsMutable, ulong Initial, string Name = "");

/// <summary>A name under which the host finds something.</summary>
public sealed record Export(string Name, ExternalKind Kind, int Index);

/// <summary>Functions put into the table when the module starts, from an entry on.</summary>
public sealed record ElementSegment(int Offset, EquatableArray<int> Functions);

/// <summary>Bytes put into memory when the module starts, from an address on.</summary>
public sealed record DataSegment(long Offset, EquatableArray<byte> Bytes);

/// <summary>Where an instruction comes from.</summary>
/// <param name="Instruction">The first instruction in the function's code that this holds for; it holds up to the next mark.</param>
/// <param name="Source">The text that asked for it.</param>
public readonly record struct CodeMark(int Instruction, Span Source);

/// <summary>A range of memory that has a name in the source.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">Its type, as MIR spells it.</param>
/// <param name="Offset">Where it begins: an address, or for a local its distance from the frame's.</param>
/// <param name="SizeBytes">How many bytes it has.</param>
/// <param name="Source">Where it is defined.</param>
public sealed record NamedMemory(string Name, string Type, long Offset, long SizeBytes, Span Source);

/// <summary>A function with code.</summary>
/// <param name="Type">Its type's index.</param>
/// <param name="Locals">The types of its locals after the parameters.</param>
/// <param name="Code">Its instructions; the last is the function's <see cref="Opcode.End"/>.</param>
/// <param name="Name">For readers and stack traces.</param>
public sealed record WasmFunction(int Type, EquatableArray<WasmType> Locals, EquatableArray<Instruction> Code, string Name)
{
    /// <summary>The names of parameters and locals; shorter than they are, or with empty names, where there are none.</summary>
    public EquatableArray<string> LocalNames { get; init; }

    /// <summary>Where the instructions come from, by rising instruction.</summary>
    public EquatableArray<CodeMark> Marks { get; init; }

    /// <summary>The variables that lie in its frame in memory. No file holds these.</summary>
    public EquatableArray<NamedMemory> Frame { get; init; }

    /// <summary>The local that holds the frame's address; -1 without a frame.</summary>
    public int FrameLocal { get; init; } = -1;
}

/// <summary>
/// A WebAssembly module as data: what the binary and the text format write down. Functions are numbered with the imports first, as
/// the format does it. Only what Crabwalk makes can be said: imports are functions, there is at most one table and one memory.
/// </summary>
public sealed record WasmModule
{
    /// <summary>The module's name; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The types that functions, blocks and tags name by index.</summary>
    public required EquatableArray<FunctionType> Types { get; init; }

    /// <summary>What the host brings.</summary>
    public EquatableArray<FunctionImport> Imports { get; init; }

    /// <summary>The functions with code; the first has the number after the last import.</summary>
    public required EquatableArray<WasmFunction> Functions { get; init; }

    /// <summary>The table of functions that indirect calls go through; null for none.</summary>
    public Limits? Table { get; init; }

    /// <summary>The linear memory; null for none.</summary>
    public Limits? Memory { get; init; }

    /// <summary>The tags of exceptions: indexes of types without results.</summary>
    public EquatableArray<int> Tags { get; init; }

    /// <summary>The globals.</summary>
    public EquatableArray<Global> Globals { get; init; }

    /// <summary>The exports.</summary>
    public EquatableArray<Export> Exports { get; init; }

    /// <summary>What the table holds.</summary>
    public EquatableArray<ElementSegment> Elements { get; init; }

    /// <summary>What the memory holds.</summary>
    public EquatableArray<DataSegment> Data { get; init; }

    /// <summary>The variables that lie in memory all the time. No file holds these.</summary>
    public EquatableArray<NamedMemory> Statics { get; init; }

    /// <summary>What made it, for the producers section: field, then names with versions, as <c>("language", "C17", "")</c>.</summary>
    public EquatableArray<(string Field, string Name, string Version)> Producers { get; init; }

    /// <summary>The type of a function by its number.</summary>
    public FunctionType TypeOf(int function) => Types[function < Imports.Count ? Imports[function].Type : Functions[function - Imports.Count].Type];

    /// <summary>The name of a function by its number.</summary>
    public string NameOf(int function) => function < Imports.Count ? Imports[function].Name : Functions[function - Imports.Count].Name;
}

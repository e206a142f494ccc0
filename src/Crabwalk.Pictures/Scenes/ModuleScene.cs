using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>A numbered line of source or code.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsHere">True for what this step stands at.</param>
public sealed record NumberedLine(int Number, EquatableArray<TextRun> Text, bool IsHere);

/// <summary>A value on the operand stack, in a local or in memory.</summary>
/// <param name="Name">What the source calls it; its number when that has no name for it, empty on the operand stack.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its value.</param>
/// <param name="Note">What it means beside, such as the variable that an address leads to.</param>
/// <param name="HasChanged">True when the step before has changed it.</param>
public sealed record ModuleValue(string Name, string Type, string Value, string Note = "", bool HasChanged = false);

/// <summary>Variables that lie together in linear memory.</summary>
/// <param name="Title">Whose they are.</param>
/// <param name="Values">The variables.</param>
public sealed record MemoryPart(string Title, EquatableArray<ModuleValue> Values);

/// <summary>Everything that one step of a WebAssembly module's walk shows: it stands before an instruction.</summary>
public sealed record ModuleScene
{
    /// <summary>The step, from 1.</summary>
    public required long Step { get; init; }

    /// <summary>How many there are.</summary>
    public required long StepCount { get; init; }

    /// <summary>File and line of the source, or the program's name.</summary>
    public required string Place { get; init; }

    /// <summary>The source around.</summary>
    public required EquatableArray<NumberedLine> Source { get; init; }

    /// <summary>The function that it stands in, with its type.</summary>
    public required string Function { get; init; }

    /// <summary>The instructions around.</summary>
    public required EquatableArray<NumberedLine> Instructions { get; init; }

    /// <summary>The operands of the function, the topmost last.</summary>
    public required EquatableArray<ModuleValue> Operands { get; init; }

    /// <summary>Its parameters and locals.</summary>
    public required EquatableArray<ModuleValue> Locals { get; init; }

    /// <summary>The module's globals.</summary>
    public required EquatableArray<ModuleValue> Globals { get; init; }

    /// <summary>The functions that wait for this one, the innermost first.</summary>
    public required EquatableArray<string> Callers { get; init; }

    /// <summary>What lies in linear memory.</summary>
    public required EquatableArray<MemoryPart> Memory { get; init; }

    /// <summary>What the instruction is about to do, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The last of what the program has printed.</summary>
    public required string Output { get; init; }

    /// <summary>How the program ended, in the last step; otherwise empty.</summary>
    public string Ending { get; init; } = "";
}

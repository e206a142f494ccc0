using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>Numbers the calls of a walk in the order they happened; two calls of one function differ.</summary>
public readonly record struct CallId(int Number);

/// <summary>Numbers the heap blocks of a walk from 1 in the order they were allocated. A number is never used twice.</summary>
public readonly record struct HeapId(int Number);

/// <summary>When and where something happened.</summary>
/// <param name="Line">The line, counted from 1; 0 when it has none.</param>
/// <param name="Step">The step, counted from 1.</param>
/// <param name="File">The file, when it is not the program's only one; empty otherwise.</param>
public sealed record Moment(int Line, long Step, string File = "");

/// <summary>Where a call is in its life.</summary>
public enum CallState
{
    /// <summary>It runs now.</summary>
    Running,

    /// <summary>It waits for a call it made.</summary>
    Waiting,

    /// <summary>It is about to give its result back.</summary>
    Returning,

    /// <summary>A panic unwinds it.</summary>
    Unwinding,
}

/// <summary>One call: a box of the stack.</summary>
public sealed record FrameScene
{
    /// <summary>The call.</summary>
    public required CallId Id { get; init; }

    /// <summary>The function as the program declares it, such as <c>int g(int n)</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The function's name alone, such as <c>g</c> or <c>Stack::push</c>.</summary>
    public required string Function { get; init; }

    /// <summary>How many calls are below it: 0 for <c>main</c>. A gap between neighbours is drawn as "… 96 more calls".</summary>
    public int Depth { get; init; }

    /// <summary>Where the call is in its life.</summary>
    public CallState State { get; init; }

    /// <summary>The line this call stands at, counted from 1; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>The file of that line, when the program has several; empty otherwise.</summary>
    public string File { get; init; } = "";

    /// <summary>Parameters and locals in the order of their declaration.</summary>
    public EquatableArray<Cell> Variables { get; init; } = [];

    /// <summary>The result, in the step that returns it.</summary>
    public Cell? Result { get; init; }

    /// <summary>True for a function of a standard library.</summary>
    public bool IsLibrary { get; init; }
}

/// <summary>The calls of one thread.</summary>
public sealed record StackScene
{
    /// <summary>The thread's name; empty in a program of one thread.</summary>
    public string Thread { get; init; } = "";

    /// <summary>True for the thread that made this step.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>The calls, <c>main</c> first.</summary>
    public EquatableArray<FrameScene> Frames { get; init; } = [];
}

/// <summary>Where a heap block is in its life.</summary>
public enum BlockState
{
    /// <summary>In use.</summary>
    Live,

    /// <summary>Given back; it stays drawn.</summary>
    Freed,

    /// <summary>In use, but no pointer leads to it any more.</summary>
    Unreachable,

    /// <summary>Never given back, and the program is over.</summary>
    Leaked,
}

/// <summary>One allocation.</summary>
public sealed record BlockScene
{
    /// <summary>The block.</summary>
    public required HeapId Id { get; init; }

    /// <summary>The type it is used as, such as <c>int</c>, <c>struct node</c>, <c>int[8]</c>; empty when unknown.</summary>
    public required string Type { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Its address.</summary>
    public required ulong Address { get; init; }

    /// <summary>Where it is in its life.</summary>
    public BlockState State { get; init; }

    /// <summary>When it was allocated.</summary>
    public Moment? Allocated { get; init; }

    /// <summary>When it was given back.</summary>
    public Moment? Freed { get; init; }

    /// <summary>When the last pointer to it was lost.</summary>
    public Moment? Lost { get; init; }

    /// <summary>What it holds: one cell for one object, the elements or members through its parts.</summary>
    public EquatableArray<Cell> Cells { get; init; } = [];

    /// <summary>The variable that owns it under Rust's rules, such as <c>msg_2</c>; empty in C.</summary>
    public string Owner { get; init; } = "";
}

/// <summary>What kind of static object it is.</summary>
public enum StaticKind
{
    /// <summary>A global variable.</summary>
    Global,

    /// <summary>A static variable of a function or file.</summary>
    Static,

    /// <summary>A variable of each thread.</summary>
    ThreadLocal,

    /// <summary>A string literal; its cell has no name, a made-up id such as <c>g.literal1</c>, and the quoted text as value.</summary>
    Literal,

    /// <summary>A constant.</summary>
    Constant,
}

/// <summary>An object that lives for the whole run.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Cell">What it holds.</param>
/// <param name="IsReadOnly">True when a write to it is an error.</param>
public sealed record StaticScene(StaticKind Kind, Cell Cell, bool IsReadOnly = false);

using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>How far one step goes.</summary>
public enum Grain
{
    /// <summary>One machine operation.</summary>
    Instruction,

    /// <summary>One value of an expression.</summary>
    Expression,

    /// <summary>One statement.</summary>
    Statement,

    /// <summary>From one call or return to the next.</summary>
    Call,
}

/// <summary>A source file of the program, for showing.</summary>
/// <param name="Path">The name to show.</param>
/// <param name="Lines">Each line as runs; plain runs when nobody coloured them.</param>
public sealed record SourceFile(string Path, EquatableArray<EquatableArray<TextRun>> Lines);

/// <summary>
/// What all steps of a walk share. Pictures know no machine and no language: whoever walks fills these records, whoever shows
/// them turns them into text, SVG, HTML or JSON.
/// </summary>
public sealed record WalkScene
{
    /// <summary>The program's name, such as <c>heap.c</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The language as shown, such as "C17" or "Rust 2024".</summary>
    public string Language { get; init; } = "";

    /// <summary>How far one step goes.</summary>
    public Grain Grain { get; init; } = Grain.Expression;

    /// <summary>How many steps the walk has.</summary>
    public long StepCount { get; init; }

    /// <summary>The source files; <see cref="SourcePlace.File"/> counts into them.</summary>
    public EquatableArray<SourceFile> Sources { get; init; } = [];

    /// <summary>What happened, in the order of steps.</summary>
    public EquatableArray<TimelineEvent> Events { get; init; } = [];
}

/// <summary>A place in a source file: lines count from 1 as people do, columns are characters from 0, the end is exclusive.</summary>
public sealed record SourcePlace(int File, int Line, int Column, int EndLine, int EndColumn);

/// <summary>One step: everything that is shown at one moment of a walk.</summary>
public sealed record StepScene
{
    /// <summary>The step's number, from 1.</summary>
    public required long Step { get; init; }

    /// <summary>What happened in one sentence, as runs: it serves the screen, the screen reader and the caption alike.</summary>
    public EquatableArray<TextRun> Sentence { get; init; } = [];

    /// <summary>Where in the source; null before the start and after the end.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>
    /// The current line (or lines, joined) with values put in for the parts that are known: <c>int sum = f(20, g(b));</c>.
    /// Runs in style Value stand for evaluated parts, Now for the part this step evaluated, Error for the part at fault.
    /// Empty when nothing was evaluated: the line is then shown as written.
    /// </summary>
    public EquatableArray<TextRun> Substituted { get; init; } = [];

    /// <summary>The stacks, one for each thread.</summary>
    public EquatableArray<StackScene> Stacks { get; init; } = [];

    /// <summary>The heap's blocks in the order of their numbers, the freed ones too.</summary>
    public EquatableArray<BlockScene> Heap { get; init; } = [];

    /// <summary>How many more blocks there are (or were) that this scene leaves out.</summary>
    public long BlocksLeftOut { get; init; }

    /// <summary>Globals, statics, literals.</summary>
    public EquatableArray<StaticScene> Statics { get; init; } = [];

    /// <summary>The arrows.</summary>
    public EquatableArray<ArrowScene> Arrows { get; init; } = [];

    /// <summary>What went wrong here; null when nothing did.</summary>
    public ProblemScene? Problem { get; init; }

    /// <summary>What the program wrote so far.</summary>
    public OutputScene Output { get; init; } = new();

    /// <summary>What the program reads; null when it never does.</summary>
    public InputScene? Input { get; init; }

    /// <summary>How the program ended, such as "exited with 0"; empty while it runs.</summary>
    public string Ending { get; init; } = "";
}

/// <summary>Which stream a piece of output went to.</summary>
public enum OutputStream
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>A piece of output.</summary>
/// <param name="Text">The characters; line breaks are <c>\n</c>.</param>
/// <param name="Stream">Where it went.</param>
/// <param name="IsNew">True when this step wrote it.</param>
public sealed record OutputRun(string Text, OutputStream Stream = OutputStream.Output, bool IsNew = false);

/// <summary>The last part of what the program wrote.</summary>
/// <param name="Runs">The pieces in order.</param>
/// <param name="CharactersLeftOut">How many characters came before them.</param>
public sealed record OutputScene(EquatableArray<OutputRun> Runs = default, long CharactersLeftOut = 0);

/// <summary>The state of standard input.</summary>
/// <param name="Consumed">The last part of what was read.</param>
/// <param name="Remaining">The first part of what is still to be read.</param>
/// <param name="IsAtEnd">True when the program saw the end.</param>
public sealed record InputScene(string Consumed, string Remaining, bool IsAtEnd = false);

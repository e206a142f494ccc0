using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics;

/// <summary>How bad it is. The words are rustc's and gcc's.</summary>
public enum Severity
{
    /// <summary>The program is not compiled.</summary>
    Error,

    /// <summary>The program is compiled, and may not do what was meant.</summary>
    Warning,

    /// <summary>Says more about another message.</summary>
    Note,

    /// <summary>Says what to try.</summary>
    Help,
}

/// <summary>A place in the text with words of its own: primary labels are at fault, the others explain.</summary>
public sealed record Label(Span Span, string Text = "")
{
    /// <summary>
    /// True for one more place at fault beside the first. The primary label of a message, and the first label of a note, are at
    /// fault whatever this says.
    /// </summary>
    public bool IsPrimary { get; init; }
}

/// <summary>A note or help under a message, with or without a place.</summary>
public sealed record SubDiagnostic(Severity Severity, string Message, EquatableArray<Label> Labels = default, EquatableArray<Edit> Edits = default);

/// <summary>Replace the text of a span.</summary>
public sealed record Edit(Span Span, string NewText);

/// <summary>How sure a fix is, in rustc's words.</summary>
public enum Applicability
{
    /// <summary>Right as it stands; an editor may apply it.</summary>
    MachineApplicable,

    /// <summary>Probably what was meant.</summary>
    MaybeIncorrect,

    /// <summary>Holds a part that only the user can fill in.</summary>
    HasPlaceholders,
}

/// <summary>How a fix is shown in a text report. JSON and editors get every fix.</summary>
public enum FixStyle
{
    /// <summary>Beside the mark it changes when it is short and the only one, else as changed lines.</summary>
    Auto,

    /// <summary>As changed lines.</summary>
    Lines,

    /// <summary>Beside the mark it changes, without its text.</summary>
    TitleBeside,

    /// <summary>As a help line alone.</summary>
    TitleAlone,

    /// <summary>Not at all.</summary>
    Hidden,
}

/// <summary>A change that would mend the matter, offered as a help.</summary>
public sealed record Fix(string Title, EquatableArray<Edit> Edits, Applicability Applicability = Applicability.MaybeIncorrect)
{
    /// <summary>How it is shown.</summary>
    public FixStyle Style { get; init; }

    /// <summary>Other changes under the same title, any of which would do.</summary>
    public EquatableArray<EquatableArray<Edit>> Alternatives { get; init; } = [];
}

/// <summary>
/// One link of the chain that explains a message in the order things happen: "value moved here", then "value used here".
/// The text report prints it, a picture draws it, a debugger jumps along it.
/// </summary>
/// <param name="Span">Where in the text.</param>
/// <param name="Text">What happened there.</param>
/// <param name="Step">When in a run, as a step number from 0; null when nothing has run.</param>
public sealed record StoryBeat(Span Span, string Text, long? Step = null);

/// <summary>
/// A message as data. Renderers for the terminal, JSON and editors make words out of it; nobody parses text to get it back.
/// </summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code"><c>E0382</c>, <c>C0012</c>, <c>CW0001</c>, <c>UB.UseAfterFree</c>, or a warning's name <c>-Wformat</c>; empty for rustc's uncoded ones.</param>
/// <param name="Message">One line, lower case, no full stop.</param>
/// <param name="Primary">The smallest true place of the fault; null when there is none, such as a missing file.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, Label? Primary)
{
    /// <summary>Further places, each with words.</summary>
    public EquatableArray<Label> Labels { get; init; } = [];

    /// <summary>Notes and helps in order.</summary>
    public EquatableArray<SubDiagnostic> Children { get; init; } = [];

    /// <summary>Changes that would mend it.</summary>
    public EquatableArray<Fix> Fixes { get; init; } = [];

    /// <summary>The chain of causes in the order of time; empty when there is nothing to tell.</summary>
    public EquatableArray<StoryBeat> Story { get; init; } = [];

    /// <summary>True for a message that stops the build.</summary>
    public bool IsError => Severity == Severity.Error;
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Workbench.Editing;

/// <summary>What a name stands for.</summary>
public enum CodeSymbolKind
{
    /// <summary>A function or method.</summary>
    Function,

    /// <summary>A variable of a function.</summary>
    Variable,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A global or static variable.</summary>
    Static,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A member of a struct or union.</summary>
    Field,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>A union.</summary>
    Union,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>A named value of an enum of C, or a variant of one of Rust.</summary>
    Variant,

    /// <summary>A trait.</summary>
    Trait,

    /// <summary>A module.</summary>
    Module,

    /// <summary>Another name for a type.</summary>
    TypeAlias,

    /// <summary>An implementation.</summary>
    Implementation,
}

/// <summary>Something with a name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name.</param>
/// <param name="Title">The declaration in the words of the language: <c>struct node *list</c>.</param>
/// <param name="Declared">Where it is declared; null when nowhere in sight.</param>
public sealed record CodeSymbol(CodeSymbolKind Kind, string Name, string Title, Span? Declared)
{
    /// <summary>How many bytes a value of it takes; null when it has none or that is not known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The alignment of such a value.</summary>
    public long? AlignBytes { get; init; }

    /// <summary>The members with their offsets, one line each, of a type that has some.</summary>
    public EquatableArray<string> Layout { get; init; } = [];

    /// <summary>The text of the whole declaration, where it has one beside the name.</summary>
    public Span? Whole { get; init; }
}

/// <summary>A name as it stands in the text.</summary>
/// <param name="Span">The name.</param>
/// <param name="Symbol">What it stands for.</param>
/// <param name="IsDeclaration">True where it is declared.</param>
public sealed record Occurrence(Span Span, CodeSymbol Symbol, bool IsDeclaration = false);

/// <summary>A line of a file's outline, with those inside of it.</summary>
public sealed record OutlineItem(CodeSymbol Symbol, EquatableArray<OutlineItem> Children);

/// <summary>A remark between the characters of the text.</summary>
/// <param name="At">Before the start of this span.</param>
/// <param name="Text">A word or two.</param>
/// <param name="Explanation">A sentence.</param>
public sealed record CodeHint(Span At, string Text, string Explanation);

/// <summary>
/// What an editor wants to know of a compiled program: which name stands where and for what, the outline of each file, remarks.
/// It exists for programs with errors too, as far as they were understood.
/// </summary>
public sealed class CodeModel
{
    private readonly List<Occurrence> _occurrences;

    internal CodeModel(IEnumerable<Occurrence> occurrences, IReadOnlyList<OutlineItem> outline, IReadOnlyList<CodeHint> hints)
    {
        _occurrences = [.. occurrences.DistinctBy(one => one.Span).OrderBy(one => one.Span.Source.Index).ThenBy(one => one.Span.Start).ThenBy(one => one.Span.Length)];
        Outline = outline;
        Hints = hints;
    }

    /// <summary>Nothing is known.</summary>
    public static CodeModel Empty { get; } = new([], [], []);

    /// <summary>All names of the user's files in the order of the text.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>The outline of all files of the user.</summary>
    public IReadOnlyList<OutlineItem> Outline { get; }

    /// <summary>Remarks on moves, borrows and drops.</summary>
    public IReadOnlyList<CodeHint> Hints { get; }

    /// <summary>The smallest name around a place; null when there is none.</summary>
    public Occurrence? At(SourceId source, int offset) => _occurrences
        .Where(one => one.Span.Source == source && one.Span.Start <= offset && offset <= one.Span.End)
        .MinBy(one => one.Span.Length);
}

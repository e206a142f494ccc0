using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Preprocessing;

/// <summary>A folder that <c>#include</c> searches, and whose text its files are.</summary>
public sealed record IncludeFolder(string Path, SourceKind Kind);

/// <summary>One <c>-D</c> or <c>-U</c>.</summary>
public abstract record CommandLineMacro
{
    private CommandLineMacro()
    {
    }

    /// <summary><c>-D NAME</c>, <c>-D NAME=TEXT</c> or <c>-D 'NAME(a)=TEXT'</c>, without the <c>-D</c>.</summary>
    public sealed record Define(string Definition) : CommandLineMacro;

    /// <summary><c>-U NAME</c>.</summary>
    public sealed record Undefine(string Name) : CommandLineMacro;
}

/// <summary>Where the preprocessor gives up on a program, each with a message that says so.</summary>
/// <param name="IncludeDepth">How deep files may include each other; gcc's limit.</param>
/// <param name="IncludedFiles">How often files may be entered in all.</param>
/// <param name="MacroDepth">How deep macro calls may stand in each other's arguments.</param>
/// <param name="ExpansionDepth">How many macros may stand in each other's replacement lists.</param>
/// <param name="ExpandedTokens">How many tokens macros may take and produce in all.</param>
/// <param name="Tokens">How many tokens may come out in all.</param>
/// <param name="ExpressionDepth">How deep an <c>#if</c> expression may nest.</param>
public sealed record PreprocessorLimits(
    int IncludeDepth, int IncludedFiles, int MacroDepth, int ExpansionDepth, int ExpandedTokens, int Tokens, int ExpressionDepth)
{
    /// <summary>Far beyond what people write, and reached within a second or two.</summary>
    public static readonly PreprocessorLimits Default = new(200, 100_000, 400, 10_000, 2_000_000, 30_000_000, 800);
}

/// <summary>All that the text of a program does not say itself.</summary>
public sealed record PreprocessorOptions
{
    /// <summary>The language.</summary>
    public required CStandard Standard { get; init; }

    /// <summary>The machine, for macros such as <c>__SIZEOF_POINTER__</c>.</summary>
    public required Target Target { get; init; }

    /// <summary>Which warnings are wanted.</summary>
    public required WarningPolicy Warnings { get; init; }

    /// <summary>Where both forms of <c>#include</c> search, in order: <c>-I</c> first, the library's folder last.</summary>
    public required ImmutableArray<IncludeFolder> Folders { get; init; }

    /// <summary><c>-D</c> and <c>-U</c> in their order.</summary>
    public required ImmutableArray<CommandLineMacro> Macros { get; init; }

    /// <summary>What <c>__DATE__</c> gives, as in <c>Jan  1 1970</c>: the core has no clock.</summary>
    public required string Date { get; init; }

    /// <summary>What <c>__TIME__</c> gives, as in <c>00:00:00</c>.</summary>
    public required string Time { get; init; }

    /// <summary>Where to give up.</summary>
    public required PreprocessorLimits Limits { get; init; }

    /// <summary>Plain gnu17 for a target: no folders, no macros, the start of the epoch.</summary>
    public static PreprocessorOptions For(Target target) => new()
    {
        Standard = CStandard.Gnu17,
        Target = target,
        Warnings = WarningPolicies.Default,
        Folders = [],
        Macros = [],
        Date = "Jan  1 1970",
        Time = "00:00:00",
        Limits = PreprocessorLimits.Default,
    };
}

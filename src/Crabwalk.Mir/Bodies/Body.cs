using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>How far a body has come; the validator's head comment lists what holds in each.</summary>
public enum MirPhase
{
    /// <summary>As lowering made it: drops are conditional, false edges and fake reads are there.</summary>
    Built,

    /// <summary>Checked by ownership: two-phase and fake borrows have done their work.</summary>
    Analysed,

    /// <summary>Drops are exact, false edges gone: it can be run. C bodies come here directly, having no drops.</summary>
    Runnable,

    /// <summary>Monomorphic and optimised.</summary>
    Optimised,
}

/// <summary>Where a local comes from.</summary>
public enum LocalKind
{
    /// <summary>Place 0.</summary>
    Return,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A variable of the user.</summary>
    Variable,

    /// <summary>Made by lowering.</summary>
    Temporary,
}

/// <summary>A local's declaration.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Source">Where it was declared.</param>
public sealed record LocalDecl(Ty Type, LocalKind Kind, SourceInfo Source)
{
    /// <summary>May the user assign to it again? Always so in C, but for <c>const</c>.</summary>
    public Mutability Mutability { get; init; } = Mutability.Mut;

    /// <summary>C: <c>_Alignas</c> in bytes.</summary>
    public int? Align { get; init; }
}

/// <summary>What the user calls a place.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">A local, or a part of one for captures.</param>
/// <param name="Scope">Where the name is visible.</param>
/// <param name="Span">The name in its declaration.</param>
/// <param name="Type">How the source spells its type; null where the MIR type prints as the language does.</param>
/// <param name="Argument">The parameter's number from 1; null for other variables.</param>
public sealed record VarDebugInfo(string Name, Place Place, ScopeId Scope, Span Span, SourceType? Type, int? Argument = null)
{
    /// <summary>False for what a short form such as <c>for</c> declares without a word: its place in the source does not have its name.</summary>
    public bool IsNamedIn(SourceMap sources) => sources.TextOf(Span).EndsWith(Name, StringComparison.Ordinal);
}

/// <summary>A basic block: statements in a row, then one terminator.</summary>
public sealed class Block(IEnumerable<Statement> statements, Terminator terminator, bool isCleanup = false)
{
    /// <summary>The statements.</summary>
    public List<Statement> Statements { get; } = [.. statements];

    /// <summary>How it ends.</summary>
    public Terminator Terminator { get; set; } = terminator;

    /// <summary>True on the unwinding path: only other cleanup blocks are reachable from it.</summary>
    public bool IsCleanup { get; } = isCleanup;
}

/// <summary>Which language a body was written in: steps, sentences and pictures speak it.</summary>
public enum SourceLanguage
{
    /// <summary>C.</summary>
    C,

    /// <summary>Rust.</summary>
    Rust,
}

/// <summary>
/// One function's (or static initialiser's, or constant's) code: locals and basic blocks, generic over the definition's
/// parameters. Passes edit a body they own; everyone else only reads.
/// </summary>
public sealed class Body(DefId definition, SourceLanguage language, FnSig signature, Span span)
{
    /// <summary>Whose code it is.</summary>
    public DefId Definition { get; } = definition;

    /// <summary>The language it was written in.</summary>
    public SourceLanguage Language { get; } = language;

    /// <summary>The signature that the locals 0 to <see cref="ArgumentCount"/> follow.</summary>
    public FnSig Signature { get; } = signature;

    /// <summary>The text of the whole function.</summary>
    public Span Span { get; } = span;

    /// <summary>How far it has come.</summary>
    public MirPhase Phase { get; set; } = MirPhase.Built;

    /// <summary>The locals: return place, parameters, variables and temporaries.</summary>
    public IndexList<LocalId, LocalDecl> Locals { get; } = [];

    /// <summary>The blocks; the first is the entry.</summary>
    public IndexList<BlockId, Block> Blocks { get; } = [];

    /// <summary>The lexical scopes.</summary>
    public IndexList<ScopeId, SourceScope> Scopes { get; } = [];

    /// <summary>The user's names for places.</summary>
    public List<VarDebugInfo> Variables { get; } = [];

    /// <summary>How many of the locals after the return place are parameters.</summary>
    public int ArgumentCount => Signature.Inputs.Count;

    /// <summary>The signature as the source spells it, for a frame's title: <c>int f(int a, int b)</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>The parameters' locals.</summary>
    public IEnumerable<LocalId> Arguments => Enumerable.Range(1, ArgumentCount).Select(LocalId.At);
}

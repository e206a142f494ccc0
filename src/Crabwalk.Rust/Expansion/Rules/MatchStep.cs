using Crabwalk.Rust.Syntax;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// A pattern as a flat list of steps, so that a place in it is a number (rustc's <c>MatcherLoc</c>). A repetition is a step that may be
/// passed over, its parts, and one or two steps that lead back to the first part.
/// </summary>
internal abstract record MatchStep
{
    private MatchStep()
    {
    }

    /// <summary>One token, brackets included.</summary>
    public sealed record OfToken(Token Token) : MatchStep;

    /// <summary>The start of a repetition: which names are bound in it, and where it goes on behind it.</summary>
    public sealed record Begin(Repeat Repeat, int FirstName, int NameCount, int Depth) : MatchStep
    {
        /// <summary>The step behind the repetition.</summary>
        public int After { get; init; }
    }

    /// <summary>The end of a repetition without separator.</summary>
    public sealed record Again(Repeat Repeat, int First) : MatchStep;

    /// <summary>The end of a repetition with one: the separator, followed by <see cref="Back"/>.</summary>
    public sealed record Separator(Token Token) : MatchStep;

    /// <summary>Back to the first part.</summary>
    public sealed record Back(int First) : MatchStep;

    /// <summary>A fragment to parse and bind.</summary>
    public sealed record Bind(Ident Name, Fragment Kind, int Index, int Depth, MacroTree.Declaration Declaration) : MatchStep;

    /// <summary>The end.</summary>
    public sealed record End : MatchStep;
}

using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// What every file of a program finds before its first line: the predefined macros and the spellings known so far. A program and the
/// parts of the library that it reaches are some thirty files, and reading four hundred definitions for each took half the time of a start.
/// </summary>
public sealed class Prelude
{
    internal Prelude(MacroTable macros, SpellingTable spellings)
    {
        Macros = macros;
        Spellings = spellings;
    }

    /// <summary>The macros; each file works on a copy.</summary>
    internal MacroTable Macros { get; }

    /// <summary>The spellings, which only grow.</summary>
    internal SpellingTable Spellings { get; }
}

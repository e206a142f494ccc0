using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>What preprocessing makes of a source file.</summary>
/// <param name="Tokens">The tokens for the parser, keywords told apart, ending in <see cref="TokenKind.EndOfFile"/>.</param>
/// <param name="Macros">The macros as they stand at the end of the file.</param>
/// <param name="Includes">Each <c>#include</c> that was carried out, in order.</param>
/// <param name="Pragmas">Each pragma that means something to later stages, in order.</param>
/// <param name="LineDirectives">Each <c>#line</c>, in order.</param>
/// <param name="IsComplete">
/// False when a fault ended the work early, such as a missing header: the tokens then stop in the middle, and parsing them would
/// only bring messages that follow from the first.
/// </param>
public sealed record PreprocessResult(
    ImmutableArray<Token> Tokens,
    MacroTable Macros,
    ImmutableArray<Inclusion> Includes,
    ImmutableArray<Pragma> Pragmas,
    ImmutableArray<LineDirective> LineDirectives,
    bool IsComplete);

/// <summary>One file that includes another.</summary>
/// <param name="Directive">The header's name in the directive.</param>
/// <param name="Included">The file; the same one when included again.</param>
/// <param name="Effect">Whether it was read.</param>
public sealed record Inclusion(Span Directive, SourceId Included, InclusionEffect Effect);

/// <summary>What an <c>#include</c> did.</summary>
public enum InclusionEffect
{
    /// <summary>The file was read.</summary>
    Entered,

    /// <summary>The file's include guard or <c>#pragma once</c> says that there is nothing new in it.</summary>
    SkippedByGuard,
}

/// <summary>
/// A pragma, kept beside the tokens so that the parser need not expect one between any two of them.
/// </summary>
/// <param name="TokenIndex">It stands before the token with this number.</param>
/// <param name="Span">The whole of it.</param>
/// <param name="Tokens">What follows the word <c>pragma</c>, such as <c>pack ( push , 1 )</c>; identifiers are not turned into keywords.</param>
public sealed record Pragma(int TokenIndex, Span Span, ImmutableArray<Token> Tokens);

/// <summary>A <c>#line</c>: the lines after it count from <paramref name="Line"/>, as if they stood in <paramref name="File"/>.</summary>
public sealed record LineDirective(Span Span, long Line, string? File);

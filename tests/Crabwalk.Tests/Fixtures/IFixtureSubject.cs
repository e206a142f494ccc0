using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>What is done with a fixture's program.</summary>
/// <param name="Path">The source file, absolute.</param>
/// <param name="Sources">All source files of the program, the first is <paramref name="Path"/>.</param>
/// <param name="Flags">The compiler's options.</param>
/// <param name="Arguments">The program's own arguments.</param>
/// <param name="Stdin">The program's input.</param>
/// <param name="Folder">A scratch folder the program may read and write, or null.</param>
internal sealed record FixtureRequest(
    string Path,
    ImmutableArray<string> Sources,
    ImmutableArray<string> Flags,
    ImmutableArray<string> Arguments,
    string Stdin,
    string? Folder);

/// <summary>One message, reduced to what a marker can speak of.</summary>
/// <param name="Line">From 1 in the fixture's own file; null for a message without a place in it.</param>
/// <param name="Level"><c>ERROR</c>, <c>WARN</c>, <c>NOTE</c>, <c>HELP</c>, <c>UB</c>, <c>LEAK</c>, <c>PANIC</c>.</param>
/// <param name="Code">As printed between the header's brackets; empty without one.</param>
/// <param name="Text">The words.</param>
internal sealed record Said(int? Line, string Level, string Code, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line?.ToString() ?? "?"}: {Level}{(Code.Length == 0 ? "" : " " + Code)}: {Text}";
}

/// <summary>What came of checking a program: its messages, and the whole text a person would see.</summary>
internal sealed record CheckOutcome(ImmutableArray<Said> Messages, string Rendered, bool Accepted);

/// <summary>What came of running a program under the checks.</summary>
internal sealed record AuditOutcome(ImmutableArray<Said> Messages, byte[] Stdout, string Stderr, int Exit);

/// <summary>
/// The thing the fixtures are held against. The runner knows nothing of compilers: it asks a subject, so that the same files try
/// the workbench in process, the built command line, or gcc as an oracle.
/// </summary>
internal interface IFixtureSubject
{
    /// <summary>Reports what is wrong with a program without running it.</summary>
    CheckOutcome Check(FixtureRequest request);

    /// <summary>Runs a program with every check on.</summary>
    AuditOutcome Audit(FixtureRequest request);

    /// <summary>The text of one form (<c>mir</c>, <c>walk</c>, <c>svg</c> ...) of a program.</summary>
    string Emit(FixtureRequest request, string form);
}

using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// gcc with its sanitizers as a second opinion on the fixtures that run: they must be well defined, and print for gcc what the
/// golden says. This tries the fixtures, not Crabwalk.
/// </summary>
internal static class GccOracle
{
    private static readonly ImmutableArray<string> Options =
        ["-std=gnu17", "-w", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];

    /// <summary>Where gcc is, or null.</summary>
    public static string? Gcc { get; } = Processes.Find("gcc");

    /// <summary>Compiles and runs a program.</summary>
    public static AuditOutcome Run(FixtureRequest request, Scratch scratch)
    {
        string program = scratch["program"];
        IEnumerable<string> flags = request.Flags.Where(f => !f.StartsWith("-std", StringComparison.Ordinal));
        Ended compiled = Processes.Run(Gcc!, [.. Options, .. flags, "-o", program, .. request.Sources, "-lm"]);
        Assert.True(compiled.Exit == 0, $"gcc refuses the fixture:\n{compiled.Stderr}");
        Ended ran = Processes.Run(program, request.Arguments, request.Stdin, request.Folder, [("ASAN_OPTIONS", "detect_leaks=1:allocator_may_return_null=1")]);
        return new([], ran.Stdout, ran.Stderr, ran.Exit);
    }
}

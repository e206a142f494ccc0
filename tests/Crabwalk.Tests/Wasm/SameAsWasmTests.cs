using System.Text;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Wasm;

/// <summary>
/// Programs as WebAssembly say what they say on the checking machine, on Wasmtime and on the interpreter of modules: a sample of the run
/// fixtures that do not ask how wide types are.
/// </summary>
public sealed class SameAsWasmTests
{
    private static readonly CommandLineSubject? Subject = CommandLineSubject.Find();

    [Theory]
    [InlineData("c/run/control/duff.c")]
    [InlineData("c/run/integers/divide_by_powers.c")]
    [InlineData("c/run/jumps/exceptions.c")]
    [InlineData("c/run/jumps/setjmp_volatile.c")]
    [InlineData("c/run/library/assert_fails.c")]
    [InlineData("c/run/library/math_functions.c")]
    [InlineData("c/run/library/printf_lists.c")]
    [InlineData("c/run/library/scanf_formats.c")]
    [InlineData("c/run/library/signals.c")]
    [InlineData("c/run/library/time.c")]
    [InlineData("c/run/strings/builder.c")]
    [InlineData("c/run/structs/designated_rest.c")]
    public void A_fixture_says_the_same_as_WebAssembly(string name)
    {
        Assert.SkipWhen(Subject is null, "the crabwalk command is not built: build src/Crabwalk.Cli first");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CRABWALK_FIXTURES") is { Length: > 0 }, "only some fixtures are looked at");
        Fixture fixture = FixtureTree.Find(name);
        foreach (string engine in (string[])["wasm", "interpreter"])
        {
            using var scratch = new Scratch();
            AuditOutcome outcome = Subject!.RunOnWasm(fixture.Request(scratch["granted"]), engine);
            Assert.True(outcome.Exit == (fixture.Directives.Exit ?? 0), $"{engine}: exit code {outcome.Exit}\n{outcome.Stderr}");
            Assert.Equal(File.ReadAllText(fixture.GoldenPath("stdout")), Encoding.UTF8.GetString(outcome.Stdout));
        }
    }
}

using System.Diagnostics;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Protocols;

/// <summary>
/// Drives the built command with the clients that VS Code is made of: its debug adapter test client and its language server connection
/// (editors/vscode/test). Skipped where node or its packages are not installed; <c>npm ci</c> in editors/vscode brings them.
/// </summary>
public sealed class RealClientTests
{
    [Theory]
    [InlineData("debugging.test.cjs")]
    [InlineData("language.test.cjs")]
    public async Task Clients_of_editors_are_served(string test)
    {
        string folder = Path.Combine(FixtureTree.Repository, "editors", "vscode");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "the packages of editors/vscode are not installed");
        var start = new ProcessStartInfo("node", ["--test", Path.Combine("test", test)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, output + await errors);
    }
}

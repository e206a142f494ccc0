using System.Diagnostics;

namespace Crabwalk.Tests.Fixtures;

/// <summary>The parts of the repository that are written for node: their own tests are run from here, where their packages are installed.</summary>
internal static class NodeProject
{
    /// <summary>Runs a command of node in a folder of the repository; skipped where the folder's packages are not installed.</summary>
    public static async Task Test(string folder, params string[] command)
    {
        string path = Path.Combine(FixtureTree.Repository, folder);
        Assert.SkipUnless(Directory.Exists(Path.Combine(path, "node_modules")), $"the packages of {folder} are not installed");
        var start = new ProcessStartInfo("node", command) { WorkingDirectory = path, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, output + await errors);
    }
}

using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Studio;

/// <summary>
/// Runs the studio's own tests, which stand beside its code: those of its parts, and those that walk through the page in Chromium.
/// Skipped where node's packages or the browser are not installed; building the command fetches the packages.
/// </summary>
public sealed class StudioTests
{
    private const string Vitest = "node_modules/vitest/vitest.mjs";

    [Fact]
    public Task Parts_do_what_they_say() => NodeProject.Test("studio", Vitest, "run");

    [Fact]
    public Task A_browser_shows_the_page()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed");
        Assert.SkipUnless(Directory.Exists(Path.Combine(FixtureTree.Repository, "studio", "dist")), "the studio is not built");
        return NodeProject.Test("studio", Vitest, "run", "--config", "vitest.browser.config.ts");
    }
}

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
    public Task Clients_of_editors_are_served(string test) => NodeProject.Test("editors/vscode", "--test", Path.Combine("test", test));
}

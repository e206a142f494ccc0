using System.ComponentModel;
using System.Diagnostics;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Wasm.Binary;

namespace Crabwalk.Tests.Wasm;

/// <summary>The files that are built run under Node too, with Node's own WASI. Programs that jump need an engine with exception references.</summary>
public sealed class NodeTests
{
    private const string Runner = """
        import { readFile } from 'node:fs/promises';
        import { WASI } from 'node:wasi';
        const wasi = new WASI({ version: 'preview1', args: ['program'], env: {}, returnOnExit: true });
        const module = await WebAssembly.compile(await readFile(process.argv[2]));
        process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
        """;

    [Theory]
    [InlineData("c/run/control/duff.c")]
    [InlineData("c/run/library/math_functions.c")]
    [InlineData("c/run/strings/builder.c")]
    [InlineData("c/run/structs/designated_rest.c")]
    public async Task A_fixture_says_the_same_under_Node(string name)
    {
        Fixture fixture = FixtureTree.Find(name);
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(scratch["node"]).FullName;
        string file = Path.Combine(folder, "program.wasm");
        string runner = Path.Combine(folder, "run.mjs");
        await File.WriteAllBytesAsync(file, ModuleWriter.Write(WasmSource.Module(await File.ReadAllTextAsync(fixture.Path, TestContext.Current.CancellationToken))).Bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(runner, Runner, TestContext.Current.CancellationToken);
        using Process? node = Start(runner, file);
        Assert.SkipWhen(node is null, "node is not installed");
        node!.StandardInput.Close();
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(fixture.Directives.Exit ?? 0, node.ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(fixture.GoldenPath("stdout"), TestContext.Current.CancellationToken), output);
    }

    private static Process? Start(string runner, string file)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["--no-warnings", runner, file]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

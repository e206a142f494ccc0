using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Tests.Machine;

/// <summary>A C program given as text, compiled and run as users' files are.</summary>
internal sealed class CSource(string text) : ISourceProvider
{
    private const string Name = "program.c";

    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        reason = path == Name ? "" : "no such file";
        return path == Name ? Encoding.UTF8.GetBytes(text) : null;
    }

    /// <summary>The usual options with a small stack: a state's hash looks at the whole of it.</summary>
    public static MachineOptions Options => MachineOptions.Default with { Memory = MachineOptions.Default.Memory with { StackBytes = 1 << 16 } };

    /// <summary>The program in MIR.</summary>
    public static MirProgram Compile(string text)
    {
        Compilation compilation = Compiler.Compile([Name], new CompileSettings(), new CSource(text));
        Assert.True(compilation.Program is not null, string.Join('\n', compilation.Diagnostics.Select(d => d.Message)));
        return compilation.Program;
    }

    /// <summary>A recording of a run.</summary>
    public static Recording Record(string text, IHost? host = null, MachineOptions? options = null) =>
        Recording.Make(Compile(text), host ?? Host(), options ?? Options, TestContext.Current.CancellationToken);

    /// <summary>A run as readers walk it.</summary>
    public static Walk Walk(string text) =>
        Workbench.Walking.Walk.Record(Compiler.Compile([Name], new CompileSettings(), new CSource(text)), Name, new(), Host(), TestContext.Current.CancellationToken);

    /// <summary>How a run ends.</summary>
    public static RunOutcome Run(string text, MachineOptions? options = null, IHost? host = null) =>
        CheckedMachine.Run(Compile(text), host ?? Host(), options ?? Options, TestContext.Current.CancellationToken);

    /// <summary>A world with this input.</summary>
    public static ClosedHost Host(string input = "") => new(["program"], Encoding.UTF8.GetBytes(input));
}

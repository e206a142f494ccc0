using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Testing;

namespace Crabwalk.Workbench.Testing;

/// <summary>The tests of a compiled Rust crate.</summary>
public sealed class TestSuite
{
    private readonly Func<DefId, MirProgram> _startAt;

    internal TestSuite(IReadOnlyList<TestFunction> tests, Func<DefId, MirProgram> startAt)
    {
        Tests = tests;
        _startAt = startAt;
    }

    /// <summary>The tests, in the order of the source.</summary>
    public IReadOnlyList<TestFunction> Tests { get; }

    /// <summary>The program that runs one of them as if it were <c>main</c>.</summary>
    internal MirProgram ProgramOf(TestFunction test) => _startAt(test.Function);
}

using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>How a value travels: on the operand stack, in locals, as arguments and results.</summary>
internal abstract record Representation
{
    private Representation()
    {
    }

    /// <summary>The locals that hold it; the address of it for one in memory.</summary>
    public WasmType[] Types => this switch
    {
        Nothing => [],
        Scalar(var kind) => [kind.Type()],
        Pair pair => [pair.First.Type(), pair.Second.Type()],
        InMemory => [WasmType.I32],
    };

    /// <summary>It takes no room.</summary>
    public sealed record Nothing : Representation;

    /// <summary>One local.</summary>
    public sealed record Scalar(ScalarKind Kind) : Representation;

    /// <summary>Two locals: fat pointers and small pairs of Rust; in memory the second lies at <paramref name="SecondOffset"/>.</summary>
    public sealed record Pair(ScalarKind First, ScalarKind Second, long SecondOffset) : Representation;

    /// <summary>Memory only: it travels by its address.</summary>
    public sealed record InMemory : Representation;
}

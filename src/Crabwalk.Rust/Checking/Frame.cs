using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <summary>What kind of code a frame holds.</summary>
internal enum FrameKind
{
    /// <summary>A constant or static: there is nothing to return from.</summary>
    Constant,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A closure.</summary>
    Closure,
}

/// <summary>The function or closure around an expression.</summary>
/// <param name="Body">Whose code it is.</param>
/// <param name="ReturnType">The declared or expected result.</param>
/// <param name="Result">Where all returned values meet; null in constants.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Frame(DefId Body, Ty ReturnType, FnChecker.CoerceMany? Result, FrameKind Kind)
{
    /// <summary>Where a closure's result is written.</summary>
    public Span? OutputSpan { get; init; }
}

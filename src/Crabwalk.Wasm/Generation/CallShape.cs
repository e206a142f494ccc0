using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// How a signature of MIR becomes a type of functions: values in one or two locals are passed as they are, those in memory by address; a
/// result in memory is written where the first parameter points; variable arguments lie in memory, and the last parameter points to them.
/// </summary>
/// <param name="Type">The function's type.</param>
/// <param name="ReturnsByAddress">The first parameter is the address for the result.</param>
/// <param name="TakesVariable">The last parameter is the address of the variable arguments.</param>
internal sealed record CallShape(FunctionType Type, bool ReturnsByAddress, bool TakesVariable)
{
    /// <summary>The last parameter is the place of the caller (Rust's <c>#[track_caller]</c>).</summary>
    public bool TakesCaller { get; private init; }

    /// <summary>The same with the place of the caller.</summary>
    public CallShape WithCaller() => this with { Type = Type with { Parameters = [.. Type.Parameters, WasmType.I32] }, TakesCaller = true };

    /// <summary>The shape of a signature.</summary>
    public static CallShape Of(FnSig signature, Layouts layouts) =>
        Of(signature.Inputs, signature.Output, signature.Variadic == Variadic.Ellipsis, layouts);

    /// <summary>The shape of parameters and result.</summary>
    public static CallShape Of(IEnumerable<Ty> inputs, Ty output, bool takesVariable, Layouts layouts)
    {
        Representation result = layouts.Of(output);
        bool returnsByAddress = result is Representation.InMemory && output is not Ty.Never;
        List<WasmType> parameters = [.. inputs.SelectMany(input => layouts.Of(input).Types)];
        if (returnsByAddress)
        {
            parameters.Insert(0, WasmType.I32);
        }

        if (takesVariable)
        {
            parameters.Add(WasmType.I32);
        }

        return new(new([.. parameters], returnsByAddress ? [] : [.. result.Types]), returnsByAddress, takesVariable);
    }
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Linking;

/// <summary>
/// Functions that stand in the table for others: whoever calls through the table passes the arguments of a closure as one tuple, and knows nothing of
/// the place of the caller that some functions get.
/// </summary>
internal static class TableAdapters
{
    /// <summary>The body of the function that stands in the table for an instance; null when it can stand there itself.</summary>
    public static Body? For(ProgramLinker linker, Instance instance, FunctionDescription function)
    {
        bool isClosure = instance.Shim is null && linker.Definitions[instance.Function].Kind == DefKind.Closure;
        if (!isClosure && !function.Shape.TakesCaller)
        {
            return null;
        }

        FnSig signature = function.Signature with { Abi = Abi.Rust };
        if (isClosure)
        {
            signature = signature with { Inputs = [signature.Inputs[0], linker.Types.Tuple(signature.Inputs.Slice(1, signature.Inputs.Count - 1))] };
        }

        Definition definition = linker.Definitions[instance.Function];
        var builder = new BodyBuilder(linker.Types, instance.Function, SourceLanguage.Rust, signature, definition.Span, definition.Name);
        Operand[] arguments = [.. Enumerable.Range(1, signature.Inputs.Count).Select(i => BodyBuilder.Move(LocalId.At(i)))];
        builder.Call(builder.Function(instance.Function, instance.Args), [.. arguments], LocalId.Return, definition.Span);
        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Calls of the host: the library names WASI's functions with a prefix.</summary>
internal sealed partial class FunctionGenerator
{
    private const string WasiPrefix = "__wasi_";

    private void WriteImportCall(string name, TerminatorKind.Call call, Ty.FnDef function)
    {
        FnSig signature = _program.Program.FindSignature(function.Definition)?.Value ?? throw new UnsupportedException($"`{name}` without a signature");
        var shape = CallShape.Of(signature, _layouts);
        WriteCallOf(call, shape, call.Arguments, [], () => _code.Add(Opcode.Call, _program.Import(name, shape.Type)));
    }
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>
/// The intrinsics that a program uses. One that works on several types, such as <c>__builtin_va_arg</c> or <c>__builtin_clz</c>, has a
/// definition for each signature it is called with; the name is the same.
/// </summary>
internal sealed class IntrinsicPool(MirProgram program)
{
    private readonly Dictionary<(string Name, FnSig Signature), DefId> _known = [];

    /// <summary>The definition of an intrinsic with this signature.</summary>
    public DefId Add(string name, FnSig signature)
    {
        if (!_known.TryGetValue((name, signature), out DefId id))
        {
            id = program.Definitions.Add(new(DefKind.Intrinsic, name, name, null, default) { IsLibrary = true });
            program.Signatures.Add(id, new(signature, []));
            _known.Add((name, signature), id);
        }

        return id;
    }
}

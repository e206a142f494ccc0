using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>A pointer stored inside constant memory: the bytes there are an offset, the base is what is named here.</summary>
/// <param name="OffsetBytes">Where in the allocation the pointer stands.</param>
/// <param name="Base">The static or function it points to.</param>
/// <param name="Addend">Bytes added to the base.</param>
/// <param name="Args">Generic arguments when the base is a function.</param>
/// <param name="Shim">For a function whose code nobody wrote.</param>
public sealed record Relocation(long OffsetBytes, DefId Base, long Addend, EquatableArray<GenericArg> Args = default, Shim? Shim = null);

/// <summary>Bytes with pointers in them: the initial value of a static, a string literal, a constant.</summary>
/// <param name="Bytes">The bytes; shorter than the type when the rest is zero.</param>
/// <param name="Relocations">The pointers in them, by rising offset.</param>
/// <param name="Uninitialized">Ranges <c>[start, end)</c> without a value, such as padding; empty when all bytes count as initialised.</param>
public sealed record Allocation(EquatableArray<byte> Bytes, EquatableArray<Relocation> Relocations = default, EquatableArray<(long Start, long End)> Uninitialized = default)
{
    /// <summary>No bytes: all zero.</summary>
    public static readonly Allocation Zero = new([]);
}

using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Constants;

/// <summary>Numbers of types.</summary>
internal static class TypeNumbers
{
    /// <summary>A number of 128 bits that only this type has in a program.</summary>
    public static UInt128 IdOf(Ty type) => unchecked(new UInt128((ulong)type.Id * 0x9E3779B97F4A7C15, ((ulong)type.Id + 1) * 0xD1B54A32D192ED03));
}

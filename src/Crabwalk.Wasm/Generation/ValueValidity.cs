using Crabwalk.Mir.Layout;

namespace Crabwalk.Wasm.Generation;

/// <summary>Which bits are values of a type, as far as its first scalar tells, which is where a type says what it may not be.</summary>
internal static class ValueValidity
{
    /// <summary>True when all zeros are a value.</summary>
    public static bool AllowsZero(TypeLayout? layout) => layout?.Abi switch
    {
        null or ValueAbi.Memory => true,
        ValueAbi.Scalar(var only) => only.Valid.Contains(0),
        ValueAbi.ScalarPair pair => pair.First.Valid.Contains(0) && pair.Second.Valid.Contains(0),
        _ => false,
    };

    /// <summary>True when any bytes are a value, even those that nobody wrote.</summary>
    public static bool AllowsAnything(TypeLayout? layout) => layout?.Abi switch
    {
        null or ValueAbi.Memory => true,
        ValueAbi.Scalar(var only) => only.MayBeUninitialized,
        ValueAbi.ScalarPair pair => pair.First.MayBeUninitialized && pair.Second.MayBeUninitialized,
        _ => false,
    };
}

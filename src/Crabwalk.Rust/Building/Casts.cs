using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Building;

/// <summary>Which conversion an <c>as</c> between two types is (Rust Reference, type cast expressions).</summary>
internal static class Casts
{
    /// <summary>The conversion; both types are known to fit.</summary>
    public static CastKind KindOf(Ty from, Ty to) => (from, to) switch
    {
        (Ty.Int or Ty.Bool or Ty.Char, Ty.Int or Ty.Char or Ty.Bool) => CastKind.IntToInt,
        (Ty.Int or Ty.Bool or Ty.Char, Ty.Float) => CastKind.IntToFloat,
        (Ty.Float, Ty.Float) => CastKind.FloatToFloat,
        (Ty.Float, _) => CastKind.FloatToInt,
        (Ty.Int, _) => CastKind.IntToPtr,
        (Ty.FnPtr, Ty.Int) => CastKind.PtrToInt,
        (Ty.FnPtr, _) => CastKind.FnPtrToPtr,
        (_, Ty.Int) => CastKind.PtrToInt,
        _ => CastKind.PtrToPtr,
    };
}

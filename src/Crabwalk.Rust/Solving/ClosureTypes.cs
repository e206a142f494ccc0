using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// The three last arguments of a closure type: which trait it implements (as rustc writes it: <c>i8</c>, <c>i16</c>, <c>i32</c> for
/// <c>Fn</c>, <c>FnMut</c>, <c>FnOnce</c>), its signature as a function pointer with parameters spread, and the tuple of its captures.
/// </summary>
public static class ClosureTypes
{
    /// <summary>The type that stands for a kind.</summary>
    public static Ty TypeOf(ClosureTraitKind kind, TyInterner types) => types.Int(kind switch
    {
        ClosureTraitKind.Fn => IntKind.I8,
        ClosureTraitKind.FnMut => IntKind.I16,
        ClosureTraitKind.FnOnce => IntKind.I32,
    });

    /// <summary>The argument that tells the kind; a variable until it is known.</summary>
    public static Ty KindTypeOf(Ty.Closure closure) => (Ty)closure.Args[closure.Args.Count - 3];

    /// <summary>The kind that a type stands for; null for a variable.</summary>
    public static ClosureTraitKind? KindOf(Ty type) => type switch
    {
        Ty.Int { Kind: IntKind.I8 } => ClosureTraitKind.Fn,
        Ty.Int { Kind: IntKind.I16 } => ClosureTraitKind.FnMut,
        Ty.Int { Kind: IntKind.I32 } => ClosureTraitKind.FnOnce,
        _ => null,
    };

    /// <summary>The argument that tells the signature.</summary>
    public static Ty SignatureTypeOf(Ty.Closure closure) => (Ty)closure.Args[closure.Args.Count - 2];

    /// <summary>The argument that tells the captures; a variable until the body has been checked.</summary>
    public static Ty CapturesOf(Ty.Closure closure) => (Ty)closure.Args[closure.Args.Count - 1];

    /// <summary>The signature's parameters spread, however it is kept.</summary>
    public static FnSig Spread(FnSig signature) => signature is { Abi: Abi.RustCall, Inputs: [Ty.Tuple inputs] }
        ? signature with { Inputs = inputs.Parts, Abi = Abi.Rust }
        : signature;

    /// <summary>The arguments of the function around the closure.</summary>
    public static EquatableArray<GenericArg> ParentArgs(Ty.Closure closure) => closure.Args[..^3];
}

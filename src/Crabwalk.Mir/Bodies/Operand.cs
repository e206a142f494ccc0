using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>What a rvalue or terminator works on. There are no nested expressions.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>The value of a place, which keeps it. Reading it is undefined where C17 6.3.2.1p2 or the Rust Reference says so.</summary>
    public sealed record Copy(Place Place) : Operand;

    /// <summary>The value of a place, which loses it. C never moves.</summary>
    public sealed record Move(Place Place) : Operand;

    /// <summary>A value known beforehand.</summary>
    public sealed record Constant(ConstValue Value) : Operand;
}

/// <summary>A constant operand.</summary>
public abstract record ConstValue
{
    private ConstValue(Ty type) => Type = type;

    /// <summary>The constant's type.</summary>
    public Ty Type { get; }

    /// <summary>A number, truth value, character or integer turned pointer: the bits of its type, zero-extended. Floats as IEEE bits.</summary>
    public sealed record Scalar(Ty Of, UInt128 Bits) : ConstValue(Of);

    /// <summary>The only value of a zero-sized type, above all a function item; calling a <see cref="Ty.FnDef"/> constant is a direct call.</summary>
    public sealed record ZeroSized(Ty Of) : ConstValue(Of);

    /// <summary>The address of a function as a pointer.</summary>
    public sealed record FunctionAddress(Ty Of, DefId Function, EquatableArray<GenericArg> Args) : ConstValue(Of);

    /// <summary>The address of a static variable or constant allocation, plus bytes.</summary>
    public sealed record StaticAddress(Ty Of, DefId Static, long OffsetBytes) : ConstValue(Of);

    /// <summary>A pointer to constant bytes together with their count: <c>&amp;'static str</c> and <c>&amp;'static [u8]</c>.</summary>
    public sealed record Slice(Ty Of, DefId Static, long Length) : ConstValue(Of);

    /// <summary>A value of any sized type, as the bytes the one machine gave.</summary>
    public sealed record Memory(Ty Of, Allocation Bytes) : ConstValue(Of);

    /// <summary>A constant item, associated constant or promoted expression that is evaluated when it is needed.</summary>
    public sealed record Unevaluated(Ty Of, DefId Constant, EquatableArray<GenericArg> Args, int? Promoted = null) : ConstValue(Of);

    /// <summary>A const generic parameter.</summary>
    public sealed record Parameter(Ty Of, Const Constant) : ConstValue(Of);
}

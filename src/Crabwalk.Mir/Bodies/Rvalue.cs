using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>How a reference is taken.</summary>
public enum BorrowKind
{
    /// <summary><c>&amp;place</c></summary>
    Shared,

    /// <summary>A look that only guards against changes, in match guards; gone after borrow checking.</summary>
    Fake,

    /// <summary><c>&amp;mut place</c></summary>
    Mut,

    /// <summary><c>&amp;mut</c> of an autoref: reserved now, active at the use (two-phase borrows).</summary>
    TwoPhaseMut,

    /// <summary>The unique borrow of a closure's capture whose variable is not <c>mut</c>.</summary>
    ClosureCapture,
}

/// <summary>An operation on two values.</summary>
public enum BinaryOp
{
    /// <summary>Sum, wrapping; also floats.</summary>
    Add,

    /// <summary>Difference, wrapping; also floats.</summary>
    Sub,

    /// <summary>Product, wrapping; also floats.</summary>
    Mul,

    /// <summary>Sum; overflow is undefined: C's signed <c>+</c> (C17 6.5p5), Rust's <c>unchecked_add</c>.</summary>
    AddUnchecked,

    /// <summary>Difference; overflow is undefined (C17 6.5p5).</summary>
    SubUnchecked,

    /// <summary>Product; overflow is undefined (C17 6.5p5).</summary>
    MulUnchecked,

    /// <summary>Sum and whether it overflowed, as a pair <c>(T, bool)</c>.</summary>
    AddWithOverflow,

    /// <summary>Difference and whether it overflowed.</summary>
    SubWithOverflow,

    /// <summary>Product and whether it overflowed.</summary>
    MulWithOverflow,

    /// <summary>Quotient; undefined for a zero divisor or <c>MIN / -1</c> (C17 6.5.5p5, p6); also floats.</summary>
    Div,

    /// <summary>Remainder; undefined as <see cref="Div"/>; also floats.</summary>
    Rem,

    /// <summary>Bits in either but not both.</summary>
    BitXor,

    /// <summary>Bits in both.</summary>
    BitAnd,

    /// <summary>Bits in either.</summary>
    BitOr,

    /// <summary>Left shift, the count taken modulo the width.</summary>
    Shl,

    /// <summary>Right shift, the count taken modulo the width; arithmetic for signed types.</summary>
    Shr,

    /// <summary>Left shift; a count that is negative or not less than the width is undefined (C17 6.5.7p3).</summary>
    ShlUnchecked,

    /// <summary>Right shift; a count out of range is undefined (C17 6.5.7p3).</summary>
    ShrUnchecked,

    /// <summary>C's left shift of a signed value: also undefined when the value is negative or the result is not representable (C17 6.5.7p4).</summary>
    ShlSigned,

    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Less; for C pointers undefined between different objects (C17 6.5.8p5).</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Le,

    /// <summary>Not equal.</summary>
    Ne,

    /// <summary>Greater or equal.</summary>
    Ge,

    /// <summary>Greater.</summary>
    Gt,

    /// <summary>Three-way comparison giving -1, 0 or 1 as <c>i8</c>.</summary>
    Cmp,

    /// <summary>Pointer plus a count of elements, an integer of any type taken by its value; undefined outside of the object and one past it (C17 6.5.6p8).</summary>
    Offset,

    /// <summary>Pointer minus pointer in elements, as <c>isize</c>; undefined between different objects (C17 6.5.6p9).</summary>
    PointerDifference,
}

/// <summary>An operation on one value.</summary>
public enum UnaryOp
{
    /// <summary><c>!x</c> on truth values and integers (C's <c>~</c>).</summary>
    Not,

    /// <summary><c>-x</c>, wrapping; also floats.</summary>
    Neg,

    /// <summary><c>-x</c>; negating the least value is undefined (C17 6.5p5).</summary>
    NegUnchecked,

    /// <summary>The length or vtable of a fat pointer.</summary>
    PointerMetadata,
}

/// <summary>A value computed before anything runs, by type.</summary>
public enum NullaryOp
{
    /// <summary>The size in bytes, as <c>usize</c>.</summary>
    SizeOf,

    /// <summary>The alignment in bytes, as <c>usize</c>.</summary>
    AlignOf,
}

/// <summary>A conversion.</summary>
public enum CastKind
{
    /// <summary>Integer, truth value or character to integer: cut or extended by the source's sign.</summary>
    IntToInt,

    /// <summary>Integer to float, rounded to nearest.</summary>
    IntToFloat,

    /// <summary>Float to integer, saturating, NaN to 0: Rust's <c>as</c>.</summary>
    FloatToInt,

    /// <summary>Float to integer, undefined when the whole part does not fit (C17 6.3.1.4p1).</summary>
    FloatToIntUnchecked,

    /// <summary>Float to float.</summary>
    FloatToFloat,

    /// <summary>Pointer to pointer; keeps address and provenance. C17 6.3.2.3p7 makes a misaligned result undefined; the access is what is checked.</summary>
    PtrToPtr,

    /// <summary>Function pointer to pointer or to another function pointer type.</summary>
    FnPtrToPtr,

    /// <summary>Pointer to integer; exposes its provenance.</summary>
    PtrToInt,

    /// <summary>Integer to pointer; takes the provenance of an exposed allocation at that address, if any.</summary>
    IntToPtr,

    /// <summary>The same bytes as another type of equal size.</summary>
    Transmute,

    /// <summary>A function item to a function pointer.</summary>
    ReifyFnPointer,

    /// <summary>A safe function pointer to an unsafe one.</summary>
    UnsafeFnPointer,

    /// <summary>A closure without captures to a function pointer.</summary>
    ClosureFnPointer,

    /// <summary><c>*mut T</c> to <c>*const T</c>.</summary>
    MutToConstPointer,

    /// <summary><c>*const [T; N]</c> to <c>*const T</c>: C's array decay after taking the address.</summary>
    ArrayToPointer,

    /// <summary><c>&amp;[T; N]</c> to <c>&amp;[T]</c>, <c>Box&lt;T&gt;</c> to <c>Box&lt;dyn Trait&gt;</c>, and other unsizings.</summary>
    Unsize,
}

/// <summary>What an aggregate is made of.</summary>
public abstract record AggregateKind
{
    private AggregateKind()
    {
    }

    /// <summary><c>[a, b, c]</c></summary>
    public sealed record Array(Ty Element) : AggregateKind;

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple : AggregateKind;

    /// <summary>A struct or a variant with all its fields in order; for a union the one field <paramref name="ActiveField"/>.</summary>
    public sealed record Adt(Ty.Adt Type, VariantIndex Variant, int? ActiveField = null) : AggregateKind;

    /// <summary>A closure with its captures.</summary>
    public sealed record Closure(Ty.Closure Type) : AggregateKind;

    /// <summary>A fat pointer from data pointer and metadata.</summary>
    public sealed record RawPtr(Ty Pointee, Mutability Mutability) : AggregateKind;
}

/// <summary>How a value is made. Names follow rustc's <c>Rvalue</c>.</summary>
public abstract record Rvalue
{
    private Rvalue()
    {
    }

    /// <summary>The operand itself.</summary>
    public sealed record Use(Operand Operand) : Rvalue;

    /// <summary><c>[operand; count]</c></summary>
    public sealed record Repeat(Operand Operand, Const Count) : Rvalue;

    /// <summary><c>&amp;'r place</c></summary>
    public sealed record Ref(Region Region, BorrowKind Kind, Place Place) : Rvalue;

    /// <summary><c>&amp;raw place</c>, C's <c>&amp;</c>. One past the end is allowed in an <see cref="Projection.Index"/> at the end of the path.</summary>
    public sealed record AddressOf(Mutability Mutability, Place Place) : Rvalue;

    /// <summary>The length of an array or slice place, as <c>usize</c>.</summary>
    public sealed record Len(Place Place) : Rvalue;

    /// <summary>A conversion to a type.</summary>
    public sealed record Cast(CastKind Kind, Operand Operand, Ty Type) : Rvalue;

    /// <summary>Two operands of equal type, but shifts (any integer as count) and <see cref="BinaryOp.Offset"/>.</summary>
    public sealed record Binary(BinaryOp Operation, Operand Left, Operand Right) : Rvalue;

    /// <summary>One operand.</summary>
    public sealed record Unary(UnaryOp Operation, Operand Operand) : Rvalue;

    /// <summary>A fact of a type.</summary>
    public sealed record Nullary(NullaryOp Operation, Ty Type) : Rvalue;

    /// <summary>The discriminant of an enum place.</summary>
    public sealed record Discriminant(Place Place) : Rvalue;

    /// <summary>A whole made of parts.</summary>
    public sealed record Aggregate(AggregateKind Kind, EquatableArray<Operand> Operands) : Rvalue;

    /// <summary>The address of the calling thread's copy of a thread-local static.</summary>
    public sealed record ThreadLocal(DefId Static, Ty Type) : Rvalue;
}

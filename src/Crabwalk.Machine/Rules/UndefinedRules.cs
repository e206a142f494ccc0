namespace Crabwalk.Machine.Rules;

/// <summary>All rules. The names are stable: fixtures, reports and links use them.</summary>
public static class UndefinedRules
{
    private static readonly Dictionary<string, UndefinedRule> ByName = All().ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>Every rule, by name.</summary>
    public static IReadOnlyCollection<UndefinedRule> Known => ByName.Values;

    /// <summary>The rule of a name, with or without <c>UB.</c>; null when there is none.</summary>
    public static UndefinedRule? Find(string name) =>
        ByName.GetValueOrDefault(name.StartsWith("UB.", StringComparison.Ordinal) ? name[3..] : name);

    /// <summary>The rule of a name; a name that is not in the catalogue counts as a broken precondition of the library.</summary>
    internal static UndefinedRule Named(string name) => Find(name) ?? ByName["LibraryArgument"];

    private static UndefinedRule[] All() =>
    [
        new(
            "UseAfterFree",
            "use of a freed block",
            "C17 6.2.4p2, 7.22.3p1; Rust Reference, behavior considered undefined: dangling pointers",
            "After `free` the block belongs to the allocator again: its bytes may be changed or given to somebody else at any time, so what is read there is whatever happens to be there, and what is written there damages others. Use the block before it is freed, or set every pointer to it to NULL when it goes."),
        new(
            "UseAfterScope",
            "use of a variable whose scope has ended",
            "C17 6.2.4p6; Rust Reference, behavior considered undefined: dangling pointers",
            "A variable lives from its declaration to the closing brace of its block. A pointer that outlives the block points at memory that the function uses for something else. Declare the variable in the block where its last user is."),
        new(
            "UseAfterReturn",
            "use of a local of a function that has returned",
            "C17 6.2.4p2, p6; Rust Reference, behavior considered undefined: dangling pointers",
            "The locals of a function live on the stack only until it returns; the next call overwrites them. Return the value itself, let the caller give the memory, or allocate it on the heap."),
        new(
            "DoubleFree",
            "block freed twice",
            "C17 7.22.3.3p2; core::alloc::GlobalAlloc::dealloc, safety",
            "Freeing a block that is free already damages the allocator's lists. Decide which pointer owns the block, and free it only through that one."),
        new(
            "InvalidFree",
            "free of something that is no heap block",
            "C17 7.22.3.3p2; core::alloc::GlobalAlloc::dealloc, safety",
            "Only a pointer that malloc, calloc or realloc gave may be freed, and exactly that pointer: not one into the middle of a block, not a variable, not a string literal."),
        new(
            "OutOfBounds",
            "access outside of an object",
            "C17 6.5.6p8; Rust Reference, behavior considered undefined: out-of-bounds place projection",
            "The bytes before and behind an object belong to others. Reading them gives their values, writing them changes other variables. Check the index against the length, and mind the terminating null character of strings."),
        new(
            "OutOfBoundsInObject",
            "index outside of an array inside of an object",
            "C17 6.5.6p8, J.2",
            "The index leaves the array although it stays inside of the larger object around it. The compiler may assume that this does not happen, so the neighbouring member may or may not change."),
        new(
            "UninitializedRead",
            "read of memory nobody has written",
            "C17 6.3.2.1p2, 6.7.9p10; Rust Reference, behavior considered undefined: reading uninitialized memory",
            "The value is whatever happens to be there, and may differ from run to run or even from read to read. Give the variable a value when it is declared, or use calloc."),
        new(
            "NullDereference",
            "access through a null pointer",
            "C17 6.5.3.2p4; Rust Reference, behavior considered undefined: accessing a place based on a dangling pointer",
            "A null pointer points to no object. Check what a function returned before it is used."),
        new(
            "EffectiveType",
            "access to an object as another type",
            "C17 6.5p6, p7",
            "An object may be read and written as its own type, signed or unsigned, as a member of a structure or union around it, and as characters; compilers assume that a float and an int are never the same memory. To look at the bits of one as the other, copy them with memcpy or use a union."),
        new(
            "Misaligned",
            "access at a misaligned address",
            "C17 6.3.2.3p7; Rust Reference, behavior considered undefined: accessing a place based on a misaligned pointer",
            "An object must lie at an address that its type's alignment divides. Copy the bytes with memcpy instead of casting the pointer."),
        new(
            "WildPointer",
            "access through a number that is no pointer",
            "C17 6.3.2.3p5; Rust Reference, behavior considered undefined: dangling pointers",
            "The address was made from a number or from parts of others, and no living object gave it away. There is nothing there that the program may use."),
        new(
            "PointerArithmetic",
            "pointer arithmetic that leaves the object",
            "C17 6.5.6p8; Rust Reference, behavior considered undefined: place projection that leaves the object; core::ptr, offset",
            "A pointer may move inside of its object and to one past its end, and no further, even if nobody follows it there."),
        new(
            "PointerComparison",
            "order of pointers into different objects",
            "C17 6.5.8p5",
            "Which of two objects lies first is not defined; only pointers into the same object can be ordered."),
        new(
            "PointerSubtraction",
            "difference of pointers into different objects",
            "C17 6.5.6p9; core::ptr, offset_from",
            "The distance of two objects is not defined; only pointers into the same object can be subtracted."),
        new(
            "SignedOverflow",
            "overflow of a signed integer",
            "C17 6.5p5",
            "The result does not fit its type. Signed arithmetic does not wrap around: compilers assume that it never overflows and remove checks that come too late. Use a wider type, or check before."),
        new(
            "ShiftCount",
            "shift by the width or more",
            "C17 6.5.7p3; core::num, unchecked_shl",
            "A value of n bits can be shifted by 0 to n-1 places."),
        new(
            "ShiftNegative",
            "shift by a negative count",
            "C17 6.5.7p3",
            "A count below 0 does not shift the other way."),
        new(
            "ShiftOverflow",
            "left shift of a signed value that overflows",
            "C17 6.5.7p4",
            "A negative value cannot be shifted left, nor one whose result does not fit. Shift an unsigned value instead."),
        new(
            "DivisionByZero",
            "division by zero",
            "C17 6.5.5p5",
            "There is no result; most machines stop the program. Check the divisor before."),
        new(
            "DivisionOverflow",
            "division whose quotient does not fit",
            "C17 6.5.5p6",
            "The smallest value divided by -1 is one more than the largest value."),
        new(
            "FloatToInt",
            "conversion of a floating number that does not fit",
            "C17 6.3.1.4p1",
            "The whole part must be a value of the integer type. Check the range before."),
        new(
            "InvalidBool",
            "truth value that is neither 0 nor 1",
            "C17 6.2.6.1p5; Rust Reference, behavior considered undefined: a value other than false (0) or true (1) in a bool",
            "The byte of a _Bool was written as something else, through a pointer, a union or memcpy."),
        new(
            "WriteToConst",
            "write to a constant object",
            "C17 6.7.3p6",
            "The object was defined with const. Casting the const away does not make it writable."),
        new(
            "WriteToStringLiteral",
            "write to a string literal",
            "C17 6.4.5p7",
            "The characters of a literal may be shared and lie in read-only memory. Use an array, `char s[] = \"...\"`, to have a copy."),
        new(
            "WrongFunctionType",
            "call with another type than the function has",
            "C17 6.5.2.2p6, p9",
            "Caller and callee must agree on the arguments and the result; otherwise each finds something else than what the other one left."),
        new(
            "CallThroughNull",
            "call through a null pointer",
            "C17 6.5.3.2p4",
            "There is no function. Check the pointer, or give it one."),
        new(
            "VaArgType",
            "variable argument read with another type",
            "C17 7.16.1.1p2",
            "va_arg must be given the type that was passed after promotion: char and short come as int, float comes as double."),
        new(
            "VaArgMissing",
            "variable argument that was not passed",
            "C17 7.16.1.1p2",
            "There are no more arguments. Pass a count or an end mark, and stop there."),
        new(
            "VaListState",
            "va_list used out of turn",
            "C17 7.16p3, 7.16.1p1",
            "A va_list must be begun with va_start or va_copy, be ended with va_end in the same function, and not be used after that."),
        new(
            "FormatMismatch",
            "format and argument that do not agree",
            "C17 7.21.6.1p9, 7.21.6.2p10",
            "Each conversion expects an argument of its type."),
        new(
            "OverlappingCopy",
            "copy between ranges that overlap",
            "C17 7.24.2.1p2, 6.5.16.1p3; core::ptr::copy_nonoverlapping, safety",
            "memcpy, strcpy and their like, and the assignment of a structure, may copy in any order. memmove is made for ranges that overlap."),
        new(
            "UnterminatedString",
            "string without an end",
            "C17 7.1.1p1",
            "The function looks for the null character and finds the end of the array first. Make room for one more character and write the null."),
        new(
            "MissingReturnValue",
            "use of the value of a function that returned none",
            "C17 6.9.1p12",
            "The function reached its closing brace without `return` and a value on this way."),
        new(
            "Unsequenced",
            "two side effects without order",
            "C17 6.5p2",
            "Between two sequence points the same object is changed twice, or changed and read for something else; which comes first is not defined."),
        new(
            "VlaSize",
            "array with a size of zero or less",
            "C17 6.7.6.2p5",
            "A variable-length array needs at least one element."),
        new(
            "LongjmpTarget",
            "longjmp to a call that is over",
            "C17 7.13.2.1p2",
            "The function that called setjmp has returned: there is nothing to jump back to."),
        new(
            "LocalAfterLongjmp",
            "local changed between setjmp and longjmp",
            "C17 7.13.2.1p3",
            "A variable of the function that called setjmp, changed after that, has no value when longjmp comes back: the compiler may have kept it in a register, which longjmp sets back. Declare it volatile."),
        new(
            "StreamState",
            "stream used in a state that does not allow it",
            "C17 7.21.3p4, 7.21.5.3p7",
            "A stream must be open, and between reading and writing it must be flushed or repositioned."),
        new(
            "LibraryArgument",
            "argument that the library does not allow",
            "C17 7.1.4p1",
            "The function says which values it takes; others are undefined."),
        new(
            "Unreachable",
            "a place that is never reached, reached",
            "gcc __builtin_unreachable; Rust Reference, behavior considered undefined",
            "The program promised that control does not come here."),
        new(
            "UseOfMovedValue",
            "use of a value that was moved away",
            "Rust Reference, expressions, moved and copied types: the place is deinitialized",
            "A move hands the value over: the new owner uses it and drops it, and the old place is without a value, although its bytes may still be there. The compiler refuses a program that uses it again. Borrow instead of moving, clone the value, or give the place a new one."),
        new(
            "InvalidEnum",
            "tag that stands for no variant",
            "Rust Reference, behavior considered undefined: producing an invalid value (a discriminant in an enum not included in the type definition)",
            "The bytes of an enum were made by a transmute, a union or a raw pointer, and no variant has this tag. A match on it goes nowhere. Convert the number with a match, or with TryFrom."),
        new(
            "InvalidChar",
            "char that is no Unicode scalar value",
            "Rust Reference, behavior considered undefined: producing an invalid value (a value in a char which is a surrogate or above char::MAX)",
            "A char is one of 0 to 0xD7FF and 0xE000 to 0x10FFFF. char::from_u32 says None for everything else."),
        new(
            "InvalidReference",
            "reference that refers to nothing",
            "Rust Reference, behavior considered undefined: producing an invalid value (a reference or Box that is dangling, misaligned, or points to an invalid value)",
            "A reference must be aligned, not null, and lead to memory that is alive, from the moment it is made, even if nobody follows it. Keep a raw pointer as long as that is not sure."),
        new(
            "InvalidValue",
            "bit pattern that is no value of its type",
            "Rust Reference, behavior considered undefined: producing an invalid value",
            "Types such as NonZero, NonNull and function pointers have fewer values than bit patterns, and the compiler uses the others for something else. Check before the value is made."),
        new(
            "UncheckedOverflow",
            "overflow of unchecked arithmetic",
            "Rust Reference, behavior considered undefined: invoking undefined behavior via compiler intrinsics; core::num, unchecked_add and its like",
            "The unchecked operations promise that the result fits. Use the checked, wrapping or plain ones."),
        new(
            "DeallocLayout",
            "block given back with another layout",
            "core::alloc::GlobalAlloc::dealloc, safety; Rust Reference, behavior considered undefined",
            "A block is given back with the very size and alignment it was asked for, to the allocator that made it."),
        new(
            "Assume",
            "promise that does not hold",
            "core::hint::assert_unchecked, safety",
            "The program told the compiler that a condition always holds, and here it does not."),
    ];
}

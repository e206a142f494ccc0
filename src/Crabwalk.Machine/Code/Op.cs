namespace Crabwalk.Machine.Code;

/// <summary>
/// The operations of the register code. r[x] is a register's value, p[x] its provenance; "address" means r[B] + Imm judged by p[B].
/// Operations without a remark write r[A] from r[B] and r[C] (or the immediate, for names that end in I). Integer results are
/// extended to 64 bits by the width in the name. A check that fails sends the instruction to the slow, obvious twin.
/// </summary>
internal enum Op : ushort
{
    /// <summary>Never compiled: reaching it is a bug of Crabwalk.</summary>
    Invalid,

    // Control. Low is the distance.
    Jump,
    JumpTrue,
    JumpFalse,
    JumpEq,
    JumpNe,
    JumpLtS,
    JumpLeS,
    JumpLtU,
    JumpLeU,

    // r[B] against High.
    JumpEqI,
    JumpNeI,
    JumpLtSI,
    JumpLeSI,
    JumpGtSI,
    JumpGeSI,
    JumpLtUI,
    JumpGeUI,

    // Floats: the jump is taken when the comparison holds.
    JumpEqF,
    JumpNeF,
    JumpLtF,
    JumpLeF,

    // ... when it does not hold, which is different for NaN.
    JumpNotLtF,
    JumpNotLeF,

    /// <summary>A value r[A] goes to table Imm.</summary>
    Switch,

    /// <summary>Function Imm with the window at register A; B is 1 when the result is used.</summary>
    Call,

    /// <summary>The function pointer in register B, call site Imm.</summary>
    CallPointer,

    /// <summary>As <see cref="Call"/>, with variable arguments described by call site Imm.</summary>
    CallSite,

    /// <summary>Intrinsic call site Imm.</summary>
    CallIntrinsic,
    Return,

    /// <summary>Copies the memory local in slot Low to where register A points, then returns.</summary>
    ReturnMemory,

    /// <summary>Returns without a value from a function that should have one.</summary>
    ReturnNothing,

    /// <summary>Rule text Imm.</summary>
    Unreachable,

    /// <summary>Assertion Imm with condition r[A]; B is the expected value.</summary>
    Assert,
    Resume,

    /// <summary>The program ends because unwinding may not pass here.</summary>
    TerminateUnwind,

    /// <summary>Step Imm of a walk.</summary>
    Mark,

    /// <summary>Step Imm with the value of register A.</summary>
    MarkValue,

    // Moves.
    Move,
    MovePointer,
    Const,

    /// <summary>Imm with provenance (C, B) as 32 bits.</summary>
    ConstPointer,

    // Wrapping arithmetic.
    Add32,
    Sub32,
    Mul32,
    AddU32,
    SubU32,
    MulU32,
    Add64,
    Sub64,
    Mul64,
    Add32I,
    AddU32I,
    Add64I,
    Mul64I,

    // Overflow is undefined.
    AddX32,
    SubX32,
    MulX32,
    AddX64,
    SubX64,
    MulX64,
    AddX32I,
    AddX64I,
    MulX32I,

    /// <summary>The result so far must be what it is when cut to width Imm (scalar), else overflow of C (binary op).</summary>
    CheckNarrow,

    // Division: Imm is the scalar.
    DivS,
    RemS,
    DivU,
    RemU,
    And,
    Or,
    Xor,
    AndI,
    OrI,
    XorI,

    // Shifts: Low is the scalar, High the shift's kind.
    Shl,
    Shr,
    Shl32I,
    ShlU32I,
    Shl64I,
    ShrSI,
    ShrUI,
    Neg32,
    Neg64,
    NegX32,
    NegX64,
    Not,
    NotBool,
    Sext8,
    Sext16,
    Sext32,
    Zext8,
    Zext16,
    Zext32,

    // Comparisons give 0 or 1.
    Eq,
    Ne,
    LtS,
    LeS,
    LtU,
    LeU,
    EqI,
    NeI,
    LtSI,
    LeSI,
    GtSI,
    GeSI,
    LtUI,
    GtUI,

    /// <summary>Order of pointers: Imm is the binary operation.</summary>
    ComparePointers,
    AddF64,
    SubF64,
    MulF64,
    DivF64,
    NegF64,
    AddF32,
    SubF32,
    MulF32,
    DivF32,
    NegF32,

    /// <summary>Remainder; Imm 4 or 8 bytes.</summary>
    RemF,
    EqF64,
    NeF64,
    LtF64,
    LeF64,
    EqF32,
    NeF32,
    LtF32,
    LeF32,

    // Conversions. Imm is the integer's scalar.
    IntToF64,
    UIntToF64,
    IntToF32,
    UIntToF32,
    F64ToInt,
    F32ToInt,
    F64ToIntSaturated,
    F32ToIntSaturated,
    F64ToF32,
    F32ToF64,

    // Pointers.
    /// <summary>r[B] + r[C] * Imm inside the object.</summary>
    Offset,

    /// <summary>r[B] + Imm inside the object.</summary>
    OffsetI,

    /// <summary>r[B] + Imm without a check: the place of a part.</summary>
    Part,

    /// <summary>r[B] + r[C] * High + Low without a check.</summary>
    Element,

    /// <summary>r[B] must be less than Imm; C is 1 when it may be equal.</summary>
    CheckIndex,

    /// <summary>(r[B] - r[C]) / Imm.</summary>
    Difference,

    /// <summary>The provenance of r[B] is exposed.</summary>
    PointerToInt,

    /// <summary>Finds the provenance of r[B].</summary>
    IntToPointer,

    /// <summary>p[A] = 0: the register has a value now.</summary>
    SetDefined,

    /// <summary>The register gets junk and has no value.</summary>
    SetUndefined,

    /// <summary>Local Imm in register A must have a value.</summary>
    CheckDefined,

    // Loads from r[B] + Imm; C allows that many bits of misalignment (packed structs).
    LoadI8,
    LoadU8,
    LoadI16,
    LoadU16,
    LoadI32,
    LoadU32,
    Load64,
    LoadPointer,
    LoadBool,
    LoadLongDouble,

    // ... without any check, for marks: what cannot be read gives junk.
    Peek,

    // Loads from r[B] + r[C] * High + Low.
    LoadI8X,
    LoadU8X,
    LoadI16X,
    LoadU16X,
    LoadI32X,
    LoadU32X,
    Load64X,
    LoadPointerX,

    // Stores of r[A] to r[B] + Imm.
    Store8,
    Store16,
    Store32,
    Store64,
    StorePointer,
    StoreLongDouble,

    // Stores of r[A] to r[B] + r[C] * High + Low.
    Store8X,
    Store16X,
    Store32X,
    Store64X,
    StorePointerX,

    /// <summary>Bit-field description Imm at the address in r[B].</summary>
    LoadBits,

    /// <summary>Bit-field description Imm at the address in r[B] gets r[A].</summary>
    StoreBits,

    /// <summary>Imm bytes from the address r[B] to the address r[A].</summary>
    Copy,

    /// <summary>Constant bytes Imm to the address r[A].</summary>
    CopyConstant,

    /// <summary>The element of Low bytes at address r[A] is repeated until there are r[B] of them; C unused.</summary>
    Repeat,

    /// <summary>Slot Imm comes to life; register A points to it.</summary>
    StorageLive,

    /// <summary>What register A points to ends.</summary>
    StorageDead,

    /// <summary>A dynamic array of r[B] elements of r[C] bytes; Imm is the slot. Register A points to it.</summary>
    StorageDynamic,

    /// <summary>128-bit operation Imm of the table; A, B and C are registers with addresses, or with the operands that are not wide.</summary>
    Wide,

    /// <summary>Register A points to what is used as type Imm.</summary>
    TypeHint,

    /// <summary>What register A points to is looked at as view Low (counted from 1), of High bytes, from now on.</summary>
    UseAs,

    /// <summary>The pointer in register A lost the const of what it points to.</summary>
    DropConst,

    /// <summary>r[A] = r[B] op r[C] wrapped and r[A + 1] = whether it overflowed; Low is the scalar, High the operation.</summary>
    WithOverflow,

    /// <summary>The tag r[A] must be one of Low to Low + High.</summary>
    CheckTag,

    /// <summary>The tag r[A] must be in table Low.</summary>
    CheckTagIn,

    /// <summary>When r[A] is not 0, text Imm is the rule that is broken and, after a colon, how.</summary>
    FaultIf,

    /// <summary>r[A] must be a value of scalar rule Imm.</summary>
    CheckScalar,

    /// <summary>The pointer in register A must be one that a reference may be: aligned to High, to Low bytes that are alive.</summary>
    CheckReference,

    /// <summary>The same for r[B] bytes and the alignment r[C].</summary>
    CheckReferenceUnsized,

    /// <summary>r[A] gets the payload of the panic that is being caught.</summary>
    TakePayload,

    /// <summary>What register A points to is constant from now on.</summary>
    Freeze,

    /// <summary>Text Imm says what Crabwalk cannot do yet.</summary>
    Unsupported,

    /// <summary>
    /// A door: compiled code number Low goes on from here; without it the instruction that is High further does. It stands before a
    /// function's first instruction and is never compiled from a body.
    /// </summary>
    EnterCompiled,
}

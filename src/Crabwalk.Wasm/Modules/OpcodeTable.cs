using System.Collections.Frozen;
using Crabwalk.Foundation.Collections;

namespace Crabwalk.Wasm.Modules;

/// <summary>What stands after an instruction's code.</summary>
public enum ImmediateKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A block's type.</summary>
    Block,

    /// <summary>A block's type and catch clauses.</summary>
    Try,

    /// <summary>A label, counted outwards from the innermost block.</summary>
    Label,

    /// <summary>Labels and a default.</summary>
    Labels,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A type and a table.</summary>
    Indirect,

    /// <summary>A local.</summary>
    Local,

    /// <summary>A global.</summary>
    Global,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A memory access: alignment and offset.</summary>
    Memory,

    /// <summary>A memory.</summary>
    MemoryIndex,

    /// <summary>Two memories, target first.</summary>
    TwoMemories,

    /// <summary>A 32-bit number.</summary>
    I32,

    /// <summary>A 64-bit number.</summary>
    I64,

    /// <summary>The bits of a 32-bit float.</summary>
    F32,

    /// <summary>The bits of a 64-bit float.</summary>
    F64,

    /// <summary>A type of references.</summary>
    RefType,
}

/// <summary>What is known of an instruction.</summary>
/// <param name="Text">What the text format calls it.</param>
/// <param name="Immediate">What stands after its code.</param>
/// <param name="Signature">
/// What it takes and gives, a letter each, with a colon between: <c>i</c> i32, <c>l</c> i64, <c>f</c> f32, <c>d</c> f64. Null where that depends on more than the code.
/// </param>
/// <param name="NaturalAlignment">For a memory access its width as a power of two.</param>
public sealed record OpcodeInfo(string Text, ImmediateKind Immediate, string? Signature, int NaturalAlignment = 0)
{
    private readonly FunctionType _type = FunctionType.Parse(Signature ?? ":");

    /// <summary>What it takes, the topmost last; nothing where that depends on more than the code.</summary>
    public EquatableArray<WasmType> Takes => _type.Parameters;

    /// <summary>What it gives.</summary>
    public EquatableArray<WasmType> Gives => _type.Results;
}

/// <summary>The table of instructions.</summary>
public static class OpcodeTable
{
    private static readonly FrozenDictionary<Opcode, OpcodeInfo> Known = new Dictionary<Opcode, OpcodeInfo>
    {
        [Opcode.Unreachable] = new("unreachable", ImmediateKind.None, null),
        [Opcode.Nop] = new("nop", ImmediateKind.None, ":"),
        [Opcode.Block] = new("block", ImmediateKind.Block, null),
        [Opcode.Loop] = new("loop", ImmediateKind.Block, null),
        [Opcode.If] = new("if", ImmediateKind.Block, null),
        [Opcode.Else] = new("else", ImmediateKind.None, null),
        [Opcode.Throw] = new("throw", ImmediateKind.Tag, null),
        [Opcode.ThrowRef] = new("throw_ref", ImmediateKind.None, null),
        [Opcode.End] = new("end", ImmediateKind.None, null),
        [Opcode.Br] = new("br", ImmediateKind.Label, null),
        [Opcode.BrIf] = new("br_if", ImmediateKind.Label, null),
        [Opcode.BrTable] = new("br_table", ImmediateKind.Labels, null),
        [Opcode.Return] = new("return", ImmediateKind.None, null),
        [Opcode.Call] = new("call", ImmediateKind.Function, null),
        [Opcode.CallIndirect] = new("call_indirect", ImmediateKind.Indirect, null),
        [Opcode.ReturnCall] = new("return_call", ImmediateKind.Function, null),
        [Opcode.ReturnCallIndirect] = new("return_call_indirect", ImmediateKind.Indirect, null),
        [Opcode.Drop] = new("drop", ImmediateKind.None, null),
        [Opcode.Select] = new("select", ImmediateKind.None, null),
        [Opcode.TryTable] = new("try_table", ImmediateKind.Try, null),
        [Opcode.LocalGet] = new("local.get", ImmediateKind.Local, null),
        [Opcode.LocalSet] = new("local.set", ImmediateKind.Local, null),
        [Opcode.LocalTee] = new("local.tee", ImmediateKind.Local, null),
        [Opcode.GlobalGet] = new("global.get", ImmediateKind.Global, null),
        [Opcode.GlobalSet] = new("global.set", ImmediateKind.Global, null),
        [Opcode.I32Load] = new("i32.load", ImmediateKind.Memory, "i:i", 2),
        [Opcode.I64Load] = new("i64.load", ImmediateKind.Memory, "i:l", 3),
        [Opcode.F32Load] = new("f32.load", ImmediateKind.Memory, "i:f", 2),
        [Opcode.F64Load] = new("f64.load", ImmediateKind.Memory, "i:d", 3),
        [Opcode.I32Load8S] = new("i32.load8_s", ImmediateKind.Memory, "i:i", 0),
        [Opcode.I32Load8U] = new("i32.load8_u", ImmediateKind.Memory, "i:i", 0),
        [Opcode.I32Load16S] = new("i32.load16_s", ImmediateKind.Memory, "i:i", 1),
        [Opcode.I32Load16U] = new("i32.load16_u", ImmediateKind.Memory, "i:i", 1),
        [Opcode.I64Load8S] = new("i64.load8_s", ImmediateKind.Memory, "i:l", 0),
        [Opcode.I64Load8U] = new("i64.load8_u", ImmediateKind.Memory, "i:l", 0),
        [Opcode.I64Load16S] = new("i64.load16_s", ImmediateKind.Memory, "i:l", 1),
        [Opcode.I64Load16U] = new("i64.load16_u", ImmediateKind.Memory, "i:l", 1),
        [Opcode.I64Load32S] = new("i64.load32_s", ImmediateKind.Memory, "i:l", 2),
        [Opcode.I64Load32U] = new("i64.load32_u", ImmediateKind.Memory, "i:l", 2),
        [Opcode.I32Store] = new("i32.store", ImmediateKind.Memory, "ii:", 2),
        [Opcode.I64Store] = new("i64.store", ImmediateKind.Memory, "il:", 3),
        [Opcode.F32Store] = new("f32.store", ImmediateKind.Memory, "if:", 2),
        [Opcode.F64Store] = new("f64.store", ImmediateKind.Memory, "id:", 3),
        [Opcode.I32Store8] = new("i32.store8", ImmediateKind.Memory, "ii:", 0),
        [Opcode.I32Store16] = new("i32.store16", ImmediateKind.Memory, "ii:", 1),
        [Opcode.I64Store8] = new("i64.store8", ImmediateKind.Memory, "il:", 0),
        [Opcode.I64Store16] = new("i64.store16", ImmediateKind.Memory, "il:", 1),
        [Opcode.I64Store32] = new("i64.store32", ImmediateKind.Memory, "il:", 2),
        [Opcode.MemorySize] = new("memory.size", ImmediateKind.MemoryIndex, ":i"),
        [Opcode.MemoryGrow] = new("memory.grow", ImmediateKind.MemoryIndex, "i:i"),
        [Opcode.I32Const] = new("i32.const", ImmediateKind.I32, ":i"),
        [Opcode.I64Const] = new("i64.const", ImmediateKind.I64, ":l"),
        [Opcode.F32Const] = new("f32.const", ImmediateKind.F32, ":f"),
        [Opcode.F64Const] = new("f64.const", ImmediateKind.F64, ":d"),
        [Opcode.I32Eqz] = new("i32.eqz", ImmediateKind.None, "i:i"),
        [Opcode.I32Eq] = new("i32.eq", ImmediateKind.None, "ii:i"),
        [Opcode.I32Ne] = new("i32.ne", ImmediateKind.None, "ii:i"),
        [Opcode.I32LtS] = new("i32.lt_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32LtU] = new("i32.lt_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32GtS] = new("i32.gt_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32GtU] = new("i32.gt_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32LeS] = new("i32.le_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32LeU] = new("i32.le_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32GeS] = new("i32.ge_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32GeU] = new("i32.ge_u", ImmediateKind.None, "ii:i"),
        [Opcode.I64Eqz] = new("i64.eqz", ImmediateKind.None, "l:i"),
        [Opcode.I64Eq] = new("i64.eq", ImmediateKind.None, "ll:i"),
        [Opcode.I64Ne] = new("i64.ne", ImmediateKind.None, "ll:i"),
        [Opcode.I64LtS] = new("i64.lt_s", ImmediateKind.None, "ll:i"),
        [Opcode.I64LtU] = new("i64.lt_u", ImmediateKind.None, "ll:i"),
        [Opcode.I64GtS] = new("i64.gt_s", ImmediateKind.None, "ll:i"),
        [Opcode.I64GtU] = new("i64.gt_u", ImmediateKind.None, "ll:i"),
        [Opcode.I64LeS] = new("i64.le_s", ImmediateKind.None, "ll:i"),
        [Opcode.I64LeU] = new("i64.le_u", ImmediateKind.None, "ll:i"),
        [Opcode.I64GeS] = new("i64.ge_s", ImmediateKind.None, "ll:i"),
        [Opcode.I64GeU] = new("i64.ge_u", ImmediateKind.None, "ll:i"),
        [Opcode.F32Eq] = new("f32.eq", ImmediateKind.None, "ff:i"),
        [Opcode.F32Ne] = new("f32.ne", ImmediateKind.None, "ff:i"),
        [Opcode.F32Lt] = new("f32.lt", ImmediateKind.None, "ff:i"),
        [Opcode.F32Gt] = new("f32.gt", ImmediateKind.None, "ff:i"),
        [Opcode.F32Le] = new("f32.le", ImmediateKind.None, "ff:i"),
        [Opcode.F32Ge] = new("f32.ge", ImmediateKind.None, "ff:i"),
        [Opcode.F64Eq] = new("f64.eq", ImmediateKind.None, "dd:i"),
        [Opcode.F64Ne] = new("f64.ne", ImmediateKind.None, "dd:i"),
        [Opcode.F64Lt] = new("f64.lt", ImmediateKind.None, "dd:i"),
        [Opcode.F64Gt] = new("f64.gt", ImmediateKind.None, "dd:i"),
        [Opcode.F64Le] = new("f64.le", ImmediateKind.None, "dd:i"),
        [Opcode.F64Ge] = new("f64.ge", ImmediateKind.None, "dd:i"),
        [Opcode.I32Clz] = new("i32.clz", ImmediateKind.None, "i:i"),
        [Opcode.I32Ctz] = new("i32.ctz", ImmediateKind.None, "i:i"),
        [Opcode.I32Popcnt] = new("i32.popcnt", ImmediateKind.None, "i:i"),
        [Opcode.I32Add] = new("i32.add", ImmediateKind.None, "ii:i"),
        [Opcode.I32Sub] = new("i32.sub", ImmediateKind.None, "ii:i"),
        [Opcode.I32Mul] = new("i32.mul", ImmediateKind.None, "ii:i"),
        [Opcode.I32DivS] = new("i32.div_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32DivU] = new("i32.div_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32RemS] = new("i32.rem_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32RemU] = new("i32.rem_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32And] = new("i32.and", ImmediateKind.None, "ii:i"),
        [Opcode.I32Or] = new("i32.or", ImmediateKind.None, "ii:i"),
        [Opcode.I32Xor] = new("i32.xor", ImmediateKind.None, "ii:i"),
        [Opcode.I32Shl] = new("i32.shl", ImmediateKind.None, "ii:i"),
        [Opcode.I32ShrS] = new("i32.shr_s", ImmediateKind.None, "ii:i"),
        [Opcode.I32ShrU] = new("i32.shr_u", ImmediateKind.None, "ii:i"),
        [Opcode.I32Rotl] = new("i32.rotl", ImmediateKind.None, "ii:i"),
        [Opcode.I32Rotr] = new("i32.rotr", ImmediateKind.None, "ii:i"),
        [Opcode.I64Clz] = new("i64.clz", ImmediateKind.None, "l:l"),
        [Opcode.I64Ctz] = new("i64.ctz", ImmediateKind.None, "l:l"),
        [Opcode.I64Popcnt] = new("i64.popcnt", ImmediateKind.None, "l:l"),
        [Opcode.I64Add] = new("i64.add", ImmediateKind.None, "ll:l"),
        [Opcode.I64Sub] = new("i64.sub", ImmediateKind.None, "ll:l"),
        [Opcode.I64Mul] = new("i64.mul", ImmediateKind.None, "ll:l"),
        [Opcode.I64DivS] = new("i64.div_s", ImmediateKind.None, "ll:l"),
        [Opcode.I64DivU] = new("i64.div_u", ImmediateKind.None, "ll:l"),
        [Opcode.I64RemS] = new("i64.rem_s", ImmediateKind.None, "ll:l"),
        [Opcode.I64RemU] = new("i64.rem_u", ImmediateKind.None, "ll:l"),
        [Opcode.I64And] = new("i64.and", ImmediateKind.None, "ll:l"),
        [Opcode.I64Or] = new("i64.or", ImmediateKind.None, "ll:l"),
        [Opcode.I64Xor] = new("i64.xor", ImmediateKind.None, "ll:l"),
        [Opcode.I64Shl] = new("i64.shl", ImmediateKind.None, "ll:l"),
        [Opcode.I64ShrS] = new("i64.shr_s", ImmediateKind.None, "ll:l"),
        [Opcode.I64ShrU] = new("i64.shr_u", ImmediateKind.None, "ll:l"),
        [Opcode.I64Rotl] = new("i64.rotl", ImmediateKind.None, "ll:l"),
        [Opcode.I64Rotr] = new("i64.rotr", ImmediateKind.None, "ll:l"),
        [Opcode.F32Abs] = new("f32.abs", ImmediateKind.None, "f:f"),
        [Opcode.F32Neg] = new("f32.neg", ImmediateKind.None, "f:f"),
        [Opcode.F32Ceil] = new("f32.ceil", ImmediateKind.None, "f:f"),
        [Opcode.F32Floor] = new("f32.floor", ImmediateKind.None, "f:f"),
        [Opcode.F32Trunc] = new("f32.trunc", ImmediateKind.None, "f:f"),
        [Opcode.F32Nearest] = new("f32.nearest", ImmediateKind.None, "f:f"),
        [Opcode.F32Sqrt] = new("f32.sqrt", ImmediateKind.None, "f:f"),
        [Opcode.F32Add] = new("f32.add", ImmediateKind.None, "ff:f"),
        [Opcode.F32Sub] = new("f32.sub", ImmediateKind.None, "ff:f"),
        [Opcode.F32Mul] = new("f32.mul", ImmediateKind.None, "ff:f"),
        [Opcode.F32Div] = new("f32.div", ImmediateKind.None, "ff:f"),
        [Opcode.F32Min] = new("f32.min", ImmediateKind.None, "ff:f"),
        [Opcode.F32Max] = new("f32.max", ImmediateKind.None, "ff:f"),
        [Opcode.F32Copysign] = new("f32.copysign", ImmediateKind.None, "ff:f"),
        [Opcode.F64Abs] = new("f64.abs", ImmediateKind.None, "d:d"),
        [Opcode.F64Neg] = new("f64.neg", ImmediateKind.None, "d:d"),
        [Opcode.F64Ceil] = new("f64.ceil", ImmediateKind.None, "d:d"),
        [Opcode.F64Floor] = new("f64.floor", ImmediateKind.None, "d:d"),
        [Opcode.F64Trunc] = new("f64.trunc", ImmediateKind.None, "d:d"),
        [Opcode.F64Nearest] = new("f64.nearest", ImmediateKind.None, "d:d"),
        [Opcode.F64Sqrt] = new("f64.sqrt", ImmediateKind.None, "d:d"),
        [Opcode.F64Add] = new("f64.add", ImmediateKind.None, "dd:d"),
        [Opcode.F64Sub] = new("f64.sub", ImmediateKind.None, "dd:d"),
        [Opcode.F64Mul] = new("f64.mul", ImmediateKind.None, "dd:d"),
        [Opcode.F64Div] = new("f64.div", ImmediateKind.None, "dd:d"),
        [Opcode.F64Min] = new("f64.min", ImmediateKind.None, "dd:d"),
        [Opcode.F64Max] = new("f64.max", ImmediateKind.None, "dd:d"),
        [Opcode.F64Copysign] = new("f64.copysign", ImmediateKind.None, "dd:d"),
        [Opcode.I32WrapI64] = new("i32.wrap_i64", ImmediateKind.None, "l:i"),
        [Opcode.I32TruncF32S] = new("i32.trunc_f32_s", ImmediateKind.None, "f:i"),
        [Opcode.I32TruncF32U] = new("i32.trunc_f32_u", ImmediateKind.None, "f:i"),
        [Opcode.I32TruncF64S] = new("i32.trunc_f64_s", ImmediateKind.None, "d:i"),
        [Opcode.I32TruncF64U] = new("i32.trunc_f64_u", ImmediateKind.None, "d:i"),
        [Opcode.I64ExtendI32S] = new("i64.extend_i32_s", ImmediateKind.None, "i:l"),
        [Opcode.I64ExtendI32U] = new("i64.extend_i32_u", ImmediateKind.None, "i:l"),
        [Opcode.I64TruncF32S] = new("i64.trunc_f32_s", ImmediateKind.None, "f:l"),
        [Opcode.I64TruncF32U] = new("i64.trunc_f32_u", ImmediateKind.None, "f:l"),
        [Opcode.I64TruncF64S] = new("i64.trunc_f64_s", ImmediateKind.None, "d:l"),
        [Opcode.I64TruncF64U] = new("i64.trunc_f64_u", ImmediateKind.None, "d:l"),
        [Opcode.F32ConvertI32S] = new("f32.convert_i32_s", ImmediateKind.None, "i:f"),
        [Opcode.F32ConvertI32U] = new("f32.convert_i32_u", ImmediateKind.None, "i:f"),
        [Opcode.F32ConvertI64S] = new("f32.convert_i64_s", ImmediateKind.None, "l:f"),
        [Opcode.F32ConvertI64U] = new("f32.convert_i64_u", ImmediateKind.None, "l:f"),
        [Opcode.F32DemoteF64] = new("f32.demote_f64", ImmediateKind.None, "d:f"),
        [Opcode.F64ConvertI32S] = new("f64.convert_i32_s", ImmediateKind.None, "i:d"),
        [Opcode.F64ConvertI32U] = new("f64.convert_i32_u", ImmediateKind.None, "i:d"),
        [Opcode.F64ConvertI64S] = new("f64.convert_i64_s", ImmediateKind.None, "l:d"),
        [Opcode.F64ConvertI64U] = new("f64.convert_i64_u", ImmediateKind.None, "l:d"),
        [Opcode.F64PromoteF32] = new("f64.promote_f32", ImmediateKind.None, "f:d"),
        [Opcode.I32ReinterpretF32] = new("i32.reinterpret_f32", ImmediateKind.None, "f:i"),
        [Opcode.I64ReinterpretF64] = new("i64.reinterpret_f64", ImmediateKind.None, "d:l"),
        [Opcode.F32ReinterpretI32] = new("f32.reinterpret_i32", ImmediateKind.None, "i:f"),
        [Opcode.F64ReinterpretI64] = new("f64.reinterpret_i64", ImmediateKind.None, "l:d"),
        [Opcode.I32Extend8S] = new("i32.extend8_s", ImmediateKind.None, "i:i"),
        [Opcode.I32Extend16S] = new("i32.extend16_s", ImmediateKind.None, "i:i"),
        [Opcode.I64Extend8S] = new("i64.extend8_s", ImmediateKind.None, "l:l"),
        [Opcode.I64Extend16S] = new("i64.extend16_s", ImmediateKind.None, "l:l"),
        [Opcode.I64Extend32S] = new("i64.extend32_s", ImmediateKind.None, "l:l"),
        [Opcode.RefNull] = new("ref.null", ImmediateKind.RefType, null),
        [Opcode.I32TruncSatF32S] = new("i32.trunc_sat_f32_s", ImmediateKind.None, "f:i"),
        [Opcode.I32TruncSatF32U] = new("i32.trunc_sat_f32_u", ImmediateKind.None, "f:i"),
        [Opcode.I32TruncSatF64S] = new("i32.trunc_sat_f64_s", ImmediateKind.None, "d:i"),
        [Opcode.I32TruncSatF64U] = new("i32.trunc_sat_f64_u", ImmediateKind.None, "d:i"),
        [Opcode.I64TruncSatF32S] = new("i64.trunc_sat_f32_s", ImmediateKind.None, "f:l"),
        [Opcode.I64TruncSatF32U] = new("i64.trunc_sat_f32_u", ImmediateKind.None, "f:l"),
        [Opcode.I64TruncSatF64S] = new("i64.trunc_sat_f64_s", ImmediateKind.None, "d:l"),
        [Opcode.I64TruncSatF64U] = new("i64.trunc_sat_f64_u", ImmediateKind.None, "d:l"),
        [Opcode.MemoryCopy] = new("memory.copy", ImmediateKind.TwoMemories, "iii:"),
        [Opcode.MemoryFill] = new("memory.fill", ImmediateKind.MemoryIndex, "iii:"),
    }.ToFrozenDictionary();

    /// <summary>All instructions.</summary>
    public static IEnumerable<Opcode> All => Known.Keys.Order();

    /// <summary>What is known of an instruction.</summary>
    public static OpcodeInfo Info(this Opcode opcode) => Known[opcode];

    /// <summary>True for a code that is an instruction.</summary>
    public static bool IsKnown(Opcode opcode) => Known.ContainsKey(opcode);
}

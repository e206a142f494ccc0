using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>How each operation is translated.</summary>
internal static class Translation
{
    /// <summary>True when compiled code has the interpreter carry the instruction out.</summary>
    public static bool NeedsInterpreter(in FlatInstr instr) => instr.Kind == FlatKind.Plain && (instr.Code.Op == Op.Call || NeedsInterpreter(instr.Code));

    /// <summary>True when compiled code has the interpreter carry the instruction out, whatever it calls.</summary>
    public static bool NeedsInterpreter(in Instr instr) => instr.Op switch
    {
        Op.CallSite or Op.CallPointer or Op.CallIntrinsic => true,
        Op.LoadLongDouble or Op.StoreLongDouble or Op.LoadBits or Op.StoreBits => true,
        Op.Copy or Op.CopyConstant or Op.Repeat or Op.StorageDynamic or Op.Wide or Op.Freeze or Op.DropConst => true,
        Op.CheckTagIn or Op.CheckScalar or Op.CheckReferenceUnsized or Op.TakePayload => true,
        Op.F32ToInt or Op.F64ToIntSaturated or Op.F32ToIntSaturated => true,
        Op.F64ToInt => (ValueKind)instr.Imm == ValueKind.Bool,
        Op.WithOverflow => ((ValueKind)instr.Low).SizeOf() == 8 && (Mir.Bodies.BinaryOp)instr.High == Mir.Bodies.BinaryOp.MulWithOverflow,
        Op.CheckReference => instr.Low == 0,
        Op.Difference => instr.Imm == 0,

        // What may be misaligned may lie across two words.
        >= Op.LoadI8 and <= Op.LoadBool or >= Op.Store8 and <= Op.StorePointer => instr.C != 0,
        _ => false,
    };

    /// <summary>True for an operation that ends compiled code where it stands: the interpreter goes on with it.</summary>
    public static bool IsLeftToInterpreter(Op op) => op switch
    {
        Op.Unreachable or Op.Resume or Op.TerminateUnwind or Op.Unsupported or Op.Invalid or Op.Mark or Op.MarkValue or Op.Peek or Op.EnterCompiled => true,
        _ => false,
    };

    /// <summary>True for an operation that compiled code carries out on the interpreter's registers.</summary>
    public static bool WritesRegisters(Op op) => op == Op.StorageLive;

    /// <summary>True when the interpreter may take over at the instruction, so that everything it may look at must be in its registers.</summary>
    public static bool MayStop(Op op) => op switch
    {
        Op.Move or Op.MovePointer or Op.Const or Op.ConstPointer or Op.Part or Op.Element or Op.SetDefined or Op.SetUndefined or Op.Return => false,
        >= Op.Add32 and <= Op.Mul64I => false,
        >= Op.And and <= Op.XorI => false,
        >= Op.Shl32I and <= Op.Neg64 => false,
        >= Op.Not and <= Op.GtUI => false,
        >= Op.AddF64 and <= Op.F32ToF64 => op is Op.F64ToInt or Op.F32ToInt or Op.F64ToIntSaturated or Op.F32ToIntSaturated,
        Op.PointerToInt or Op.IntToPointer or Op.StorageDead or Op.TypeHint or Op.Switch => false,
        _ => true,
    };
}

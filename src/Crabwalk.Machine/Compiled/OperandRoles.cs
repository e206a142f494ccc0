using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>What an instruction does with the register that one of its fields names.</summary>
[Flags]
internal enum Role : byte
{
    /// <summary>The field names no register.</summary>
    None = 0,

    /// <summary>Reads the value.</summary>
    Reads = 1,

    /// <summary>Reads the provenance.</summary>
    ReadsProvenance = 2,

    /// <summary>Writes the value.</summary>
    Writes = 4,

    /// <summary>Writes the provenance.</summary>
    WritesProvenance = 8,

    /// <summary>Reads value and provenance.</summary>
    ReadsPointer = Reads | ReadsProvenance,

    /// <summary>Writes value and provenance.</summary>
    WritesPointer = Writes | WritesProvenance,
}

/// <summary>
/// Which fields of an instruction name registers, and what it does with them, on the quick way and on the slow one. Windows of calls
/// and the registers that assertions show are not here, since they are in tables; see <see cref="SlotUse"/>.
/// </summary>
internal readonly record struct OperandRoles(Role A, Role B, Role C)
{
    private static readonly OperandRoles Nothing = new(Role.None, Role.None, Role.None);
    private static readonly OperandRoles Unary = new(Role.Writes, Role.Reads, Role.None);
    private static readonly OperandRoles Binary = new(Role.Writes, Role.Reads, Role.Reads);

    /// <summary>The roles of an operation's fields.</summary>
    public static OperandRoles Of(Op op) => op switch
    {
        Op.JumpTrue or Op.JumpFalse or Op.Switch or Op.Assert or Op.CheckTag or Op.CheckTagIn or Op.FaultIf or Op.CheckScalar
            => new(Role.Reads, Role.None, Role.None),
        >= Op.JumpEq and <= Op.JumpLeU or >= Op.JumpEqF and <= Op.JumpNotLeF => new(Role.None, Role.Reads, Role.Reads),
        >= Op.JumpEqI and <= Op.JumpGeUI or Op.CheckIndex => new(Role.None, Role.Reads, Role.None),
        Op.CallPointer => new(Role.None, Role.ReadsPointer, Role.None),
        Op.Move => Unary,
        Op.MovePointer or Op.OffsetI or Op.Part => new(Role.WritesPointer, Role.ReadsPointer, Role.None),
        Op.Const => new(Role.Writes, Role.None, Role.None),
        Op.ConstPointer or Op.SetUndefined or Op.TakePayload => new(Role.WritesPointer, Role.None, Role.None),
        >= Op.Add32 and <= Op.Mul64 or >= Op.AddX32 and <= Op.MulX64 or >= Op.DivS and <= Op.Xor or Op.Shl or Op.Shr => Binary,
        >= Op.Add32I and <= Op.Mul64I or >= Op.AddX32I and <= Op.CheckNarrow or >= Op.AndI and <= Op.XorI => Unary,
        >= Op.Shl32I and <= Op.Zext32 => Unary,
        >= Op.Eq and <= Op.LeU => Binary,
        >= Op.EqI and <= Op.GtUI => Unary,
        Op.ComparePointers or Op.Difference => new(Role.Writes, Role.ReadsPointer, Role.ReadsPointer),
        Op.NegF64 or Op.NegF32 => Unary,
        >= Op.AddF64 and <= Op.LeF32 => Binary,
        >= Op.IntToF64 and <= Op.F32ToF64 => Unary,
        Op.Offset or Op.Element => new(Role.WritesPointer, Role.ReadsPointer, Role.Reads),
        Op.PointerToInt => new(Role.WritesPointer, Role.ReadsPointer, Role.None),
        Op.IntToPointer => new(Role.WritesPointer, Role.Reads, Role.None),
        Op.SetDefined => new(Role.WritesProvenance, Role.None, Role.None),
        Op.CheckDefined => new(Role.None, Role.ReadsProvenance, Role.None),
        Op.LoadPointer => new(Role.WritesPointer, Role.ReadsPointer, Role.None),
        Op.LoadPointerX => new(Role.WritesPointer, Role.ReadsPointer, Role.Reads),
        >= Op.LoadI8 and <= Op.LoadLongDouble => new(Role.Writes, Role.ReadsPointer, Role.None),
        >= Op.LoadI8X and <= Op.Load64X => new(Role.Writes, Role.ReadsPointer, Role.Reads),
        Op.StorePointer => new(Role.ReadsPointer, Role.ReadsPointer, Role.None),
        Op.StorePointerX => new(Role.ReadsPointer, Role.ReadsPointer, Role.Reads),
        >= Op.Store8 and <= Op.StoreLongDouble => new(Role.Reads, Role.ReadsPointer, Role.None),
        >= Op.Store8X and <= Op.Store64X => new(Role.Reads, Role.ReadsPointer, Role.Reads),
        Op.LoadBits => new(Role.WritesPointer, Role.ReadsPointer, Role.None),
        Op.StoreBits or Op.Copy => new(Role.ReadsPointer, Role.ReadsPointer, Role.None),
        Op.CopyConstant or Op.TypeHint or Op.UseAs or Op.DropConst or Op.Freeze or Op.CheckReference => new(Role.ReadsPointer, Role.None, Role.None),
        Op.Repeat => new(Role.ReadsPointer, Role.Reads, Role.None),
        Op.StorageLive => new(Role.WritesPointer | Role.ReadsPointer, Role.None, Role.None),
        Op.StorageDead => new(Role.ReadsPointer, Role.None, Role.None),
        Op.StorageDynamic => new(Role.WritesPointer | Role.ReadsPointer, Role.Reads, Role.Reads),
        Op.Wide => new(Role.WritesPointer | Role.ReadsPointer, Role.ReadsPointer, Role.ReadsPointer),
        Op.WithOverflow => Binary,
        Op.CheckReferenceUnsized => new(Role.ReadsPointer, Role.Reads, Role.Reads),
        Op.ReturnMemory => new(Role.None, Role.ReadsPointer, Role.None),
        _ => Nothing,
    };

    /// <summary>The instruction with its registers counted from elsewhere.</summary>
    public static Instr Shifted(Instr instruction, int by)
    {
        OperandRoles roles = Of(instruction.Op);
        bool hasWindow = instruction.Op is Op.Call or Op.CallSite or Op.CallPointer or Op.CallIntrinsic;
        return instruction with
        {
            A = (ushort)(instruction.A + (roles.A != Role.None || hasWindow ? by : 0)),
            B = (ushort)(instruction.B + (roles.B != Role.None ? by : 0)),
            C = (ushort)(instruction.C + (roles.C != Role.None ? by : 0)),
        };
    }
}

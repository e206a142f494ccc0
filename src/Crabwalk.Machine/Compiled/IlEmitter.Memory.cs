using System.Reflection.Emit;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using static Crabwalk.Machine.Execution.Interpreter;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// Loads and stores: inside of a live block, aligned, and for loads written before. The order of the tests is the interpreter's.
/// Nothing is recorded while compiled code runs, so the epoch in a word's shadow is 0 and needs no look.
/// </summary>
internal sealed unsafe partial class IlEmitter
{
    private readonly LocalBuilder _address;
    private readonly LocalBuilder _offset;
    private readonly LocalBuilder _line;
    private readonly LocalBuilder _word;

    private bool WriteMemory(in FlatInstr instr)
    {
        Instr code = instr.Code;
        switch (code.Op)
        {
            case >= Op.LoadI8 and <= Op.LoadBool or >= Op.LoadI8X and <= Op.LoadPointerX:
                WriteLoad(code);
                return true;
            case >= Op.Store8 and <= Op.StorePointer or >= Op.Store8X and <= Op.StorePointerX:
                WriteStore(code);
                return true;
            case Op.StorageLive:
                WriteStorageLive(instr);
                return true;
            case Op.StorageDead:
                _il.Emit(OpCodes.Ldarg_0);
                PushProvenance(code.A);
                _il.Emit(OpCodes.Call, Members.StorageDead);
                return true;
            default:
                return false;
        }
    }

    private static ValueKind KindOf(Op op) => op switch
    {
        Op.LoadI8 or Op.LoadI8X => ValueKind.I8,
        Op.LoadU8 or Op.LoadU8X or Op.Store8 or Op.Store8X => ValueKind.U8,
        Op.LoadBool => ValueKind.Bool,
        Op.LoadI16 or Op.LoadI16X => ValueKind.I16,
        Op.LoadU16 or Op.LoadU16X or Op.Store16 or Op.Store16X => ValueKind.U16,
        Op.LoadI32 or Op.LoadI32X => ValueKind.I32,
        Op.LoadU32 or Op.LoadU32X or Op.Store32 or Op.Store32X => ValueKind.U32,
        Op.LoadPointer or Op.LoadPointerX or Op.StorePointer or Op.StorePointerX => ValueKind.Pointer,
        _ => ValueKind.U64,
    };

    private static bool IsIndexed(Op op) => op is >= Op.LoadI8X and <= Op.LoadPointerX or >= Op.Store8X and <= Op.StorePointerX;

    private void WriteLoad(in Instr code)
    {
        ValueKind kind = KindOf(code.Op);
        FindPlace(code, kind.SizeOf(), Helpers.LineSize);
        CheckWritten(kind);
        PushArena();
        _il.Emit(kind switch
        {
            ValueKind.I8 => OpCodes.Ldind_I1,
            ValueKind.U8 or ValueKind.Bool => OpCodes.Ldind_U1,
            ValueKind.I16 => OpCodes.Ldind_I2,
            ValueKind.U16 => OpCodes.Ldind_U2,
            ValueKind.I32 => OpCodes.Ldind_I4,
            ValueKind.U32 => OpCodes.Ldind_U4,
            _ => OpCodes.Ldind_I8,
        });
        if (kind.SizeOf() < 8)
        {
            _il.Emit(kind.IsSigned() ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        }

        if (kind == ValueKind.Bool)
        {
            CheckBool();
        }

        if (kind == ValueKind.Pointer)
        {
            PushShadowWord();
            _il.Emit(OpCodes.Ldind_U4);
            PopProvenance(code.A);
        }

        Pop(code.A);
    }

    private void CheckBool()
    {
        _il.Emit(OpCodes.Stloc, _number);
        _il.Emit(OpCodes.Ldloc, _number);
        Long(1);
        _il.Emit(OpCodes.Bgt_Un, Exit);
        _il.Emit(OpCodes.Ldloc, _number);
    }

    /// <summary>Checks bounds, life and alignment of an access, and finds the arena offset and the shadow's place.</summary>
    private void FindPlace(in Instr code, int size, int limitField)
    {
        PushAddress(code);
        _il.Emit(OpCodes.Stloc, _address);
        FindLine(code.B);
        CheckBounds(size, limitField);
        if (size > 1)
        {
            _il.Emit(OpCodes.Ldloc, _address);
            Long(size - 1);
            _il.Emit(OpCodes.And);
            _il.Emit(OpCodes.Brtrue, Exit);
        }

        _il.Emit(OpCodes.Ldloc, _address);
        PushLineField(Helpers.LineDelta);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _address);
        _il.Emit(OpCodes.Ldloc, _shadow);
        _il.Emit(OpCodes.Ldloc, _address);
        if (size < 8)
        {
            Long(~7L);
            _il.Emit(OpCodes.And);
        }

        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _word);
    }

    private void PushAddress(in Instr code)
    {
        Push(code.B);
        if (IsIndexed(code.Op))
        {
            Push(code.C);
            Long(code.High);
            _il.Emit(OpCodes.Mul);
            _il.Emit(OpCodes.Add);
        }

        long constant = IsIndexed(code.Op) ? code.Low : code.Imm;
        if (constant != 0)
        {
            Long(constant);
            _il.Emit(OpCodes.Add);
        }
    }

    private void FindLine(int register)
    {
        _il.Emit(OpCodes.Ldloc, _lines);
        PushProvenance(register);
        _il.Emit(OpCodes.Conv_U);
        Int(sizeof(AllocationLine));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _line);
    }

    private void PushLineField(int offset)
    {
        _il.Emit(OpCodes.Ldloc, _line);
        Int(offset);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I8);
    }

    private void CheckBounds(int size, int limitField)
    {
        _il.Emit(OpCodes.Ldloc, _address);
        PushLineField(Helpers.LineBase);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, _offset);
        _il.Emit(OpCodes.Ldloc, _offset);
        PushLineField(limitField);
        Long(size);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldloc, _offset);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Or);
        Long(0);
        _il.Emit(OpCodes.Blt, Exit);
    }

    private void PushArena()
    {
        _il.Emit(OpCodes.Ldloc, _data);
        _il.Emit(OpCodes.Ldloc, _address);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    private void PushShadowWord() => _il.Emit(OpCodes.Ldloc, _word);

    // Bits 32 to 39 of the shadow are its byte 4; the low half is the provenance.
    private void PushWrittenBits()
    {
        PushShadowWord();
        Int(GuestMemory.WrittenShift / 8);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_U1);
    }

    private void CheckWritten(ValueKind kind)
    {
        int bytes = kind.SizeOf();
        int all = (1 << bytes) - 1;
        PushWrittenBits();
        if (bytes < 8)
        {
            PushBitOfByte();
            _il.Emit(OpCodes.Shr_Un);
            Int(all);
            _il.Emit(OpCodes.And);
        }

        Int(all);
        _il.Emit(OpCodes.Bne_Un, Exit);
        if (bytes == 1 || kind == ValueKind.Pointer)
        {
            PushShadowWord();
            _il.Emit(OpCodes.Ldind_U4);
            _il.Emit(bytes == 1 ? OpCodes.Brtrue : OpCodes.Brfalse, Exit);
        }
    }

    private void PushBitOfByte()
    {
        _il.Emit(OpCodes.Ldloc, _address);
        _il.Emit(OpCodes.Conv_I4);
        Int(7);
        _il.Emit(OpCodes.And);
    }

    private void WriteStore(in Instr code)
    {
        ValueKind kind = KindOf(code.Op);
        int bytes = kind.SizeOf();
        FindPlace(code, bytes, Helpers.LineWriteSize);
        PushShadowWord();
        PushNewShadow(code, kind, bytes);
        _il.Emit(OpCodes.Stind_I8);
        PushArena();
        Push(code.A);
        _il.Emit(bytes switch
        {
            1 => OpCodes.Stind_I1,
            2 => OpCodes.Stind_I2,
            4 => OpCodes.Stind_I4,
            _ => OpCodes.Stind_I8,
        });
    }

    private void PushNewShadow(in Instr code, ValueKind kind, int bytes)
    {
        if (bytes == 8)
        {
            Long((long)GuestMemory.WrittenMask);
            if (kind == ValueKind.Pointer)
            {
                PushProvenance(code.A);
                _il.Emit(OpCodes.Conv_U8);
                _il.Emit(OpCodes.Or);
            }

            return;
        }

        PushShadowWord();
        _il.Emit(OpCodes.Ldind_I8);
        Long((long)GuestMemory.WrittenMask);
        _il.Emit(OpCodes.And);
        Long(((1L << bytes) - 1) << GuestMemory.WrittenShift);
        PushBitOfByte();
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Or);
    }

    private void WriteStorageLive(in FlatInstr instr)
    {
        // Lines of dead locals are collected from what registers point to, and those of the interpreter are not all up to date here.
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Call, Members.WantsCollection);
        _il.Emit(OpCodes.Brtrue, Exit);
        if (_flow.DirtyAt(_at).Contains(Slots.ProvenanceOf(instr.Code.A)))
        {
            WriteBack(Slots.ProvenanceOf(instr.Code.A));
        }

        _il.Emit(OpCodes.Ldarg_0);
        Long(instr.Home);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Call, Members.StorageLive);
        Reload(Slots.ValueOf(instr.Code.A));
        Reload(Slots.ProvenanceOf(instr.Code.A));
        RefreshMemory();
    }
}

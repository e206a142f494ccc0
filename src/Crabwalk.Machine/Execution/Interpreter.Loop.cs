using System.Runtime.CompilerServices;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// The loop that runs register code. Every arm is the quick way only: when anything is out of the ordinary it goes to
/// <c>slow</c>, where <see cref="Slow"/> carries the same instruction out step by step, reports what is wrong, and goes on if that
/// is wanted. The state that the loop keeps in locals is written back before and read again after.
/// It is one long method because that is what makes it quick.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private StopReason Loop(long floorDepth)
    {
        Instr* i = _pc;
        Frame* frame = _frame;
        Frame* floor = _frames + floorDepth;
        ulong* r = _registers + frame->Registers;
        uint* p = _provenances + frame->Registers;
        byte* data = _memory.Data;
        ulong* shadow = _memory.Shadow;
        AllocationLine* lines = _memory.Lines;
        AllocationLine* line;
        FunctionEntry* entry;
        StepEntry* step;
        ulong epoch = _watching ? ulong.MaxValue : _memory.Epoch;
        long fuel = _fuel;
        ulong address;
        ulong offset;
        ulong sh;
        long at;
        long value;
        uint depth;
        int distance;
        while (true)
        {
            switch (i->Op)
            {
                // Named so that the table begins at 0 and the dispatch need not subtract.
                case Op.Invalid:
                    goto slow;
                case Op.Jump:
                    distance = i->Low;
                    i += distance + 1;
                    if (distance < 0 && --fuel <= 0)
                    {
                        goto outOfFuel;
                    }

                    continue;
                case Op.JumpTrue:
                    if (r[i->A] != 0)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpFalse:
                    if (r[i->A] == 0)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpEq:
                    if (r[i->B] == r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpNe:
                    if (r[i->B] != r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLtS:
                    if ((long)r[i->B] < (long)r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLeS:
                    if ((long)r[i->B] <= (long)r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLtU:
                    if (r[i->B] < r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLeU:
                    if (r[i->B] <= r[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpEqI:
                    if ((long)r[i->B] == i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpNeI:
                    if ((long)r[i->B] != i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLtSI:
                    if ((long)r[i->B] < i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLeSI:
                    if ((long)r[i->B] <= i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpGtSI:
                    if ((long)r[i->B] > i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpGeSI:
                    if ((long)r[i->B] >= i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLtUI:
                    if (r[i->B] < (ulong)i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpGeUI:
                    if (r[i->B] >= (ulong)i->High)
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpEqF:
                    if (((double*)r)[i->B] == ((double*)r)[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpNeF:
                    if (((double*)r)[i->B] != ((double*)r)[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLtF:
                    if (((double*)r)[i->B] < ((double*)r)[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpLeF:
                    if (((double*)r)[i->B] <= ((double*)r)[i->C])
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpNotLtF:
                    if (!(((double*)r)[i->B] < ((double*)r)[i->C]))
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.JumpNotLeF:
                    if (!(((double*)r)[i->B] <= ((double*)r)[i->C]))
                    {
                        distance = i->Low;
                        i += distance + 1;
                        if (distance < 0 && --fuel <= 0)
                        {
                            goto outOfFuel;
                        }

                        continue;
                    }
                    i++;
                    continue;
                case Op.Switch:
                    i += SwitchDistance(frame->Function, (int)i->Imm, r[i->A]);
                    i++;
                    continue;
                case Op.Call:
                    entry = _entries + i->Imm;
                    address = frame->Low - 16;
                    offset = address - (ulong)entry->FrameBytes;
                    if (entry->Start == null || offset < _stackLow || frame + 1 >= _framesEnd || r + i->A + entry->Registers >= _registersEnd || fuel <= 1)
                    {
                        goto slow;
                    }

                    fuel--;
                    frame++;
                    frame->Return = i + 1;
                    frame->Registers = frame[-1].Registers + i->A;
                    frame->Base = address;
                    frame->Low = offset;
                    frame->Locals = 0;
                    frame->VariableArguments = 0;
                    frame->Function = (int)i->Imm;
                    frame->Serial = ++_serial;
                    r += i->A;
                    p += i->A;
                    i = entry->Start;
                    continue;
                case Op.Return:
                    if (frame->Locals != 0 || frame->Return == null)
                    {
                        goto slow;
                    }

                    i = frame->Return;
                    frame--;
                    if (frame < _lowFrame)
                    {
                        _lowFrame = frame;
                    }

                    if (frame <= floor)
                    {
                        goto floorReached;
                    }

                    r = _registers + frame->Registers;
                    p = _provenances + frame->Registers;
                    continue;
                case Op.Assert:
                    if ((r[i->A] != 0) != (i->B != 0))
                    {
                        goto slow;
                    }
                    i++;
                    continue;
                case Op.CheckTag:
                    if ((ulong)((long)r[i->A] - i->Low) > (ulong)i->High)
                    {
                        goto slow;
                    }
                    i++;
                    continue;
                case Op.CheckReference:
                    line = lines + p[i->A];
                    address = r[i->A];
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - (ulong)i->Low - offset)) < 0 || (address & (ulong)(i->High - 1)) != 0 || p[i->A] <= GuestMemory.Undefined)
                    {
                        goto slow;
                    }
                    i++;
                    continue;
                case Op.WithOverflow:
                    WithOverflow(i, r);
                    i++;
                    continue;
                case Op.Mark:
                    depth = (uint)(frame - _frames);
                    step = _steps + _stepCount;
                    step->Site = (int)i->Imm;
                    step->DepthAndJunk = depth;
                    step->Value = 0;
                    if (++_stepCount >= _stepStop)
                    {
                        i++;
                        goto stepReached;
                    }
                    i++;
                    continue;
                case Op.MarkValue:
                    depth = (uint)(frame - _frames);
                    step = _steps + _stepCount;
                    step->Site = (int)i->Imm;
                    step->DepthAndJunk = i->B != 0 && p[i->A] == GuestMemory.Undefined ? depth | 0x80000000 : depth;
                    step->Value = r[i->A];
                    if (++_stepCount >= _stepStop)
                    {
                        i++;
                        goto stepReached;
                    }
                    i++;
                    continue;
                case Op.Move:
                    r[i->A] = r[i->B];
                    i++;
                    continue;
                case Op.MovePointer:
                    r[i->A] = r[i->B];
                    p[i->A] = p[i->B];
                    i++;
                    continue;
                case Op.Const:
                    r[i->A] = (ulong)i->Imm;
                    i++;
                    continue;
                case Op.ConstPointer:
                    r[i->A] = (ulong)i->Imm;
                    p[i->A] = i->B | ((uint)i->C << 16);
                    i++;
                    continue;
                case Op.Add32:
                    r[i->A] = (ulong)((int)r[i->B] + (int)r[i->C]);
                    i++;
                    continue;
                case Op.AddU32:
                    r[i->A] = (uint)((uint)r[i->B] + (uint)r[i->C]);
                    i++;
                    continue;
                case Op.Add64:
                    r[i->A] = r[i->B] + r[i->C];
                    i++;
                    continue;
                case Op.Sub32:
                    r[i->A] = (ulong)((int)r[i->B] - (int)r[i->C]);
                    i++;
                    continue;
                case Op.SubU32:
                    r[i->A] = (uint)((uint)r[i->B] - (uint)r[i->C]);
                    i++;
                    continue;
                case Op.Sub64:
                    r[i->A] = r[i->B] - r[i->C];
                    i++;
                    continue;
                case Op.Mul32:
                    r[i->A] = (ulong)((int)r[i->B] * (int)r[i->C]);
                    i++;
                    continue;
                case Op.MulU32:
                    r[i->A] = (uint)((uint)r[i->B] * (uint)r[i->C]);
                    i++;
                    continue;
                case Op.Mul64:
                    r[i->A] = r[i->B] * r[i->C];
                    i++;
                    continue;
                case Op.Add32I:
                    r[i->A] = (ulong)((int)r[i->B] + (int)i->Imm);
                    i++;
                    continue;
                case Op.AddU32I:
                    r[i->A] = (uint)r[i->B] + (uint)i->Imm;
                    i++;
                    continue;
                case Op.Add64I:
                    r[i->A] = r[i->B] + (ulong)i->Imm;
                    i++;
                    continue;
                case Op.Mul64I:
                    r[i->A] = r[i->B] * (ulong)i->Imm;
                    i++;
                    continue;
                case Op.AddX32:
                    value = (long)r[i->B] + (long)r[i->C];
                    if (value != (int)value)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.SubX32:
                    value = (long)r[i->B] - (long)r[i->C];
                    if (value != (int)value)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.MulX32:
                    value = (long)r[i->B] * (long)r[i->C];
                    if (value != (int)value)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.AddX32I:
                    value = (long)r[i->B] + i->Imm;
                    if (value != (int)value)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.MulX32I:
                    value = (long)r[i->B] * i->Imm;
                    if (value != (int)value)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.AddX64:
                    value = (long)(r[i->B] + r[i->C]);
                    if ((((long)r[i->B] ^ value) & ((long)r[i->C] ^ value)) < 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.SubX64:
                    value = (long)(r[i->B] - r[i->C]);
                    if ((((long)r[i->B] ^ (long)r[i->C]) & ((long)r[i->B] ^ value)) < 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.MulX64:
                    if (Math.BigMul((long)r[i->B], (long)r[i->C], out value) != value >> 63)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.AddX64I:
                    value = (long)r[i->B] + i->Imm;
                    if ((((long)r[i->B] ^ value) & (i->Imm ^ value)) < 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)value;
                    i++;
                    continue;
                case Op.DivS:
                    value = (long)r[i->C];
                    if (value is 0 or -1)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)((long)r[i->B] / value);
                    i++;
                    continue;
                case Op.RemS:
                    value = (long)r[i->C];
                    if (value is 0 or -1)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)((long)r[i->B] % value);
                    i++;
                    continue;
                case Op.DivU:
                    if (r[i->C] == 0)
                    {
                        goto slow;
                    }

                    r[i->A] = r[i->B] / r[i->C];
                    i++;
                    continue;
                case Op.RemU:
                    if (r[i->C] == 0)
                    {
                        goto slow;
                    }

                    r[i->A] = r[i->B] % r[i->C];
                    i++;
                    continue;
                case Op.And:
                    r[i->A] = r[i->B] & r[i->C];
                    i++;
                    continue;
                case Op.Or:
                    r[i->A] = r[i->B] | r[i->C];
                    i++;
                    continue;
                case Op.Xor:
                    r[i->A] = r[i->B] ^ r[i->C];
                    i++;
                    continue;
                case Op.AndI:
                    r[i->A] = r[i->B] & (ulong)i->Imm;
                    i++;
                    continue;
                case Op.OrI:
                    r[i->A] = r[i->B] | (ulong)i->Imm;
                    i++;
                    continue;
                case Op.XorI:
                    r[i->A] = r[i->B] ^ (ulong)i->Imm;
                    i++;
                    continue;
                case Op.Shl32I:
                    r[i->A] = (ulong)((int)r[i->B] << (int)i->Imm);
                    i++;
                    continue;
                case Op.ShlU32I:
                    r[i->A] = (uint)r[i->B] << (int)i->Imm;
                    i++;
                    continue;
                case Op.Shl64I:
                    r[i->A] = r[i->B] << (int)i->Imm;
                    i++;
                    continue;
                case Op.ShrSI:
                    r[i->A] = (ulong)((long)r[i->B] >> (int)i->Imm);
                    i++;
                    continue;
                case Op.ShrUI:
                    r[i->A] = r[i->B] >> (int)i->Imm;
                    i++;
                    continue;
                case Op.Neg32:
                    r[i->A] = (ulong)(-(int)r[i->B]);
                    i++;
                    continue;
                case Op.Neg64:
                    r[i->A] = (ulong)(-(long)r[i->B]);
                    i++;
                    continue;
                case Op.NegX32:
                    if ((int)r[i->B] == int.MinValue)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)(-(long)r[i->B]);
                    i++;
                    continue;
                case Op.NegX64:
                    if ((long)r[i->B] == long.MinValue)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)(-(long)r[i->B]);
                    i++;
                    continue;
                case Op.Not:
                    r[i->A] = ~r[i->B];
                    i++;
                    continue;
                case Op.NotBool:
                    r[i->A] = r[i->B] ^ 1;
                    i++;
                    continue;
                case Op.Sext8:
                    r[i->A] = (ulong)(sbyte)r[i->B];
                    i++;
                    continue;
                case Op.Sext16:
                    r[i->A] = (ulong)(short)r[i->B];
                    i++;
                    continue;
                case Op.Sext32:
                    r[i->A] = (ulong)(int)r[i->B];
                    i++;
                    continue;
                case Op.Zext8:
                    r[i->A] = (byte)r[i->B];
                    i++;
                    continue;
                case Op.Zext16:
                    r[i->A] = (ushort)r[i->B];
                    i++;
                    continue;
                case Op.Zext32:
                    r[i->A] = (uint)r[i->B];
                    i++;
                    continue;
                case Op.Eq:
                    r[i->A] = r[i->B] == r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.Ne:
                    r[i->A] = r[i->B] != r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtS:
                    r[i->A] = (long)r[i->B] < (long)r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LeS:
                    r[i->A] = (long)r[i->B] <= (long)r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtU:
                    r[i->A] = r[i->B] < r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LeU:
                    r[i->A] = r[i->B] <= r[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.EqI:
                    r[i->A] = (long)r[i->B] == i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.NeI:
                    r[i->A] = (long)r[i->B] != i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtSI:
                    r[i->A] = (long)r[i->B] < i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.LeSI:
                    r[i->A] = (long)r[i->B] <= i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.GtSI:
                    r[i->A] = (long)r[i->B] > i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.GeSI:
                    r[i->A] = (long)r[i->B] >= i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtUI:
                    r[i->A] = r[i->B] < (ulong)i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.GtUI:
                    r[i->A] = r[i->B] > (ulong)i->Imm ? 1UL : 0;
                    i++;
                    continue;
                case Op.AddF64:
                    ((double*)r)[i->A] = ((double*)r)[i->B] + ((double*)r)[i->C];
                    i++;
                    continue;
                case Op.AddF32:
                    *(float*)(r + i->A) = *(float*)(r + i->B) + *(float*)(r + i->C);
                    i++;
                    continue;
                case Op.SubF64:
                    ((double*)r)[i->A] = ((double*)r)[i->B] - ((double*)r)[i->C];
                    i++;
                    continue;
                case Op.SubF32:
                    *(float*)(r + i->A) = *(float*)(r + i->B) - *(float*)(r + i->C);
                    i++;
                    continue;
                case Op.MulF64:
                    ((double*)r)[i->A] = ((double*)r)[i->B] * ((double*)r)[i->C];
                    i++;
                    continue;
                case Op.MulF32:
                    *(float*)(r + i->A) = *(float*)(r + i->B) * *(float*)(r + i->C);
                    i++;
                    continue;
                case Op.DivF64:
                    ((double*)r)[i->A] = ((double*)r)[i->B] / ((double*)r)[i->C];
                    i++;
                    continue;
                case Op.DivF32:
                    *(float*)(r + i->A) = *(float*)(r + i->B) / *(float*)(r + i->C);
                    i++;
                    continue;
                case Op.NegF64:
                    ((double*)r)[i->A] = -((double*)r)[i->B];
                    i++;
                    continue;
                case Op.NegF32:
                    *(float*)(r + i->A) = -*(float*)(r + i->B);
                    i++;
                    continue;
                case Op.EqF64:
                    r[i->A] = ((double*)r)[i->B] == ((double*)r)[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.NeF64:
                    r[i->A] = ((double*)r)[i->B] != ((double*)r)[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtF64:
                    r[i->A] = ((double*)r)[i->B] < ((double*)r)[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.LeF64:
                    r[i->A] = ((double*)r)[i->B] <= ((double*)r)[i->C] ? 1UL : 0;
                    i++;
                    continue;
                case Op.EqF32:
                    r[i->A] = *(float*)(r + i->B) == *(float*)(r + i->C) ? 1UL : 0;
                    i++;
                    continue;
                case Op.NeF32:
                    r[i->A] = *(float*)(r + i->B) != *(float*)(r + i->C) ? 1UL : 0;
                    i++;
                    continue;
                case Op.LtF32:
                    r[i->A] = *(float*)(r + i->B) < *(float*)(r + i->C) ? 1UL : 0;
                    i++;
                    continue;
                case Op.LeF32:
                    r[i->A] = *(float*)(r + i->B) <= *(float*)(r + i->C) ? 1UL : 0;
                    i++;
                    continue;
                case Op.IntToF64:
                    ((double*)r)[i->A] = (long)r[i->B];
                    i++;
                    continue;
                case Op.IntToF32:
                    *(float*)(r + i->A) = (long)r[i->B];
                    i++;
                    continue;
                case Op.UIntToF64:
                    ((double*)r)[i->A] = r[i->B];
                    i++;
                    continue;
                case Op.UIntToF32:
                    *(float*)(r + i->A) = r[i->B];
                    i++;
                    continue;
                case Op.F64ToF32:
                    *(float*)(r + i->A) = (float)((double*)r)[i->B];
                    i++;
                    continue;
                case Op.F32ToF64:
                    ((double*)r)[i->A] = *(float*)(r + i->B);
                    i++;
                    continue;
                case Op.Offset:
                    value = (long)r[i->C];
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)(value * i->Imm);
                    if (address - line->Base > (ulong)line->Extent || (ulong)(value + 0x80000000) >> 32 != 0 || p[i->B] <= GuestMemory.Undefined)
                    {
                        goto slow;
                    }

                    r[i->A] = address;
                    p[i->A] = p[i->B];
                    i++;
                    continue;
                case Op.OffsetI:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    if (address - line->Base > (ulong)line->Extent || p[i->B] <= GuestMemory.Undefined)
                    {
                        goto slow;
                    }

                    r[i->A] = address;
                    p[i->A] = p[i->B];
                    i++;
                    continue;
                case Op.Part:
                    r[i->A] = r[i->B] + (ulong)i->Imm;
                    p[i->A] = p[i->B];
                    i++;
                    continue;
                case Op.Element:
                    r[i->A] = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    p[i->A] = p[i->B];
                    i++;
                    continue;
                case Op.CheckIndex:
                    if (r[i->B] >= (ulong)i->Imm && (r[i->B] != (ulong)i->Imm || i->C == 0))
                    {
                        goto slow;
                    }
                    i++;
                    continue;
                case Op.Difference:
                    if (p[i->B] != p[i->C] || i->Imm == 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)(((long)r[i->B] - (long)r[i->C]) / i->Imm);
                    i++;
                    continue;
                case Op.SetDefined:
                    p[i->A] = GuestMemory.NoProvenance;
                    i++;
                    continue;
                case Op.CheckDefined:
                    if (p[i->B] == GuestMemory.Undefined)
                    {
                        goto slow;
                    }
                    i++;
                    continue;
                case Op.LoadI8:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 1) == 0 || (uint)sh != 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(sbyte*)(data + at);
                    i++;
                    continue;
                case Op.LoadU8:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 1) == 0 || (uint)sh != 0)
                    {
                        goto slow;
                    }

                    r[i->A] = data[at];
                    i++;
                    continue;
                case Op.LoadI16:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 3) != 3)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(short*)(data + at);
                    i++;
                    continue;
                case Op.LoadU16:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 3) != 3)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ushort*)(data + at);
                    i++;
                    continue;
                case Op.LoadI32:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 15) != 15)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(int*)(data + at);
                    i++;
                    continue;
                case Op.LoadU32:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 15) != 15)
                    {
                        goto slow;
                    }

                    r[i->A] = *(uint*)(data + at);
                    i++;
                    continue;
                case Op.Load64:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if ((sh & GuestMemory.WrittenMask) != GuestMemory.WrittenMask)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ulong*)(data + at);
                    i++;
                    continue;
                case Op.LoadPointer:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if ((sh & GuestMemory.WrittenMask) != GuestMemory.WrittenMask || (uint)sh == 0)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ulong*)(data + at);
                    p[i->A] = (uint)sh;
                    i++;
                    continue;
                case Op.LoadI8X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 1) == 0 || (uint)sh != 0)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(sbyte*)(data + at);
                    i++;
                    continue;
                case Op.LoadU8X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 1) == 0 || (uint)sh != 0)
                    {
                        goto slow;
                    }

                    r[i->A] = data[at];
                    i++;
                    continue;
                case Op.LoadI16X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 3) != 3)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(short*)(data + at);
                    i++;
                    continue;
                case Op.LoadU16X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 3) != 3)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ushort*)(data + at);
                    i++;
                    continue;
                case Op.LoadI32X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 15) != 15)
                    {
                        goto slow;
                    }

                    r[i->A] = (ulong)*(int*)(data + at);
                    i++;
                    continue;
                case Op.LoadU32X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (((sh >> (GuestMemory.WrittenShift + (int)(at & 7))) & 15) != 15)
                    {
                        goto slow;
                    }

                    r[i->A] = *(uint*)(data + at);
                    i++;
                    continue;
                case Op.Load64X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if ((sh & GuestMemory.WrittenMask) != GuestMemory.WrittenMask)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ulong*)(data + at);
                    i++;
                    continue;
                case Op.LoadPointerX:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->Size - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if ((sh & GuestMemory.WrittenMask) != GuestMemory.WrittenMask || (uint)sh == 0)
                    {
                        goto slow;
                    }

                    r[i->A] = *(ulong*)(data + at);
                    p[i->A] = (uint)sh;
                    i++;
                    continue;
                case Op.Store8:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (1UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(byte*)(data + at) = (byte)r[i->A];
                    i++;
                    continue;
                case Op.Store16:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (3UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(ushort*)(data + at) = (ushort)r[i->A];
                    i++;
                    continue;
                case Op.Store32:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (15UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(uint*)(data + at) = (uint)r[i->A];
                    i++;
                    continue;
                case Op.Store64:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & GuestMemory.EpochMask) | GuestMemory.WrittenMask;
                    *(ulong*)(data + at) = (ulong)r[i->A];
                    i++;
                    continue;
                case Op.StorePointer:
                    line = lines + p[i->B];
                    address = r[i->B] + (ulong)i->Imm;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & GuestMemory.EpochMask) | GuestMemory.WrittenMask | p[i->A];
                    *(ulong*)(data + at) = (ulong)r[i->A];
                    i++;
                    continue;
                case Op.Store8X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 1 - offset)) < 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (1UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(byte*)(data + at) = (byte)r[i->A];
                    i++;
                    continue;
                case Op.Store16X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 2 - offset)) < 0 || (address & 1) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (3UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(ushort*)(data + at) = (ushort)r[i->A];
                    i++;
                    continue;
                case Op.Store32X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 4 - offset)) < 0 || (address & 3) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & (GuestMemory.EpochMask | GuestMemory.WrittenMask)) | (15UL << (GuestMemory.WrittenShift + (int)(at & 7)));
                    *(uint*)(data + at) = (uint)r[i->A];
                    i++;
                    continue;
                case Op.Store64X:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & GuestMemory.EpochMask) | GuestMemory.WrittenMask;
                    *(ulong*)(data + at) = (ulong)r[i->A];
                    i++;
                    continue;
                case Op.StorePointerX:
                    line = lines + p[i->B];
                    address = r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low;
                    offset = address - line->Base;
                    if ((long)(offset | ((ulong)line->WriteSize - 8 - offset)) < 0 || (address & 7) != 0)
                    {
                        goto slow;
                    }

                    at = (long)(address + line->Delta);
                    sh = shadow[at >> 3];
                    if (sh >> GuestMemory.EpochShift != epoch)
                    {
                        goto slow;
                    }

                    shadow[at >> 3] = (sh & GuestMemory.EpochMask) | GuestMemory.WrittenMask | p[i->A];
                    *(ulong*)(data + at) = (ulong)r[i->A];
                    i++;
                    continue;
                case Op.UseAs:
                    line = lines + p[i->A];
                    if (line->View != AllocationLine.Storage && (line->View != i->Low || (uint)(r[i->A] - line->Base) % (uint)i->High != 0))
                    {
                        goto slow;
                    }

                    i++;
                    continue;
                case Op.StorageLive:
                    StorageLive(frame, r, p, i);
                    data = _memory.Data;
                    shadow = _memory.Shadow;
                    lines = _memory.Lines;
                    i++;
                    continue;
                case Op.StorageDead:
                    StorageDead(frame, p[i->A]);
                    i++;
                    continue;
                default:
                    goto slow;
            }

        slow:
            _pc = i;
            _frame = frame;
            _fuel = fuel;
            StopReason stop = Slow(i, r, p);
            i = _pc;
            fuel = _fuel;
            if (stop != StopReason.None)
            {
                if (stop != StopReason.Fuel || !Refuel())
                {
                    return stop;
                }

                i = _pc;
                fuel = _fuel;
            }

            frame = _frame;
            floor = _frames + floorDepth;
            if (frame <= floor || (floorDepth != NoFloor && HasThreads))
            {
                return StopReason.None;
            }

            r = _registers + frame->Registers;
            p = _provenances + frame->Registers;
            data = _memory.Data;
            shadow = _memory.Shadow;
            lines = _memory.Lines;
            continue;

        outOfFuel:
            _pc = i;
            _frame = frame;
            _fuel = fuel;
            if (!Refuel())
            {
                return StopReason.Fuel;
            }

            i = _pc;
            fuel = _fuel;
        }

    floorReached:
        _pc = i;
        _frame = frame;
        _fuel = fuel;
        return StopReason.None;

    stepReached:
        _pc = i;
        _frame = frame;
        _fuel = fuel;
        return StopReason.Step;
    }
}

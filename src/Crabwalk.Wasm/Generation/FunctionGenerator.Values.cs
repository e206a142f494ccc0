using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Reading and writing values: operands onto the stack, the stack into places, memory to memory.</summary>
internal sealed partial class FunctionGenerator
{
    private const long MostBytesByWords = 32;

    /// <summary>Pushes an operand: nothing, one value, two, or an address.</summary>
    private void Push(Operand operand)
    {
        if (operand is Operand.Constant(var constant))
        {
            PushConstant(constant);
        }
        else
        {
            Push(AccessOf(PlaceOf(operand)));
        }
    }

    private static Place PlaceOf(Operand operand) => operand switch
    {
        Operand.Copy(var place) => place,
        Operand.Move(var place) => place,
        Operand.Constant => throw new UnsupportedException("a constant as a place"),
    };

    private void Push(Access access)
    {
        switch (access)
        {
            case Access.InLocals(_, var first, var second):
                _code.Get(first);
                if (second >= 0)
                {
                    _code.Get(second);
                }

                break;
            case Access.InMemory memory:
                Load(memory);
                break;
            default:
                break;
        }
    }

    private void Load(Access.InMemory memory)
    {
        switch (Of(memory.Type))
        {
            case Representation.Scalar(var kind) when memory.Bits is { } bits:
                LoadBits(memory, bits, kind);
                break;
            case Representation.Scalar(var kind):
                _code.AddAll(memory.Base);
                _code.Add(LoadOf(kind, memory, memory.Offset));
                break;
            case Representation.Pair pair:
                _code.AddAll(memory.Base);
                _code.Add(LoadOf(pair.First, memory, memory.Offset));
                _code.AddAll(memory.Base);
                _code.Add(LoadOf(pair.Second, memory, memory.Offset + pair.SecondOffset));
                break;
            case Representation.InMemory:
                PushAddress(memory);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes what <paramref name="push"/> pushes to a place that is held in locals or is one or two values in memory.</summary>
    private void Store(Access access, Action push)
    {
        switch (access)
        {
            case Access.InLocals(_, var first, var second):
                push();
                if (second >= 0)
                {
                    _code.Set(second);
                }

                _code.Set(first);
                break;
            case Access.InMemory memory:
                StoreInMemory(memory, push);
                break;
            default:
                break;
        }
    }

    private void StoreInMemory(Access.InMemory memory, Action push)
    {
        switch (Of(memory.Type))
        {
            case Representation.Scalar(var kind) when memory.Bits is { } bits:
                push();
                StoreBits(memory, bits, kind);
                break;
            case Representation.Scalar(var kind):
                _code.AddAll(memory.Base);
                push();
                _code.Add(AccessInstruction(kind.Store(), memory, memory.Offset));
                break;
            case Representation.Pair pair:
                push();
                int second = NewLocal(pair.Second.Type());
                int first = NewLocal(pair.First.Type());
                _code.Set(second);
                _code.Set(first);
                StorePair(memory, pair, first, second);
                break;
            default:
                throw new UnsupportedException($"`{memory.Type}` as one value");
        }
    }

    private void StorePair(Access.InMemory memory, Representation.Pair pair, int first, int second)
    {
        _code.AddAll(memory.Base);
        _code.Get(first);
        _code.Add(AccessInstruction(pair.First.Store(), memory, memory.Offset));
        _code.AddAll(memory.Base);
        _code.Get(second);
        _code.Add(AccessInstruction(pair.Second.Store(), memory, memory.Offset + pair.SecondOffset));
    }

    /// <summary>Writes the value of locals to a place.</summary>
    private void StoreLocals(Access target, Access.InLocals source) => Store(target, () => Push(source));

    /// <summary>Writes an operand that is held in memory to a place there.</summary>
    private void CopyTo(Access.InMemory target, Operand operand)
    {
        if (BytesOf(operand) is { } bytes && bytes.Relocations.IsEmpty && !bytes.Bytes.Span.ContainsAnyExcept((byte)0))
        {
            ClearBytes(target, _layouts.SizeOf(target.Type));
        }
        else
        {
            CopyTo(target, target.Type, MemoryOf(operand));
        }
    }

    private Allocation? BytesOf(Operand operand) => operand switch
    {
        Operand.Constant(ConstValue.Memory(_, var bytes)) => bytes,
        Operand.Constant(ConstValue.Unevaluated constant) => ValueOf(constant),
        _ => null,
    };

    private void ClearBytes(Access.InMemory target, long size)
    {
        if (size > MostBytesByWords)
        {
            PushAddress(target);
            _code.Const(0);
            _code.Const(size);
            _code.Add(Opcode.MemoryFill);
            return;
        }

        foreach ((ScalarKind kind, long offset) in WordsOf(size))
        {
            _code.AddAll(target.Base);
            _code.Add(kind.Constant(0));
            _code.Add(new(kind.Store(), target.Offset + offset, 0));
        }
    }

    /// <summary>Copies bytes from one place to another.</summary>
    private void CopyTo(Access.InMemory target, Ty type, Access.InMemory source)
    {
        long size = _layouts.SizeOf(type);
        if (size <= MostBytesByWords)
        {
            CopyByWords(target, source, size);
            return;
        }

        PushAddress(target);
        PushAddress(source);
        _code.Const(size);
        _code.Add(Opcode.MemoryCopy);
    }

    // All words are read before the first is written where there is more than one: the two may overlap.
    private void CopyByWords(Access.InMemory target, Access.InMemory source, long size)
    {
        List<(ScalarKind Kind, long Offset)> words = WordsOf(size);
        foreach ((ScalarKind kind, long offset) in words)
        {
            _code.AddAll(target.Base);
            _code.AddAll(source.Base);
            _code.Add(new(kind.Load(), source.Offset + offset, 0));
            if (words.Count == 1)
            {
                _code.Add(new(kind.Store(), target.Offset + offset, 0));
            }
        }

        for (int i = words.Count - 1; i >= 0 && words.Count > 1; i--)
        {
            _code.Add(new(words[i].Kind.Store(), target.Offset + words[i].Offset, 0));
        }
    }

    private static List<(ScalarKind Kind, long Offset)> WordsOf(long size)
    {
        var words = new List<(ScalarKind Kind, long Offset)>();
        long at = 0;
        foreach (ScalarKind kind in (ReadOnlySpan<ScalarKind>)[ScalarKind.U64, ScalarKind.U32, ScalarKind.U16, ScalarKind.U8])
        {
            for (; size - at >= kind.Bits() / 8; at += kind.Bits() / 8)
            {
                words.Add((kind, at));
            }
        }

        return words;
    }

    private Access.InMemory InConstantMemory(ConstValue constant) => constant is ConstValue.Unevaluated unevaluated
        ? InConstantMemory(new ConstValue.Memory(constant.Type, ValueOf(unevaluated)))
        : new(constant.Type, [new(Opcode.I32Const, _program.Data.ConstantAddress(constant, _layouts.AlignOf(constant.Type)))], 0);

    /// <summary>Where an operand in memory lies.</summary>
    private Access.InMemory MemoryOf(Operand operand) => operand is Operand.Constant(var constant)
        ? InConstantMemory(constant)
        : AccessOf(PlaceOf(operand)) as Access.InMemory ?? throw new UnsupportedException($"`{TypeOf(operand)}` in memory");

    private void PushConstant(ConstValue constant)
    {
        switch (constant)
        {
            case ConstValue.Scalar(var type, var bits) when Of(type) is Representation.Scalar(var kind):
                _code.Add(kind.Constant(bits));
                break;
            case ConstValue.Scalar(var type, _) when Of(type) is Representation.InMemory:
                PushAddress(InConstantMemory(constant));
                break;
            case ConstValue.ZeroSized:
                break;
            case ConstValue.FunctionAddress(_, var function, var args):
                _code.Const(_program.TableEntry(_program.Resolve(function, args)));
                break;
            case ConstValue.StaticAddress(_, var definition, var offset):
                _code.Const(_program.Data.StaticAddress(definition) + offset);
                break;
            case ConstValue.Slice(_, var definition, var length):
                _code.Const(_program.Data.StaticAddress(definition));
                _code.Const(length);
                break;
            case ConstValue.Memory(var type, var bytes):
                PushBytes(type, bytes);
                break;
            case ConstValue.Unevaluated unevaluated when Of(unevaluated.Type) is not Representation.Nothing:
                PushBytes(unevaluated.Type, ValueOf(unevaluated));
                break;
            case ConstValue.Unevaluated:
                break;
            default:
                throw new UnsupportedException($"this constant of type `{constant.Type}`");
        }
    }

    private Allocation ValueOf(ConstValue.Unevaluated constant) => _program.Constants.Evaluate(_program.InstanceOf(constant));

    // What fits into locals is pushed as numbers and addresses; anything else lies in memory.
    private void PushBytes(Ty type, Allocation bytes)
    {
        switch (Of(type))
        {
            case Representation.Scalar(var kind):
                PushScalar(bytes, 0, kind);
                break;
            case Representation.Pair pair:
                PushScalar(bytes, 0, pair.First);
                PushScalar(bytes, pair.SecondOffset, pair.Second);
                break;
            case Representation.InMemory:
                PushAddress(new Access.InMemory(type, [new(Opcode.I32Const, _program.Data.ConstantAddress(bytes, _layouts.SizeOf(type), _layouts.AlignOf(type)))], 0));
                break;
            default:
                break;
        }
    }

    private void PushScalar(Allocation bytes, long offset, ScalarKind kind)
    {
        foreach (Relocation relocation in bytes.Relocations)
        {
            if (relocation.OffsetBytes == offset)
            {
                _code.Const(_program.Data.AddressOf(relocation));
                return;
            }
        }

        Span<byte> whole = stackalloc byte[16];
        whole.Clear();
        int from = (int)Math.Min(offset, bytes.Bytes.Count);
        bytes.Bytes.Span[from..Math.Min(from + (kind.Bits() / 8), bytes.Bytes.Count)].CopyTo(whole);
        _code.Add(kind.Constant(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(whole)));
    }

    private static Instruction LoadUnit(int bytes, long offset) => new(bytes switch
    {
        1 => Opcode.I64Load8U,
        2 => Opcode.I64Load16U,
        <= 4 => Opcode.I64Load32U,
        _ => Opcode.I64Load,
    }, offset, 0);

    // A bit-field is read as its storage unit, shifted so that its highest bit is the highest, and back with its sign.
    private void LoadBits(Access.InMemory memory, BitFieldLayout bits, ScalarKind kind)
    {
        LoadUnitOf(memory, bits);
        int up = 64 - bits.BitOffset - bits.BitWidth;
        _code.Add(Opcode.I64Const, up);
        _code.Add(Opcode.I64Shl);
        _code.Add(Opcode.I64Const, 64 - bits.BitWidth);
        _code.Add(bits.IsSigned ? Opcode.I64ShrS : Opcode.I64ShrU);
        if (!kind.IsWide())
        {
            _code.Add(Opcode.I32WrapI64);
        }
    }

    private void LoadUnitOf(Access.InMemory memory, BitFieldLayout bits)
    {
        if (bits.UnitBytes > 8)
        {
            throw new UnsupportedException("a bit-field that is spread over more than eight bytes");
        }

        if (bits.UnitBytes is 3 or 5 or 6 or 7)
        {
            LoadByBytes(memory, bits.UnitBytes);
            return;
        }

        _code.AddAll(memory.Base);
        _code.Add(LoadUnit(bits.UnitBytes, memory.Offset));
    }

    // Packed structs have units of odd sizes; no byte beyond them may be touched.
    private void LoadByBytes(Access.InMemory memory, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _code.AddAll(memory.Base);
            _code.Add(LoadUnit(1, memory.Offset + i));
            if (i > 0)
            {
                _code.Add(Opcode.I64Const, 8 * i);
                _code.Add(Opcode.I64Shl);
                _code.Add(Opcode.I64Or);
            }
        }
    }

    private void StoreBits(Access.InMemory memory, BitFieldLayout bits, ScalarKind kind)
    {
        if (!kind.IsWide())
        {
            _code.Add(Opcode.I64ExtendI32U);
        }

        int value = NewLocal(WasmType.I64);
        long mask = bits.BitWidth == 64 ? -1 : (1L << bits.BitWidth) - 1;
        _code.Add(Opcode.I64Const, mask);
        _code.Add(Opcode.I64And);
        _code.Add(Opcode.I64Const, bits.BitOffset);
        _code.Add(Opcode.I64Shl);
        LoadUnitOf(memory, bits);
        _code.Add(Opcode.I64Const, ~(mask << bits.BitOffset));
        _code.Add(Opcode.I64And);
        _code.Add(Opcode.I64Or);
        _code.Set(value);
        StoreUnit(memory, bits.UnitBytes, value);
    }

    private void StoreUnit(Access.InMemory memory, int bytes, int value)
    {
        Opcode? whole = bytes switch
        {
            1 => Opcode.I64Store8,
            2 => Opcode.I64Store16,
            4 => Opcode.I64Store32,
            8 => Opcode.I64Store,
            _ => null,
        };
        int steps = whole is null ? bytes : 1;
        for (int i = 0; i < steps; i++)
        {
            _code.AddAll(memory.Base);
            _code.Get(value);
            if (i > 0)
            {
                _code.Add(Opcode.I64Const, 8 * i);
                _code.Add(Opcode.I64ShrU);
            }

            _code.Add(new(whole ?? Opcode.I64Store8, memory.Offset + i, 0));
        }
    }
}

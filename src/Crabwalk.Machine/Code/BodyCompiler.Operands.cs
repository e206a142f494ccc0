using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Operands and constants.</summary>
internal sealed partial class BodyCompiler
{
    /// <summary>A register that holds the operand's value; the local's own where it has one.</summary>
    private int Use(Operand operand) => operand switch
    {
        Operand.Copy(var place) => Use(place),
        Operand.Move(var place) => Use(place),
        Operand.Constant(var value) => UseConstant(value),
    };

    private int Use(Place place)
    {
        Access access = AccessOf(place);
        if (access.Kind == AccessKind.Register)
        {
            CheckDefined(place.Local);
            return access.Register;
        }

        int register = Temporary(KindOf(access.Type));
        if (access.Kind == AccessKind.Memory)
        {
            Load(register, access);
            CheckRead(register, place, access.Type);
        }

        return register;
    }

    private int UseConstant(ConstValue value)
    {
        int register = Temporary(KindOf(Mono(value.Type)));
        WriteConstant(register, value);
        return register;
    }

    /// <summary>Puts the operand's value into a certain register.</summary>
    private void UseInto(int register, Operand operand)
    {
        if (operand is Operand.Constant(var value))
        {
            WriteConstant(register, value);
            return;
        }

        Place place = PlaceOf(operand)!.Value;
        Access access = AccessOf(place);
        switch (access.Kind)
        {
            case AccessKind.Register:
                CheckDefined(place.Local);
                Move(register, access.Register, KindOf(access.Type));
                break;
            case AccessKind.Memory:
                Load(register, access);
                CheckRead(register, place, access.Type);
                break;
            default:
                break;
        }
    }

    private void Move(int to, int from, ValueKind kind)
    {
        if (to == from)
        {
            return;
        }

        if (kind != ValueKind.Fat)
        {
            Emit(kind == ValueKind.Pointer ? Op.MovePointer : Op.Move, to, from);
        }
        else if (to == from + 1)
        {
            Emit(Op.MovePointer, to + 1, from + 1);
            Emit(Op.MovePointer, to, from);
        }
        else
        {
            Emit(Op.MovePointer, to, from);
            Emit(Op.MovePointer, to + 1, from + 1);
        }
    }

    private static Place? PlaceOf(Operand operand) => operand switch
    {
        Operand.Copy(var place) => place,
        Operand.Move(var place) => place,
        Operand.Constant => null,
    };

    private void WriteConstant(int register, ConstValue value)
    {
        switch (value)
        {
            case ConstValue.Scalar(var type, var bits):
                ValueKind kind = KindOf(Mono(type));
                Emit(kind == ValueKind.Pointer ? Op.ConstPointer : Op.Const, register, imm: (long)kind.Extend((ulong)bits));
                break;
            case ConstValue.FunctionAddress(_, var function, var args):
                WriteFunctionAddress(register, _image.Resolve(function, Mono(args)));
                break;
            case ConstValue.StaticAddress(_, var definition, var offset):
                WriteStaticAddress(register, definition, offset);
                break;
            case ConstValue.Slice(_, var definition, var length):
                WriteStaticAddress(register, definition, 0);
                Emit(Op.Const, register + 1, imm: length);
                break;
            case ConstValue.ZeroSized:
                break;
            default:
                WriteConstantFromMemory(register, value);
                break;
        }
    }

    private void WriteConstantFromMemory(int register, ConstValue value)
    {
        Ty type = Mono(value.Type);
        int address = Temporary();
        WriteConstantAddress(address, BytesOf(value), type);
        Load(register, new Access(AccessKind.Memory, address, 0, -1, 0, type, 0, null));
    }

    private unsafe void WriteConstantAddress(int register, Allocation bytes, Ty type)
    {
        uint id = _image.ConstantOf(bytes, (int)Layouts.AlignOf(type));
        WritePointer(register, _image.BaseOf(id).Address, id);
    }

    /// <summary>The bytes of a constant, for values that do not fit into a register and for those that have to be evaluated.</summary>
    private Allocation BytesOf(ConstValue value)
    {
        Ty type = Mono(value.Type);
        return value switch
        {
            ConstValue.Memory(_, var bytes) => Padded(_image.Concrete(bytes, _args), Layouts.SizeOf(type)),
            ConstValue.Scalar(_, var bits) => new Allocation([.. BytesOf(bits).AsSpan(0, (int)Layouts.SizeOf(type))]),
            ConstValue.Unevaluated(_, var constant, var args, var promoted) =>
                Padded(_image.Evaluator.EvaluateBytes(InstanceOf(constant, args, promoted)), Layouts.SizeOf(type)),
            ConstValue.Parameter(_, var constant) => new Allocation([.. BytesOf(BitsOf(constant)).AsSpan(0, (int)Layouts.SizeOf(type))]),
            ConstValue.ZeroSized => new Allocation([]),
            ConstValue.FunctionAddress or ConstValue.StaticAddress or ConstValue.Slice => throw new UnsupportedException("this kind of constant"),
        };
    }

    // An associated constant of a trait is resolved like its functions.
    private Instance InstanceOf(DefId constant, EquatableArray<GenericArg> args, int? promoted) => promoted is { } index
        ? new Instance(constant, Mono(args), new Shim.Promoted(index))
        : _image.Resolve(constant, Mono(args));

    private static byte[] BytesOf(UInt128 bits)
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, bits);
        return bytes;
    }

    private UInt128 BitsOf(Const constant)
    {
        EquatableArray<GenericArg> put = Mono((EquatableArray<GenericArg>)[constant]);
        return put[0] is Const.Value value ? value.Bits : throw new UnsupportedException("a constant whose value is not known");
    }

    private void WriteFunctionAddress(int register, Instance instance)
    {
        (ulong address, uint provenance) = _image.AddressOf(_image.FunctionOf(instance));
        WritePointer(register, address, provenance);
    }

    private void WriteStaticAddress(int register, DefId definition, long offset)
    {
        if (!_image.HasStatic(definition))
        {
            WriteFunctionAddress(register, new Instance(definition));
            return;
        }

        (ulong address, uint provenance) = _image.AddressOf(new Relocation(0, definition, offset));
        WritePointer(register, address, provenance);
    }

    private void WritePointer(int register, ulong address, uint provenance) =>
        Emit(Op.ConstPointer, register, (int)(provenance & 0xFFFF), (int)(provenance >> 16), (long)address);

    /// <summary>The operand's value when it is a number known now and small enough for an immediate.</summary>
    private int? Immediate(Operand operand)
    {
        if (operand is Operand.Constant(ConstValue.Scalar(var type, var bits)))
        {
            ValueKind kind = KindOf(Mono(type));
            long value = (long)kind.Extend((ulong)bits);
            if ((kind.IsInteger() || (kind == ValueKind.Pointer && value == 0)) && value == (int)value)
            {
                return (int)value;
            }
        }

        return null;
    }
}

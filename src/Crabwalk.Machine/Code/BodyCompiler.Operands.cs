using Crabwalk.Mir.Bodies;
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

        int register = Temporary();
        if (access.Kind == AccessKind.Memory)
        {
            Load(register, access);
        }

        return register;
    }

    private int UseConstant(ConstValue value)
    {
        int register = Temporary();
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
                break;
            default:
                break;
        }
    }

    private void Move(int to, int from, ValueKind kind)
    {
        if (to != from)
        {
            Emit(kind == ValueKind.Pointer ? Op.MovePointer : Op.Move, to, from);
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
                FunctionInfo target = _image.FunctionOf(new Instance(function, args.Substitute(_image.Program.Types, _args)));
                WritePointer(register, target.Address, target.Allocation);
                break;
            case ConstValue.StaticAddress(_, var definition, var offset):
                WriteStaticAddress(register, definition, offset);
                break;
            case ConstValue.ZeroSized:
                break;
            default:
                throw new UnsupportedException("this kind of constant");
        }
    }

    private unsafe void WriteStaticAddress(int register, Crabwalk.Mir.Definitions.DefId definition, long offset)
    {
        if (!_image.HasStatic(definition))
        {
            FunctionInfo function = _image.FunctionOf(new Instance(definition));
            WritePointer(register, function.Address, function.Allocation);
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

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>Conversions.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteCast(int target, CastKind cast, Operand operand, Ty type)
    {
        Ty source = TypeOf(operand);
        switch (cast)
        {
            case CastKind.ReifyFnPointer when source is Ty.FnDef function:
                WriteFunctionAddress(target, _image.Resolve(function.Definition, function.Args));
                break;
            case CastKind.ClosureFnPointer when source is Ty.Closure closure:
                WriteFunctionAddress(target, new Instance(closure.Definition, closure.Args, new Shim.ClosureFnPointer(closure)));
                break;
            case CastKind.Unsize:
                WriteUnsize(target, operand, type);
                break;
            case CastKind.Transmute:
                WriteTransmute(target, operand, source, type);
                CheckScalar(target, type);
                break;
            default:
                WriteScalarCast(target, cast, operand, source, type);
                break;
        }
    }

    private void WriteScalarCast(int target, CastKind cast, Operand operand, Ty source, Ty type)
    {
        ValueKind from = KindOf(source);
        ValueKind to = KindOf(type);
        if (IsWide(source))
        {
            WriteWideCast(target, cast, operand, to);
        }
        else if (from == ValueKind.Fat && to == ValueKind.Fat)
        {
            Move(target, Use(operand), ValueKind.Fat);
        }
        else if (from != ValueKind.Empty && to != ValueKind.Empty)
        {
            if (from == ValueKind.None || to is ValueKind.None or ValueKind.Fat)
            {
                throw new UnsupportedException($"the conversion of `{source}` to `{type}`");
            }

            WriteCast(target, cast, Use(operand), source, type);
        }
    }

    private void WriteTransmute(int target, Operand operand, Ty source, Ty type)
    {
        ValueKind from = KindOf(source);
        ValueKind to = KindOf(type);
        if (from == ValueKind.Empty || to == ValueKind.Empty)
        {
            return;
        }

        if (from == ValueKind.None)
        {
            Load(target, new Access(AccessKind.Memory, AddressOf(operand), 0, -1, 0, type, 0, null));
        }
        else if (from == ValueKind.Fat || to == ValueKind.Fat)
        {
            Move(target, Use(operand), from);
        }
        else
        {
            WriteTransmute(target, Use(operand), from, to);
        }
    }

    private void WriteCast(int target, CastKind cast, int source, Ty sourceType, Ty type)
    {
        ValueKind from = KindOf(sourceType);
        ValueKind to = KindOf(type);
        switch (cast)
        {
            case CastKind.IntToInt:
                WriteIntegerCast(target, source, from, to);
                break;
            case CastKind.IntToFloat:
                bool isUnsigned = from == ValueKind.U64;
                Op toFloat = to == ValueKind.F32 ? (isUnsigned ? Op.UIntToF32 : Op.IntToF32) : isUnsigned ? Op.UIntToF64 : Op.IntToF64;
                Emit(toFloat, target, source);
                break;
            case CastKind.FloatToInt:
                Emit(from == ValueKind.F32 ? Op.F32ToIntSaturated : Op.F64ToIntSaturated, target, source, imm: (long)to);
                break;
            case CastKind.FloatToIntUnchecked:
                Emit(from == ValueKind.F32 ? Op.F32ToInt : Op.F64ToInt, target, source, imm: (long)to);
                break;
            case CastKind.FloatToFloat:
                Emit((from == ValueKind.F32, to == ValueKind.F32) switch
                {
                    (true, false) => Op.F32ToF64,
                    (false, true) => Op.F64ToF32,
                    _ => Op.Move,
                }, target, source);
                break;
            case CastKind.PtrToInt:
                int number = Temporary();
                Emit(Op.PointerToInt, number, source);
                Cut(target, number, to);
                break;
            case CastKind.IntToPtr:
                Emit(Op.IntToPointer, target, source);
                break;
            case CastKind.Transmute:
                WriteTransmute(target, source, from, to);
                break;
            default:
                Emit(Op.MovePointer, target, source);
                HintType(target, type);
                WatchView(target, sourceType, type);
                break;
        }
    }

    private void WriteTransmute(int target, int source, ValueKind from, ValueKind to)
    {
        Op op = (from == ValueKind.Pointer, to == ValueKind.Pointer) switch
        {
            (true, true) => Op.MovePointer,
            (true, false) => Op.PointerToInt,
            (false, true) => Op.IntToPointer,
            _ => Op.Move,
        };
        Emit(op, target, source);
        if (to.IsInteger() && from.SizeOf() <= to.SizeOf())
        {
            Cut(target, target, to);
        }
    }

    private void WriteIntegerCast(int target, int source, ValueKind from, ValueKind to)
    {
        if (to == ValueKind.Bool)
        {
            Emit(Op.NeI, target, source, imm: 0);
            return;
        }

        // A value that is extended already fits a type that holds all values of the old one.
        bool fits = from.SizeOf() < to.SizeOf() && (!from.IsSigned() || to.IsSigned() || to == ValueKind.U64);
        bool same = from.SizeOf() == to.SizeOf() && (from.IsSigned() == to.IsSigned() || to.SizeOf() == 8);
        Cut(target, source, fits || same || from == ValueKind.Bool ? ValueKind.I64 : to);
    }

    // Where C looks at an object as something else, the run has to keep an eye on it (C17 6.5p6-7, 6.7.3p6).
    private void WatchView(int register, Ty source, Ty type)
    {
        if (_body.Language != SourceLanguage.C || IsLibrary || source is not Ty.RawPtr from || type is not Ty.RawPtr to)
        {
            return;
        }

        if (from.Mutability == Mutability.Not && to.Mutability == Mutability.Mut)
        {
            Emit(Op.DropConst, register);
        }

        if (!_image.ObjectTypes.AreAlike(from.Pointee, to.Pointee))
        {
            UseAs(register, from.Pointee);
            UseAs(register, to.Pointee);
        }
    }

    private void UseAs(int register, Ty pointee)
    {
        Ty element = ObjectTypes.ElementOf(pointee);
        if (_image.ObjectTypes.IsView(element))
        {
            Emit(Instr.Halves(Op.UseAs, register, 0, 0, _tables.Views.AddOnce(element) + 1, (int)Layouts.SizeOf(element)));
        }
    }

    // In a walk a block is drawn as what the program first uses it as.
    private void HintType(int register, Ty type)
    {
        if (WithMarks && BodyTypes.PointeeOf(type) is { } pointee && KindOf(pointee) != ValueKind.Empty && Layouts.SizeOf(pointee) > 0)
        {
            Emit(Op.TypeHint, register, imm: _tables.Types.Add(pointee));
        }
    }
}

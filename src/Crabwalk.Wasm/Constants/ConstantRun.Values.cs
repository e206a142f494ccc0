using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Constants;

/// <summary>Values: operands, aggregates, references, tags.</summary>
internal sealed partial class ConstantRun
{
    private void Assign(Spot target, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Aggregate(var kind, var operands):
                Aggregate(target, kind, [.. operands.Select(Evaluate)]);
                break;
            case Rvalue.Repeat(var operand, _):
                ConstantMemory element = Evaluate(operand);
                for (long i = 0; i < (Layouts.CountOf(target.Type.Type) ?? 0) && element.Bytes.Length > 0; i++)
                {
                    _steps.Take();
                    Write(target with { Offset = target.Offset + (i * element.Bytes.Length) }, element);
                }

                break;
            default:
                Write(target, Compute(value, target.Type.Type));
                break;
        }
    }

    private ConstantMemory Compute(Rvalue value, Ty type) => value switch
    {
        Rvalue.Use(var operand) => Evaluate(operand),
        Rvalue.Ref(_, var kind, var place) => ReferenceTo(Find(place), kind != BorrowKind.Shared),
        Rvalue.AddressOf(var mutability, var place) => ReferenceTo(Find(place), mutability == Mutability.Mut),
        Rvalue.Len(var place) => Number(LengthOf(Find(place)), type),
        Rvalue.Cast(var kind, var operand, _) => Cast(kind, operand, type),
        Rvalue.Binary(var operation, var left, var right) => Binary(operation, left, right, type),
        Rvalue.Unary(var operation, var operand) => Unary(operation, operand, type),
        Rvalue.Nullary(var operation, var of) => Number(operation == NullaryOp.SizeOf ? Layouts.SizeOf(of) : Layouts.AlignOf(of), type),
        Rvalue.Discriminant(var place) => Discriminant(Find(place), type),
        _ => throw new UnsupportedException("this value in a constant"),
    };

    private ConstantMemory Evaluate(Operand operand) => operand switch
    {
        Operand.Copy(var place) => Read(Find(place)),
        Operand.Move(var place) => Read(Find(place)),
        Operand.Constant(var constant) => Evaluate(constant),
    };

    private ConstantMemory Evaluate(ConstValue constant)
    {
        switch (constant)
        {
            case ConstValue.Scalar(var type, var bits):
                return Scalar(new(bits), type);
            case ConstValue.ZeroSized:
                return new(0, 1);
            case ConstValue.FunctionAddress(var type, var function, var args):
                return Scalar(new(0, new PointerBase.Function(_evaluator.Linker.Resolve(function, args))), type);
            case ConstValue.StaticAddress(var type, var definition, var offset):
                return Scalar(new(unchecked((uint)offset), new PointerBase.Static(definition)), type);
            case ConstValue.Slice(_, var definition, var length):
                var slice = new ConstantMemory(2 * PointerBytes, PointerBytes);
                slice.Write(0, PointerBytes, new(0, new PointerBase.Static(definition)));
                slice.Write(PointerBytes, PointerBytes, new((UInt128)length));
                return slice;
            case ConstValue.Memory(var type, var bytes):
                return _evaluator.MemoryOf(bytes, Layouts.SizeOf(type));
            case ConstValue.Unevaluated unevaluated:
                return _evaluator.MemoryOf(_evaluator.Evaluate(_evaluator.Linker.InstanceOf(unevaluated)), Layouts.SizeOf(unevaluated.Type));
            default:
                throw new UnsupportedException("a parameter in a constant");
        }
    }

    private ConstantMemory Scalar(ConstantScalar value, Ty type)
    {
        int size = (int)Layouts.SizeOf(type);
        var memory = new ConstantMemory(size, Layouts.AlignOf(type));
        if (size > 0)
        {
            memory.Write(0, size, value);
        }

        return memory;
    }

    private ConstantMemory Number(Int128 value, Ty type) => Scalar(new(unchecked((UInt128)value)), type);

    private static ConstantScalar ScalarOf(ConstantMemory value) => value.Read(0, value.Bytes.Length);

    private static UInt128 NumberOf(ConstantMemory value) =>
        value.Bytes.Length <= 16 && ScalarOf(value) is { Base: null } number ? number.Bits : throw new UnsupportedException("an address as a number in a constant");

    private void Aggregate(Spot target, AggregateKind kind, ConstantMemory[] parts)
    {
        Ty type = target.Type.Type;
        VariantIndex? variant = kind is AggregateKind.Adt { Type.Definition.Kind: AdtKind.Enum } ofEnum ? ofEnum.Variant : null;
        for (int i = 0; i < parts.Length; i++)
        {
            long offset = kind switch
            {
                AggregateKind.Array => i * (long)parts[i].Bytes.Length,
                AggregateKind.RawPtr => i * PointerBytes,
                AggregateKind.Adt { ActiveField: { } active } => Layouts.Field(type, variant, active).OffsetBytes,
                _ => Layouts.Field(type, variant, i).OffsetBytes,
            };
            Write(target with { Offset = target.Offset + offset }, parts[i]);
        }

        if (variant is { } index)
        {
            WriteTag(target, index);
        }
    }

    private void WriteTag(Spot target, VariantIndex variant)
    {
        TypeLayout layout = Layouts.LayoutOf(target.Type.Type);
        if (layout.Variants is VariantsLayout.Multiple tagged && EnumTags.BitsOf(target.Type.Type, layout, variant) is { } bits)
        {
            int size = tagged.Tag.Primitive.SizeBytes;
            MemoryOf(target, layout.SizeBytes).Write(target.Offset + tagged.TagOffsetBytes, size, new(bits));
        }
    }

    private ConstantMemory Discriminant(Spot spot, Ty result)
    {
        Ty type = spot.Type.Type;
        TypeLayout layout = Layouts.LayoutOf(type);
        switch (layout.Variants)
        {
            case VariantsLayout.Multiple tagged:
                ConstantScalar tag = MemoryOf(spot, layout.SizeBytes).Read(spot.Offset + tagged.TagOffsetBytes, tagged.Tag.Primitive.SizeBytes);

                // An address is no niche.
                Int128 discriminant = tag.Base is not null && tagged.Encoding is TagEncoding.Niche niche
                    ? EnumTags.DiscriminantOf(type, niche.Untagged)
                    : EnumTags.DiscriminantOf(type, tagged, tag.Bits);
                return Number(discriminant, result);
            case VariantsLayout.Single(var index):
                return Number(EnumTags.DiscriminantOf(type, index), result);
            default:
                throw new UnsupportedException("the variant of what has none in a constant");
        }
    }

    private ConstantMemory Cast(CastKind kind, Operand operand, Ty type)
    {
        Ty source = _types.TypeOf(operand);
        ConstantMemory value = Evaluate(operand);
        switch (kind)
        {
            case CastKind.IntToInt:
                return Number(Signed(NumberOf(value), source), type);
            case CastKind.IntToFloat or CastKind.FloatToInt or CastKind.FloatToIntUnchecked or CastKind.FloatToFloat:
                return FloatCast(value, source, type);
            case CastKind.PtrToInt or CastKind.IntToPtr:
                ConstantScalar address = ScalarOf(value);
                return address.Base is null || Layouts.SizeOf(type) == PointerBytes ? Scalar(address, type) : throw new UnsupportedException("an address as a number in a constant");
            case CastKind.ReifyFnPointer when source is Ty.FnDef function:
                return Scalar(new(0, new PointerBase.Function(_evaluator.Linker.Resolve(function.Definition, function.Args))), type);
            case CastKind.ClosureFnPointer when source is Ty.Closure closure:
                return Scalar(new(0, new PointerBase.Function(new(closure.Definition, closure.Args, new Shim.ClosureFnPointer(closure)))), type);
            case CastKind.Unsize:
                return Unsized(value, source, type);
            default:
                // From a fat pointer to a thin one only the address is taken.
                long size = Layouts.SizeOf(type);
                var result = new ConstantMemory(size, Layouts.AlignOf(type));
                result.Copy(0, value, 0, Math.Min(size, value.Bytes.Length));
                return result;
        }
    }

    private ConstantMemory Unsized(ConstantMemory pointer, Ty source, Ty type)
    {
        var result = new ConstantMemory(2 * PointerBytes, PointerBytes);
        result.Copy(0, pointer, 0, pointer.Bytes.Length);
        (Ty from, Ty to) = _evaluator.Linker.Unsizing.Of(source, type) ?? throw new UnsupportedException($"unsizing `{source}` to `{type}` in a constant");
        switch (to)
        {
            case Ty.Slice when Layouts.CountOf(from) is { } count:
                result.Write(PointerBytes, PointerBytes, new((UInt128)count));
                break;
            case Ty.Dynamic dynamic when from is not Ty.Dynamic:
                result.Write(PointerBytes, PointerBytes, new(0, new PointerBase.Static(_evaluator.Linker.VTables.Of(from, dynamic))));
                break;
            case Ty.Dynamic when pointer.Bytes.Length == 2 * PointerBytes && _evaluator.Linker.VTables.UpcastSlot(from, to) is null:
                break;
            default:
                throw new UnsupportedException($"unsizing `{source}` to `{type}` in a constant");
        }

        return result;
    }
}

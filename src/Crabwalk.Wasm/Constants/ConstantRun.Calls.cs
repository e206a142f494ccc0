using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Constants;

/// <summary>Calls: of <c>const fn</c>s, and of the operations of the library that constants use.</summary>
internal sealed partial class ConstantRun
{
    private void Call(TerminatorKind.Call call)
    {
        if (_types.TypeOf(call.Function) is not Ty.FnDef function)
        {
            throw new UnsupportedException("a call of a function pointer in a constant");
        }

        Spot destination = Find(call.Destination);
        if (_evaluator.Linker.Definitions[function.Definition].Kind == DefKind.Intrinsic)
        {
            Write(destination, Intrinsic(_evaluator.Linker.Definitions[function.Definition].Name, function.Args, call, destination.Type.Type));
            return;
        }

        Write(destination, CallOf(_evaluator.Linker.Resolve(function.Definition, function.Args), [.. call.Arguments.Select(Evaluate)]));
    }

    private ConstantMemory CallOf(Instance instance, ConstantMemory[] arguments)
    {
        Body body = instance.Shim is Shim.Virtual ? throw new UnsupportedException("a call through a vtable in a constant")
            : _evaluator.Linker.BodyOf(instance) ?? throw new UnsupportedException($"a call of `{_evaluator.Linker.Definitions[instance.Function].Path}` in a constant");
        return new ConstantRun(_evaluator, body, ArgumentsOf(body, arguments), _steps, _depth + 1).Run();
    }

    // A closure's body takes the parts of the tuple that it is called with.
    private ConstantMemory[] ArgumentsOf(Body body, ConstantMemory[] arguments)
    {
        if (arguments.Length == body.ArgumentCount || arguments is not [var self, var tuple] || _evaluator.Linker.Definitions[body.Definition].Kind != DefKind.Closure)
        {
            return arguments;
        }

        EquatableArray<Ty> parts = body.Signature.Inputs.Slice(1, body.ArgumentCount - 1);
        return [self, .. PartsOf(tuple, _evaluator.Linker.Types.Tuple(parts), parts)];
    }

    private IEnumerable<ConstantMemory> PartsOf(ConstantMemory tuple, Ty type, EquatableArray<Ty> parts) => parts.Select((part, i) =>
    {
        var memory = new ConstantMemory(Layouts.SizeOf(part), Layouts.AlignOf(part));
        memory.Copy(0, tuple, Layouts.Field(type, null, i).OffsetBytes, memory.Bytes.Length);
        return memory;
    });

    private void Drop(Place place)
    {
        DefId glue = _evaluator.Linker.Program.DropGlue.Of(_types.TypeOf(place))!.Value;
        CallOf(new(glue), [ReferenceTo(Find(place), isMutable: true)]);
    }

    private ConstantMemory Intrinsic(string name, EquatableArray<GenericArg> args, TerminatorKind.Call call, Ty result)
    {
        Ty? type = args is [Ty first, ..] ? first : null;
        switch (name)
        {
            case "size_of":
                return Number(Layouts.SizeOf(type!), result);
            case "align_of":
                return Number(Layouts.AlignOf(type!), result);
            case "needs_drop":
                return Number(_evaluator.Linker.NeedsDrop(type!) ? 1 : 0, result);
            case "type_id":
                return Scalar(new(TypeNumbers.IdOf(type!)), result);
            case "ub_checks" or "is_val_statically_known":
                return Number(0, result);
            case "assume" or "ub_check" or "cold_path" or "forget" or "assert_inhabited" or "assert_zero_valid" or "assert_mem_uninitialized_valid":
                return new(0, 1);
            case "likely" or "unlikely" or "black_box":
                return Evaluate(call.Arguments[0]);
            case "transmute" or "transmute_unchecked":
                return Cast(CastKind.Transmute, call.Arguments[0], result);
            case "read_via_copy" or "unaligned_load" or "atomic_load":
                return Read(Behind(call.Arguments[0]));
            case "write_via_move" or "unaligned_store" or "atomic_store":
                Write(Behind(call.Arguments[0]), Evaluate(call.Arguments[1]));
                return new(0, 1);
            case "copy" or "copy_nonoverlapping":
                CopyElements(call);
                return new(0, 1);
            case "offset" or "arith_offset":
                return Binary(BinaryOp.Offset, call.Arguments[0], call.Arguments[1], result);
            case "ptr_metadata":
                return Unary(UnaryOp.PointerMetadata, call.Arguments[0], result);
            case "aggregate_raw_ptr":
                return Joined([.. call.Arguments.Select(Evaluate)], result);
            case "const_eval_select":
                return Selected(args, call);
            case "discriminant_value":
                return Discriminant(Behind(call.Arguments[0]), result);
            default:
                return Operation(name) is { } operation
                    ? Binary(operation, call.Arguments[0], call.Arguments[1], result)
                    : throw new UnsupportedException($"`{name}` in a constant");
        }
    }

    private static BinaryOp? Operation(string name) => name switch
    {
        "wrapping_add" or "unchecked_add" => BinaryOp.Add,
        "wrapping_sub" or "unchecked_sub" => BinaryOp.Sub,
        "wrapping_mul" or "unchecked_mul" => BinaryOp.Mul,
        "unchecked_div" or "exact_div" => BinaryOp.Div,
        "unchecked_rem" => BinaryOp.Rem,
        "unchecked_shl" => BinaryOp.Shl,
        "unchecked_shr" => BinaryOp.Shr,
        "disjoint_bitor" => BinaryOp.BitOr,
        "three_way_compare" => BinaryOp.Cmp,
        "add_with_overflow" => BinaryOp.AddWithOverflow,
        "sub_with_overflow" => BinaryOp.SubWithOverflow,
        "mul_with_overflow" => BinaryOp.MulWithOverflow,
        _ => null,
    };

    private Spot Behind(Operand pointer)
    {
        Ty type = _types.TypeOf(pointer);
        Ty pointee = BodyTypes.PointeeOf(type) ?? throw new UnsupportedException("what lies behind this in a constant");
        return Follow(new(new PointerBase.Memory(Evaluate(pointer)), 0, new(type)), new(pointee));
    }

    private void CopyElements(TerminatorKind.Call call)
    {
        Spot source = Behind(call.Arguments[0]);
        Spot target = Behind(call.Arguments[1]);
        long bytes = Layouts.SizeOf(source.Type.Type) * (long)NumberOf(Evaluate(call.Arguments[2]));
        if (bytes > 0)
        {
            MemoryOf(target, bytes).Copy(target.Offset, MemoryOf(source, bytes), source.Offset, bytes);
        }
    }

    private ConstantMemory Joined(ConstantMemory[] parts, Ty pointer)
    {
        var result = new ConstantMemory(Layouts.SizeOf(pointer), PointerBytes);
        long at = 0;
        foreach (ConstantMemory part in parts)
        {
            result.Copy(at, part, 0, part.Bytes.Length);
            at += part.Bytes.Length;
        }

        return result;
    }

    // The first function is the one for constants; it takes the parts of the tuple.
    private ConstantMemory Selected(EquatableArray<GenericArg> args, TerminatorKind.Call call)
    {
        if (args is not [Ty.Tuple tuple, Ty.FnDef function, ..])
        {
            throw new UnsupportedException("`const_eval_select` of these functions");
        }

        return CallOf(_evaluator.Linker.Resolve(function.Definition, function.Args), [.. PartsOf(Evaluate(call.Arguments[0]), tuple, tuple.Parts)]);
    }
}

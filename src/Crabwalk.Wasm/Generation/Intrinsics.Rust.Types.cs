using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Constants;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>What Rust's library asks about types and pointers (docs/rust-intrinsics.md: types, values, pointers).</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddRustTypes(Dictionary<string, Intrinsic> table)
    {
        table["size_of"] = static (g, call) => g.Give(call, () => g._code.Const(g._layouts.SizeOf(call.Type())));
        table["align_of"] = static (g, call) => g.Give(call, () => g._code.Const(g._layouts.AlignOf(call.Type())));
        table["size_of_val"] = static (g, call) => g.Give(call, () => g.PushSizeOf(call.Type(), g.MetadataOf(call[0])));
        table["align_of_val"] = static (g, call) => g.Give(call, () => g.PushAlignOf(call.Type(), g.MetadataOf(call[0])));
        table["needs_drop"] = static (g, call) => g.Give(call, () => g._code.Const(g._program.NeedsDrop(call.Type()) ? 1 : 0));
        table["type_id"] = static (g, call) => g.Assign(call, new Operand.Constant(new ConstValue.Scalar(g.TypeOf(call.Call.Destination), TypeNumbers.IdOf(call.Type()))));
        table["type_name"] = static (g, call) => g.Give(call, () => g.Push(g._program.Texts.Operand(call.Type().ToString()!)));
        table["variant_count"] = static (g, call) => g.Give(call, () => g._code.Const(call.Type() is Ty.Adt { Definition: { Kind: AdtKind.Enum } definition } ? definition.Variants.Count : 0));
        table["discriminant_value"] = static (g, call) => g.GiveDiscriminant(call);
        table["vtable_size"] = static (g, call) => g.GiveWordAt(call, VTables.WordBytes);
        table["vtable_align"] = static (g, call) => g.GiveWordAt(call, 2 * VTables.WordBytes);
        table["transmute"] = static (g, call) => g.Assign(call, new Rvalue.Cast(CastKind.Transmute, call[0], g.TypeOf(call.Call.Destination)));
        table["transmute_unchecked"] = table["transmute"];
        table["black_box"] = static (g, call) => g.Assign(call, call[0]);
        table["offset"] = static (g, call) => g.Assign(call, new Rvalue.Binary(BinaryOp.Offset, call[0], call[1]));
        table["arith_offset"] = table["offset"];
        table["ptr_offset_from"] = static (g, call) => g.Assign(call, new Rvalue.Binary(BinaryOp.PointerDifference, call[0], call[1]));
        table["ptr_offset_from_unsigned"] = table["ptr_offset_from"];
        table["ptr_metadata"] = static (g, call) => g.Assign(call, new Rvalue.Unary(UnaryOp.PointerMetadata, call[0]));
        table["aggregate_raw_ptr"] = static (g, call) => g.Give(call, () =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
        });
        table["ptr_mask"] = static (g, call) => g.Give(call, () =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
            g._code.Add(Opcode.I32And);
        });
    }

    private void Assign(IntrinsicCall call, Rvalue value) => WriteAssign(call.Call.Destination, value);

    private void Assign(IntrinsicCall call, Operand operand) => Assign(call, new Rvalue.Use(operand));

    private void GiveWordAt(IntrinsicCall call, long offset) => Give(call, () =>
    {
        Push(call[0]);
        _code.Add(new(Opcode.I32Load, offset, 2));
    });

    // The second half of a fat pointer, kept in a local; nothing for a thin one.
    private Instruction[] MetadataOf(Operand pointer)
    {
        if (Of(TypeOf(pointer)) is not Representation.Pair)
        {
            return [];
        }

        PushMetadata(pointer);
        return Kept([]);
    }

    private void GiveDiscriminant(IntrinsicCall call)
    {
        if (call.Type() is not Ty.Adt { Definition.Kind: AdtKind.Enum })
        {
            Give(call, () => _code.Add(KindOf(TypeOf(call.Call.Destination)).Constant(0)));
            return;
        }

        Access.InMemory value = Behind(call[0], call.Type());
        Give(call, () => PushDiscriminant(value, call.Type(), TypeOf(call.Call.Destination)));
    }

    /// <summary>What a pointer leads to, as a value of a type.</summary>
    private Access.InMemory Behind(Operand pointer, Ty type)
    {
        Push(pointer);
        if (Of(TypeOf(pointer)) is Representation.Pair)
        {
            _code.Add(Opcode.Drop);
        }

        return new(type, Kept([]), 0);
    }

    /// <summary>Gives a place what lies in memory.</summary>
    private void Move(Place target, Access.InMemory source)
    {
        Access access = AccessOf(target);
        if (access is Access.InMemory memory && Of(access.Type) is Representation.InMemory)
        {
            CopyTo(memory, access.Type, source);
        }
        else
        {
            Store(access, () => Push(source));
        }
    }
}

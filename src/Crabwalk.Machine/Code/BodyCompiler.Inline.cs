using System.Collections.Frozen;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Intrinsics of Rust's library that become a few instructions where they are called, because they are a rvalue of MIR in the form of a
/// function, or facts of types. All others are carried out by the machine when they are called (see docs/rust-intrinsics.md).
/// </summary>
internal sealed partial class BodyCompiler
{
    private delegate void Inline(BodyCompiler compiler, TerminatorKind.Call call, EquatableArray<GenericArg> args);

    private static readonly FrozenDictionary<string, Inline> InlineTable = new Dictionary<string, Inline>(StringComparer.Ordinal)
    {
        ["size_of"] = (c, call, args) => c.AssignNumber(call, (ulong)c.Layouts.SizeOf((Ty)args[0])),
        ["align_of"] = (c, call, args) => c.AssignNumber(call, (ulong)c.Layouts.AlignOf((Ty)args[0])),
        ["size_of_val"] = (c, call, args) => c.AssignSizeOfValue(call, (Ty)args[0], wantsAlign: false),
        ["align_of_val"] = (c, call, args) => c.AssignSizeOfValue(call, (Ty)args[0], wantsAlign: true),
        ["needs_drop"] = (c, call, args) => c.AssignNumber(call, c._image.NeedsDrop((Ty)args[0]) ? 1u : 0u),
        ["type_id"] = (c, call, args) => c.AssignNumber(call, ProgramImage.TypeIdOf((Ty)args[0])),
        ["type_name"] = (c, call, args) => c.AssignText(call, TyPrinter.Print(args[0])),
        ["variant_count"] = (c, call, args) => c.AssignNumber(call, args[0] is Ty.Adt { Definition: { Kind: AdtKind.Enum } d } ? (ulong)d.Variants.Count : 0),
        ["discriminant_value"] = (c, call, args) => c.AssignDiscriminant(call, (Ty)args[0]),
        ["transmute"] = (c, call, _) => c.WriteAssign(call.Destination, new Rvalue.Cast(CastKind.Transmute, call.Arguments[0], c.TypeOf(call.Destination))),
        ["transmute_unchecked"] = (c, call, _) => c.WriteAssign(call.Destination, new Rvalue.Cast(CastKind.Transmute, call.Arguments[0], c.TypeOf(call.Destination))),
        ["forget"] = static (_, _, _) => { },
        ["cold_path"] = static (_, _, _) => { },
        ["atomic_fence"] = static (_, _, _) => { },
        ["black_box"] = static (c, call, _) => c.WriteAssign(call.Destination, new Rvalue.Use(call.Arguments[0])),
        ["likely"] = static (c, call, _) => c.WriteAssign(call.Destination, new Rvalue.Use(call.Arguments[0])),
        ["unlikely"] = static (c, call, _) => c.WriteAssign(call.Destination, new Rvalue.Use(call.Arguments[0])),
        ["ub_checks"] = static (c, call, _) => c.AssignNumber(call, 1),
        ["is_val_statically_known"] = static (c, call, _) => c.AssignNumber(call, 0),
        ["drop_in_place"] = static (c, call, args) => c.DropThrough(call, (Ty)args[0]),
        ["read_via_copy"] = static (c, call, args) => c.AssignFromPointer(call, (Ty)args[0]),
        ["volatile_load"] = static (c, call, args) => c.AssignFromPointer(call, (Ty)args[0]),
        ["atomic_load"] = static (c, call, args) => c.AssignFromPointer(call, (Ty)args[0]),
        ["unaligned_load"] = static (c, call, args) => c.AssignFromPointer(call, (Ty)args[0], pack: 1),
        ["write_via_move"] = static (c, call, args) => c.StoreThroughPointer(call, (Ty)args[0]),
        ["volatile_store"] = static (c, call, args) => c.StoreThroughPointer(call, (Ty)args[0]),
        ["atomic_store"] = static (c, call, args) => c.StoreThroughPointer(call, (Ty)args[0]),
        ["unaligned_store"] = static (c, call, args) => c.StoreThroughPointer(call, (Ty)args[0], pack: 1),
        ["ptr_metadata"] = static (c, call, args) => c.AssignMetadata(call, (Ty)args[0]),
        ["aggregate_raw_ptr"] = static (c, call, _) => c.AssignFatPointer(call),
        ["arith_offset"] = static (c, call, args) => c.AssignWrappingOffset(call, (Ty)args[0]),
        ["offset"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Offset),
        ["ptr_offset_from"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.PointerDifference),
        ["ptr_offset_from_unsigned"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.PointerDifference),
        ["wrapping_add"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Add),
        ["wrapping_sub"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Sub),
        ["wrapping_mul"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Mul),
        ["add_with_overflow"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.AddWithOverflow),
        ["sub_with_overflow"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.SubWithOverflow),
        ["mul_with_overflow"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.MulWithOverflow),
        ["unchecked_add"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.AddUnchecked),
        ["unchecked_sub"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.SubUnchecked),
        ["unchecked_mul"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.MulUnchecked),
        ["unchecked_div"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Div),
        ["unchecked_rem"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Rem),
        ["unchecked_shl"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.ShlUnchecked),
        ["unchecked_shr"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.ShrUnchecked),
        ["disjoint_bitor"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.BitOr),
        ["three_way_compare"] = static (c, call, _) => c.AssignBinary(call, BinaryOp.Cmp),
        ["float_to_int_unchecked"] = static (c, call, _) =>
            c.WriteAssign(call.Destination, new Rvalue.Cast(CastKind.FloatToIntUnchecked, call.Arguments[0], c.TypeOf(call.Destination))),
        ["catch_unwind"] = static (c, call, _) => c.WriteCatch(call),
        ["const_eval_select"] = static (c, call, _) => c.WriteSelect(call),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the intrinsics that are written inline.</summary>
    public static IEnumerable<string> InlineNames => InlineTable.Keys;

    private bool WriteInline(string name, TerminatorKind.Call call, Callee callee)
    {
        if (_body.Language == SourceLanguage.C || !InlineTable.TryGetValue(name, out Inline? write))
        {
            return false;
        }

        write(this, call, callee.Args);
        return true;
    }

    private void AssignNumber(TerminatorKind.Call call, UInt128 number) =>
        WriteAssign(call.Destination, new Rvalue.Use(new Operand.Constant(new ConstValue.Scalar(TypeOf(call.Destination), number))));

    private void AssignBinary(TerminatorKind.Call call, BinaryOp operation) =>
        WriteAssign(call.Destination, new Rvalue.Binary(operation, call.Arguments[0], call.Arguments[1]));

    private unsafe void AssignText(TerminatorKind.Call call, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        uint id = _image.ConstantOf(new Allocation([.. bytes]), 1);
        int register = Temporary(ValueKind.Fat);
        WritePointer(register, _image.BaseOf(id).Address, id);
        Emit(Op.Const, register + 1, imm: bytes.Length);
        AssignRegister(call.Destination, register);
    }

    /// <summary>Gives a place the value of a register.</summary>
    private void AssignRegister(Place place, int register)
    {
        Access access = AccessOf(place);
        ValueKind kind = KindOf(access.Type);
        if (access.Kind == AccessKind.Register)
        {
            Move(access.Register, register, kind);
            Define(place.Local, kind);
        }
        else if (access.Kind == AccessKind.Memory)
        {
            Store(register, access);
        }
    }

    private void AssignSizeOfValue(TerminatorKind.Call call, Ty type, bool wantsAlign)
    {
        int pointer = Use(call.Arguments[0]);
        (int size, int align) = SizeAndAlignOf(type, pointer + 1);
        AssignRegister(call.Destination, wantsAlign ? align : size);
    }

    private Access Through(Operand pointer, Ty type, int pack) =>
        new(AccessKind.Memory, Use(pointer), 0, -1, 0, type, pack, null);

    private void AssignFromPointer(TerminatorKind.Call call, Ty type, int pack = 0)
    {
        ValueKind kind = KindOf(type);
        if (kind == ValueKind.None)
        {
            Emit(Op.Copy, Address(AccessOf(call.Destination)), Use(call.Arguments[0]), 0, Layouts.SizeOf(type));
        }
        else if (kind != ValueKind.Empty)
        {
            int register = Temporary(kind);
            Load(register, Through(call.Arguments[0], type, pack));
            CheckScalar(register, type);
            AssignRegister(call.Destination, register);
        }
    }

    private void StoreThroughPointer(TerminatorKind.Call call, Ty type, int pack = 0)
    {
        Access target = Through(call.Arguments[0], type, pack);
        ValueKind kind = KindOf(type);
        if (kind == ValueKind.None)
        {
            CopyWhole(target, type, call.Arguments[1]);
        }
        else if (kind != ValueKind.Empty)
        {
            Store(Use(call.Arguments[1]), target);
        }
    }

    private void AssignMetadata(TerminatorKind.Call call, Ty pointee)
    {
        if (!Layouts.IsSized(pointee))
        {
            AssignRegister(call.Destination, Use(call.Arguments[0]) + 1);
        }
    }

    private void AssignFatPointer(TerminatorKind.Call call)
    {
        int data = Use(call.Arguments[0]);
        ValueKind kind = KindOf(TypeOf(call.Destination));
        int register = Temporary(kind);
        Move(register, data, ValueKind.Pointer);
        if (kind == ValueKind.Fat)
        {
            Move(register + 1, Use(call.Arguments[1]), ValueKind.Pointer);
        }

        AssignRegister(call.Destination, register);
    }

    private void AssignWrappingOffset(TerminatorKind.Call call, Ty pointee)
    {
        int register = Temporary(ValueKind.Pointer);
        WriteAddress(register, new Access(AccessKind.Memory, Use(call.Arguments[0]), 0, Use(call.Arguments[1]), Layouts.SizeOf(pointee), pointee, 0, null));
        AssignRegister(call.Destination, register);
    }

    private void AssignDiscriminant(TerminatorKind.Call call, Ty type)
    {
        if (PlaceOf(call.Arguments[0]) is not { } reference)
        {
            throw new UnsupportedException("the discriminant of a constant");
        }

        int register = Temporary();
        ReadDiscriminant(register, reference.Deref());
        Cut(register, register, KindOf(TypeOf(call.Destination)));
        AssignRegister(call.Destination, register);
    }

    private void DropThrough(TerminatorKind.Call call, Ty type)
    {
        if (_image.NeedsDrop(type))
        {
            int window = TakeWindow(3);
            UseInto(window + 1, call.Arguments[0]);
            DropAt(window, type, call.Unwind);
        }
    }

    /// <summary>
    /// A call with a landing of its own: <c>f(data)</c>, then 0; when it unwinds, control comes to the landing, which calls
    /// <c>catch(data, payload)</c> and gives 1.
    /// </summary>
    private void WriteCatch(TerminatorKind.Call call)
    {
        int data = Use(call.Arguments[1]);
        int handler = Use(call.Arguments[2]);
        int result = Temporary();
        int window = TakeWindow(3);
        Emit(Op.MovePointer, window + 1, data);
        int attempt = Emit(Op.CallPointer, window, Use(call.Arguments[0]), 0, _tables.Calls.Add(SiteOf(call, [PointerType])));
        Emit(Op.Const, result, imm: 0);
        int done = Emit(Op.Jump);
        _catches.Add((attempt, _code.Count));
        Emit(Op.MovePointer, window + 1, data);
        Emit(Op.TakePayload, window + 2);
        Land(Emit(Op.CallPointer, window, handler, 0, _tables.Calls.Add(SiteOf(call, [PointerType, PointerType]))), call.Unwind);
        Emit(Op.Const, result, imm: 1);
        JumpHere(done);
        AssignRegister(call.Destination, result);
    }

    private CallSite SiteOf(TerminatorKind.Call call, Ty[] arguments) =>
        new(-1, new FnSig([.. arguments], Types.Unit), [.. arguments], Types.Unit, false, true, call.FunctionSpan)
        {
            Kinds = [.. arguments.Select(KindOf)],
            ResultKind = ValueKind.Empty,
        };

    // The arguments come as a tuple; the function takes its parts.
    private void WriteSelect(TerminatorKind.Call call)
    {
        Operand function = call.Arguments[_purpose == CodePurpose.Constant ? 1 : 2];
        Place tuple = PlaceOf(call.Arguments[0]) ?? throw new UnsupportedException("constant arguments of `const_eval_select`");
        EquatableArray<Ty> parts = TypeOf(tuple) is Ty.Tuple t ? t.Parts : [];
        EquatableArray<Operand> arguments = [.. parts.Select((part, i) => (Operand)new Operand.Move(tuple.Field(i, part)))];
        WriteCallOnly(call with { Function = function, Arguments = arguments });
    }
}

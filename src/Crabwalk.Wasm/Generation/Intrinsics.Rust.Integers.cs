using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Integers for Rust's library, of every width (docs/rust-intrinsics.md: integers).</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddRustIntegers(Dictionary<string, Intrinsic> table)
    {
        AddBinary(table, BinaryOp.Add, "wrapping_add", "unchecked_add");
        AddBinary(table, BinaryOp.Sub, "wrapping_sub", "unchecked_sub");
        AddBinary(table, BinaryOp.Mul, "wrapping_mul", "unchecked_mul");
        AddBinary(table, BinaryOp.AddWithOverflow, "add_with_overflow");
        AddBinary(table, BinaryOp.SubWithOverflow, "sub_with_overflow");
        AddBinary(table, BinaryOp.MulWithOverflow, "mul_with_overflow");
        AddBinary(table, BinaryOp.Div, "unchecked_div", "exact_div");
        AddBinary(table, BinaryOp.Rem, "unchecked_rem");
        AddBinary(table, BinaryOp.Shl, "unchecked_shl");
        AddBinary(table, BinaryOp.Shr, "unchecked_shr");
        AddBinary(table, BinaryOp.BitOr, "disjoint_bitor");
        table["three_way_compare"] = static (g, call) => g.Give(call, () => g.WriteBinary(BinaryOp.Cmp, call[0], call[1]));
        table["saturating_add"] = static (g, call) => g.Saturate(call, BinaryOp.AddWithOverflow);
        table["saturating_sub"] = static (g, call) => g.Saturate(call, BinaryOp.SubWithOverflow);
        table["rotate_left"] = static (g, call) => g.Rotate(call, isLeft: true);
        table["rotate_right"] = static (g, call) => g.Rotate(call, isLeft: false);
        table["ctpop"] = static (g, call) => g.GiveBits(call, "ctpop", kind => g._code.Add(kind.IsWide() ? Opcode.I64Popcnt : Opcode.I32Popcnt));
        table["ctlz"] = static (g, call) => g.GiveBits(call, "ctlz", g.CountLeading);
        table["cttz"] = static (g, call) => g.GiveBits(call, "cttz", g.CountTrailing);
        table["ctlz_nonzero"] = table["ctlz"];
        table["cttz_nonzero"] = table["cttz"];
        table["bswap"] = static (g, call) => g.SwapBytes(call);
        table["bitreverse"] = static (g, call) => g.ReverseBits(call);
        table["wide_mul"] = static (g, call) => g.MultiplyWide(call);
        table["integer_to_text"] = static (g, call) => g.WriteText(call);
        table["integer_from_text"] = static (g, call) => g.ReadText(call);
    }

    private static void AddBinary(Dictionary<string, Intrinsic> table, BinaryOp operation, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            table[name] = (g, call) => g.Assign(call, new Rvalue.Binary(operation, call[0], call[1]));
        }
    }

    private Access.InMemory Destination(IntrinsicCall call) => (Access.InMemory)AccessOf(call.Call.Destination);

    private void CallWide(IntrinsicCall call, string operation) => CallWide(operation, Destination(call), () =>
    {
        foreach (Operand argument in call.Call.Arguments)
        {
            Push(argument);
        }
    });

    // Where the exact result does not fit it is the limit on the side that the first operand is on; a difference of unsigned numbers is 0.
    private void Saturate(IntrinsicCall call, BinaryOp operation)
    {
        Ty type = TypeOf(call[0]);
        if (IsWideInteger(type))
        {
            CallWide(call, $"{(IsSignedWide(type) ? "s" : "u")}{(operation == BinaryOp.AddWithOverflow ? "add" : "sub")}_saturating");
            return;
        }

        ScalarKind kind = KindOf(type);
        int overflowed = NewLocal(WasmType.I32);
        int value = NewLocal(kind.Type());
        WriteWithOverflow(operation, kind, call[0], call[1]);
        _code.Set(overflowed);
        _code.Set(value);
        Give(call, () =>
        {
            PushLimit(kind, operation, call[0]);
            _code.Get(value);
            _code.Get(overflowed);
            _code.Add(Opcode.Select);
        });
    }

    private void PushLimit(ScalarKind kind, BinaryOp operation, Operand first)
    {
        UInt128 all = (UInt128.One << kind.Bits()) - 1;
        if (!kind.IsSigned())
        {
            _code.Add(kind.Constant(operation == BinaryOp.AddWithOverflow ? all : 0));
            return;
        }

        _code.Add(kind.Constant((all >> 1) + 1));
        _code.Add(kind.Constant(all >> 1));
        Push(first);
        _code.Add(kind.Constant(0));
        _code.Add(Comparison(BinaryOp.Lt, kind));
        _code.Add(Opcode.Select);
    }

    private void Rotate(IntrinsicCall call, bool isLeft)
    {
        if (IsWideInteger(TypeOf(call[0])))
        {
            CallWide(call, isLeft ? "rotl" : "rotr");
            return;
        }

        ScalarKind kind = KindOf(TypeOf(call[0]));
        Give(call, () =>
        {
            if (kind.IsNarrow())
            {
                RotateNarrow(call, kind, isLeft);
                return;
            }

            Push(call[0]);
            PushAs(call[1], kind.IsWide() ? ScalarKind.U64 : ScalarKind.U32);
            _code.Add((kind.IsWide(), isLeft) switch
            {
                (true, true) => Opcode.I64Rotl,
                (true, false) => Opcode.I64Rotr,
                (false, true) => Opcode.I32Rotl,
                _ => Opcode.I32Rotr,
            });
        });
    }

    // Two copies side by side, shifted: x << n | x >> (width - n).
    private void RotateNarrow(IntrinsicCall call, ScalarKind kind, bool isLeft)
    {
        int count = NewLocal(WasmType.I32);
        int value = NewLocal(WasmType.I32);
        Push(call[1]);
        _code.Const(kind.Bits() - 1);
        _code.Add(Opcode.I32And);
        _code.Set(count);
        Push(call[0]);
        Cut(kind.Unsigned());
        _code.Set(value);
        _code.Get(value);
        _code.Get(count);
        _code.Add(isLeft ? Opcode.I32Shl : Opcode.I32ShrU);
        _code.Get(value);
        _code.Const(kind.Bits());
        _code.Get(count);
        _code.Add(Opcode.I32Sub);
        _code.Add(isLeft ? Opcode.I32ShrU : Opcode.I32Shl);
        _code.Add(Opcode.I32Or);
        Cut(kind);
    }

    // Pushes the number without its sign, counts, and gives a u32.
    private void GiveBits(IntrinsicCall call, string name, Action<ScalarKind> count)
    {
        if (IsWideInteger(TypeOf(call[0])))
        {
            Give(call, () =>
            {
                Push(call[0]);
                CallHelper($"__cw_wide_{name}");
            });
            return;
        }

        ScalarKind kind = KindOf(TypeOf(call[0])).Unsigned();
        Give(call, () =>
        {
            Push(call[0]);
            Cut(kind);
            count(kind);
            if (kind.IsWide())
            {
                _code.Add(Opcode.I32WrapI64);
            }
        });
    }

    private void CountLeading(ScalarKind kind)
    {
        _code.Add(kind.IsWide() ? Opcode.I64Clz : Opcode.I32Clz);
        if (kind.IsNarrow())
        {
            _code.Const(32 - kind.Bits());
            _code.Add(Opcode.I32Sub);
        }
    }

    // A bit just beyond the width ends the count for 0.
    private void CountTrailing(ScalarKind kind)
    {
        if (kind.IsNarrow())
        {
            _code.Const(1 << kind.Bits());
            _code.Add(Opcode.I32Or);
        }

        _code.Add(kind.IsWide() ? Opcode.I64Ctz : Opcode.I32Ctz);
    }

    private void SwapBytes(IntrinsicCall call)
    {
        if (IsWideInteger(TypeOf(call[0])))
        {
            CallWide(call, "bswap");
            return;
        }

        ScalarKind kind = KindOf(TypeOf(call[0]));
        Give(call, () =>
        {
            if (kind.Bits() == 8)
            {
                Push(call[0]);
                return;
            }

            PushSwapped(call[0], kind.Bits() / 8);
            Cut(kind);
        });
    }

    private void ReverseBits(IntrinsicCall call)
    {
        if (IsWideInteger(TypeOf(call[0])))
        {
            CallWide(call, "bitreverse");
            return;
        }

        // The whole 64 bits in reverse, so that the number's are at the top.
        ScalarKind kind = KindOf(TypeOf(call[0]));
        Give(call, () =>
        {
            PushAs(call[0], ScalarKind.U64);
            CallHelper("__cw_rust_reverse_bits");
            _code.Add(Opcode.I64Const, 64 - kind.Bits());
            _code.Add(Opcode.I64ShrU);
            if (!kind.IsWide())
            {
                _code.Add(Opcode.I32WrapI64);
                Cut(kind);
            }
        });
    }

    private void MultiplyWide(IntrinsicCall call)
    {
        Ty type = TypeOf(call[0]);
        if (IsWideInteger(type))
        {
            CallWide(call, "wide_mul");
            return;
        }

        ScalarKind kind = KindOf(type);
        if (kind.IsWide())
        {
            Give(call, () =>
            {
                Push(call[0]);
                Push(call[1]);
                Push(call[2]);
                CallHelper("__builtin_mul128");
            });
            return;
        }

        int product = NewLocal(WasmType.I64);
        PushAs(call[0], ScalarKind.U64);
        PushAs(call[1], ScalarKind.U64);
        _code.Add(Opcode.I64Mul);
        _code.Set(product);
        Push(call[2]);
        _code.Get(product);
        _code.Add(Opcode.I64Const, kind.Bits());
        _code.Add(Opcode.I64ShrU);
        _code.Add(Opcode.I32WrapI64);
        _code.Add(new(kind.Store(), 0, 0));
        Give(call, () =>
        {
            _code.Get(product);
            _code.Add(Opcode.I32WrapI64);
            Cut(kind);
        });
    }

    // The helper takes both halves of a number, extended by its sign, and its width.
    private void WriteText(IntrinsicCall call)
    {
        Ty type = TypeOf(call[0]);
        Access.InMemory wide = Scratch(Types.Int(type is Ty.Int { IsSigned: true } ? IntKind.I128 : IntKind.U128));
        WriteWidened(wide, call[0], wide.Type);
        Give(call, () =>
        {
            PushAddress(wide);
            PushWidthAndSign(type);
            Push(call[1]);
            Push(call[2]);
            CallHelper("__cw_rust_integer_to_text");
        });
    }

    private void PushWidthAndSign(Ty type)
    {
        _code.Const(8 * _layouts.SizeOf(type));
        _code.Const(type is Ty.Int { IsSigned: true } ? 1 : 0);
    }

    private void ReadText(IntrinsicCall call)
    {
        Ty type = BodyTypes.PointeeOf(TypeOf(call[3])) ?? throw new UnsupportedException("a number read to what is no pointer");
        Access.InMemory wide = Scratch(Types.Int(IntKind.U128));
        Give(call, () =>
        {
            Push(call[0]);
            Push(call[1]);
            Push(call[2]);
            PushAddress(wide);
            PushWidthAndSign(type);
            CallHelper("__cw_rust_integer_from_text");
        });

        // Little-endian: the low bytes are the number.
        CopyTo(Behind(call[3], type), type, wide);
    }
}

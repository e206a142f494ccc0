using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Constants in types that are mere literals, as most are: they need no machine.</summary>
internal static class ConstLiterals
{
    /// <summary>The value of a literal, perhaps negated, of the expected type; null for anything else.</summary>
    public static Const? Of(Hir.Expr? expression, Ty expected, TyInterner types, Target target) => expression?.Kind switch
    {
        Hir.ExprKind.OfBlock({ Statements.IsEmpty: true, Value: { } inner }, null) => Of(inner, expected, types, target),
        Hir.ExprKind.Literal(Hir.Lit.Int(var value, null)) when expected is Ty.Int integer => types.Value(expected, Truncate(value, integer.Kind, target)),
        Hir.ExprKind.Literal(Hir.Lit.Int(var value, { } suffix)) when ReferenceEquals(suffix, expected) && expected is Ty.Int integer =>
            types.Value(expected, Truncate(value, integer.Kind, target)),
        Hir.ExprKind.Unary(UnaryOperator.Negate, { Kind: Hir.ExprKind.Literal(Hir.Lit.Int(var value, _)) }) when expected is Ty.Int { IsSigned: true } integer =>
            types.Value(expected, Truncate(unchecked(UInt128.Zero - value), integer.Kind, target)),
        Hir.ExprKind.Literal(Hir.Lit.Bool(var value)) when expected is Ty.Bool => types.Value(expected, value ? 1u : 0u),
        Hir.ExprKind.Literal(Hir.Lit.Char(var value)) when expected is Ty.Char => types.Value(expected, (UInt128)value.Value),
        Hir.ExprKind.Literal(Hir.Lit.Byte(var value)) when ReferenceEquals(expected, types.U8) => types.Value(expected, value),
        _ => null,
    };

    /// <summary>The value's low bits, as many as the type has.</summary>
    public static UInt128 Truncate(UInt128 value, IntKind kind, Target target)
    {
        int bits = BitsOf(kind, target);
        return bits == 128 ? value : value & ((UInt128.One << bits) - 1);
    }

    /// <summary>How wide an integer type is.</summary>
    public static int BitsOf(IntKind kind, Target target) => kind switch
    {
        IntKind.I8 or IntKind.U8 => 8,
        IntKind.I16 or IntKind.U16 => 16,
        IntKind.I32 or IntKind.U32 => 32,
        IntKind.I64 or IntKind.U64 => 64,
        IntKind.I128 or IntKind.U128 => 128,
        IntKind.Isize or IntKind.Usize => (int)target.PointerBytes * 8,
    };
}

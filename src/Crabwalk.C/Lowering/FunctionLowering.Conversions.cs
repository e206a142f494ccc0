using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>Conversions (C17 6.3). Those that change nothing in MIR, such as <c>long</c> to <c>long long</c>, cost nothing.</summary>
internal sealed partial class FunctionLowering
{
    private Operand ConvertValue(Expression.Conversion conversion, LocalId? into)
    {
        Span span = conversion.Span;
        switch (conversion.Kind)
        {
            case ConversionKind.LvalueToRvalue:
                return Read(conversion.Operand, into);
            case ConversionKind.ArrayToPointer:
                return Decay(conversion.Operand, conversion.Type, into);
            case ConversionKind.FunctionToPointer:
                return Value(conversion.Operand, into);
            case ConversionKind.ToVoid:
                Effect(conversion.Operand);
                return Nothing;
            case ConversionKind.NullToPointer:
                return Settle(Zero(_unit.Types.Lower(conversion.Type)), into, span);
            case ConversionKind.ScalarToBool:
                return Settle(TruthOf(conversion.Operand, isNegated: false), into, span);
            case ConversionKind.Same:
                return Settle(Convert(Value(conversion.Operand), _unit.Types.Lower(conversion.Type), span), into, span);
            default:
                return ConvertNumber(conversion, into);
        }
    }

    private Operand ConvertNumber(Expression.Conversion conversion, LocalId? into)
    {
        Ty type = _unit.Types.Lower(conversion.Type);
        if (conversion.Kind == ConversionKind.IntegerToInteger && conversion.Operand is Expression.Binary comparison && IsComparison(comparison.Operator))
        {
            return ConvertTruth(comparison, type, conversion.Span, into);
        }

        Operand value = Value(conversion.Operand);
        Ty from = TypeOf(value);
        if (ReferenceEquals(from, type))
        {
            return Settle(value, into, conversion.Span);
        }

        return conversion.Kind switch
        {
            ConversionKind.IntegerToPointer => Cast(CastKind.IntToPtr, Widened(value, conversion.Span), type, conversion.Span, into),
            ConversionKind.PointerToInteger => PointerToInteger(value, type, conversion.Span, into),
            ConversionKind.IntegerToFloating => Cast(CastKind.IntToFloat, Countable(value, conversion.Span), type, conversion.Span, into),
            _ => Cast(CastOf(from, type), value, type, conversion.Span, into),
        };
    }

    private Operand ConvertTruth(Expression.Binary comparison, Ty type, Span span, LocalId? into)
    {
        Operand truth = Compare(comparison);
        MarkValue(comparison, truth);
        return AsInt(truth, type, span, into);
    }

    private Operand.Copy Cast(CastKind kind, Operand value, Ty type, Span span, LocalId? into) => Hold(new Rvalue.Cast(kind, value, type), type, span, into);

    private static CastKind CastOf(Ty from, Ty to) => (from, to) switch
    {
        (Ty.Float, Ty.Float) => CastKind.FloatToFloat,
        (Ty.Float, _) => CastKind.FloatToIntUnchecked,
        (_, Ty.Float) => CastKind.IntToFloat,
        (Ty.FnPtr, Ty.FnPtr or Ty.RawPtr) => CastKind.FnPtrToPtr,
        (Ty.RawPtr, _) => CastKind.PtrToPtr,
        _ => CastKind.IntToInt,
    };

    private Operand Countable(Operand value, Span span) => TypeOf(value) is Ty.Bool ? Cast(CastKind.IntToInt, value, Tys.I32, span, null) : value;

    // A narrower or wider integer becomes an address by way of one as wide as a pointer (C17 6.3.2.3p5 leaves it to us; so do gcc and clang).
    private Operand Widened(Operand value, Span span) => ReferenceEquals(TypeOf(value), Tys.Usize) ? value : Cast(CastKind.IntToInt, value, Tys.Usize, span, null);

    private Operand.Copy PointerToInteger(Operand value, Ty type, Span span, LocalId? into)
    {
        Operand address = Cast(CastKind.PtrToInt, value, Tys.Usize, span, null);
        return Cast(CastKind.IntToInt, address, type, span, into);
    }

    /// <summary>A value as another type that C takes for the same: pointers that differ in what they point to, and nothing else.</summary>
    private Operand Convert(Operand value, Ty type, Span span)
    {
        Ty from = TypeOf(value);
        if (ReferenceEquals(from, type))
        {
            return value;
        }

        return (value, from, type) switch
        {
            (Operand.Constant { Value: ConstValue.Scalar scalar }, _, Ty.RawPtr or Ty.FnPtr) when from is Ty.RawPtr or Ty.FnPtr
                => new Operand.Constant(new ConstValue.Scalar(type, scalar.Bits)),
            (Operand.Constant { Value: ConstValue.StaticAddress known }, _, Ty.RawPtr)
                => new Operand.Constant(new ConstValue.StaticAddress(type, known.Static, known.OffsetBytes)),
            (_, Ty.RawPtr or Ty.FnPtr, Ty.RawPtr or Ty.FnPtr) => Cast(CastOf(from, type), value, type, span, null),
            (_, Ty.Int or Ty.Bool, Ty.Int) => Cast(CastKind.IntToInt, value, type, span, null),
            _ => value,
        };
    }
}

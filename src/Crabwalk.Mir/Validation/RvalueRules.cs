using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Validation;

/// <summary>The rules for rvalues and constants; see <see cref="Validator"/>.</summary>
internal sealed class RvalueRules(MirProgram program, Body body, LayoutComputer layouts, CodeRules code, BodyTypes types, Action<Location?, string> report)
{
    /// <summary>Checks a rvalue; true when its type can be asked for.</summary>
    public bool Check(Rvalue value, Location at) => value switch
    {
        Rvalue.Use(var operand) => code.CheckOperand(operand, at),
        Rvalue.Repeat(var operand, _) => code.CheckOperand(operand, at),
        Rvalue.Ref(_, var kind, var place) => CheckBorrow(kind, place, at),
        Rvalue.AddressOf(_, var place) => code.CheckPlace(place, at) && CheckNoBitField(place, at),
        Rvalue.Len(var place) => code.CheckPlace(place, at)
            && Require(types.TypeOf(place) is Ty.Array or Ty.Slice or Ty.Str, at, $"`{types.TypeOf(place)}` has no length"),
        Rvalue.Cast(var kind, var operand, var type) => code.CheckOperand(operand, at) && CheckCast(kind, types.TypeOf(operand), type, at),
        Rvalue.Binary(var operation, var left, var right) =>
            code.CheckOperand(left, at) & code.CheckOperand(right, at) && CheckBinary(operation, types.TypeOf(left), types.TypeOf(right), at),
        Rvalue.Unary(var operation, var operand) => code.CheckOperand(operand, at) && CheckUnary(operation, types.TypeOf(operand), at),
        Rvalue.Nullary => true,
        Rvalue.Discriminant(var place) => code.CheckPlace(place, at),
        Rvalue.Aggregate(var kind, var operands) => CheckAggregate(kind, operands, at),
        Rvalue.ThreadLocal => true,
    };

    /// <summary>Checks a constant; true when its type can be asked for.</summary>
    public bool CheckConstant(ConstValue value, Location? at)
    {
        if (value is ConstValue.Scalar(var type, var bits) && SizeOf(type) is { } bytes and < 16)
        {
            Require(bits >> (bytes * 8) == 0, at, $"{bits} does not fit in type `{type}`");
        }

        return true;
    }

    private int? SizeOf(Ty type) =>
        !type.Has(TyFlags.HasParam | TyFlags.HasAlias | TyFlags.HasError) && layouts.TryLayoutOf(type, out _) is { IsSized: true, SizeBytes: <= 16 } layout ? (int)layout.SizeBytes : null;

    private bool CheckBorrow(BorrowKind kind, Place place, Location at)
    {
        Require(body.Language != SourceLanguage.C, at, "C has no references");
        if (kind is BorrowKind.Fake or BorrowKind.TwoPhaseMut)
        {
            code.CheckOnlyBefore(MirPhase.Analysed, kind == BorrowKind.Fake ? "a fake borrow" : "a two-phase borrow", at);
        }

        return code.CheckPlace(place, at) && CheckNoBitField(place, at);
    }

    private bool CheckNoBitField(Place place, Location at)
    {
        if (place.Path is not [.., Projection.Field(var number, _)])
        {
            return true;
        }

        PlaceTy whole = types.PlaceTyOf(place with { Path = place.Path.Slice(0, place.Path.Count - 1) });
        bool isBitField = whole.Type is Ty.Adt { Definition: { IsComplete: true } adt }
            && adt.Variants[whole.Variant ?? default].Fields[number].BitWidth is not null;
        return Require(!isBitField, at, "a bit-field has no address");
    }

    private bool CheckBinary(BinaryOp operation, Ty left, Ty right, Location at)
    {
        switch (operation)
        {
            case BinaryOp.Shl or BinaryOp.Shr or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.ShlSigned:
                return Require(IsOpen(left) || left is Ty.Int, at, $"a shift of type `{left}`") & Require(IsOpen(right) || right is Ty.Int, at, $"a shift by type `{right}`");
            case BinaryOp.Offset:
                return Require(IsOpen(left) || left is Ty.RawPtr, at, $"an offset of type `{left}`") & Require(IsOpen(right) || right is Ty.Int, at, $"an offset by type `{right}`");
            case BinaryOp.PointerDifference:
                return Require(IsOpen(left) || left is Ty.RawPtr, at, $"a pointer difference of type `{left}`");
            default:
                code.Expect(left, right, at, "the right operand");
                return true;
        }
    }

    private bool CheckUnary(UnaryOp operation, Ty type, Location at) => operation switch
    {
        UnaryOp.Not => Require(IsOpen(type) || type is Ty.Bool or Ty.Int, at, $"`Not` of type `{type}`"),
        UnaryOp.Neg => Require(IsOpen(type) || type is Ty.Int or Ty.Float, at, $"`Neg` of type `{type}`"),
        UnaryOp.NegUnchecked => Require(IsOpen(type) || type is Ty.Int, at, $"`NegUnchecked` of type `{type}`"),
        UnaryOp.PointerMetadata => Require(IsOpen(type) || type is Ty.RawPtr or Ty.Ref, at, $"`PointerMetadata` of type `{type}`"),
    };

    private bool CheckCast(CastKind kind, Ty source, Ty target, Location at)
    {
        bool fits = IsOpen(source) || IsOpen(target) || kind switch
        {
            CastKind.IntToInt => source is Ty.Int or Ty.Bool or Ty.Char or Ty.Adt && target is Ty.Int or Ty.Char or Ty.Bool,
            CastKind.IntToFloat => source is Ty.Int or Ty.Bool && target is Ty.Float,
            CastKind.FloatToInt or CastKind.FloatToIntUnchecked => source is Ty.Float && target is Ty.Int,
            CastKind.FloatToFloat => source is Ty.Float && target is Ty.Float,
            CastKind.PtrToPtr or CastKind.MutToConstPointer or CastKind.ArrayToPointer => IsPointer(source) && IsPointer(target),
            CastKind.FnPtrToPtr => source is Ty.FnPtr && target is Ty.RawPtr or Ty.FnPtr,
            CastKind.PtrToInt => IsPointer(source) && target is Ty.Int,
            CastKind.IntToPtr => source is Ty.Int && IsPointer(target),
            CastKind.ReifyFnPointer => source is Ty.FnDef && target is Ty.FnPtr,
            CastKind.UnsafeFnPointer => source is Ty.FnPtr && target is Ty.FnPtr,
            CastKind.ClosureFnPointer => source is Ty.Closure && target is Ty.FnPtr,
            CastKind.Transmute => SizeOf(source) is not { } from || SizeOf(target) is not { } to || from == to,
            CastKind.Unsize => true,
        };
        return Require(fits, at, $"`{kind}` from `{source}` to `{target}`");
    }

    private static bool IsPointer(Ty type) => type is Ty.RawPtr or Ty.Ref or Ty.FnPtr;

    private static bool IsOpen(Ty type) => type.Has(TyFlags.HasAlias | TyFlags.HasParam | TyFlags.HasError | TyFlags.HasInfer);

    private bool CheckAggregate(AggregateKind kind, EquatableArray<Operand> operands, Location at)
    {
        bool hasTypes = true;
        foreach (Operand operand in operands)
        {
            hasTypes &= code.CheckOperand(operand, at);
        }

        if (!hasTypes)
        {
            return false;
        }

        switch (kind)
        {
            case AggregateKind.Array(var element):
                CheckParts(operands, _ => element, operands.Count, at);
                break;
            case AggregateKind.Adt adt:
                return CheckRecord(adt, operands, at);
            case AggregateKind.Closure(var closure):
                CheckParts(operands, i => FieldTypes.Of(program.Types, new(closure), i), operands.Count, at);
                break;
            case AggregateKind.RawPtr:
                return Require(operands.Count == 2, at, "a fat pointer has two parts");
            case AggregateKind.Tuple:
                break;
        }

        return true;
    }

    private bool CheckRecord(AggregateKind.Adt adt, EquatableArray<Operand> operands, Location at)
    {
        AdtDef definition = adt.Type.Definition;
        if (!Require(definition.IsComplete && adt.Variant.Index < definition.Variants.Count, at, $"`{adt.Type}` has no variant {adt.Variant.Index}"))
        {
            return false;
        }

        var whole = new PlaceTy(adt.Type, definition.Kind == AdtKind.Enum ? adt.Variant : null);
        int expected = adt.ActiveField is null ? definition.Variants[adt.Variant].Fields.Count : 1;
        CheckParts(operands, i => FieldTypes.Of(program.Types, whole, adt.ActiveField ?? i), expected, at);
        return true;
    }

    private void CheckParts(EquatableArray<Operand> operands, Func<int, Ty?> typeOf, int expected, Location at)
    {
        Require(operands.Count == expected, at, $"{operands.Count} parts where {expected} are needed");
        for (int i = 0; i < operands.Count; i++)
        {
            if (typeOf(i) is { } type)
            {
                code.Expect(type, types.TypeOf(operands[i]), at, $"part {i}");
            }
        }
    }

    private bool Require(bool condition, Location? at, string message)
    {
        if (!condition)
        {
            report(at, message);
        }

        return condition;
    }
}

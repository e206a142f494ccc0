using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.C.Lowering;

/// <summary>
/// The points a walk stops at. A value's mark has the very text that the value stands for, with its parentheses, so that a walk can
/// write the value over it: <c>f(g(a), g(b))</c>, <c>f(20, g(b))</c>, <c>f(20, 40)</c>, <c>60</c>.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly HashSet<Expression> _asWritten = new(ReferenceEqualityComparer.Instance);

    private void Mark(MarkKind kind, Span span, Operand? value = null, CType? type = null)
    {
        if (_isMarked)
        {
            bool hasValue = value is not null && type is not null and not CType.Void;
            _code.Add(new StatementKind.Mark(kind, hasValue ? value : null, hasValue ? _unit.Spelled.Of(type!) : null), span);
        }
    }

    private void MarkStatement(Span span) => Mark(MarkKind.Statement, span);

    private void MarkEndOfFullExpression(Expression expression)
    {
        EndFullExpression(expression);
        Mark(MarkKind.FullExpression, TextOf(expression));
    }

    private void MarkStore(Expression target, Place place) => Mark(MarkKind.Store, TextOf(target), new Operand.Copy(place), target.Type);

    private void MarkValue(Expression expression, Operand value)
    {
        if (_isMarked && !_asWritten.Contains(expression) && ShowsValue(expression))
        {
            Mark(MarkKind.Value, TextOf(expression), value, expression.Type);
        }
    }

    /// <summary>
    /// What leads to an object stays as written until the object's value takes its place: nobody writes <c>0x7ffc->x</c> on the way from
    /// <c>p->x</c> to <c>1</c>. A call on the way is shown, since it did something.
    /// </summary>
    private void LeaveAsWritten(Expression pointer)
    {
        while (_isMarked && pointer is Expression.Conversion conversion)
        {
            _asWritten.Add(conversion);
            pointer = conversion.Operand;
        }

        if (!_isMarked || pointer is Expression.Call or Expression.BuiltinCall or Expression.Conditional or Expression.StatementExpression)
        {
            return;
        }

        _asWritten.Add(pointer);
        if (pointer is Expression.PointerOffset offset)
        {
            LeaveAsWritten(offset.Pointer);
        }
    }

    /// <summary>The text that an expression's value may be written over: what the user wrote, with parentheses.</summary>
    private static Span TextOf(Expression expression)
    {
        while (expression is Expression.Conversion { IsCast: false } conversion)
        {
            expression = conversion.Operand;
        }

        return expression.OuterSpan;
    }

    // A literal already shows its value, and what C does silently is shown only when it changes the value.
    private bool ShowsValue(Expression expression) => expression switch
    {
        Expression.Conversion conversion => ShowsValue(conversion),
        Expression.Unary { Operand: Expression.IntegerConstant or Expression.FloatingConstant, Constant: not null } => false,
        Expression.IntegerConstant or Expression.FloatingConstant or Expression.StringLiteral => false,
        Expression.Bound or Expression.WithBounds or Expression.Error or Expression.FunctionReference => false,
        _ => true,
    };

    private bool ShowsValue(Expression.Conversion conversion)
    {
        if (conversion.IsCast || conversion.Kind == ConversionKind.LvalueToRvalue)
        {
            return conversion.Kind != ConversionKind.ToVoid;
        }

        return conversion.Kind switch
        {
            ConversionKind.FloatingToInteger => true,
            ConversionKind.IntegerToInteger => MayChange(conversion.Operand, conversion.Type),
            ConversionKind.FloatingToFloating => _unit.CTypes.SizeOf(conversion.Type) < _unit.CTypes.SizeOf(conversion.Operand.Type),
            _ => false,
        };
    }

    private bool MayChange(Expression operand, CType to)
    {
        if (operand.IntegerValue is { } value && CTypes.KindOf(to) is { } kind)
        {
            return !Fits(value, operand.Type.IsSigned(), kind);
        }

        bool isWider = _unit.CTypes.SizeOf(to) > _unit.CTypes.SizeOf(operand.Type);
        bool isNarrower = _unit.CTypes.SizeOf(to) < _unit.CTypes.SizeOf(operand.Type);
        return isNarrower || (operand.Type.IsSigned() != to.IsSigned() && (!isWider || operand.Type.IsSigned()));
    }

    private bool Fits(long bits, bool isSigned, IntegerKind kind)
    {
        Int128 value = isSigned ? bits : unchecked((ulong)bits);
        int width = _unit.CTypes.BitsOf(kind);
        Int128 least = kind.IsSigned() ? -(Int128.One << (width - 1)) : 0;
        Int128 most = (Int128.One << (kind.IsSigned() ? width - 1 : width)) - 1;
        return least <= value && value <= most;
    }
}

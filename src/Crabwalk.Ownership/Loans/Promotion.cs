using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Loans;

/// <summary>
/// Finds the borrows of constant temporaries that live as long as the program: <c>&amp;5</c>, <c>&amp;[1, 2]</c>, <c>&amp;mut []</c>
/// (Reference, "Constant promotion"). Such a borrow ends with no scope.
/// </summary>
internal sealed class Promotion : MirVisitor
{
    private readonly Body _body;
    private readonly PlaceTypes _places;
    private readonly Func<Ty, bool> _needsDrop;
    private readonly Rvalue?[] _value;
    private readonly bool[] _isSpoilt;

    public Promotion(Body body, PlaceTypes places, Func<Ty, bool> needsDrop)
    {
        _body = body;
        _places = places;
        _needsDrop = needsDrop;
        _value = new Rvalue?[body.Locals.Count];
        _isSpoilt = new bool[body.Locals.Count];
        VisitBody(body);
    }

    /// <summary>Does the borrow last for ever?</summary>
    public bool IsPromoted(Rvalue.Ref borrow) => borrow.Kind switch
    {
        BorrowKind.Shared => IsConstant(borrow.Place, 0),
        BorrowKind.Mut => borrow.Place.IsLocal && _places.Of(borrow.Place) is Ty.Array { Length: Const.Value { Bits: var length } } && length == 0,
        _ => false,
    };

    public override void VisitStatement(Statement statement, Location location)
    {
        if (statement.Kind is StatementKind.Assign({ IsLocal: true, Local: var local }, var value, _))
        {
            _isSpoilt[local.Index] |= _value[local.Index] is not null;
            _value[local.Index] = value;
        }

        base.VisitStatement(statement, location);
    }

    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        bool isWrite = use is PlaceUse.CallResult or PlaceUse.SetDiscriminant or PlaceUse.MutableBorrow or PlaceUse.AddressOf or PlaceUse.Drop
            || (use == PlaceUse.Store && !place.IsLocal);
        _isSpoilt[place.Local.Index] |= isWrite && !place.HasDeref;
    }

    private bool IsConstant(Place place, int depth)
    {
        const int MaxDepth = 64;
        bool isWholeTemporary = _body.Locals[place.Local].Kind == LocalKind.Temporary && !place.HasDeref && !place.Path.Any(step => step is Projection.Index);
        return isWholeTemporary && depth < MaxDepth && !_isSpoilt[place.Local.Index] && _value[place.Local.Index] is { } value
            && IsConstant(value, depth) && !_needsDrop(_places.Of(place.Local));
    }

    private bool IsConstant(Rvalue value, int depth) => value switch
    {
        Rvalue.Use(var operand) => IsConstant(operand, depth),
        Rvalue.Repeat(var operand, _) => IsConstant(operand, depth),
        Rvalue.Ref(_, BorrowKind.Shared, var place) => IsConstant(place, depth + 1),
        Rvalue.Cast(not (CastKind.PtrToInt or CastKind.IntToPtr), var operand, _) => IsConstant(operand, depth),
        Rvalue.Unary(_, var operand) => IsConstant(operand, depth),
        Rvalue.Binary(not (BinaryOp.Div or BinaryOp.Rem or BinaryOp.Offset), var left, var right) => IsConstant(left, depth) && IsConstant(right, depth),
        Rvalue.Aggregate(var kind, var operands) => kind is not AggregateKind.Adt { Type.Definition.Role: AdtRole.UnsafeCell }
            && operands.All(operand => IsConstant(operand, depth)),
        _ => false,
    };

    private bool IsConstant(Operand operand, int depth) => operand switch
    {
        Operand.Copy(var place) => IsConstant(place, depth + 1),
        Operand.Move(var place) => IsConstant(place, depth + 1),
        Operand.Constant(var value) => value is not (ConstValue.Unevaluated or ConstValue.StaticAddress),
    };
}

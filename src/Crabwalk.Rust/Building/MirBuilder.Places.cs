using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Expressions as places. What is no place is put into a temporary.</summary>
internal sealed partial class MirBuilder
{
    private Place AsPlace(ref BlockId block, Expr expression) => PlaceOf(AsPlaceBuilder(ref block, expression, Mutability.Mut, null));

    // A temporary that is needed will only be read.
    private Place AsReadOnlyPlace(ref BlockId block, Expr expression) => PlaceOf(AsPlaceBuilder(ref block, expression, Mutability.Not, null));

    private PlaceBuilder AsPlaceBuilder(ref BlockId block, Expr expression) => AsPlaceBuilder(ref block, expression, Mutability.Mut, null);

    /// <summary>Builds a place.</summary>
    /// <param name="block">Where.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="mutability">Whether a temporary for it may be changed.</param>
    /// <param name="guards">Inside the base of an index: fake borrows that keep the base as it is until the index is used.</param>
    private PlaceBuilder AsPlaceBuilder(ref BlockId block, Expr expression, Mutability mutability, List<LocalId>? guards)
    {
        switch (expression.Kind)
        {
            case ExprKind.InScope(var scope, var value):
                return InScope(ref block, scope, expression.Span, (ref b) => AsPlaceBuilder(ref b, value, mutability, guards));
            case ExprKind.Field(var operand, var variant, var number):
                PlaceBuilder whole = AsPlaceBuilder(ref block, operand, mutability, guards);
                if (operand.Type is Ty.Adt { Definition.Kind: AdtKind.Enum })
                {
                    whole = whole.Downcast(variant);
                }

                return whole.Field(number, expression.Type);
            case ExprKind.Deref(var operand):
                return AsPlaceBuilder(ref block, operand, mutability, guards).Deref();
            case ExprKind.Index(var operand, var at):
                return AsElement(ref block, expression, operand, at, mutability, guards);
            case ExprKind.VarRef(var variable):
                return OfVariable(variable);
            case ExprKind.UpvarRef(var variable):
                return PlaceBuilder.OfCaptured(variable);
            case ExprKind.PlaceTypeAscription(var operand, var type, var typeSpan):
                PlaceBuilder place = AsPlaceBuilder(ref block, operand, mutability, guards);
                _graph.Push(block, SourceAt(typeSpan), new StatementKind.AscribeUserType(PlaceOf(place), type));
                return place;
            case ExprKind.ValueTypeAscription(var operand, var type, var typeSpan):
                LocalId typed = AsTemporary(ref block, _tree.Scopes.TemporaryScopeOf(operand.Origin), operand, mutability);
                _graph.Push(block, SourceAt(typeSpan), new StatementKind.AscribeUserType(typed, type));
                return PlaceBuilder.Of(typed);
            default:
                return PlaceBuilder.Of(AsTemporary(ref block, _tree.Scopes.TemporaryScopeOf(expression.Origin), expression, mutability));
        }
    }

    private PlaceBuilder OfVariable(Hir.HirId variable)
    {
        VariableLocals locals = _variables[variable];
        return locals.Guard is { } guard && IsBoundInGuard(variable) ? PlaceBuilder.Of(guard).Deref() : PlaceBuilder.Of(locals.Body);
    }

    // `a[b]`: the index goes into a temporary that nothing changes; the bounds are checked, and what leads to the slice must stay until then.
    private PlaceBuilder AsElement(ref BlockId block, Expr expression, Expr operand, Expr at, Mutability mutability, List<LocalId>? guards)
    {
        List<LocalId> inner = guards ?? [];
        PlaceBuilder whole = AsPlaceBuilder(ref block, operand, mutability, inner);
        LocalId index = AsTemporary(ref block, _tree.Scopes.TemporaryScopeOf(at.Origin), at, Mutability.Not);
        Place sequence = PlaceOf(whole);
        CheckBounds(ref block, sequence, index, expression.Span);
        if (guards is null)
        {
            foreach (LocalId guard in inner)
            {
                _graph.Push(block, SourceAt(expression.Span), new StatementKind.FakeRead(FakeReadCause.Index, guard));
            }
        }
        else
        {
            GuardBase(block, sequence, inner, expression.Span);
        }

        return whole.Then(new Projection.Index(index));
    }

    private void CheckBounds(ref BlockId block, Place sequence, LocalId index, Span span)
    {
        Operand length = LengthOf(block, sequence, span);
        LocalId isInside = Temporary(Types.Bool, span);
        Assign(block, span, isInside, new Rvalue.Binary(BinaryOp.Lt, new Operand.Copy(index), CopyOf(length)));
        Assert(ref block, new Operand.Move(isInside), true, new AssertMessage.BoundsCheck(length, new Operand.Copy(index)), span);
    }

    private static Operand CopyOf(Operand operand) => operand is Operand.Move(var place) ? new Operand.Copy(place) : operand;

    /// <summary>How many elements an array or slice has.</summary>
    private Operand LengthOf(BlockId block, Place sequence, Span span)
    {
        if (TypeOf(sequence) is Ty.Array array)
        {
            _graph.Push(block, SourceAt(span), new StatementKind.FakeRead(FakeReadCause.Index, sequence));
            return new Operand.Constant(ConstantOf(array.Length));
        }

        Operand pointer;
        if (sequence.Path is [Projection.Deref] && _locals[sequence.Local].Type is Ty.Ref { Mutability: Mutability.Not } or Ty.RawPtr)
        {
            pointer = new Operand.Copy(sequence.Local);
        }
        else
        {
            LocalId address = Temporary(Types.RawPtr(TypeOf(sequence), Mutability.Not), span);
            Assign(block, span, address, new Rvalue.AddressOf(Mutability.Not, sequence));
            pointer = new Operand.Move(address);
        }

        LocalId length = Temporary(Types.Usize, span);
        Assign(block, span, length, new Rvalue.Unary(UnaryOp.PointerMetadata, pointer));
        return new Operand.Move(length);
    }

    private ConstValue ConstantOf(Const constant) => constant switch
    {
        Const.Value value => new ConstValue.Scalar(value.Type, value.Bits),
        Const.Unevaluated unevaluated => new ConstValue.Unevaluated(Types.Usize, unevaluated.Definition, unevaluated.Args),
        _ => new ConstValue.Parameter(Types.Usize, constant),
    };

    // While an outer index is computed, no pointer on the way to the inner slice may change.
    private void GuardBase(BlockId block, Place sequence, List<LocalId> guards, Span span)
    {
        if (TypeOf(sequence) is not Ty.Slice)
        {
            return;
        }

        for (int i = sequence.Path.Count - 1; i >= 0; i--)
        {
            Place start = sequence with { Path = sequence.Path[..i] };
            if (sequence.Path[i] is Projection.Index && TypeOf(start) is Ty.Slice)
            {
                return;
            }

            if (sequence.Path[i] is Projection.Deref)
            {
                LocalId guard = Temporary(Types.Ref(Types.Erased, TypeOf(start), Mutability.Not), span);
                Assign(block, span, guard, new Rvalue.Ref(Types.Erased, BorrowKind.Fake, start));
                guards.Add(guard);
            }
        }
    }
}

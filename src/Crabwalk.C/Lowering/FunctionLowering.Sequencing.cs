using System.Collections.Immutable;
using Crabwalk.C.Checking;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Expressions that leave the order of two effects open (C17 6.5p2). What the text decides is reported before the expression is
/// evaluated; for the rest, the addresses of the objects, or whether an operand was evaluated at all, are noted on the way and compared
/// at the end. An expression without such a pair, which is nearly every one, costs nothing.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<Expression, ImmutableArray<SequenceConflict>> _openConflicts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, LocalId> _addressesSeen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, LocalId> _evaluated = new(ReferenceEqualityComparer.Instance);

    private void BeginFullExpression(Expression expression)
    {
        if (!_isMarked)
        {
            return;
        }

        ImmutableArray<SequenceConflict> conflicts = Sequencing.ConflictsIn(expression);
        if (conflicts.FirstOrDefault(c => c.IsCertain) is { } certain)
        {
            ReportUnsequenced(certain);
        }
        else if (!conflicts.IsEmpty)
        {
            _openConflicts[expression] = conflicts;
            foreach (SequenceConflict conflict in conflicts)
            {
                Watch(conflict.First, conflict);
                Watch(conflict.Second, conflict);
            }
        }
    }

    // A place that is not reached keeps a number of its own, which no object has as its address.
    private void Watch(ScalarAccess access, SequenceConflict conflict)
    {
        Span span = access.Place.Span;
        if (conflict.IsSameObject && !_evaluated.ContainsKey(access.Place))
        {
            _evaluated.Add(access.Place, Hold(new Rvalue.Use(Known(false)), Tys.Bool, span).Place.Local);
        }
        else if (!conflict.IsSameObject && !_addressesSeen.ContainsKey(access.Place))
        {
            Ty bytes = Tys.RawPtr(Tys.U8);
            _addressesSeen.Add(access.Place, Hold(new Rvalue.Use(Integer(bytes, _addressesSeen.Count)), bytes, span).Place.Local);
        }
    }

    private Operand.Constant Known(bool value) => new(new ConstValue.Scalar(Tys.Bool, value ? 1u : 0u));

    /// <summary>Notes that an lvalue is read or written, when someone asks at the end of the full expression.</summary>
    private void NoteAccess(Expression lvalue, Place place)
    {
        if (_evaluated.TryGetValue(lvalue, out LocalId flag))
        {
            _code.Assign(flag, new Rvalue.Use(Known(true)), lvalue.Span);
        }

        if (_addressesSeen.TryGetValue(lvalue, out LocalId pointer))
        {
            Ty type = PointerTo(TypeOf(place), isConst: false);
            Operand address = Hold(new Rvalue.AddressOf(Mutability.Mut, place), type, lvalue.Span);
            StoreIn(pointer, Convert(address, TypeOf((Place)pointer), lvalue.Span), lvalue.Span);
        }
    }

    private void EndFullExpression(Expression expression)
    {
        foreach (SequenceConflict conflict in _openConflicts.GetValueOrDefault(expression, []))
        {
            Span span = conflict.Write.Place.Span;
            BlockId met = _code.NewBlock();
            BlockId after = _code.NewBlock();
            if (conflict.IsSameObject)
            {
                BlockId first = _code.NewBlock();
                BranchOn(new Operand.Copy(_evaluated[conflict.First.Place]), first, after, span);
                _code.Start(first);
                BranchOn(new Operand.Copy(_evaluated[conflict.Second.Place]), met, after, span);
            }
            else
            {
                Operand left = new Operand.Copy(_addressesSeen[conflict.First.Place]);
                Operand right = new Operand.Copy(_addressesSeen[conflict.Second.Place]);
                BranchOn(Hold(new Rvalue.Binary(BinaryOp.Eq, left, right), Tys.Bool, span), met, after, span);
            }

            _code.Start(met);
            ReportUnsequenced(conflict);
            _code.Goto(after, span, after);
        }
    }

    // The call's callee is the text of what is changed: the machine speaks of it.
    private void ReportUnsequenced(SequenceConflict conflict)
    {
        Ty number = Tys.Int(IntKind.I32);
        var signature = new FnSig([number], Tys.Unit, Variadic.None, Abi.Intrinsic);
        var function = new ResolvedFunction(_unit.Resolver.Intrinsic("__crabwalk_unsequenced", signature), signature);
        bool isTwice = conflict.First.IsWrite && conflict.Second.IsWrite;
        CallDirect(function, [Integer(number, isTwice ? 1 : 0)], conflict.Write.Place.Span);
    }
}

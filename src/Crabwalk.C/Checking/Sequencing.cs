using System.Collections.Immutable;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>
/// Two uses of what is or may be one scalar object, with nothing that puts them in order, of which at least one changes it (C17 6.5p2).
/// </summary>
/// <param name="First">The use that stands first in the text.</param>
/// <param name="Second">The other.</param>
/// <param name="IsSameObject">True when both name one object; false when only a run can tell.</param>
internal sealed record SequenceConflict(ScalarAccess First, ScalarAccess Second, bool IsSameObject)
{
    /// <summary>True when every evaluation of the expression meets the conflict.</summary>
    public bool IsCertain => IsSameObject && First.IsAlways && Second.IsAlways;

    /// <summary>The use that changes the object; the first one when both do.</summary>
    public ScalarAccess Write => First.IsWrite ? First : Second;
}

/// <summary>A read or a change of a scalar object.</summary>
/// <param name="Place">The lvalue.</param>
/// <param name="IsWrite">True for an assignment, increment or decrement.</param>
/// <param name="IsAlways">False inside an operand that may be left out.</param>
/// <param name="IsDone">True when a sequence point ends it before the value of the whole is known.</param>
internal readonly record struct ScalarAccess(Expression Place, bool IsWrite, bool IsAlways, bool IsDone);

/// <summary>
/// Finds what a full expression leaves without order. Operands are unsequenced unless the standard says otherwise: <c>&amp;&amp;</c>,
/// <c>||</c>, <c>?:</c> and the comma put a sequence point between theirs, a call puts one after its arguments, and an assignment comes
/// after the values of its operands, though not after their side effects (6.5.16p3). What happens inside a called function is
/// indeterminately sequenced, which is no conflict (6.5.2.2p10).
/// </summary>
internal sealed class Sequencing
{
    private readonly List<ScalarAccess> _accesses = [];
    private readonly List<int> _writes = [];
    private readonly ImmutableArray<SequenceConflict>.Builder _conflicts = ImmutableArray.CreateBuilder<SequenceConflict>();
    private int _done;
    private int _optional;

    /// <summary>The conflicts of a full expression, in the order of its text.</summary>
    public static ImmutableArray<SequenceConflict> ConflictsIn(Expression expression)
    {
        var sequencing = new Sequencing();
        sequencing.Visit(expression);
        return sequencing._conflicts.ToImmutable();
    }

    private void Visit(Expression expression)
    {
        switch (expression)
        {
            case Expression.Conversion { Kind: ConversionKind.LvalueToRvalue } read:
                VisitPlace(read.Operand);
                Add(read.Operand, isWrite: false);
                break;
            case Expression.Conversion conversion:
                Visit(conversion.Operand);
                break;
            case Expression.Unary unary:
                Visit(unary.Operand);
                break;
            case Expression.Binary binary:
                VisitUnsequenced(binary.Left, binary.Right);
                break;
            case Expression.PointerOffset offset:
                VisitUnsequenced(offset.Pointer, offset.Index);
                break;
            case Expression.PointerDifference difference:
                VisitUnsequenced(difference.Left, difference.Right);
                break;
            case Expression.Assignment assignment:
                VisitAssignment(assignment.Target, assignment.Value);
                break;
            case Expression.CompoundAssignment compound:
                VisitAssignment(compound.Target, compound.Value);
                break;
            case Expression.Increment increment:
                VisitPlace(increment.Target);
                Add(increment.Target, isWrite: true);
                break;
            case Expression.Call call:
                VisitCall(call.Arguments.Prepend(call.Callee));
                break;
            case Expression.BuiltinCall call:
                VisitCall(call.Arguments);
                break;
            default:
                VisitSequenced(expression);
                break;
        }
    }

    private void VisitSequenced(Expression expression)
    {
        switch (expression)
        {
            case Expression.Comma comma:
                VisitDone(comma.Left);
                Visit(comma.Right);
                break;
            case Expression.Logical logical:
                VisitDone(logical.Left);
                VisitOptional(logical.Right);
                break;
            case Expression.Conditional conditional:
                VisitDone(conditional.Condition);
                VisitOptional(conditional.Then);
                VisitOptional(conditional.Else);
                break;
            case Expression.AddressOf or Expression.Dereference or Expression.Subscript or Expression.Member:
                VisitPlace(expression);
                break;
        }
    }

    /// <summary>What is evaluated to find an object, without the object itself.</summary>
    private void VisitPlace(Expression place)
    {
        switch (place)
        {
            case Expression.AddressOf address:
                VisitPlace(address.Operand);
                break;
            case Expression.Dereference dereference:
                Visit(dereference.Operand);
                break;
            case Expression.Member member:
                VisitPlace(member.Record);
                break;
            case Expression.Subscript subscript:
                VisitUnsequenced(subscript.Array, subscript.Index);
                break;
            case Expression.Conversion { Kind: ConversionKind.ArrayToPointer } decay:
                VisitPlace(decay.Operand);
                break;
            case Expression.VariableReference or Expression.StringLiteral or Expression.CompoundLiteral:
                break;
            default:
                Visit(place);
                break;
        }
    }

    private void VisitUnsequenced(Expression left, Expression right)
    {
        int start = _accesses.Count;
        VisitOperand(left);
        int middle = _accesses.Count;
        VisitOperand(right);
        Compare(start, middle);
    }

    private void VisitOperand(Expression operand)
    {
        if (operand is Expression.Conversion { Kind: ConversionKind.ArrayToPointer })
        {
            VisitPlace(operand);
        }
        else
        {
            Visit(operand);
        }
    }

    // The store comes after both values, not after the side effects that are under way in them.
    private void VisitAssignment(Expression target, Expression value)
    {
        int start = _accesses.Count;
        VisitPlace(target);
        int middle = _accesses.Count;
        Visit(value);
        Compare(start, middle);
        int end = _accesses.Count;
        Add(target, isWrite: true);
        for (int w = 0; w < _writes.Count && _accesses.Count > end; w++)
        {
            int write = _writes[w];
            if (write >= start && write < end && !_accesses[write].IsDone)
            {
                Compare(write, end, _accesses[write], _accesses[end]);
            }
        }
    }

    private void VisitCall(IEnumerable<Expression> operands)
    {
        int start = _accesses.Count;
        _done++;
        foreach (Expression operand in operands)
        {
            int middle = _accesses.Count;
            VisitOperand(operand);
            Compare(start, middle);
        }

        _done--;
    }

    private void VisitDone(Expression operand)
    {
        _done++;
        Visit(operand);
        _done--;
    }

    private void VisitOptional(Expression operand)
    {
        _optional++;
        Visit(operand);
        _optional--;
    }

    private void Add(Expression place, bool isWrite)
    {
        if (!place.Type.IsScalar())
        {
            return;
        }

        if (isWrite)
        {
            _writes.Add(_accesses.Count);
        }

        _accesses.Add(new(place, isWrite, _optional == 0, _done > 0));
    }

    /// <summary>Compares what comes from <paramref name="middle"/> on with what was noted since <paramref name="start"/>.</summary>
    private void Compare(int start, int middle)
    {
        int end = _accesses.Count;
        for (int w = _writes.Count - 1; w >= 0 && _writes[w] >= start; w--)
        {
            int write = _writes[w];
            (int from, int to) = write < middle ? (middle, end) : (start, middle);
            for (int other = from; other < to; other++)
            {
                // Two writes are met twice, once from either side.
                if (!_accesses[other].IsWrite || write < other)
                {
                    Compare(Math.Min(write, other), Math.Max(write, other), _accesses[Math.Min(write, other)], _accesses[Math.Max(write, other)]);
                }
            }
        }
    }

    private void Compare(int firstAt, int secondAt, in ScalarAccess first, in ScalarAccess second)
    {
        Aliasing aliasing = firstAt == secondAt ? Aliasing.Never : Places.Compare(first.Place, second.Place);
        if (aliasing != Aliasing.Never)
        {
            _conflicts.Add(new(first, second, aliasing == Aliasing.Always));
        }
    }
}

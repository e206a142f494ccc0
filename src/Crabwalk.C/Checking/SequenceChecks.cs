using Crabwalk.C.Tree;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>
/// Finds variables that one full expression changes and uses again without a sequence point between (6.5p2), such as <c>i = i++</c>
/// (<c>-Wsequence-point</c>). Only variables called by name are seen; what happens through pointers only a run can tell.
/// </summary>
internal sealed class SequenceChecks
{
    private readonly CheckContext _context;
    private readonly List<Access> _accesses = [];
    private int _before;

    private SequenceChecks(CheckContext context) => _context = context;

    /// <summary>Checks a full expression.</summary>
    public static void Check(CheckContext context, Expression expression)
    {
        if (context.Report.IsEnabled(Warnings.SequencePoint) && expression is not (Expression.Call or Expression.VariableReference))
        {
            new SequenceChecks(context).Visit(expression);
        }
    }

    private void Visit(Expression expression)
    {
        switch (expression)
        {
            case Expression.VariableReference reference:
                Add(reference, isWrite: false);
                break;
            case Expression.Conversion conversion:
                Visit(conversion.Operand);
                break;
            case Expression.Unary unary:
                Visit(unary.Operand);
                break;
            case Expression.Dereference dereference:
                Visit(dereference.Operand);
                break;
            case Expression.Member member:
                VisitUnlessPlace(member.Record);
                break;
            case Expression.Subscript subscript:
                Unsequenced(subscript.Array, subscript.Index);
                break;
            case Expression.Binary binary:
                Unsequenced(binary.Left, binary.Right);
                break;
            case Expression.PointerOffset offset:
                Unsequenced(offset.Pointer, offset.Index);
                break;
            case Expression.PointerDifference difference:
                Unsequenced(difference.Left, difference.Right);
                break;
            case Expression.Assignment assignment:
                VisitAssignment(assignment.Target, assignment.Value, readsTarget: false);
                break;
            case Expression.CompoundAssignment compound:
                VisitAssignment(compound.Target, compound.Value, readsTarget: true);
                break;
            case Expression.Increment increment:
                VisitIncrement(increment);
                break;
            case Expression.Call call:
                VisitArguments(call.Arguments);
                break;
            case Expression.BuiltinCall call:
                VisitArguments(call.Arguments);
                break;
            default:
                VisitSequenced(expression);
                break;
        }
    }

    /// <summary>Operators with a sequence point between their operands: each side is judged alone.</summary>
    private void VisitSequenced(Expression expression)
    {
        switch (expression)
        {
            case Expression.Comma comma:
                VisitBefore(comma.Left);
                Visit(comma.Right);
                break;
            case Expression.Logical logical:
                VisitBefore(logical.Left);
                Visit(logical.Right);
                break;
            case Expression.Conditional conditional:
                VisitBefore(conditional.Condition);
                Visit(conditional.Then);
                Visit(conditional.Else);
                break;
        }
    }

    private void VisitUnlessPlace(Expression record)
    {
        if (record is not Expression.VariableReference)
        {
            Visit(record);
        }
    }

    private void VisitArguments(EquatableArray<Expression> arguments)
    {
        int start = _accesses.Count;
        foreach (Expression argument in arguments)
        {
            int middle = _accesses.Count;
            Visit(argument);
            Conflicts(start, middle);
        }
    }

    private void Unsequenced(Expression left, Expression right)
    {
        int start = _accesses.Count;
        Visit(left);
        int middle = _accesses.Count;
        Visit(right);
        Conflicts(start, middle);
    }

    private void VisitAssignment(Expression target, Expression value, bool readsTarget)
    {
        int start = _accesses.Count;
        if (target is not Expression.VariableReference variable)
        {
            Unsequenced(target, value);
            return;
        }

        Visit(value);
        WarnOfWrites(start, variable.Variable);
        Add(variable, isWrite: true);
        if (readsTarget)
        {
            Add(variable, isWrite: false);
        }
    }

    private void VisitIncrement(Expression.Increment increment)
    {
        if (increment.Target is Expression.VariableReference variable)
        {
            Add(variable, isWrite: true);
        }
        else
        {
            Visit(increment.Target);
        }
    }

    private void WarnOfWrites(int start, Variable variable)
    {
        for (int i = start; i < _accesses.Count; i++)
        {
            if (_accesses[i] is { IsWrite: true, IsBefore: false } && _accesses[i].Variable == variable)
            {
                Warn(_accesses[i]);
                return;
            }
        }
    }

    /// <summary>Looks for a write on one side and any access to the same variable on the other.</summary>
    private void Conflicts(int start, int middle)
    {
        for (int i = start; i < middle; i++)
        {
            for (int j = middle; j < _accesses.Count && (_accesses[i].IsWrite || HasWrites(middle)); j++)
            {
                if (_accesses[i].Variable == _accesses[j].Variable && (_accesses[i].IsWrite || _accesses[j].IsWrite))
                {
                    Warn(_accesses[i].IsWrite ? _accesses[i] : _accesses[j]);
                    return;
                }
            }
        }
    }

    private bool HasWrites(int start)
    {
        for (int i = start; i < _accesses.Count; i++)
        {
            if (_accesses[i].IsWrite)
            {
                return true;
            }
        }

        return false;
    }

    private void Warn(Access access) => _context.Report.Warn(
        Warnings.SequencePoint, access.Span, $"operation on `{access.Variable.Name}` may be undefined: it is changed and used without a sequence point between");

    /// <summary>An operand that ends in a sequence point: an assignment of the whole comes after its effects.</summary>
    private void VisitBefore(Expression operand)
    {
        _before++;
        Visit(operand);
        _before--;
    }

    private void Add(Expression.VariableReference variable, bool isWrite) =>
        _accesses.Add(new(variable.Variable, variable.Span, isWrite, _before > 0));

    private readonly record struct Access(Variable Variable, Span Span, bool IsWrite, bool IsBefore);
}

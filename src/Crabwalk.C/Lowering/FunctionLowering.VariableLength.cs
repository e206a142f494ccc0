using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Label = Crabwalk.C.Tree.Label;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Variable-length arrays (C17 6.7.6.2). Their sizes are computed once, where the declaration stands, and kept in temporaries. An array
/// of arrays of variable length is one long row of innermost elements, and lowering counts.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<VariableBound, LocalId> _bounds = [];

    private void Evaluate(VariableBound bound)
    {
        Ty size = _unit.Types.Lower(_unit.CTypes.Size);
        if (!_bounds.TryGetValue(bound, out LocalId local))
        {
            local = _code.NewTemporary(size, bound.Count.Span);
            _bounds.Add(bound, local);
        }

        ValueAs(bound.Count, local);
    }

    private Operand.Copy CountOf(VariableBound bound, Span span)
    {
        if (!_bounds.TryGetValue(bound, out LocalId local))
        {
            throw new CompilerBugException($"the size of a variable-length array is used before it is evaluated, at {span}");
        }

        return new Operand.Copy(local);
    }

    /// <summary>How many innermost elements of known size a type has, as <c>size_t</c>.</summary>
    private Operand ElementsIn(CType type, Span span)
    {
        Ty size = _unit.Types.Lower(_unit.CTypes.Size);
        Operand product = Integer(size, 1);
        long known = 1;
        while (type is CType.Array array && (array.Count is null || array.Element.IsVariableLength()))
        {
            if (array.Count is { } count)
            {
                known *= count;
            }
            else if (array.Bound is ArrayBound.Variable variable)
            {
                Operand factor = CountOf(variable.Bound, span);
                product = product is Operand.Constant ? factor : Hold(new Rvalue.Binary(BinaryOp.Mul, product, factor), size, span);
            }

            type = array.Element;
        }

        return known == 1 ? product : Hold(new Rvalue.Binary(BinaryOp.Mul, product, Integer(size, known)), size, span);
    }

    private Operand.Copy SizeOf(CType type, Span span)
    {
        Ty size = _unit.Types.Lower(_unit.CTypes.Size);
        Operand elements = ElementsIn(type, span);
        long each = _unit.CTypes.SizeOf(TypeLowering.Pointee(type)) ?? 1;
        return Hold(new Rvalue.Binary(BinaryOp.Mul, elements, Integer(size, each)), size, span);
    }

    private void BeginDynamic(Variable variable, Span span)
    {
        long each = _unit.CTypes.SizeOf(TypeLowering.Pointee(variable.Type)) ?? 1;
        Operand count = ConvertScalar(ElementsIn(variable.Type, span), Tys.Usize, span);
        LocalId local = LocalOf(variable);
        _region.Dynamics.Add((variable, _plan.OrderOf(variable)));
        _code.Add(new StatementKind.StorageDynamic(local, count, Integer(Tys.Usize, each)), span);
    }

    private Operand.Constant AddressOfLabel(Label label, CType type)
    {
        int number = _definition.Labels.Span.IndexOf(label) + 1;
        var address = new ConstValue.StaticAddress(_unit.Types.Lower(type), _unit.Resolver.ResolveLabels(_definition.Function), number);
        return new Operand.Constant(address);
    }

    // Labels are numbers from 1; their addresses point into an object of the function's own, so that tables of differences work too.
    private Operand.Copy LabelDistance(Operand target, Span span)
    {
        Ty bytes = Tys.RawPtr(Tys.U8);
        var start = new Operand.Constant(new ConstValue.StaticAddress(bytes, _unit.Resolver.ResolveLabels(_definition.Function), 0));
        Operand address = Convert(target, bytes, span);
        return Hold(new Rvalue.Binary(BinaryOp.PointerDifference, address, start), Tys.Isize, span);
    }
}

using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>
/// How a body uses its locals: whose address is taken (those live in memory), how often each is read and written as a whole.
/// </summary>
internal sealed class LocalUses
{
    private readonly bool[] _addressTaken;
    private readonly bool[] _writtenInParts;
    private readonly bool[] _usedWhole;
    private readonly bool[] _overflows;
    private readonly int[] _reads;
    private readonly int[] _writes;
    private readonly ConstValue.StaticAddress?[] _staticAddress;

    private LocalUses(int count)
    {
        _addressTaken = new bool[count];
        _writtenInParts = new bool[count];
        _usedWhole = new bool[count];
        _overflows = new bool[count];
        _reads = new int[count];
        _writes = new int[count];
        _staticAddress = new ConstValue.StaticAddress?[count];
    }

    /// <summary>True when a pointer to the local or a part of it is made.</summary>
    public bool IsAddressTaken(LocalId local) => _addressTaken[local.Index];

    /// <summary>True when a part of it is written without the rest.</summary>
    public bool IsWrittenInParts(LocalId local) => _writtenInParts[local.Index];

    /// <summary>
    /// True for the pair of a result and its overflow flag that is only made by such an operation and only read part by part: it can live
    /// in two registers.
    /// </summary>
    public bool IsOverflowPair(LocalId local) =>
        _overflows[local.Index] && !_usedWhole[local.Index] && !_addressTaken[local.Index] && !_writtenInParts[local.Index];

    /// <summary>How many operands, indexes and pointers followed name it.</summary>
    public int Reads(LocalId local) => _reads[local.Index];

    /// <summary>The static whose address the local always holds; null when there is none.</summary>
    public ConstValue.StaticAddress? StaticAddressOf(LocalId local) => _writes[local.Index] == 1 ? _staticAddress[local.Index] : null;

    /// <summary>Looks at a whole body.</summary>
    public static LocalUses Of(Body body)
    {
        var uses = new LocalUses(body.Locals.Count);
        foreach (Block block in body.Blocks)
        {
            foreach (Statement statement in block.Statements)
            {
                uses.See(statement.Kind);
            }

            uses.See(block.Terminator.Kind);
        }

        return uses;
    }

    /// <summary>The operands of a rvalue.</summary>
    public static IEnumerable<Operand> OperandsOf(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => [operand],
        Rvalue.Repeat(var operand, _) => [operand],
        Rvalue.Cast(_, var operand, _) => [operand],
        Rvalue.Binary(_, var left, var right) => [left, right],
        Rvalue.Unary(_, var operand) => [operand],
        Rvalue.Aggregate(_, var operands) => operands,
        Rvalue.Ref or Rvalue.AddressOf or Rvalue.Len or Rvalue.Nullary or Rvalue.Discriminant or Rvalue.ThreadLocal => [],
    };

    private void See(StatementKind kind)
    {
        switch (kind)
        {
            case StatementKind.Assign(var place, var value, _):
                SeeWrite(place);
                SeeValue(value);
                SeeMade(place, value);
                if (place.IsLocal && value is Rvalue.Use(Operand.Constant(ConstValue.StaticAddress address)))
                {
                    _staticAddress[place.Local.Index] = address;
                }

                break;
            case StatementKind.SetDiscriminant(var place, _):
                _writtenInParts[place.Local.Index] |= !place.HasDeref;
                SeeWrite(place);
                break;
            case StatementKind.StorageDynamic(var local, var count, var bytes):
                _addressTaken[local.Index] = true;
                SeeOperand(count);
                SeeOperand(bytes);
                break;
            case StatementKind.Mark { Value: { } value }:
                SeeOperand(value);
                break;
            default:
                break;
        }
    }

    private void See(TerminatorKind kind)
    {
        switch (kind)
        {
            case TerminatorKind.SwitchInt(var operand, _, _):
                SeeOperand(operand);
                break;
            case TerminatorKind.Call call:
                SeeOperand(call.Function);
                foreach (Operand argument in call.Arguments)
                {
                    SeeOperand(argument);
                }

                SeeWrite(call.Destination);
                _usedWhole[call.Destination.Local.Index] |= call.Destination.IsLocal;
                break;
            case TerminatorKind.Assert assert:
                SeeOperand(assert.Condition);
                break;
            case TerminatorKind.Drop(var place, _, _):
                SeeAddress(place);
                break;
            default:
                break;
        }
    }

    private void SeeMade(Place place, Rvalue value)
    {
        bool isWithOverflow = value is Rvalue.Binary(BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow, _, _);
        if (place.IsLocal)
        {
            _overflows[place.Local.Index] |= isWithOverflow;
            _usedWhole[place.Local.Index] |= !isWithOverflow;
        }
    }

    private void SeeValue(Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Ref(_, _, var place):
                SeeAddress(place);
                break;
            case Rvalue.AddressOf(_, var place):
                SeeAddress(place);
                break;
            case Rvalue.Len(var place):
                SeePath(place);
                break;
            case Rvalue.Discriminant(var place):
                SeePath(place);
                break;
            default:
                foreach (Operand operand in OperandsOf(value))
                {
                    SeeOperand(operand);
                }

                break;
        }
    }

    private void SeeOperand(Operand operand)
    {
        switch (operand)
        {
            case Operand.Copy(var place):
                SeePath(place);
                break;
            case Operand.Move(var place):
                SeePath(place);
                break;
            default:
                break;
        }
    }

    private void SeeWrite(Place place)
    {
        if (place.IsLocal)
        {
            _writes[place.Local.Index]++;
        }
        else
        {
            _writtenInParts[place.Local.Index] |= !place.HasDeref;
            SeePath(place);
        }
    }

    private void SeeAddress(Place place)
    {
        if (!place.HasDeref)
        {
            _addressTaken[place.Local.Index] = true;
        }

        SeePath(place);
    }

    private void SeePath(Place place)
    {
        _reads[place.Local.Index]++;
        _usedWhole[place.Local.Index] |= place.IsLocal;
        foreach (Projection step in place.Path)
        {
            if (step is Projection.Index(var index))
            {
                _reads[index.Index]++;
            }
        }
    }
}

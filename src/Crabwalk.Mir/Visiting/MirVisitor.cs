using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Visiting;

/// <summary>What is done with a place.</summary>
public enum PlaceUse
{
    /// <summary>Its value is copied.</summary>
    Copy,

    /// <summary>Its value is moved out.</summary>
    Move,

    /// <summary>It is written as a whole.</summary>
    Store,

    /// <summary>A call writes its result there.</summary>
    CallResult,

    /// <summary>Its discriminant is written.</summary>
    SetDiscriminant,

    /// <summary>A shared reference to it is made.</summary>
    SharedBorrow,

    /// <summary>A unique reference to it is made.</summary>
    MutableBorrow,

    /// <summary>A raw pointer to it is made.</summary>
    AddressOf,

    /// <summary>Its length or discriminant is read.</summary>
    Inspect,

    /// <summary>It is destroyed.</summary>
    Drop,

    /// <summary>A local that an index projection reads.</summary>
    IndexRead,

    /// <summary>A local gets its memory.</summary>
    StorageLive,

    /// <summary>A local loses its memory.</summary>
    StorageDead,

    /// <summary>It is only named: fake reads, mentions, type ascriptions, retags.</summary>
    Mention,

    /// <summary>A walk shows its value; the program does not need it.</summary>
    Mark,
}

/// <summary>
/// Looks at everything in a body in order. A subclass overrides what it cares for and calls the base to go on inside. The place of an
/// assignment is visited after its value, as it runs.
/// </summary>
public abstract class MirVisitor
{
    /// <summary>Locals, names and code of a body.</summary>
    public virtual void VisitBody(Body body)
    {
        foreach (Ty input in body.Signature.Inputs)
        {
            VisitTy(input);
        }

        VisitTy(body.Signature.Output);
        foreach (LocalDecl local in body.Locals)
        {
            VisitTy(local.Type);
        }

        foreach (VarDebugInfo variable in body.Variables)
        {
            VisitPath(variable.Place, new(BlockId.Entry, 0));
        }

        foreach (BlockId block in body.Blocks.Ids)
        {
            VisitBlock(block, body.Blocks[block]);
        }
    }

    /// <summary>Statements and terminator of a block.</summary>
    public virtual void VisitBlock(BlockId id, Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            VisitStatement(block.Statements[i], new(id, i));
        }

        VisitTerminator(block.Terminator, new(id, block.Statements.Count));
    }

    /// <summary>One statement.</summary>
    public virtual void VisitStatement(Statement statement, Location location)
    {
        switch (statement.Kind)
        {
            case StatementKind.Assign(var place, var value, _):
                VisitRvalue(value, location);
                VisitPlace(place, PlaceUse.Store, location);
                break;
            case StatementKind.SetDiscriminant(var place, _):
                VisitPlace(place, PlaceUse.SetDiscriminant, location);
                break;
            case StatementKind.StorageLive(var local):
                VisitPlace(local, PlaceUse.StorageLive, location);
                break;
            case StatementKind.StorageDead(var local):
                VisitPlace(local, PlaceUse.StorageDead, location);
                break;
            case StatementKind.StorageDynamic(var local, var count, var elementBytes):
                VisitOperand(count, location);
                VisitOperand(elementBytes, location);
                VisitPlace(local, PlaceUse.StorageLive, location);
                break;
            case StatementKind.FakeRead(_, var place):
                VisitPlace(place, PlaceUse.Mention, location);
                break;
            case StatementKind.PlaceMention(var place):
                VisitPlace(place, PlaceUse.Mention, location);
                break;
            case StatementKind.AscribeUserType(var place, var type):
                VisitTy(type);
                VisitPlace(place, PlaceUse.Mention, location);
                break;
            case StatementKind.Retag(var place, _):
                VisitPlace(place, PlaceUse.Mention, location);
                break;
            case StatementKind.Mark(_, { } value, _):
                VisitMarked(value, location);
                break;
            case StatementKind.Mark or StatementKind.Nop:
                break;
        }
    }

    /// <summary>One terminator.</summary>
    public virtual void VisitTerminator(Terminator terminator, Location location)
    {
        switch (terminator.Kind)
        {
            case TerminatorKind.SwitchInt(var operand, _, _):
                VisitOperand(operand, location);
                break;
            case TerminatorKind.Drop(var place, _, _):
                VisitPlace(place, PlaceUse.Drop, location);
                break;
            case TerminatorKind.Call call:
                VisitOperand(call.Function, location);
                VisitOperands(call.Arguments, location);
                VisitPlace(call.Destination, PlaceUse.CallResult, location);
                break;
            case TerminatorKind.Assert assert:
                VisitOperand(assert.Condition, location);
                VisitOperands(OperandsOf(assert.Message), location);
                break;
            case TerminatorKind.Goto or TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.FalseEdge
                or TerminatorKind.FalseUnwind or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate:
                break;
        }
    }

    /// <summary>One rvalue.</summary>
    public virtual void VisitRvalue(Rvalue value, Location location)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                VisitOperand(operand, location);
                break;
            case Rvalue.Repeat(var operand, var count):
                VisitOperand(operand, location);
                VisitConst(count);
                break;
            case Rvalue.Ref(_, var kind, var place):
                VisitPlace(place, kind is BorrowKind.Shared or BorrowKind.Fake ? PlaceUse.SharedBorrow : PlaceUse.MutableBorrow, location);
                break;
            case Rvalue.AddressOf(_, var place):
                VisitPlace(place, PlaceUse.AddressOf, location);
                break;
            case Rvalue.Len(var place):
                VisitPlace(place, PlaceUse.Inspect, location);
                break;
            case Rvalue.Cast(_, var operand, var type):
                VisitOperand(operand, location);
                VisitTy(type);
                break;
            case Rvalue.Binary(_, var left, var right):
                VisitOperand(left, location);
                VisitOperand(right, location);
                break;
            case Rvalue.Unary(_, var operand):
                VisitOperand(operand, location);
                break;
            case Rvalue.Nullary(_, var type):
                VisitTy(type);
                break;
            case Rvalue.Discriminant(var place):
                VisitPlace(place, PlaceUse.Inspect, location);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                VisitAggregateKind(kind);
                VisitOperands(operands, location);
                break;
            case Rvalue.ThreadLocal(var definition, var type):
                VisitDefinition(definition);
                VisitTy(type);
                break;
        }
    }

    /// <summary>One operand.</summary>
    public virtual void VisitOperand(Operand operand, Location location)
    {
        switch (operand)
        {
            case Operand.Copy(var place):
                VisitPlace(place, PlaceUse.Copy, location);
                break;
            case Operand.Move(var place):
                VisitPlace(place, PlaceUse.Move, location);
                break;
            case Operand.Constant(var value):
                VisitConstant(value);
                break;
        }
    }

    /// <summary>A place with what is done there; the base visits the locals that indices on the way read, and the types of fields.</summary>
    public virtual void VisitPlace(Place place, PlaceUse use, Location location) => VisitPath(place, location);

    /// <summary>A constant operand.</summary>
    public virtual void VisitConstant(ConstValue value)
    {
        VisitTy(value.Type);
        switch (value)
        {
            case ConstValue.FunctionAddress(_, var function, var args):
                VisitDefinition(function);
                VisitArgs(args);
                break;
            case ConstValue.StaticAddress(_, var definition, _):
                VisitDefinition(definition);
                break;
            case ConstValue.Slice(_, var definition, _):
                VisitDefinition(definition);
                break;
            case ConstValue.Memory(_, var bytes):
                VisitAllocation(bytes);
                break;
            case ConstValue.Unevaluated(_, var definition, var args, _):
                VisitDefinition(definition);
                VisitArgs(args);
                break;
            case ConstValue.Parameter(_, var constant):
                VisitConst(constant);
                break;
            case ConstValue.Scalar or ConstValue.ZeroSized:
                break;
        }
    }

    /// <summary>Constant bytes.</summary>
    public virtual void VisitAllocation(Allocation allocation)
    {
        foreach (Relocation relocation in allocation.Relocations)
        {
            VisitDefinition(relocation.Base);
            VisitArgs(relocation.Args);
        }
    }

    /// <summary>A type; the base does not look inside.</summary>
    public virtual void VisitTy(Ty type)
    {
    }

    /// <summary>A constant of a type; the base does not look inside.</summary>
    public virtual void VisitConst(Const constant)
    {
    }

    /// <summary>A definition that is named.</summary>
    public virtual void VisitDefinition(DefId definition)
    {
    }

    /// <summary>Generic arguments.</summary>
    protected void VisitArgs(EquatableArray<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is Ty type)
            {
                VisitTy(type);
            }
            else if (arg is Const constant)
            {
                VisitConst(constant);
            }
        }
    }

    /// <summary>The operands of an assert's message.</summary>
    public static EquatableArray<Operand> OperandsOf(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => [length, index],
        AssertMessage.Overflow(_, var left, var right) => [left, right],
        AssertMessage.OverflowNeg(var operand) => [operand],
        AssertMessage.DivisionByZero(var operand) => [operand],
        AssertMessage.RemainderByZero(var operand) => [operand],
        AssertMessage.Resumed or AssertMessage.ValueMoved or AssertMessage.ValueUnset => [],
    };

    private void VisitOperands(EquatableArray<Operand> operands, Location location)
    {
        foreach (Operand operand in operands)
        {
            VisitOperand(operand, location);
        }
    }

    private void VisitMarked(Operand operand, Location location)
    {
        switch (operand)
        {
            case Operand.Copy(var place):
                VisitPlace(place, PlaceUse.Mark, location);
                break;
            case Operand.Move(var place):
                VisitPlace(place, PlaceUse.Mark, location);
                break;
            case Operand.Constant(var value):
                VisitConstant(value);
                break;
        }
    }

    private void VisitPath(Place place, Location location)
    {
        foreach (Projection step in place.Path)
        {
            if (step is Projection.Index(var local))
            {
                VisitPlace(local, PlaceUse.IndexRead, location);
            }
            else if (step is Projection.Field(_, var type))
            {
                VisitTy(type);
            }
        }
    }

    private void VisitAggregateKind(AggregateKind kind)
    {
        switch (kind)
        {
            case AggregateKind.Array(var element):
                VisitTy(element);
                break;
            case AggregateKind.Adt(var type, _, _):
                VisitTy(type);
                break;
            case AggregateKind.Closure(var type):
                VisitTy(type);
                break;
            case AggregateKind.RawPtr(var pointee, _):
                VisitTy(pointee);
                break;
            case AggregateKind.Tuple:
                break;
        }
    }
}

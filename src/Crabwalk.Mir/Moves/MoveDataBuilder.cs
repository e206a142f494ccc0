using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Moves;

/// <summary>Goes through a body once and collects its <see cref="MoveData"/>.</summary>
public sealed class MoveDataBuilder
{
    private readonly Body _body;
    private readonly IDropFacts _drops;
    private readonly BodyTypes _types;
    private readonly MoveData _data = new();

    private MoveDataBuilder(MirProgram program, Body body, IDropFacts drops)
    {
        _body = body;
        _drops = drops;
        _types = new(program.Types, body.Locals);
    }

    /// <summary>What a place leads to: a path, or the reason why it may not be moved.</summary>
    private readonly record struct PathResult(MovePathId Path, IllegalMoveOrigin? Problem);

    /// <summary>The moves and initialisations of a body.</summary>
    public static MoveData Build(MirProgram program, Body body, IDropFacts drops)
    {
        var builder = new MoveDataBuilder(program, body, drops);
        builder.CollectAll();
        return builder._data;
    }

    private void CollectAll()
    {
        foreach (LocalId local in _body.Locals.Ids)
        {
            _data.AddLocal(local);
        }

        foreach (LocalId argument in _body.Arguments)
        {
            _data.AddInit(MoveData.PathOf(argument), null, InitKind.Deep);
        }

        foreach (BlockId id in _body.Blocks.Ids)
        {
            Block block = _body.Blocks[id];
            for (int i = 0; i < block.Statements.Count; i++)
            {
                Collect(block.Statements[i].Kind, new(id, i));
            }

            Collect(block.Terminator.Kind, new(id, block.Statements.Count));
        }
    }

    private void Collect(StatementKind statement, Location at)
    {
        switch (statement)
        {
            case StatementKind.Assign(var place, var value, _):
                PathFor(place);
                Initialize(place, at, InitKind.Deep);
                Collect(value, at);
                break;
            case StatementKind.FakeRead(_, var place):
                PathFor(place);
                break;
            case StatementKind.StorageDead(var local):
                Move(local, at);
                break;
            case StatementKind.SetDiscriminant or StatementKind.StorageLive or StatementKind.StorageDynamic or StatementKind.PlaceMention
                or StatementKind.AscribeUserType or StatementKind.Retag or StatementKind.Mark or StatementKind.Nop:
                break;
        }
    }

    private void Collect(TerminatorKind terminator, Location at)
    {
        switch (terminator)
        {
            case TerminatorKind.SwitchInt(var operand, _, _):
                Collect(operand, at);
                break;
            case TerminatorKind.Assert(var condition, _, _, _, _):
                Collect(condition, at);
                break;
            case TerminatorKind.Call call:
                Collect(call.Function, at);
                CollectAll(call.Arguments, at);
                if (call.Target is not null)
                {
                    PathFor(call.Destination);
                    Initialize(call.Destination, at, InitKind.OnReturn);
                }

                break;
            case TerminatorKind.Goto or TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.Drop or TerminatorKind.FalseEdge
                or TerminatorKind.FalseUnwind or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate:
                break;
        }
    }

    private void Collect(Rvalue value, Location at)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                Collect(operand, at);
                break;
            case Rvalue.Repeat(var operand, _):
                Collect(operand, at);
                break;
            case Rvalue.Cast(_, var operand, _):
                Collect(operand, at);
                break;
            case Rvalue.Unary(_, var operand):
                Collect(operand, at);
                break;
            case Rvalue.Binary(_, var left, var right):
                Collect(left, at);
                Collect(right, at);
                break;
            case Rvalue.Aggregate(_, var operands):
                CollectAll(operands, at);
                break;
            case Rvalue.Ref or Rvalue.AddressOf or Rvalue.Len or Rvalue.Nullary or Rvalue.Discriminant or Rvalue.ThreadLocal:
                break;
        }
    }

    private void CollectAll(EquatableArray<Operand> operands, Location at)
    {
        foreach (Operand operand in operands)
        {
            Collect(operand, at);
        }
    }

    private void Collect(Operand operand, Location at)
    {
        if (operand is Operand.Move(var place))
        {
            Move(place, at);
        }
    }

    private void Move(Place place, Location at)
    {
        if (place.Path is [.. var start, Projection.Subslice { FromEnd: false } slice] && _types.TryPlaceTyOf(place with { Path = start }) is { Type: Ty.Array { Length: Const.Value length } })
        {
            MoveElements(place with { Path = start }, slice, (long)length.Bits, at);
            return;
        }

        PathResult found = PathFor(place);
        if (found.Problem is { } problem)
        {
            _data.Illegal.Add(new(place, at, problem));
        }
        else
        {
            _data.AddMove(found.Path, at);
        }
    }

    // A part of an array moves as its elements, so that others may stay or move later.
    private void MoveElements(Place array, Projection.Subslice slice, long length, Location at)
    {
        for (long i = slice.From; i < slice.To; i++)
        {
            Move(array.Then(new Projection.ConstantIndex(i, length, FromEnd: false)), at);
        }
    }

    // Assigning to a field of a union gives the whole union a value.
    private void Initialize(Place place, Location at, InitKind kind)
    {
        Place whole = new(place.Local);
        foreach (Projection step in place.Path)
        {
            if (_types.TryPlaceTyOf(whole) is { Type: Ty.Adt { Definition.Kind: AdtKind.Union } })
            {
                break;
            }

            whole = whole.Then(step);
        }

        if (_data.Find(whole) is { IsExact: true } found)
        {
            _data.AddInit(found.Path, at, kind);
        }
    }

    private PathResult PathFor(Place place)
    {
        MovePathId path = MoveData.PathOf(place.Local);
        PlaceTy? type = _types.Start(place.Local);
        var walked = new Place(place.Local);
        foreach (Projection step in place.Path)
        {
            if (type is not { } whole)
            {
                break;
            }

            if (ProblemOf(step, whole.Type, walked) is { } problem)
            {
                return new(path, problem);
            }

            if (whole.Type is Ty.Adt { Definition.Kind: AdtKind.Union })
            {
                break;
            }

            path = _data.AddStep(path, step);
            walked = walked.Then(step);
            type = _types.Step(whole, step);
        }

        return new(path, null);
    }

    private IllegalMoveOrigin? ProblemOf(Projection step, Ty whole, Place walked) => step switch
    {
        Projection.Deref => whole is Ty.Adt { Definition.Role: AdtRole.Box } ? null : new IllegalMoveOrigin.Borrowed(walked),
        Projection.Field or Projection.Downcast => whole is Ty.Adt { Definition.Role: not AdtRole.Box } adt && _drops.DestructorOf(adt) is not null
            ? new IllegalMoveOrigin.InteriorOfDestructor(whole)
            : null,
        Projection.Index => new IllegalMoveOrigin.InteriorOfSequence(whole, IsIndex: true),
        Projection.ConstantIndex or Projection.Subslice => whole is Ty.Array ? null : new IllegalMoveOrigin.InteriorOfSequence(whole, IsIndex: false),
    };
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Typing;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Reads constants and the originals of copies instead of the locals they are put into, folds what then has constant operands, and takes the
/// one way of a branch whose condition is known. Looks only at locals with a single assignment, so each block is seen once.
/// </summary>
internal static class CopyPropagation
{
    public static void Run(MirProgram program, Body body)
    {
        var flow = ControlFlow.Of(body);
        var context = new Context(program, body, SingleAssignments.Of(body, flow));
        foreach (BlockId id in flow.ReversePostorder)
        {
            context.Rewrite(body.Blocks[id]);
        }
    }

    private sealed class Context(MirProgram program, Body body, SingleAssignments singles)
    {
        private readonly BodyTypes _types = new(program.Types, body.Locals);
        private readonly ConstantFolding _folding = new(program);
        private readonly Operand?[] _known = new Operand?[body.Locals.Count];

        public void Rewrite(Block block)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                block.Statements[i] = block.Statements[i] with { Kind = Rewrite(block.Statements[i].Kind) };
            }

            TerminatorKind terminator = block.Terminator.Kind.MapPlaces(Original).MapOperands(Resolve);
            block.Terminator = block.Terminator with { Kind = Decided(terminator) };
        }

        private StatementKind Rewrite(StatementKind statement)
        {
            StatementKind rewritten = statement.MapPlaces(Original).MapOperands(Resolve);
            if (rewritten is not StatementKind.Assign { IsVolatile: false } assign)
            {
                return rewritten;
            }

            assign = assign with { Value = _folding.Fold(assign.Value, _types) };
            if (assign.Place.IsLocal && singles.IsSingle(assign.Place.Local) && assign.Value is Rvalue.Use(var operand) && IsWorthKnowing(assign.Place.Local, operand))
            {
                _known[assign.Place.Local.Index] = operand;
            }

            return assign;
        }

        private bool IsWorthKnowing(LocalId local, Operand operand) => SingleAssignments.IsScalar(body.Locals[local].Type) && operand switch
        {
            Operand.Copy(var place) => IsOriginal(local, place),
            Operand.Move(var place) => IsOriginal(local, place),
            Operand.Constant(var value) => value is ConstValue.Scalar or ConstValue.StaticAddress or ConstValue.FunctionAddress,
        };

        private bool IsOriginal(LocalId local, Place place) =>
            place.IsLocal && singles.IsSingle(place.Local) && ReferenceEquals(body.Locals[place.Local].Type, body.Locals[local].Type);

        // A definition keeps its local: nobody but the removal of dead stores has to know that it has lost its readers.
        private Place Original(Place place)
        {
            Place renamed = !place.IsLocal && _known[place.Local.Index] is { } known && LocalOf(known) is { } original ? place with { Local = original } : place;
            foreach (Projection step in renamed.Path)
            {
                if (step is Projection.Index(var index) && _known[index.Index] is not null)
                {
                    return renamed with { Path = [.. renamed.Path.Select(WithoutCopy)] };
                }
            }

            return renamed;
        }

        private Projection WithoutCopy(Projection step) => step is not Projection.Index(var local) ? step : _known[local.Index] switch
        {
            Operand.Constant(ConstValue.Scalar(Types.Ty.Int type, var bits)) when _folding.ValueOf(type, bits) is var value && value >= 0 && value < int.MaxValue =>
                new Projection.ConstantIndex((long)value, (long)value + 1, FromEnd: false),
            { } known when LocalOf(known) is { } original => new Projection.Index(original),
            _ => step,
        };

        private static LocalId? LocalOf(Operand operand) => operand switch
        {
            Operand.Copy(var place) => place.Local,
            Operand.Move(var place) => place.Local,
            Operand.Constant => null,
        };

        private Operand Resolve(Operand operand) => operand switch
        {
            Operand.Copy(var place) when place.IsLocal => AsCopy(_known[place.Local.Index]) ?? operand,
            Operand.Move(var place) when place.IsLocal => AsCopy(_known[place.Local.Index]) ?? operand,
            _ => operand,
        };

        private static Operand? AsCopy(Operand? known) => known is Operand.Move(var place) ? new Operand.Copy(place) : known;

        private static TerminatorKind Decided(TerminatorKind terminator)
        {
            switch (terminator)
            {
                case TerminatorKind.SwitchInt { Operand: Operand.Constant(ConstValue.Scalar(_, var bits)) } s:
                    foreach ((UInt128 value, BlockId target) in s.Targets)
                    {
                        if (value == bits)
                        {
                            return new TerminatorKind.Goto(target);
                        }
                    }

                    return new TerminatorKind.Goto(s.Otherwise);
                case TerminatorKind.Assert { Condition: Operand.Constant(ConstValue.Scalar(_, var bits)) } assert when bits == 1 == assert.Expected:
                    return new TerminatorKind.Goto(assert.Target);
                default:
                    return terminator;
            }
        }
    }
}

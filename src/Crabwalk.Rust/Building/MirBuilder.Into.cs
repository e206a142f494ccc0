using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Expressions into a destination that holds nothing yet.</summary>
internal sealed partial class MirBuilder
{
    private void Into(Place destination, ref BlockId block, Expr expression)
    {
        switch (expression.Kind)
        {
            case ExprKind.InScope(var scope, var value):
                InScope(ref block, scope, expression.Span, (ref b) => Into(destination, ref b, value));
                break;
            case ExprKind.OfBlock(var inner):
                BlockInto(destination, ref block, inner, SourceAt(expression.Span));
                break;
            case ExprKind.Match(var scrutinee, var arms):
                MatchInto(destination, ref block, expression, scrutinee, arms);
                break;
            case ExprKind.If branch:
                IfInto(destination, ref block, expression, branch);
                break;
            case ExprKind.NeverToAny(var operand):
                NeverToAny(ref block, expression, operand);
                break;
            case ExprKind.Logical logical:
                LogicalInto(destination, ref block, expression, logical);
                break;
            case ExprKind.Loop(var body):
                LoopInto(destination, ref block, expression, body);
                break;
            case ExprKind.Call call:
                CallInto(destination, ref block, expression, call);
                break;
            case ExprKind.Use(var operand):
                Into(destination, ref block, operand);
                break;
            case ExprKind.Borrow(var kind, var operand):
                Place borrowed = kind == BorrowKind.Shared ? AsReadOnlyPlace(ref block, operand) : AsPlace(ref block, operand);
                Assign(block, expression.Span, destination, new Rvalue.Ref(Types.Erased, kind, borrowed));
                break;
            case ExprKind.RawBorrow(var mutability, var operand):
                Place pointed = mutability == Mutability.Not ? AsReadOnlyPlace(ref block, operand) : AsPlace(ref block, operand);
                Assign(block, expression.Span, destination, new Rvalue.AddressOf(mutability, pointed));
                break;
            case ExprKind.Adt adt:
                AdtInto(destination, ref block, expression, adt);
                break;
            case ExprKind.Assign or ExprKind.AssignOp:
                AsStatement(ref block, expression, null);
                AssignUnit(block, SourceAt(expression.Span), destination);
                break;
            case ExprKind.Continue or ExprKind.Break or ExprKind.Return:
                AsStatement(ref block, expression, null);
                break;
            default:
                Rvalue result = Categories.Of(expression.Kind) == Category.Place
                    ? new Rvalue.Use(Consume(AsPlace(ref block, expression)))
                    : AsLocalRvalue(ref block, expression);
                Assign(block, expression.Span, destination, result);
                break;
        }

        MarkValue(block, expression, destination);
    }

    private void IfInto(Place destination, ref BlockId block, Expr expression, ExprKind.If branch)
    {
        Scope conditionScope = LocalScope;
        BlockId start = block;
        BlockId otherwise = default;
        BlockId then = start;
        InScope(ref then, branch.ThenScope, branch.Then.Span, (ref b) =>
        {
            SourceInfo source = SourceAt(branch.Then.Span);
            if (IsLet(branch.Condition))
            {
                _sourceScope = NewSourceScope(branch.Then.Span);
                source = SourceAt(branch.Then.Span);
            }

            (b, otherwise) = InConditionScope(conditionScope, () =>
            {
                BlockId holds = start;
                Condition(ref holds, branch.Condition, new(conditionScope, source, DeclaresBindings: true));
                Into(destination, ref holds, branch.Then);
                return holds;
            });
        });
        if (branch.Else is { } other)
        {
            Into(destination, ref otherwise, other);
        }
        else
        {
            AssignUnit(otherwise, SourceAt(expression.Span.AtEnd), destination);
        }

        block = Join(then, otherwise, expression.Span);
    }

    private BlockId Join(BlockId one, BlockId other, Span span)
    {
        BlockId joined = _graph.NewBlock();
        _graph.Goto(one, SourceAt(span), joined);
        _graph.Goto(other, SourceAt(span), joined);
        return joined;
    }

    private static bool IsLet(Expr expression) => expression.Kind switch
    {
        ExprKind.Let => true,
        ExprKind.InScope(_, var value) => IsLet(value),
        _ => false,
    };

    // After a call that does not come back there is nothing to end.
    private void NeverToAny(ref BlockId block, Expr expression, Expr operand)
    {
        AsTemporary(ref block, LocalScope, operand, Mutability.Mut);
        if (operand.Kind is not ExprKind.Call)
        {
            _graph.Terminate(block, SourceAt(expression.Span), new TerminatorKind.Unreachable());
            block = _graph.NewBlock();
        }
    }

    private void LogicalInto(Place destination, ref BlockId block, Expr expression, ExprKind.Logical logical)
    {
        Scope scope = LocalScope;
        SourceInfo source = SourceAt(expression.Span);
        BlockId start = block;
        (BlockId holds, BlockId fails) = InConditionScope(scope, () =>
        {
            BlockId at = start;
            Condition(ref at, logical.Left, new(scope, source, DeclaresBindings: true));
            return at;
        });
        (BlockId shortcut, BlockId further) = logical.IsAnd ? (fails, holds) : (holds, fails);
        _graph.Assign(shortcut, source, destination, new Rvalue.Use(Number(Types.Bool, logical.IsAnd ? 0u : 1u)));
        Into(destination, ref further, logical.Right);
        block = Join(further, shortcut, expression.Span);
    }

    // The edge that might unwind lets borrow checking know that even an endless loop has an end.
    private void LoopInto(Place destination, ref BlockId block, Expr expression, Expr body)
    {
        SourceInfo source = SourceAt(expression.Span);
        BlockId loop = _graph.NewBlock();
        _graph.Goto(block, source, loop);
        InBreakableScope(out block, loop, destination, expression.Span, () =>
        {
            BlockId inside = _graph.NewBlock();
            _graph.Terminate(loop, source, new TerminatorKind.FalseUnwind(inside, new UnwindAction.Continue()));
            MayUnwind(loop);
            Into(UnitTemporary, ref inside, body);
            _graph.Goto(inside, source, loop);
            return null;
        });
    }

    private void CallInto(Place destination, ref BlockId block, Expr expression, ExprKind.Call call)
    {
        Operand function = AsLocalOperand(ref block, call.Function);
        var arguments = new Operand[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = AsLocalOperand(ref block, call.Arguments[i]);
        }

        BlockId success = _graph.NewBlock();
        NoteMoved(arguments);
        _graph.Terminate(
            block,
            SourceAt(expression.Span),
            new TerminatorKind.Call(function, [.. arguments], destination, success, new UnwindAction.Continue(), call.FunctionSpan) { CallSource = call.Source });
        MayUnwind(block);
        block = success;
    }

    private void AdtInto(Place destination, ref BlockId block, Expr expression, ExprKind.Adt adt)
    {
        var given = new Dictionary<int, Operand>();
        foreach ((int field, Expr value) in adt.Fields)
        {
            given[field] = AsOperand(ref block, LocalScope, value, mayBeConstant: false);
        }

        AdtDef definition = adt.Type.Definition;
        int? active = definition.Kind == AdtKind.Union && adt.Fields is [var (number, _), ..] ? number : null;
        EquatableArray<FieldDef> fields = definition.Variants[adt.Variant].Fields;
        PlaceBuilder? rest = adt.Base is { } other ? AsPlaceBuilder(ref block, other) : null;
        var operands = new List<Operand>();
        for (int i = 0; i < fields.Count; i++)
        {
            if (given.TryGetValue(i, out Operand? operand))
            {
                operands.Add(operand);
            }
            else if (rest is not null)
            {
                Ty type = _properties.Normalize(fields[i].Type.Substitute(Types, adt.Type.Args));
                operands.Add(Consume(PlaceOf(rest.Field(i, type))));
            }
        }

        Assign(block, expression.Span, destination, new Rvalue.Aggregate(new AggregateKind.Adt(adt.Type, adt.Variant, active), [.. operands]));
    }
}

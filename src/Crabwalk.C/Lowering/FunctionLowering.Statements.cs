using Crabwalk.C.Tree;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Statement = Crabwalk.C.Tree.Statement;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Statements (C17 6.8). Loops are laid out with their test at the bottom, so that going round costs one branch.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Stack<JumpTarget> _breaks = new();
    private readonly Stack<JumpTarget> _continues = new();
    private readonly Dictionary<Label, BlockId> _labels = [];
    private readonly Dictionary<SwitchLabel, BlockId> _cases = [];

    private void LowerStatements(EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            LowerStatement(statement);
        }
    }

    private void LowerStatement(Statement statement)
    {
        Enter();
        while (statement is Statement.Case or Statement.Labeled)
        {
            statement = LowerLabel(statement);
        }

        switch (statement)
        {
            case Statement.Block block:
                LowerBlock(block);
                break;
            case Statement.Declaration declaration:
                LowerDeclaration(declaration);
                break;
            case Statement.ExpressionStatement simple:
                MarkStatement(simple.Span);
                BeginFullExpression(simple.Expression);
                Effect(simple.Expression);
                MarkEndOfFullExpression(simple.Expression);
                break;
            case Statement.Empty:
                break;
            case Statement.If choice:
                LowerIf(choice);
                break;
            case Statement.While loop:
                LowerWhile(loop);
                break;
            case Statement.DoWhile loop:
                LowerDoWhile(loop);
                break;
            case Statement.For loop:
                LowerFor(loop);
                break;
            case Statement.SwitchStatement choice:
                LowerSwitch(choice);
                break;
            case Statement.Goto jump:
                MarkStatement(jump.Span);
                JumpTo(jump.Label, jump.Span);
                break;
            case Statement.ComputedGoto jump:
                LowerComputedGoto(jump);
                break;
            case Statement.Break:
                MarkStatement(statement.Span);
                Jump(_breaks.Peek().Block, _breaks.Peek().Region, statement.Span);
                break;
            case Statement.Continue:
                MarkStatement(statement.Span);
                Jump(_continues.Peek().Block, _continues.Peek().Region, statement.Span);
                break;
            case Statement.Return result:
                LowerReturn(result);
                break;
        }

        _depth--;
    }

    private void LowerBlock(Statement.Block block)
    {
        Region region = _plan[block];
        Open(region);
        LowerStatements(block.Statements);
        Close(region);
    }

    private Statement LowerLabel(Statement statement)
    {
        if (statement is Statement.Labeled labeled)
        {
            _code.Goto(BlockOf(labeled.Label), labeled.Span, BlockOf(labeled.Label));
            return labeled.Body;
        }

        var choice = (Statement.Case)statement;
        BlockId block = BlockOf(choice.Label);
        _code.Goto(block, choice.Span, block);
        return choice.Body;
    }

    private BlockId BlockOf(Label label)
    {
        if (!_labels.TryGetValue(label, out BlockId block))
        {
            block = _code.NewBlock();
            _labels.Add(label, block);
        }

        return block;
    }

    private BlockId BlockOf(SwitchLabel label)
    {
        if (!_cases.TryGetValue(label, out BlockId block))
        {
            block = _code.NewBlock();
            _cases.Add(label, block);
        }

        return block;
    }

    private void JumpTo(Label label, Span span)
    {
        (Region region, int order) = _plan.Find(label);
        Jump(BlockOf(label), region, span, order);
    }

    // A row of `else if` is walked, not recursed into; all its arms end in the same block.
    private void LowerIf(Statement.If choice)
    {
        BlockId after = _code.NewBlock();
        Statement? rest = choice;
        while (rest is Statement.If arm)
        {
            BlockId whenTrue = _code.NewBlock();
            BlockId whenFalse = _code.NewBlock();
            Decide(arm.Condition, whenTrue, whenFalse);
            StartDecided(whenTrue, arm.Condition);
            LowerStatement(arm.Then);
            _code.Goto(after, arm.Span);
            StartDecided(whenFalse, arm.Condition);
            rest = arm.Else;
        }

        if (rest is not null)
        {
            LowerStatement(rest);
        }

        _code.Goto(after, choice.Span, after);
    }

    /// <summary>Tests the condition of a statement; the code for either outcome begins with <see cref="StartDecided"/>.</summary>
    private void Decide(Expression condition, BlockId whenTrue, BlockId whenFalse)
    {
        MarkStatement(TextOf(condition));
        BeginFullExpression(condition);
        Branch(condition, whenTrue, whenFalse);
    }

    // A condition may end at several places; its values are forgotten where the code after it begins.
    private void StartDecided(BlockId block, Expression condition)
    {
        _code.Start(block);
        MarkEndOfFullExpression(condition);
    }

    private void LowerWhile(Statement.While loop)
    {
        BlockId test = _code.NewBlock();
        BlockId after = _code.NewBlock();
        _code.Goto(test, loop.Span);
        LowerLoop(loop.Condition, loop.Body, null, test, after);
        _code.Start(after);
    }

    private void LowerFor(Statement.For loop)
    {
        Region region = _plan[loop];
        Open(region);
        LowerStatements(loop.Initial);
        BlockId test = _code.NewBlock();
        BlockId after = _code.NewBlock();
        _code.Goto(test, loop.Span);
        LowerLoop(loop.Condition, loop.Body, loop.Step, test, after);
        _code.Start(after);
        Close(region);
    }

    // Body, step, test: the test branches back to the body or falls out of the loop.
    private void LowerLoop(Expression? condition, Statement body, Expression? step, BlockId test, BlockId after)
    {
        BlockId again = _code.NewBlock();
        BlockId next = step is null ? test : _code.NewBlock();
        _code.Start(again);
        if (condition is not null)
        {
            MarkEndOfFullExpression(condition);
        }

        LowerLoopBody(body, after, next);
        if (step is not null)
        {
            _code.Goto(next, step.Span, next);
            MarkStatement(TextOf(step));
            BeginFullExpression(step);
            Effect(step);
            MarkEndOfFullExpression(step);
        }

        _code.Goto(test, body.Span, test);
        LowerTest(condition, again, after, body.Span);
    }

    private void LowerTest(Expression? condition, BlockId again, BlockId after, Span loop)
    {
        if (condition is null)
        {
            _code.Goto(again, loop);
            return;
        }

        BlockId leave = _code.NewBlock();
        Decide(condition, again, leave);
        StartDecided(leave, condition);
        _code.Goto(after, condition.Span);
    }

    private void LowerLoopBody(Statement body, BlockId after, BlockId next)
    {
        _breaks.Push(new(after, _region));
        _continues.Push(new(next, _region));
        LowerStatement(body);
        _continues.Pop();
        _breaks.Pop();
    }

    private void LowerDoWhile(Statement.DoWhile loop)
    {
        BlockId body = _code.NewBlock();
        BlockId test = _code.NewBlock();
        BlockId again = _code.NewBlock();
        BlockId leave = _code.NewBlock();
        BlockId after = _code.NewBlock();
        _code.Goto(body, loop.Span, body);
        LowerLoopBody(loop.Body, after, test);
        _code.Goto(test, loop.Span, test);
        Decide(loop.Condition, again, leave);
        StartDecided(again, loop.Condition);
        _code.Goto(body, loop.Condition.Span);
        StartDecided(leave, loop.Condition);
        _code.Goto(after, loop.Condition.Span, after);
    }

    private void LowerSwitch(Statement.SwitchStatement choice)
    {
        MarkStatement(TextOf(choice.Value));
        BeginFullExpression(choice.Value);
        Operand value = Value(choice.Value);
        MarkEndOfFullExpression(choice.Value);
        BlockId after = _code.NewBlock();
        Dispatch(choice.Switch, value, after, choice.Value.Span);
        _breaks.Push(new(after, _region));
        LowerStatement(choice.Body);
        _breaks.Pop();
        _code.Goto(after, choice.Span, after);
    }

    private void Dispatch(Switch owner, Operand value, BlockId after, Span span)
    {
        var ty = (Ty.Int)_unit.Types.Lower(owner.Type);
        var targets = new List<(UInt128 Value, BlockId Target)>();
        var edges = new List<(SwitchLabel Label, BlockId Block)>();
        foreach (SwitchLabel label in owner.Labels.Where(l => !l.IsDefault))
        {
            BlockId edge = EdgeTo(label, edges);
            if (label.Low == label.High)
            {
                targets.Add((BitsOf(ty, label.Low), edge));
            }
            else
            {
                TestRange(value, ty, label, edge);
            }
        }

        BlockId otherwise = owner.Default is { } fallback ? EdgeTo(fallback, edges) : after;
        _code.End(new TerminatorKind.SwitchInt(value, [.. targets], otherwise), span);
        WriteEdges(edges);
    }

    // gcc's case a ... b: tested before the single values, which no range may hold too.
    private void TestRange(Operand value, Ty.Int ty, SwitchLabel label, BlockId target)
    {
        BlockId upper = _code.NewBlock();
        BlockId next = _code.NewBlock();
        Operand notBelow = Hold(new Rvalue.Binary(BinaryOp.Ge, value, Integer(ty, label.Low)), Tys.Bool, label.Span);
        _code.End(new TerminatorKind.SwitchInt(notBelow, [(0, next)], upper), label.Span, upper);
        Operand notAbove = Hold(new Rvalue.Binary(BinaryOp.Le, value, Integer(ty, label.High)), Tys.Bool, label.Span);
        _code.End(new TerminatorKind.SwitchInt(notAbove, [(0, next)], target), label.Span, next);
    }

    // A label inside a block of the switch's body needs that block's variables to begin on the way.
    private BlockId EdgeTo(SwitchLabel label, List<(SwitchLabel Label, BlockId Block)> edges)
    {
        if (!EntersStorage(_plan.Find(label), _region))
        {
            return BlockOf(label);
        }

        BlockId edge = _code.NewBlock();
        edges.Add((label, edge));
        return edge;
    }

    private void WriteEdges(List<(SwitchLabel Label, BlockId Block)> edges)
    {
        BlockId current = _code.Current;
        foreach ((SwitchLabel label, BlockId edge) in edges)
        {
            _code.Start(edge);
            EnterRegions(_plan.Find(label), _region);
            _code.Goto(BlockOf(label), label.Span, current);
        }
    }

    private void LowerComputedGoto(Statement.ComputedGoto jump)
    {
        MarkStatement(jump.Span);
        BeginFullExpression(jump.Target);
        Operand target = Value(jump.Target);
        MarkEndOfFullExpression(jump.Target);
        Operand distance = LabelDistance(target, jump.Span);
        var targets = new List<(UInt128, BlockId)>();
        var edges = new List<(Label Label, BlockId Block)>();
        for (int i = 0; i < _definition.Labels.Count; i++)
        {
            if (_definition.Labels[i] is { IsAddressTaken: true } label)
            {
                edges.Add((label, _code.NewBlock()));
                targets.Add(((UInt128)(i + 1), edges[^1].Block));
            }
        }

        BlockId nowhere = _code.NewBlock();
        _code.End(new TerminatorKind.SwitchInt(distance, [.. targets], nowhere), jump.Span, nowhere);
        _code.End(new TerminatorKind.Unreachable("WildPointer"), jump.Span);
        foreach ((Label label, BlockId edge) in edges)
        {
            _code.Start(edge);
            JumpTo(label, jump.Span);
        }
    }

    private void LowerReturn(Statement.Return result)
    {
        MarkStatement(result.Span);
        if (result.Value is { } value)
        {
            BeginFullExpression(value);
            Value(value, LocalId.Return);
            MarkEndOfFullExpression(value);
        }

        Leave(result.Span, result.Value is not null);
    }

    /// <summary>Where <c>break</c> or <c>continue</c> goes, and in which region that stands.</summary>
    private readonly record struct JumpTarget(BlockId Block, Region Region);
}

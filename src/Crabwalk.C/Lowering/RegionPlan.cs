using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Where the variables and labels of a function stand, found before any code is made, because a jump may go forward into a block
/// that has not been seen. Blocks inside statement expressions are planned when they are reached: no jump leads into them.
/// </summary>
internal sealed class RegionPlan
{
    private readonly Dictionary<Statement, Region> _regions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Label, (Region Region, int Order)> _labels = [];
    private readonly Dictionary<SwitchLabel, Region> _cases = [];
    private readonly Dictionary<Variable, int> _orders = [];
    private int _order;

    /// <summary>The region that a block, or a loop with variables of its own, opens.</summary>
    public Region this[Statement statement] => _regions[statement];

    /// <summary>Where a label stands, and its order in the text among labels and variable-length arrays.</summary>
    public (Region Region, int Order) Find(Label label) => _labels[label];

    /// <summary>Where a case label stands.</summary>
    public Region Find(SwitchLabel label) => _cases[label];

    /// <summary>The order in the text of a variable-length array's declaration.</summary>
    public int OrderOf(Variable variable) => _orders[variable];

    /// <summary>Plans a block, which opens a region inside the given one.</summary>
    public Region AddBlock(Statement.Block block, Region? parent)
    {
        var region = new Region(parent, block.Span);
        _regions.Add(block, region);
        foreach (Statement statement in block.Statements)
        {
            Add(statement, region);
        }

        return region;
    }

    /// <summary>Plans the block of a statement expression together with the value it ends in.</summary>
    public void AddStatementExpression(Expression.StatementExpression expression, Region parent) =>
        AddExpression(expression.Result, AddBlock(expression.Block, parent));

    private void Add(Statement? statement, Region region)
    {
        // A long row of labels, as in a table-like switch, is nested; walking along it needs no stack.
        while (statement is Statement.Case or Statement.Labeled)
        {
            statement = AddLabel(statement, region);
        }

        switch (statement)
        {
            case Statement.Block block:
                AddBlock(block, region);
                break;
            case Statement.For loop:
                AddLoop(loop, region);
                break;
            case Statement.Declaration declaration:
                AddDeclaration(declaration, region);
                break;
            case Statement.If choice:
                AddChoice(choice, region);
                break;
            case Statement.While loop:
                AddExpression(loop.Condition, region);
                Add(loop.Body, region);
                break;
            case Statement.DoWhile loop:
                Add(loop.Body, region);
                AddExpression(loop.Condition, region);
                break;
            case Statement.SwitchStatement choice:
                AddExpression(choice.Value, region);
                Add(choice.Body, region);
                break;
            case Statement.ExpressionStatement simple:
                AddExpression(simple.Expression, region);
                break;
            case Statement.Return { Value: { } value }:
                AddExpression(value, region);
                break;
            case Statement.ComputedGoto jump:
                AddExpression(jump.Target, region);
                break;
        }
    }

    private void AddChoice(Statement.If choice, Region region)
    {
        Statement? rest = choice;
        for (; rest is Statement.If arm; rest = arm.Else)
        {
            AddExpression(arm.Condition, region);
            Add(arm.Then, region);
        }

        Add(rest, region);
    }

    private Statement AddLabel(Statement statement, Region region)
    {
        if (statement is Statement.Labeled labeled)
        {
            _labels[labeled.Label] = (region, _order++);
            return labeled.Body;
        }

        var choice = (Statement.Case)statement;
        _cases[choice.Label] = region;
        return choice.Body;
    }

    private void AddLoop(Statement.For loop, Region region)
    {
        var inner = new Region(region, loop.Span);
        _regions.Add(loop, inner);
        foreach (Statement initial in loop.Initial)
        {
            Add(initial, inner);
        }

        AddExpression(loop.Condition, inner);
        AddExpression(loop.Step, inner);
        Add(loop.Body, inner);
    }

    private void AddDeclaration(Statement.Declaration declaration, Region region)
    {
        foreach (VariableBound bound in declaration.Bounds)
        {
            AddExpression(bound.Count, region);
        }

        if (declaration.Variable is not { Storage: StorageDuration.Automatic } variable)
        {
            return;
        }

        if (variable.Type.IsVariableLength())
        {
            _orders[variable] = _order++;
        }
        else
        {
            region.Variables.Add(variable);
        }

        AddInitializer(variable.Initializer, region);
    }

    private void AddInitializer(Initializer? initializer, Region region)
    {
        switch (initializer)
        {
            case Initializer.Single single:
                AddExpression(single.Value, region);
                break;
            case Initializer.List list:
                foreach (InitializerEntry entry in list.Entries)
                {
                    AddExpression(entry.Value, region);
                }

                break;
        }
    }

    // The object of a compound literal belongs to the block around it (C17 6.5.2.5p5).
    private void AddExpression(Expression? expression, Region region)
    {
        if (expression is null)
        {
            return;
        }

        foreach (Expression part in ExpressionParts.All(expression))
        {
            if (part is Expression.CompoundLiteral { Variable: { Storage: StorageDuration.Automatic } variable } && !region.Variables.Contains(variable))
            {
                region.Variables.Add(variable);
                AddInitializer(variable.Initializer, region);
            }
        }
    }
}

using Crabwalk.Foundation.Collections;

namespace Crabwalk.Rust.Checking;

/// <summary>Visits every expression of a body, closures' bodies included, in the order of the text.</summary>
public abstract class ExpressionWalk
{
    /// <summary>Visits an expression; the base visits what is inside.</summary>
    public virtual void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Array array:
                VisitAll(array.Elements);
                break;
            case Hir.ExprKind.Repeat repeat:
                Visit(repeat.Element);
                break;
            case Hir.ExprKind.Tuple tuple:
                VisitAll(tuple.Elements);
                break;
            case Hir.ExprKind.Call call:
                Visit(call.Function);
                VisitAll(call.Arguments);
                break;
            case Hir.ExprKind.MethodCall call:
                Visit(call.Receiver);
                VisitAll(call.Arguments);
                break;
            case Hir.ExprKind.Binary binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case Hir.ExprKind.Unary unary:
                Visit(unary.Operand);
                break;
            case Hir.ExprKind.Cast cast:
                Visit(cast.Operand);
                break;
            case Hir.ExprKind.DropTemporaries inner:
                Visit(inner.Operand);
                break;
            case Hir.ExprKind.Assign assign:
                Visit(assign.Place);
                Visit(assign.Value);
                break;
            case Hir.ExprKind.AssignOp assign:
                Visit(assign.Place);
                Visit(assign.Value);
                break;
            case Hir.ExprKind.Field field:
                Visit(field.Operand);
                break;
            case Hir.ExprKind.Index index:
                Visit(index.Operand);
                Visit(index.At);
                break;
            case Hir.ExprKind.AddressOf address:
                Visit(address.Operand);
                break;
            case Hir.ExprKind.Struct literal:
                VisitStruct(literal);
                break;
            default:
                VisitControl(expression);
                break;
        }
    }

    /// <summary>Visits a pattern's constants; the base visits nothing.</summary>
    public virtual void Visit(Hir.Pat pattern)
    {
    }

    /// <summary>Visits a block.</summary>
    public virtual void Visit(Hir.Block block)
    {
        foreach (Hir.Stmt statement in block.Statements)
        {
            Visit(statement);
        }

        VisitIfAny(block.Value);
    }

    /// <summary>Visits a statement.</summary>
    public virtual void Visit(Hir.Stmt statement)
    {
        switch (statement.Kind)
        {
            case Hir.StmtKind.Let let:
                VisitIfAny(let.Value);
                Visit(let.Pattern);
                if (let.Else is { } otherwise)
                {
                    Visit(otherwise);
                }

                break;
            case Hir.StmtKind.OfExpr value:
                Visit(value.Expression);
                break;
            case Hir.StmtKind.Semi value:
                Visit(value.Expression);
                break;
        }
    }

    /// <summary>Visits a closure's parameters and body.</summary>
    public virtual void Visit(Hir.Body body)
    {
        foreach (Hir.Param parameter in body.Params)
        {
            Visit(parameter.Pattern);
        }

        Visit(body.Value);
    }

    private void VisitControl(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Let let:
                Visit(let.Value);
                Visit(let.Pattern);
                break;
            case Hir.ExprKind.If conditional:
                Visit(conditional.Condition);
                Visit(conditional.Then);
                VisitIfAny(conditional.Else);
                break;
            case Hir.ExprKind.Loop loop:
                Visit(loop.Body);
                break;
            case Hir.ExprKind.Match match:
                VisitMatch(match);
                break;
            case Hir.ExprKind.Closure closure:
                Visit(closure.Body);
                break;
            case Hir.ExprKind.OfBlock block:
                Visit(block.Block);
                break;
            case Hir.ExprKind.ConstBlock block:
                Visit(block.Body);
                break;
            case Hir.ExprKind.Break jump:
                VisitIfAny(jump.Value);
                break;
            case Hir.ExprKind.Return jump:
                VisitIfAny(jump.Value);
                break;
        }
    }

    private void VisitMatch(Hir.ExprKind.Match match)
    {
        Visit(match.Scrutinee);
        foreach (Hir.Arm arm in match.Arms)
        {
            Visit(arm.Pattern);
            VisitIfAny(arm.Guard);
            Visit(arm.Body);
        }
    }

    private void VisitStruct(Hir.ExprKind.Struct literal)
    {
        foreach (Hir.ExprField field in literal.Fields)
        {
            Visit(field.Value);
        }

        VisitIfAny(literal.Base);
    }

    private void VisitAll(EquatableArray<Hir.Expr> expressions)
    {
        foreach (Hir.Expr expression in expressions)
        {
            Visit(expression);
        }
    }

    private void VisitIfAny(Hir.Expr? expression)
    {
        if (expression is not null)
        {
            Visit(expression);
        }
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>Visits the trees as the user wrote them, in the order of the text. What stands inside of macro calls is not visited: it is no tree yet.</summary>
internal abstract class SyntaxWalk
{
    /// <summary>Comes before a node that may have attributes; false leaves it out, and then <see cref="Leave"/> does not come.</summary>
    protected virtual bool Enter(EquatableArray<Attribute> attributes, Span range) => true;

    /// <summary>Comes after a node that may have attributes.</summary>
    protected virtual void Leave()
    {
    }

    /// <summary>An item; the base visits what is inside, items of modules excepted.</summary>
    public virtual void Visit(Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Function function:
                VisitSignature(function.Signature);
                VisitBody(item);
                break;
            case ItemKind.Static data:
                Visit(data.Type);
                VisitBody(item);
                break;
            case ItemKind.Const data:
                Visit(data.Type);
                VisitBody(item);
                break;
            case ItemKind.Struct data:
                VisitFields(data.Data);
                break;
            case ItemKind.Union data:
                VisitFields(data.Data);
                break;
            case ItemKind.Enum data:
                foreach (Variant variant in data.Variants)
                {
                    Within(variant.Attributes, variant.Span, () => Visit(variant));
                }

                break;
            case ItemKind.Trait data:
                VisitInner(data.Items);
                break;
            case ItemKind.Impl data:
                VisitInner(data.Items);
                break;
            case ItemKind.ForeignModule data:
                VisitInner(data.Items);
                break;
        }
    }

    /// <summary>The code of a function, static or constant.</summary>
    protected virtual void VisitBody(Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Function { Body: { } body }:
                Visit(body);
                break;
            case ItemKind.Static { Value: { } value }:
                Visit(value);
                break;
            case ItemKind.Const { Value: { } value }:
                Visit(value);
                break;
        }
    }

    /// <summary>A variant.</summary>
    public virtual void Visit(Variant variant)
    {
        VisitFields(variant.Data);
        if (variant.Discriminant is { } discriminant)
        {
            Visit(discriminant.Value);
        }
    }

    /// <summary>A field.</summary>
    public virtual void Visit(FieldDefinition field) => Visit(field.Type);

    /// <summary>A type of a variable, parameter, result or field; the base does not look inside.</summary>
    public virtual void Visit(Type type)
    {
    }

    /// <summary>A block.</summary>
    public virtual void Visit(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Visit(statement);
        }
    }

    /// <summary>A statement.</summary>
    public virtual void Visit(Statement statement)
    {
        switch (statement.Kind)
        {
            case StatementKind.Let let:
                Within(let.Attributes, statement.Span, () => VisitLet(statement, let));
                break;
            case StatementKind.OfItem item:
                Within(item.Item.Attributes, item.Item.Span, () => Visit(item.Item));
                break;
            case StatementKind.Tail tail:
                VisitWithin(tail.Expression);
                break;
            case StatementKind.Semi semi:
                VisitWithin(semi.Expression);
                break;
            case StatementKind.Macro call:
                Within(call.Attributes, statement.Span, () => Visit(call.Invocation));
                break;
        }
    }

    /// <summary>A macro call; the base does not look inside.</summary>
    public virtual void Visit(MacroCall call)
    {
    }

    /// <summary>A <c>let</c>.</summary>
    protected virtual void VisitLet(Statement statement, StatementKind.Let let)
    {
        Visit(let.Pattern);
        if (let.Type is { } type)
        {
            Visit(type);
        }

        VisitIfAny(let.Value);
        if (let.Else is { } otherwise)
        {
            Visit(otherwise);
        }
    }

    /// <summary>A match arm.</summary>
    public virtual void Visit(Arm arm)
    {
        Visit(arm.Pattern);
        VisitIfAny(arm.Guard);
        VisitWithin(arm.Body);
    }

    /// <summary>A pattern; the base visits the patterns inside.</summary>
    public virtual void Visit(Pattern pattern)
    {
        switch (pattern.Kind)
        {
            case PatternKind.Binding { Inner: { } inner }:
                Visit(inner);
                break;
            case PatternKind.Struct data:
                foreach (FieldPattern field in data.Fields)
                {
                    Visit(field.Pattern);
                }

                break;
            case PatternKind.TupleStruct data:
                VisitAll(data.Elements);
                break;
            case PatternKind.Or data:
                VisitAll(data.Alternatives);
                break;
            case PatternKind.Tuple data:
                VisitAll(data.Elements);
                break;
            case PatternKind.Slice data:
                VisitAll(data.Elements);
                break;
            case PatternKind.Reference data:
                Visit(data.Inner);
                break;
            case PatternKind.Parenthesized data:
                Visit(data.Inner);
                break;
        }
    }

    /// <summary>An expression; the base visits the expressions inside.</summary>
    public virtual void Visit(Expression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Array data:
                VisitAll(data.Elements);
                break;
            case ExpressionKind.Repeat data:
                VisitWithin(data.Element);
                break;
            case ExpressionKind.Tuple data:
                VisitAll(data.Elements);
                break;
            case ExpressionKind.Parenthesized data:
                VisitWithin(data.Inner);
                break;
            case ExpressionKind.Call data:
                VisitWithin(data.Function);
                VisitAll(data.Arguments);
                break;
            case ExpressionKind.MethodCall data:
                VisitWithin(data.Receiver);
                VisitAll(data.Arguments);
                break;
            case ExpressionKind.Binary data:
                VisitWithin(data.Left);
                VisitWithin(data.Right);
                break;
            case ExpressionKind.Unary data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Cast data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Assign data:
                VisitWithin(data.Place);
                VisitWithin(data.Value);
                break;
            case ExpressionKind.CompoundAssign data:
                VisitWithin(data.Place);
                VisitWithin(data.Value);
                break;
            case ExpressionKind.Field data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Index data:
                VisitWithin(data.Operand);
                VisitWithin(data.At);
                break;
            case ExpressionKind.Range data:
                VisitIfAny(data.Start);
                VisitIfAny(data.End);
                break;
            case ExpressionKind.Borrow data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Struct data:
                VisitStruct(data);
                break;
            default:
                VisitControl(expression);
                break;
        }
    }

    /// <summary>A node with attributes, between <see cref="Enter"/> and <see cref="Leave"/>.</summary>
    protected void Within(EquatableArray<Attribute> attributes, Span range, Action visit)
    {
        if (Enter(attributes, range))
        {
            visit();
            Leave();
        }
    }

    private void VisitControl(Expression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Macro data:
                Visit(data.Invocation);
                break;
            case ExpressionKind.Let data:
                Visit(data.Pattern);
                VisitWithin(data.Value);
                break;
            case ExpressionKind.If data:
                VisitWithin(data.Condition);
                Visit(data.Then);
                VisitIfAny(data.Else);
                break;
            case ExpressionKind.While data:
                VisitWithin(data.Condition);
                Visit(data.Body);
                break;
            case ExpressionKind.For data:
                Visit(data.Pattern);
                VisitWithin(data.Iterated);
                Visit(data.Body);
                break;
            case ExpressionKind.Loop data:
                Visit(data.Body);
                break;
            case ExpressionKind.Match data:
                VisitWithin(data.Matched);
                foreach (Arm arm in data.Arms)
                {
                    Within(arm.Attributes, arm.Span, () => Visit(arm));
                }

                break;
            case ExpressionKind.Closure data:
                VisitSignature(data.Signature);
                VisitWithin(data.Body);
                break;
            case ExpressionKind.OfBlock data:
                Visit(data.Block);
                break;
            case ExpressionKind.Await data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Try data:
                VisitWithin(data.Operand);
                break;
            case ExpressionKind.Break data:
                VisitIfAny(data.Value);
                break;
            case ExpressionKind.Return data:
                VisitIfAny(data.Value);
                break;
        }
    }

    private void VisitStruct(ExpressionKind.Struct data)
    {
        foreach (FieldExpression field in data.Fields)
        {
            VisitWithin(field.Value);
        }

        if (data.Rest is StructRest.Base rest)
        {
            VisitWithin(rest.Value);
        }
    }

    private void VisitSignature(FunctionSignature signature)
    {
        foreach (Parameter parameter in signature.Parameters)
        {
            if (parameter.Pattern is { } pattern)
            {
                Within(parameter.Attributes, parameter.Span, () => Visit(pattern));
            }

            Visit(parameter.Type);
        }

        if (signature.Output is { } output)
        {
            Visit(output);
        }
    }

    private void VisitFields(VariantData data)
    {
        foreach (FieldDefinition field in data.AllFields())
        {
            Within(field.Attributes, field.Span, () => Visit(field));
        }
    }

    private void VisitInner(EquatableArray<Item> items)
    {
        foreach (Item item in items)
        {
            Within(item.Attributes, item.Span, () => Visit(item));
        }
    }

    private void VisitWithin(Expression expression) => Within(expression.Attributes, expression.Span, () => Visit(expression));

    private void VisitAll(EquatableArray<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            VisitWithin(expression);
        }
    }

    private void VisitAll(EquatableArray<Pattern> patterns)
    {
        foreach (Pattern pattern in patterns)
        {
            Visit(pattern);
        }
    }

    private void VisitIfAny(Expression? expression)
    {
        if (expression is not null)
        {
            VisitWithin(expression);
        }
    }
}

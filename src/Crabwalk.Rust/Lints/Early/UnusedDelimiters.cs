using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>The lints <c>unused_parens</c> and <c>unused_braces</c>: brackets around a whole condition, value, argument, pattern or type.</summary>
internal sealed class UnusedDelimiters(SourceMap sources, List<Diagnostic> found, bool startsWithItem)
{
    // rustc 1.95 leaves a blank behind in a crate whose first item stands at the very start of its file.
    private readonly string _after = startsWithItem ? " " : "";

    /// <summary>The parts of an expression that need no brackets.</summary>
    public void Check(Expression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.If data:
                CheckHead(data.Condition, "`if` condition");
                CheckValueOf(data.Then);
                if (data.Else?.Kind is ExpressionKind.OfBlock { Mode: BlockMode.Plain } otherwise)
                {
                    CheckValueOf(otherwise.Block);
                }

                break;
            case ExpressionKind.While data:
                CheckHead(data.Condition, "`while` condition");
                break;
            case ExpressionKind.For data:
                Check(data.Pattern);
                CheckHead(data.Iterated, "`for` iterator expression");
                break;
            case ExpressionKind.Match data:
                CheckHead(data.Matched, "`match` scrutinee expression");
                break;
            case ExpressionKind.Return { Value: { } value } when !SpansLines(value.Span):
                CheckParens(value, "`return` value");
                break;
            case ExpressionKind.Break { Value: { } value, Label: null } when !SpansLines(value.Span):
                CheckParens(value, "`break` value");
                break;
            case ExpressionKind.Assign data:
                CheckParens(data.Value, "assigned value");
                break;
            case ExpressionKind.CompoundAssign data:
                CheckParens(data.Value, "assigned value");
                break;
            case ExpressionKind.Closure data:
                CheckParens(data.Body, "closure body");
                break;
            case ExpressionKind.Call data:
                CheckArguments(data.Arguments, "function argument");
                break;
            case ExpressionKind.MethodCall data:
                CheckArguments(data.Arguments, "method argument");
                break;
        }
    }

    /// <summary>A statement that is an item: a function's value, a constant.</summary>
    public void Check(Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Function { Body: { } body }:
                CheckValueOf(body);
                break;
            case ItemKind.Const { Value: { } value }:
                CheckParens(value, "assigned value");
                break;
            case ItemKind.Static { Value: { } value }:
                CheckParens(value, "assigned value");
                break;
        }
    }

    /// <summary>The value and pattern of a <c>let</c>.</summary>
    public void Check(StatementKind.Let let)
    {
        Check(let.Pattern);
        if (let.Value is { } value && (let.Else is null || value.Kind is not ExpressionKind.Parenthesized { Inner.Kind: ExpressionKind.Binary }))
        {
            CheckParens(value, "assigned value");
        }
    }

    /// <summary>An arm's pattern and body.</summary>
    public void Check(Arm arm)
    {
        Check(arm.Pattern);
        if (arm.Body.Kind is ExpressionKind.OfBlock { Mode: BlockMode.Plain, Label: null } body)
        {
            CheckValueOf(body.Block);
        }
    }

    /// <summary>A type.</summary>
    public void Check(Syntax.Type type)
    {
        if (type.Kind is TypeKind.Parenthesized { Inner.Kind: TypeKind.Path or TypeKind.Reference or TypeKind.Tuple or TypeKind.Slice or TypeKind.Array } && IsWritten(type.Span))
        {
            Add("unused_parens", "type", "parentheses", type.Span, "", _after);
        }
    }

    private void Check(Pattern pattern)
    {
        if (pattern.Kind is PatternKind.Parenthesized { Inner.Kind: not (PatternKind.Or or PatternKind.Range or PatternKind.Rest or PatternKind.Binding { IsMutable: true }) } && IsWritten(pattern.Span))
        {
            Add("unused_parens", "pattern", "parentheses", pattern.Span, "", _after);
        }
    }

    private void CheckArguments(Foundation.Collections.EquatableArray<Expression> arguments, string what)
    {
        foreach (Expression argument in arguments)
        {
            CheckParens(argument, what);
        }
    }

    // Before a block: a struct literal or another brace would be taken for it.
    private void CheckHead(Expression head, string what)
    {
        if (head.Kind is ExpressionKind.Parenthesized { Inner: var inner } && (OpensWithBlock(inner) || HoldsStruct(inner) || inner.Kind is ExpressionKind.Let or ExpressionKind.Closure or ExpressionKind.Return or ExpressionKind.Break))
        {
            return;
        }

        CheckParens(head, what);
        if (head.Kind is ExpressionKind.OfBlock { Mode: BlockMode.Plain, Label: null, Block: { InnerAttributes.IsEmpty: true, Statements: [{ Kind: StatementKind.Tail { Expression: var only } }] } } && !HoldsStruct(only) && !OpensWithBlock(only))
        {
            CheckBraces(head.Span, what);
        }
    }

    private void CheckValueOf(Block block)
    {
        if (block.Statements is not [.., { Kind: StatementKind.Tail { Expression: var value } }])
        {
            return;
        }

        if (value.Kind is ExpressionKind.OfBlock { Mode: BlockMode.Plain, Label: null, Block: { InnerAttributes.IsEmpty: true, Statements: [{ Kind: StatementKind.Tail { Expression: var only } }] } } && block.Statements.Count == 1)
        {
            if (!OpensWithBlock(only))
            {
                CheckBraces(value.Span, "block return value");
            }
        }
        else if (value.Kind is not ExpressionKind.Parenthesized { Inner: var inner } || !OpensWithBlock(inner))
        {
            CheckParens(value, "block return value");
        }
    }

    private void CheckParens(Expression value, string what)
    {
        if (value.Kind is ExpressionKind.Parenthesized && value.Attributes.IsEmpty && IsWritten(value.Span))
        {
            Add("unused_parens", what, "parentheses", value.Span, IsAfterWord(value.Span) ? " " : "", _after);
        }
    }

    private void CheckBraces(Span span, string what)
    {
        if (IsWritten(span) && !SpansLines(span))
        {
            Add("unused_braces", what, "braces", span, IsAfterWord(span) ? " " : "", "");
        }
    }

    private void Add(string lint, string what, string brackets, Span span, string before, string after)
    {
        Span open = span with { End = span.Start + 1 }, close = span with { Start = span.End - 1 };
        found.Add(new(Severity.Warning, lint, $"unnecessary {brackets} around {what}", new(open))
        {
            Labels = [new(close) { IsPrimary = true }],
            Fixes = [new($"remove these {brackets}", [new(open, before), new(close, after)], Applicability.MachineApplicable) { Style = FixStyle.Lines }],
        });
    }

    private static bool IsWritten(Span span) => span.Expansion.IsNone;

    private bool SpansLines(Span span) => sources.TextOf(span).Contains('\n', StringComparison.Ordinal);

    private bool IsAfterWord(Span span) => span.Start > 0 && sources[span.Source].Slice(span.Start - 1, span.Start) is [var before] && char.IsLetterOrDigit(before);

    /// <summary>The leftmost part is a block or the like, which would end a statement.</summary>
    private static bool OpensWithBlock(Expression expression) => expression.Kind switch
    {
        ExpressionKind.OfBlock or ExpressionKind.If or ExpressionKind.Match or ExpressionKind.While or ExpressionKind.For or ExpressionKind.Loop => true,
        ExpressionKind.Binary data => OpensWithBlock(data.Left),
        ExpressionKind.MethodCall data => OpensWithBlock(data.Receiver),
        ExpressionKind.Field data => OpensWithBlock(data.Operand),
        ExpressionKind.Index data => OpensWithBlock(data.Operand),
        ExpressionKind.Call data => OpensWithBlock(data.Function),
        ExpressionKind.Cast data => OpensWithBlock(data.Operand),
        _ => false,
    };

    private static bool HoldsStruct(Expression expression) => expression.Kind switch
    {
        ExpressionKind.Struct => true,
        ExpressionKind.Binary data => HoldsStruct(data.Left) || HoldsStruct(data.Right),
        ExpressionKind.Unary data => HoldsStruct(data.Operand),
        ExpressionKind.Borrow data => HoldsStruct(data.Operand),
        ExpressionKind.MethodCall data => HoldsStruct(data.Receiver),
        ExpressionKind.Field data => HoldsStruct(data.Operand),
        ExpressionKind.Index data => HoldsStruct(data.Operand),
        ExpressionKind.Assign data => HoldsStruct(data.Place) || HoldsStruct(data.Value),
        ExpressionKind.Range data => (data.Start is { } start && HoldsStruct(start)) || (data.End is { } end && HoldsStruct(end)),
        _ => false,
    };
}

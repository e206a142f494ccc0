using System.Text.RegularExpressions;
using Crabwalk.C.Tree;

namespace Crabwalk.C.Checking;

/// <summary>Whether control may go on behind a statement, judged by its form as gcc does for <c>-Wimplicit-fallthrough</c>, and how a program says that it is meant to.</summary>
internal static partial class FallthroughChecks
{
    /// <summary>The innermost last statement from which control may go on behind the given one; null when it may not.</summary>
    public static Statement? FallingOutOf(Statement statement) => statement switch
    {
        Statement.Break or Statement.Continue or Statement.Return or Statement.Goto or Statement.ComputedGoto => null,
        Statement.Case label => FallingOutOf(label.Body),
        Statement.Labeled label => FallingOutOf(label.Body),
        Statement.Block block => LastOf(block.Statements) is { } last ? FallingOutOf(last) : block.Statements.IsEmpty ? null : block,
        Statement.If { Else: { } otherwise } choice => FallingOutOf(choice.Then) is null && FallingOutOf(otherwise) is null ? null : choice,
        Statement.While { Condition.IntegerValue: { } value } loop when value != 0 && !HasBreak(loop.Body) => null,
        Statement.For { Condition: null or { IntegerValue: not null and not 0 } } loop when !HasBreak(loop.Body) => null,
        Statement.DoWhile loop when FallingOutOf(loop.Body) is null && !HasBreak(loop.Body) => null,
        Statement.SwitchStatement { Switch.Default: not null } choice when FallingOutOf(choice.Body) is null && !HasBreak(choice.Body) => null,
        Statement.ExpressionStatement { Expression: Expression.Call call } when IsNoReturn(call) => null,
        Statement.Empty => null,
        _ => statement,
    };

    /// <summary>The last statement that does something.</summary>
    public static Statement? LastOf(IEnumerable<Statement> statements) => statements.LastOrDefault(s => s is not Statement.Empty);

    /// <summary>True when the text between a statement and the next label holds a comment such as <c>/* fall through */</c>.</summary>
    public static bool IsAnnounced(string between) => Announcement().IsMatch(between);

    private static bool IsNoReturn(Expression.Call call)
    {
        Expression callee = call.Callee;
        while (callee is Expression.Conversion conversion)
        {
            callee = conversion.Operand;
        }

        return callee is Expression.FunctionReference { Function.IsNoReturn: true };
    }

    // A break of a loop or switch further in leaves that one only.
    private static bool HasBreak(Statement statement) => statement switch
    {
        Statement.Break => true,
        Statement.Block block => block.Statements.Any(HasBreak),
        Statement.If choice => HasBreak(choice.Then) || (choice.Else is { } otherwise && HasBreak(otherwise)),
        Statement.Case label => HasBreak(label.Body),
        Statement.Labeled label => HasBreak(label.Body),
        _ => false,
    };

    // What gcc's third level takes: the comment says this and nothing else, but for a reason behind a dash.
    [GeneratedRegex(@"(/\*|//)[ \t]*((lint )?-fallthrough|[.!]*(else,? |intentional(ly)? )?fall(s |ing | |-)?thr(ough|u)[ \t.!]*(-[^\n]*)?)[ \t]*(\*/|\n|\r|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Announcement();
}

using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>The text form of <see cref="TypeckResults"/>: one line for each expression and pattern, with its type, callee and adjustments.</summary>
public static class TypeckPrinter
{
    /// <summary>All that was found out about a body, in the order of the text.</summary>
    public static string Print(ITypeContext context, TypeckResults results, Hir.Body body)
    {
        var walk = new Walk(context, results);
        walk.Visit(body);
        return walk.Text.ToString();
    }

    private sealed class Walk(ITypeContext context, TypeckResults results) : ExpressionWalk
    {
        public StringBuilder Text { get; } = new();

        public override void Visit(Hir.Expr expression)
        {
            Append(expression.Id, expression.Span);
            base.Visit(expression);
            if (expression.Kind is Hir.ExprKind.Closure closure)
            {
                AppendCaptures(closure);
            }
        }

        public override void Visit(Hir.Pat pattern)
        {
            foreach (Hir.Pat one in PatternWalk.Everything(pattern))
            {
                Append(one.Id, one.Span);
            }
        }

        private void Append(Hir.HirId node, Span span)
        {
            if (!results.NodeTypes.TryGetValue(node, out Ty? type))
            {
                return;
            }

            Text.Append(context.Sources.TextOf(span).ReplaceLineEndings(" ")).Append(": ").Append(TypeNames.Of(context, type));
            if (results.Callees.TryGetValue(node, out var callee))
            {
                Text.Append(", means ").Append(context.Hir.PathOf(callee));
            }

            if (results.PatternAdjustments.TryGetValue(node, out var peeled))
            {
                Text.Append(", through ").AppendJoin(", ", peeled.Select(one => TypeNames.Of(context, one)));
            }

            if (results.Adjustments.TryGetValue(node, out var steps))
            {
                foreach (Adjustment step in steps)
                {
                    Text.Append(", ").Append(NameOf(step.Kind)).Append(" to ").Append(TypeNames.Of(context, step.Target));
                }
            }

            Text.AppendLine();
        }

        private void AppendCaptures(Hir.ExprKind.Closure closure)
        {
            if (!results.Captures.TryGetValue(closure.Definition, out var captures))
            {
                return;
            }

            Text.Append("closure is ").Append(results.ClosureKinds[closure.Definition]).Append(", captures ");
            Text.AppendJoin(", ", captures.Select(capture => $"{capture.Name} {capture.ByRef?.ToString() ?? "by value"}")).AppendLine();
        }

        private static string NameOf(AdjustKind kind) => kind switch
        {
            AdjustKind.NeverToAny => "never",
            AdjustKind.Deref { Overloaded: null } => "dereferenced",
            AdjustKind.Deref => "dereferenced by method",
            AdjustKind.Borrow borrow => borrow.IsTwoPhase ? "borrowed in two phases" : "borrowed",
            AdjustKind.RawBorrow => "borrowed raw",
            AdjustKind.Pointer pointer => pointer.Kind.ToString(),
        };
    }
}

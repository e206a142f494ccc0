using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow;

/// <summary>The lint <c>unconditional_recursion</c>: every way through a function that returns calls the function again.</summary>
internal static class UnconditionalRecursion
{
    /// <summary>Reports a function that cannot return.</summary>
    public static void Report(ITypeContext context, Body body)
    {
        if (context.Definitions[body.Definition].Kind is not (DefKind.Function or DefKind.AssociatedFunction))
        {
            return;
        }

        List<Span> calls = CallsBeforeReturn(body);
        if (calls.Count > 0)
        {
            context.Lints.Report(new Diagnostic(Severity.Warning, "unconditional_recursion", "function cannot return without recursing", new(context.Hir.ItemOf(body.Definition).HeadSpan, "cannot return without recursing"))
            {
                Labels = [.. calls.Select(call => new Label(call, "recursive call site"))],
            }.WithHelp("a `loop` may express intention better if this is on purpose"));
        }
    }

    /// <summary>The calls of itself that stand on all ways; none when some way returns without one.</summary>
    private static List<Span> CallsBeforeReturn(Body body)
    {
        var calls = new List<Span>();
        var seen = new HashSet<BlockId> { BlockId.Entry };
        var open = new Stack<BlockId>(seen);
        while (open.TryPop(out BlockId id))
        {
            Block block = body.Blocks[id];
            if (block.Terminator.Kind is TerminatorKind.Return)
            {
                return [];
            }

            if (block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant { Value.Type: Ty.FnDef callee } } && callee.Definition == body.Definition)
            {
                calls.Add(block.Terminator.Source.Span);
                continue;
            }

            foreach (BlockId next in Successors(block.Terminator.Kind))
            {
                if (!body.Blocks[next].IsCleanup && seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        calls.Sort((left, right) => left.Start.CompareTo(right.Start));
        return calls;
    }

    // What only the borrow checker believes in is no way through.
    private static IReadOnlyList<BlockId> Successors(TerminatorKind terminator) => terminator switch
    {
        TerminatorKind.FalseEdge edge => [edge.Real],
        TerminatorKind.FalseUnwind edge => [edge.Real],
        _ => terminator.Successors(),
    };
}

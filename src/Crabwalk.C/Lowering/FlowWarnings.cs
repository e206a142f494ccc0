using Crabwalk.C.Checking;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;

namespace Crabwalk.C.Lowering;

/// <summary>Warnings that need to know which ways a function can take, which its MIR shows: every block in it can be reached.</summary>
internal static class FlowWarnings
{
    /// <summary>Gives the warnings about a function of the user.</summary>
    public static void Check(Body body, FunctionDefinition definition, WarningOptions options, DiagnosticSink diagnostics)
    {
        if (options.SeverityOf(Warnings.ReturnMismatch) is { } returns && FallsOffEnd(body, definition))
        {
            diagnostics.Add(new(returns, Warnings.ReturnMismatch, "control reaches end of non-void function", new(definition.Body.End)));
        }

        if (options.IsEnabled(Warnings.Uninitialized) || options.IsEnabled(Warnings.MaybeUninitialized))
        {
            foreach (UninitializedUse use in UninitializedUses.Find(body))
            {
                WarnOfUse(use, options, diagnostics);
            }
        }
    }

    // The end of main returns 0 (C17 5.1.2.2.3), and a way that ends in a call that does not come back is none.
    private static bool FallsOffEnd(Body body, FunctionDefinition definition)
    {
        Function function = definition.Function;
        bool mayFall = function.Type.Result is CType.Void || function.IsNoReturn || function.Name == "main";
        Span end = definition.Body.End;
        return !mayFall && body.Blocks.Any(block => block.Terminator is { Kind: TerminatorKind.Return, Source.Span: var span } && span == end);
    }

    private static void WarnOfUse(UninitializedUse use, WarningOptions options, DiagnosticSink diagnostics)
    {
        string name = use.IsCertain ? Warnings.Uninitialized : Warnings.MaybeUninitialized;
        if (options.SeverityOf(name) is not { } severity)
        {
            return;
        }

        string words = use.IsCertain ? "is used uninitialized" : "may be used uninitialized";
        diagnostics.Add(new(severity, name, $"`{use.Variable.Name}` {words}", new(use.Use))
        {
            Children = [CheckReporter.Note(use.Variable.Span, $"`{use.Variable.Name}` was declared here")],
        });
    }
}

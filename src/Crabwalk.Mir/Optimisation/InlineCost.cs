using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Decides whether a body may and should stand in place of its calls. The measure is about instructions: a call with its arguments and the
/// frame of the callee costs more than a few of them, and a body without calls often melts into what is around it.
/// </summary>
internal static class InlineCost
{
    private const int CallCost = 8;
    private const int MostOfLeaf = 16;
    private const int MostOfCaller = 12;
    private const int LoopBonus = 6;

    /// <summary>No body grows beyond this.</summary>
    public const int MostOfResult = 6000;

    // What these do belongs to the frame of the function that calls them.
    private static readonly HashSet<string> FrameIntrinsics = ["__builtin_alloca", "__builtin_va_start", "__builtin_return_address", "__builtin_frame_address", "__crabwalk_setjmp"];

    /// <summary>True when the body can run in another one's frame.</summary>
    public static bool CanBeInlined(Body body, DefTable definitions) =>
        body.Phase >= MirPhase.Runnable && body.Signature.Variadic == Variadic.None && body.Locals.All(local => local.Type is not (Ty.Slice or Ty.Str or Ty.Dynamic))
        && !UsesFrame(body, definitions);

    /// <summary>True when the body is small enough for a call in a loop or outside of one.</summary>
    public static bool IsWorth(Body body, bool isInLoop)
    {
        int calls = 0;
        int cost = 0;
        foreach (Block block in body.Blocks)
        {
            calls += block.Terminator.Kind is TerminatorKind.Call ? 1 : 0;
            cost += CostOf(block);
        }

        int most = calls == 0 ? MostOfLeaf : MostOfCaller;
        return cost <= (isInLoop ? most * LoopBonus : most);
    }

    /// <summary>How large a body is.</summary>
    public static int SizeOf(Body body) => body.Blocks.Sum(CostOf);

    /// <summary>True for a body that keeps what only its own frame has: variable arguments, places to jump back to, memory of its own making.</summary>
    public static bool UsesFrame(Body body, DefTable definitions) => body.Blocks.Any(block =>
        block.Statements.Any(statement => statement.Kind is StatementKind.StorageDynamic)
        || (block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant({ Type: Ty.FnDef callee }) } && FrameIntrinsics.Contains(definitions[callee.Definition].Name)));

    private static int CostOf(Block block)
    {
        int cost = block.Statements.Count(statement => statement.Kind is StatementKind.Assign or StatementKind.SetDiscriminant);
        return cost + block.Terminator.Kind switch
        {
            TerminatorKind.Call or TerminatorKind.Drop => block.IsCleanup ? 1 : CallCost,
            TerminatorKind.SwitchInt s => s.Targets.Count,
            TerminatorKind.Assert => 2,
            _ => 0,
        };
    }
}

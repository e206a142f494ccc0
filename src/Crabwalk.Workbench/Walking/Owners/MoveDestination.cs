using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>Where a moved value goes.</summary>
internal abstract record MoveDestination
{
    private MoveDestination()
    {
    }

    /// <summary>Into a variable, whole or as a part of its value.</summary>
    public sealed record Variable(LocalId Local, string Name) : MoveDestination;

    /// <summary>Into a call, which owns it now.</summary>
    public sealed record Call(DefId Function, string Name) : MoveDestination;

    /// <summary>Into a <c>for</c> loop, which uses it up.</summary>
    public sealed record Loop : MoveDestination;

    /// <summary>To the caller.</summary>
    public sealed record Caller : MoveDestination;

    /// <summary>The destination in words that follow "moved".</summary>
    public string Words => this switch
    {
        Variable variable => $"to {variable.Name}",
        Call call => $"into {call.Name}",
        Loop => "into the loop",
        Caller => "to the caller",
    };
}

/// <summary>
/// Finds where a moved value goes by following the code from the move on: through temporaries, into a variable, a call or the result.
/// </summary>
internal sealed class MoveTracer(Body body, DefTable definitions, SourceMap sources)
{
    private const int MostStatements = 64;

    private int _left = MostStatements;

    /// <summary>The destination of what is moved just after a mark; null when it cannot be told.</summary>
    public MoveDestination? Of(Location mark, Place moved) => Follow(mark.Block, mark.Statement + 1, moved.Local);

    private MoveDestination? Follow(BlockId block, int index, LocalId source)
    {
        while (_left-- > 0)
        {
            Block code = body.Blocks[block];
            if (index < code.Statements.Count)
            {
                if (code.Statements[index].Kind is StatementKind.Assign(var place, var value, _) && Takes(value, source))
                {
                    return Arrived(place.Local) ?? Follow(block, index + 1, place.Local);
                }

                index++;
                continue;
            }

            if (code.Terminator.Kind is TerminatorKind.Call call && call.Arguments.Any(argument => Takes(argument, source)))
            {
                return Callee(call, code.Terminator.Source.Span);
            }

            if (Next(code.Terminator.Kind) is not { } next)
            {
                return null;
            }

            (block, index) = (next, 0);
        }

        return null;
    }

    private MoveDestination? Arrived(LocalId local) => body.Locals[local].Kind switch
    {
        LocalKind.Return => new MoveDestination.Caller(),
        LocalKind.Variable or LocalKind.Parameter => body.Variables.Find(variable => variable.Place == (Place)local) is { } info && info.Span.Expansion.IsNone
            ? new MoveDestination.Variable(local, info.Name)
            : null,
        LocalKind.Temporary => null,
    };

    private MoveDestination? Callee(TerminatorKind.Call call, Span text)
    {
        if (call.Function is not Operand.Constant({ Type: Ty.FnDef function }))
        {
            return null;
        }

        string name = definitions[function.Definition].Name;
        bool isLoop = name == "into_iter" && !sources.TextOf(sources.Outermost(text)).Contains(name, StringComparison.Ordinal);
        return isLoop ? new MoveDestination.Loop() : new MoveDestination.Call(function.Definition, name);
    }

    private static BlockId? Next(TerminatorKind terminator) => terminator switch
    {
        TerminatorKind.Goto(var target) => target,
        TerminatorKind.Call { Target: { } target } => target,
        TerminatorKind.Drop drop => drop.Target,
        TerminatorKind.Assert assert => assert.Target,
        _ => null,
    };

    private static bool Takes(Rvalue value, LocalId source) => value switch
    {
        Rvalue.Use(var operand) => Takes(operand, source),
        Rvalue.Cast cast => Takes(cast.Operand, source),
        Rvalue.Repeat repeat => Takes(repeat.Operand, source),
        Rvalue.Aggregate aggregate => aggregate.Operands.Any(operand => Takes(operand, source)),
        _ => false,
    };

    private static bool Takes(Operand operand, LocalId source) => operand is Operand.Move(var place) && place.Local == source;
}

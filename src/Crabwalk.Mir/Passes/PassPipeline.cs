using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Validation;

namespace Crabwalk.Mir.Passes;

/// <summary>A row of passes whose order has been checked.</summary>
public sealed class PassPipeline
{
    /// <summary>The passes; an order that a demand of <see cref="PassTable.Orders"/> forbids is a bug.</summary>
    public PassPipeline(IReadOnlyList<Pass> passes)
    {
        Passes = passes;
        foreach (PassOrder order in PassTable.Orders)
        {
            int later = IndexOf(order.Later);
            if (later >= 0 && IndexOf(order.Earlier) > later)
            {
                throw new CompilerBugException($"pass `{order.Later}` must run after `{order.Earlier}`: {order.Because}");
            }
        }
    }

    /// <summary>The passes in order.</summary>
    public IReadOnlyList<Pass> Passes { get; }

    /// <summary>
    /// Runs the passes over a body; those that need a later phase are left out, those whose phase it has passed already too. With
    /// <paramref name="validate"/> the body is checked after each, and a violation names the pass that made it.
    /// </summary>
    public void Run(MirProgram program, Body body, bool validate = false, Action<Pass>? after = null)
    {
        foreach (Pass pass in Passes.Where(pass => body.Phase >= pass.Needs && !(pass.Gives <= body.Phase)))
        {
            pass.Run(program, body);
            body.Phase = pass.Gives ?? body.Phase;
            after?.Invoke(pass);
            if (validate && Validator.Check(program, body) is [var violation, ..])
            {
                throw new CompilerBugException($"after pass `{pass.Name}` of `{program.Definitions[body.Definition].Path}`: {violation}; it is now\n{MirPrinter.Print(body, program.Definitions, program.Sources)}");
            }
        }
    }

    /// <summary>Runs the passes over every body of a program.</summary>
    public void Run(MirProgram program, bool validate = false)
    {
        foreach (Body body in program.Bodies.Values)
        {
            Run(program, body, validate);
        }
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Passes.Count; i++)
        {
            if (Passes[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

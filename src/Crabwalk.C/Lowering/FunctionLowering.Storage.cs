using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// When variables live (C17 6.2.4). Whatever leaves a block, by its end, <c>break</c>, <c>continue</c> or <c>goto</c>, ends its
/// variables; whatever enters one, by its beginning or by a jump to a label in it, begins them. A return ends the frame as a whole:
/// pointers into it then dangle because the function returned.
/// </summary>
internal sealed partial class FunctionLowering
{
    private void Open(Region region)
    {
        region.Scope = _code.Body.Scopes.Add(new(region.Span, _region.Scope));
        _region = region;
        _code.Scope = region.Scope;
        BeginStorage(region);
    }

    private void Close(Region region)
    {
        EndStorage(region, region.End);
        _region = region.Parent!;
        _code.Scope = _region.Scope;
    }

    private void BeginStorage(Region region)
    {
        foreach (Variable variable in region.Variables)
        {
            _code.Add(new StatementKind.StorageLive(LocalOf(variable)), variable.Span);
        }
    }

    private void EndStorage(Region region, Span span)
    {
        RunCleanups(region, region.Parent, span);
        if (region.HasNames)
        {
            Mark(MarkKind.ScopeEnd, span);
        }

        for (int i = region.Dynamics.Count - 1; i >= 0; i--)
        {
            _code.Add(new StatementKind.StorageDead(LocalOf(region.Dynamics[i].Variable)), span);
        }

        for (int i = region.Variables.Count - 1; i >= 0; i--)
        {
            _code.Add(new StatementKind.StorageDead(LocalOf(region.Variables[i])), span);
        }
    }

    /// <summary>Goes to a block in another region: ends and begins what lies between.</summary>
    private void Jump(BlockId target, Region region, Span span, int order = int.MaxValue)
    {
        Region? common = Region.Common(_region, region);
        for (Region? left = _region; left != common; left = left!.Parent)
        {
            EndStorage(left!, span);
        }

        EndLaterDynamics(common, order, span);
        EnterRegions(region, common);
        _code.Goto(target, span);
    }

    // A jump back over the declaration of a variable-length array leaves its scope (C17 6.2.4p7).
    private void EndLaterDynamics(Region? region, int order, Span span)
    {
        for (; region is not null; region = region.Parent)
        {
            for (int i = region.Dynamics.Count - 1; i >= 0 && region.Dynamics[i].Order > order; i--)
            {
                _code.Add(new StatementKind.StorageDead(LocalOf(region.Dynamics[i].Variable)), span);
            }
        }
    }

    private void EnterRegions(Region region, Region? outer)
    {
        var entered = new Stack<Region>();
        for (Region? inner = region; inner != outer; inner = inner!.Parent)
        {
            entered.Push(inner!);
        }

        foreach (Region inner in entered)
        {
            BeginStorage(inner);
        }
    }

    private static bool EntersStorage(Region region, Region outer)
    {
        for (Region? inner = region; inner != outer; inner = inner.Parent)
        {
            if (inner is null || inner.Variables.Count > 0)
            {
                return inner is not null;
            }
        }

        return false;
    }

    // gcc's cleanup attribute: the function gets the variable's address when its block is left.
    private void RunCleanups(Region from, Region? to, Span span)
    {
        for (Region? region = from; region != to; region = region!.Parent)
        {
            for (int i = region!.Variables.Count - 1; i >= 0; i--)
            {
                if (region.Variables[i] is { Cleanup: { } cleanup } variable)
                {
                    RunCleanup(variable, cleanup, span);
                }
            }
        }
    }

    private void RunCleanup(Variable variable, Function cleanup, Span span)
    {
        ResolvedFunction function = _unit.Resolver.Resolve(cleanup, span);
        Ty pointer = function.Signature.Inputs.Count > 0 ? function.Signature.Inputs[0] : Tys.RawPtr(Tys.Unit);
        Operand address = Convert(AddressOf(LocalOf(variable), _unit.Types.Lower(variable.Type), span), pointer, span);
        CallDirect(function, [address], span);
    }

    private LocalId LocalOf(Variable variable) => _locals.TryGetValue(variable, out LocalId local) ? local : DeclareLocal(variable);
}

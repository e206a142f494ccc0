using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// The locals that are as good as values of SSA form: written whole in one place that every use comes after, and never borrowed. What one of
/// them holds at a use is what its one definition gave, also inside of loops.
/// </summary>
internal sealed class SingleAssignments : MirVisitor
{
    private static readonly Location AtEntry = new(BlockId.Entry, -1);

    private readonly ControlFlow _flow;
    private readonly Location?[] _definitions;
    private readonly Rvalue?[] _values;
    private readonly bool[] _isSpoiled;
    private bool _looksAtUses;

    private SingleAssignments(Body body, ControlFlow flow)
    {
        _flow = flow;
        _definitions = new Location?[body.Locals.Count];
        _values = new Rvalue?[body.Locals.Count];
        _isSpoiled = new bool[body.Locals.Count];
        foreach (LocalId parameter in body.Arguments)
        {
            _definitions[parameter.Index] = AtEntry;
        }
    }

    /// <summary>The single assignments of a body whose blocks can all be reached.</summary>
    public static SingleAssignments Of(Body body, ControlFlow flow)
    {
        var found = new SingleAssignments(body, flow);
        foreach (bool looksAtUses in (ReadOnlySpan<bool>)[false, true])
        {
            found._looksAtUses = looksAtUses;
            foreach (BlockId id in body.Blocks.Ids)
            {
                found.VisitBlock(id, body.Blocks[id]);
            }
        }

        return found;
    }

    /// <summary>True for a local with one definition that is all that anybody can read.</summary>
    public bool IsSingle(LocalId local) => _definitions[local.Index] is not null && !_isSpoiled[local.Index];

    /// <summary>What the definition of a single local computes; null for parameters and results of calls.</summary>
    public Rvalue? ValueOf(LocalId local) => IsSingle(local) ? _values[local.Index] : null;

    /// <summary>True for types whose values an engine holds in one register.</summary>
    public static bool IsScalar(Ty type) => type is Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.RawPtr or Ty.Ref or Ty.FnPtr;

    /// <inheritdoc/>
    public override void VisitStatement(Statement statement, Location location)
    {
        base.VisitStatement(statement, location);
        if (!_looksAtUses && statement.Kind is StatementKind.Assign(var place, var value, false) && place.IsLocal)
        {
            _values[place.Local.Index] = value;
        }
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        if (use is PlaceUse.StorageLive or PlaceUse.StorageDead or PlaceUse.Mark or PlaceUse.Mention)
        {
            return;
        }

        bool isWrite = use is PlaceUse.Store or PlaceUse.CallResult;
        if (isWrite && place.IsLocal)
        {
            Define(place.Local, location);
        }
        else if (!place.HasDeref && (isWrite || use is PlaceUse.SetDiscriminant or PlaceUse.SharedBorrow or PlaceUse.MutableBorrow or PlaceUse.AddressOf or PlaceUse.Drop))
        {
            _isSpoiled[place.Local.Index] = true;
        }
        else if (_looksAtUses)
        {
            _isSpoiled[place.Local.Index] |= _definitions[place.Local.Index] is not { } definition || !IsBefore(definition, location);
        }
    }

    /// <inheritdoc/>
    public override void VisitTerminator(Terminator terminator, Location location)
    {
        base.VisitTerminator(terminator, location);
        if (terminator.Kind is TerminatorKind.Return)
        {
            _isSpoiled[LocalId.Return.Index] = true;
        }
    }

    private void Define(LocalId local, Location location)
    {
        if (!_looksAtUses)
        {
            _isSpoiled[local.Index] |= _definitions[local.Index] is not null;
            _definitions[local.Index] = location;
        }
    }

    private bool IsBefore(Location definition, Location use) => definition.Block == use.Block
        ? definition.Statement < use.Statement
        : _flow.Dominates(definition.Block, use.Block);
}

using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building.Promotion;

/// <summary>
/// Where the temporaries of a body get their values. One that is written once, as a whole, and only read besides, is worth looking at: its
/// value may be known beforehand.
/// </summary>
internal sealed class TemporaryUses
{
    private readonly Dictionary<LocalId, Location> _definitions = [];
    private readonly HashSet<LocalId> _changed = [];

    /// <summary>Looks through a body.</summary>
    public TemporaryUses(Body body)
    {
        foreach (BlockId id in body.Blocks.Ids)
        {
            Block block = body.Blocks[id];
            for (int i = 0; i < block.Statements.Count; i++)
            {
                Note(block.Statements[i].Kind, new(id, i));
            }

            Note(block.Terminator.Kind);
        }
    }

    /// <summary>Where the only value of a local is made; null when it has none or several, or may be changed in other ways.</summary>
    public Location? DefinitionOf(LocalId local) => _changed.Contains(local) || !_definitions.TryGetValue(local, out Location at) ? null : at;

    private void Note(StatementKind statement, Location at)
    {
        switch (statement)
        {
            case StatementKind.Assign(var place, var value, _):
                if (!place.IsLocal || !_definitions.TryAdd(place.Local, at))
                {
                    _changed.Add(place.Local);
                }

                if (value is Rvalue.Ref(_, not (BorrowKind.Shared or BorrowKind.Fake), var borrowed) && !borrowed.HasDeref)
                {
                    _changed.Add(borrowed.Local);
                }
                else if (value is Rvalue.AddressOf(_, var pointed) && !pointed.HasDeref)
                {
                    _changed.Add(pointed.Local);
                }

                break;
            case StatementKind.SetDiscriminant(var place, _):
                _changed.Add(place.Local);
                break;
            default:
                break;
        }
    }

    private void Note(TerminatorKind terminator)
    {
        switch (terminator)
        {
            case TerminatorKind.Call call:
                _changed.Add(call.Destination.Local);
                break;
            case TerminatorKind.Drop drop:
                _changed.Add(drop.Place.Local);
                break;
            default:
                break;
        }
    }
}

using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Passes;

/// <summary>
/// Marks where the user's variables lose their values: moves, and drops as they are after elaboration, so that a walk knows of the way
/// it took what only flags know otherwise. A variable that is moved somewhere has a mark where its storage begins, too: in the next turn of a
/// loop it is a new one.
/// </summary>
internal sealed class MarkOwnership : MirVisitor
{
    private readonly Body _body;
    private readonly BodyPatch _patch;
    private readonly HashSet<LocalId> _moved = [];

    private MarkOwnership(Body body) => (_body, _patch) = (body, new(body));

    /// <summary>Edits a body of Rust.</summary>
    public static void Run(Body body)
    {
        var marks = new MarkOwnership(body);
        BlockId[] blocks = [.. body.Blocks.Ids];
        foreach (BlockId id in blocks)
        {
            marks.VisitBlock(id, body.Blocks[id]);
        }

        foreach (BlockId id in blocks)
        {
            marks.MarkBeginnings(id);
            marks.MarkDrop(id);
        }

        marks._patch.Apply();
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        if (use == PlaceUse.Move && IsVariable(place.Local))
        {
            _moved.Add(place.Local);
            Insert(location, MarkKind.Move, BeforeDeref(place));
        }
    }

    private bool IsVariable(LocalId local) => _body.Locals[local].Kind is LocalKind.Variable or LocalKind.Parameter;

    private SourceInfo SourceAt(Location at)
    {
        Block block = _body.Blocks[at.Block];
        return at.Statement < block.Statements.Count ? block.Statements[at.Statement].Source : block.Terminator.Source;
    }

    private void Insert(Location at, MarkKind kind, Place place) => _patch.Insert(at, new StatementKind.Mark(kind, new Operand.Copy(place)), SourceAt(at));

    /// <summary>What is moved out of a box leaves nothing of use in the box.</summary>
    private static Place BeforeDeref(Place place)
    {
        int length = 0;
        while (length < place.Path.Count && place.Path[length] is not Projection.Deref)
        {
            length++;
        }

        return length == place.Path.Count ? place : place with { Path = place.Path.Slice(0, length) };
    }

    private void MarkBeginnings(BlockId id)
    {
        List<Statement> statements = _body.Blocks[id].Statements;
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i].Kind is StatementKind.StorageLive(var local) && _moved.Contains(local))
            {
                Insert(new(id, i + 1), MarkKind.Begin, local);
            }
        }
    }

    // The mark has a block of its own, as other ways may lead to the drop's target.
    private void MarkDrop(BlockId id)
    {
        Block block = _body.Blocks[id];
        if (block.Terminator is { Kind: TerminatorKind.Drop { Place.HasDeref: false } drop })
        {
            // While it goes, the variable is still there to be seen, also from inside of its own `drop`.
            VarDebugInfo? variable = _body.Variables.Find(info => info.Place.Local == drop.Place.Local);
            SourceInfo source = block.Terminator.Source with { Scope = variable?.Scope ?? block.Terminator.Source.Scope };
            block.Terminator = block.Terminator with { Source = source };
            var mark = new StatementKind.Mark(MarkKind.Drop, new Operand.Copy(drop.Place));
            BlockId after = _patch.NewBlock([mark], new TerminatorKind.Goto(drop.Target), source, block.IsCleanup);
            _patch.SetTerminator(id, drop with { Target = after });
        }
    }
}

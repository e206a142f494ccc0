using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Optimisation;

/// <summary>Takes out locals that no code names any more, and closes the gaps. Names of the user's for them go too.</summary>
internal sealed class UnusedLocals : MirVisitor
{
    private readonly BitSet<LocalId> _used;

    private UnusedLocals(Body body) => _used = new(body.Locals.Count);

    public static void Run(Body body)
    {
        var finder = new UnusedLocals(body);
        foreach (BlockId id in body.Blocks.Ids)
        {
            finder.VisitBlock(id, body.Blocks[id]);
        }

        LocalId[] kept = [.. body.Locals.Ids.Where(local => local.Index <= body.ArgumentCount || finder._used.Contains(local))];
        if (kept.Length == body.Locals.Count)
        {
            return;
        }

        var renamed = new LocalId[body.Locals.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            renamed[kept[i].Index] = new(i);
        }

        body.Variables.RemoveAll(variable => LocalsOf(variable.Place).Any(local => local.Index > body.ArgumentCount && !finder._used.Contains(local)));
        Rename(body, local => renamed[local.Index]);
        body.Locals.ReplaceAll([.. kept.Select(local => body.Locals[local])]);
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        _used.Add(place.Local);
    }

    private static IEnumerable<LocalId> LocalsOf(Place place) => place.Path.Select(step => step is Projection.Index(var local) ? local : place.Local).Prepend(place.Local);

    private static void Rename(Body body, Func<LocalId, LocalId> map)
    {
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                block.Statements[i] = block.Statements[i] with { Kind = block.Statements[i].Kind.MapLocals(map) };
            }

            block.Terminator = block.Terminator with { Kind = block.Terminator.Kind.MapPlaces(place => place.MapLocals(map)) };
        }

        for (int i = 0; i < body.Variables.Count; i++)
        {
            body.Variables[i] = body.Variables[i] with { Place = body.Variables[i].Place.MapLocals(map) };
        }
    }
}

using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Visiting;

/// <summary>Code with its locals renamed, those that only get or lose memory and those that index included.</summary>
public static class LocalMapping
{
    /// <summary>The statement with every local renamed.</summary>
    public static StatementKind MapLocals(this StatementKind statement, Func<LocalId, LocalId> map) => statement switch
    {
        StatementKind.StorageLive(var local) => new StatementKind.StorageLive(map(local)),
        StatementKind.StorageDead(var local) => new StatementKind.StorageDead(map(local)),
        StatementKind.StorageDynamic(var local, var count, var bytes) =>
            new StatementKind.StorageDynamic(map(local), count.MapPlaces(place => place.MapLocals(map)), bytes.MapPlaces(place => place.MapLocals(map))),
        _ => statement.MapPlaces(place => place.MapLocals(map)),
    };

    /// <summary>The place with every local renamed.</summary>
    public static Place MapLocals(this Place place, Func<LocalId, LocalId> map)
    {
        LocalId local = map(place.Local);
        foreach (Projection step in place.Path)
        {
            if (step is Projection.Index)
            {
                return new(local, [.. place.Path.Select(step => step is Projection.Index(var index) ? new Projection.Index(map(index)) : step)]);
            }
        }

        return place with { Local = local };
    }
}

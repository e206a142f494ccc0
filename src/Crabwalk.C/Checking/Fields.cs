using System.Collections.Immutable;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>Finds members, also those of anonymous members (6.7.2.1p13).</summary>
internal static class Fields
{
    /// <summary>Anonymous members nested deeper than the parser lets through do not occur; this only bounds the search.</summary>
    private const int DepthLimit = 300;

    /// <summary>The members to go through to reach a name, outermost first; null when there is none of this name.</summary>
    public static ImmutableArray<Field>? PathTo(RecordDefinition definition, string name)
    {
        var path = new List<Field>();
        return Search(definition, name, path, 0) ? [.. path] : null;
    }

    /// <summary>The member whose name is most like a misspelt one.</summary>
    public static string? Closest(RecordDefinition definition, string name) => Spelling.Closest(name, Names(definition, 0));

    private static bool Search(RecordDefinition definition, string name, List<Field> path, int depth)
    {
        if (definition.Find(name) is { } direct)
        {
            path.Add(direct);
            return true;
        }

        foreach (Field field in definition.Fields)
        {
            if (field is { Name: null, Type: CType.Record inner } && depth < DepthLimit)
            {
                path.Add(field);
                if (Search(inner.Definition, name, path, depth + 1))
                {
                    return true;
                }

                path.RemoveAt(path.Count - 1);
            }
        }

        return false;
    }

    private static IEnumerable<string> Names(RecordDefinition definition, int depth) => definition.Fields.SelectMany(f =>
        f.Name is not null ? [f.Name] : f.Type is CType.Record inner && depth < DepthLimit ? Names(inner.Definition, depth + 1) : []);
}

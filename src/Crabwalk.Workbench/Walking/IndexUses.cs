using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Walking;

/// <summary>A variable that is used as an index into another one.</summary>
/// <param name="Base">The array, or the pointer to the elements.</param>
/// <param name="Index">The index.</param>
public readonly record struct IndexUse(LocalId Base, LocalId Index);

/// <summary>
/// Finds out which variables of a function are indexes into which arrays, by looking for <c>base[index]</c> in its code. A picture marks
/// where each of them stands. Only plain variables count: <c>a[i]</c> does, <c>a[i + 1]</c> has no cursor of its own.
/// </summary>
internal static class IndexUses
{
    /// <summary>All pairs of a body, each once.</summary>
    public static IReadOnlyList<IndexUse> Of(Body body)
    {
        var found = new HashSet<IndexUse>();
        foreach (Statement statement in body.Blocks.SelectMany(block => block.Statements))
        {
            if (statement.Kind is StatementKind.Assign(var place, var value, _))
            {
                AddPlace(found, body, place);
                AddValue(found, body, value);
            }
        }

        return [.. found];
    }

    private static void AddValue(HashSet<IndexUse> found, Body body, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Binary(BinaryOp.Offset, Operand.Copy(var pointer), Operand.Copy(var index)) when pointer.IsLocal && index.IsLocal:
                Add(found, body, pointer.Local, index.Local);
                break;
            case Rvalue.Use(Operand.Copy(var place)):
                AddPlace(found, body, place);
                break;
            case Rvalue.AddressOf(_, var place):
                AddPlace(found, body, place);
                break;
        }
    }

    private static void AddPlace(HashSet<IndexUse> found, Body body, Place place)
    {
        if (place.Path is [Projection.Index(var index), ..])
        {
            Add(found, body, place.Local, index);
        }
    }

    private static void Add(HashSet<IndexUse> found, Body body, LocalId array, LocalId index)
    {
        if (IsVariable(body, array) && IsVariable(body, index))
        {
            found.Add(new(array, index));
        }
    }

    private static bool IsVariable(Body body, LocalId local) => body.Locals[local].Kind is LocalKind.Variable or LocalKind.Parameter;
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>Makes ghosts of cells whose values are gone: their bytes are still there, but they are nobody's value any more.</summary>
internal static class Ghosts
{
    /// <summary>The whole cell as a ghost with what became of its value.</summary>
    public static Cell Of(Cell cell, CellContent content, string note) => cell with
    {
        Content = content,
        Note = note,
        Parts = [.. cell.Parts.Select(part => Of(part, content, ""))],
    };

    /// <summary>The cell with one part of it as a ghost; the whole cell when it shows no such part.</summary>
    /// <param name="cell">The cell of a whole variable.</param>
    /// <param name="type">Its type.</param>
    /// <param name="path">The way from the variable to the part.</param>
    /// <param name="content">What is said of the part.</param>
    /// <param name="note">What became of its value.</param>
    public static Cell OfPart(Cell cell, Ty type, EquatableArray<Projection> path, CellContent content, string note)
    {
        VariantIndex variant = default;
        int at = 0;
        for (; at < path.Count && path[at] is Projection.Downcast down; at++)
        {
            variant = down.Variant;
        }

        if (at == path.Count || path[at] is not Projection.Field(var number, var inner)
            || cell.Parts.IndexOf(part => part.Name == PlaceWords.FieldOf(type, variant, number)) is not (>= 0 and var index))
        {
            return Of(cell, content, note);
        }

        Cell ghost = OfPart(cell.Parts[index], inner, path.Slice(at + 1, path.Count - at - 1), content, note);
        return cell with { Parts = [.. cell.Parts.Select((part, i) => i == index ? ghost : part)] };
    }

    private static int IndexOf(this EquatableArray<Cell> cells, Func<Cell, bool> wanted)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (wanted(cells[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

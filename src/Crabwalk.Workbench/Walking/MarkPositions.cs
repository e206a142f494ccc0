using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Translates positions between a recording by marks and the same run recorded by single instructions: the marks are in both, in the
/// same order.
/// </summary>
internal sealed class MarkPositions
{
    private readonly List<long> _positions = [];
    private readonly Recording _byMarks;
    private readonly Recording _byInstructions;

    /// <summary>Finds the marks among the instructions.</summary>
    public MarkPositions(Recording byMarks, Recording byInstructions)
    {
        _byMarks = byMarks;
        _byInstructions = byInstructions;
        for (long position = 1; position < byInstructions.Cursor.End; position++)
        {
            if (byInstructions.Cursor.KindAt(position) != MarkKind.Instruction)
            {
                _positions.Add(position);
            }
        }
    }

    /// <summary>Where a mark's position is when instructions are counted too; the end is the end.</summary>
    public long AmongInstructions(long mark) => mark < 1 ? 0 : mark <= _positions.Count ? _positions[(int)mark - 1] : _byInstructions.Cursor.End;

    /// <summary>The last mark at or before a position among the instructions.</summary>
    public long AmongMarks(long position)
    {
        if (position == _byInstructions.Cursor.End)
        {
            return _byMarks.Cursor.End;
        }

        int found = _positions.BinarySearch(position);
        return found >= 0 ? found + 1 : ~found;
    }
}

using Crabwalk.Machine.Time;
using Grain = Crabwalk.Pictures.Scenes.Grain;
using MachineGrain = Crabwalk.Machine.Time.Grain;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Where a walk of one grain stops: positions of the recording in order, the end of the run as the last. A stop's number, from 1, is
/// what readers call the step.
/// </summary>
internal sealed class Stops
{
    private readonly List<long> _positions = [];

    /// <summary>Collects the stops of a recording.</summary>
    public Stops(Cursor cursor, Grain grain)
    {
        MachineGrain machineGrain = ToMachine(grain);
        for (long position = 1; position < cursor.End; position++)
        {
            if (cursor.StopsAt(position, machineGrain))
            {
                _positions.Add(position);
            }
        }

        _positions.Add(cursor.End);
    }

    /// <summary>How many there are.</summary>
    public long Count => _positions.Count;

    /// <summary>The position of a step.</summary>
    public long PositionOf(long step) => _positions[(int)Math.Clamp(step, 1, Count) - 1];

    /// <summary>The first step at or after a position: the one that shows what happened there.</summary>
    public long StepAt(long position)
    {
        int found = _positions.BinarySearch(position);
        return Math.Min(Count, (found >= 0 ? found : ~found) + 1);
    }

    /// <summary>The machine's word for a grain.</summary>
    public static MachineGrain ToMachine(Grain grain) => grain switch
    {
        Grain.Instruction => MachineGrain.Instruction,
        Grain.Expression => MachineGrain.Expression,
        Grain.Statement => MachineGrain.Statement,
        Grain.Call => MachineGrain.Call,
    };
}

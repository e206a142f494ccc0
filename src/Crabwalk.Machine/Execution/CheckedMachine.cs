using Crabwalk.Machine.Code;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// Runs a program to its end with every check on. To look at its steps, make a recording instead.
/// </summary>
public static class CheckedMachine
{
    private const long FuelAtOnce = 50_000_000;

    /// <summary>Runs a program; what it writes goes to the host.</summary>
    public static RunOutcome Run(MirProgram program, IHost host, MachineOptions options, CancellationToken cancellation = default)
    {
        using var interpreter = new Interpreter(program, host, options, CodePurpose.Run);
        long left = options.WorkLimit;
        StopReason stop = StopReason.Fuel;
        while (stop == StopReason.Fuel && left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            long portion = Math.Min(left, FuelAtOnce);
            stop = interpreter.Run(portion, long.MaxValue);
            left -= portion + interpreter.Overdrawn;
        }

        bool ended = stop is StopReason.Exited;
        return new RunOutcome(interpreter.EndOf(stop), [.. interpreter.Reports], ended ? [.. interpreter.FindLeaks()] : [], [.. interpreter.Calls()])
        {
            Choices = interpreter.Choices.Known,
            Panics = interpreter.Panics,
        };
    }
}

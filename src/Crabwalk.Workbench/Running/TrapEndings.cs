using Crabwalk.Wasm.Interpretation;
using Crabwalk.Workbench.Auditing;

namespace Crabwalk.Workbench.Running;

/// <summary>What a trap means to whoever started the program, whichever engine it happened on.</summary>
public static class TrapEndings
{
    /// <summary>How the run ended.</summary>
    public static Ending Of(Trap trap, RunSettings settings) => trap switch
    {
        Trap.Unreachable => new Ending.Aborted(),
        Trap.MemoryOutOfBounds => new Ending.Killed("memory is used that the program does not have"),
        Trap.TableOutOfBounds => new Ending.Killed("a call leads to no function"),
        Trap.CallToNull => new Ending.Killed("a null function pointer is called"),
        Trap.BadSignature => new Ending.Killed("a function is called through a pointer of another type"),
        Trap.IntegerOverflow => new Ending.Killed("a number does not fit its type"),
        Trap.DivisionByZero => new Ending.Killed("a number is divided by zero"),
        Trap.BadConversion => new Ending.Killed("what is not a number is made an integer"),
        Trap.NullReference => new Ending.Killed("an exception is thrown on that is none"),
        Trap.UncaughtException => new Ending.Killed("an exception is thrown that nobody catches"),
        Trap.StackOverflow => new Ending.OverBudget("the room for calls within calls"),
        Trap.OutOfMemory => new Ending.OverBudget($"{settings.MaxMemoryBytes} bytes of memory"),
    };
}

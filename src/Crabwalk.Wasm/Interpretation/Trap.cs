namespace Crabwalk.Wasm.Interpretation;

/// <summary>Why a module was stopped (WebAssembly 3.0, 4.6).</summary>
public enum Trap
{
    /// <summary><c>unreachable</c> was reached.</summary>
    Unreachable,

    /// <summary>An access to memory beyond its end.</summary>
    MemoryOutOfBounds,

    /// <summary>A call through an entry that the table does not have.</summary>
    TableOutOfBounds,

    /// <summary>A call through an empty entry of the table.</summary>
    CallToNull,

    /// <summary>A call through an entry whose function has another type.</summary>
    BadSignature,

    /// <summary>A quotient or a converted float that does not fit.</summary>
    IntegerOverflow,

    /// <summary>A division or remainder by zero.</summary>
    DivisionByZero,

    /// <summary>A float that is not a number was converted to an integer.</summary>
    BadConversion,

    /// <summary><c>throw_ref</c> of null.</summary>
    NullReference,

    /// <summary>An exception that nobody catches.</summary>
    UncaughtException,

    /// <summary>More calls within calls, or values in them, than there is room for.</summary>
    StackOverflow,

    /// <summary>The module begins with more memory or a larger table than it may have.</summary>
    OutOfMemory,
}

/// <summary>Leaves an instruction that cannot be carried out; <see cref="Interpreter.Run(long)"/> catches it and nobody else sees it.</summary>
internal sealed class TrapException(Trap trap) : Exception(trap.ToString())
{
    /// <summary>Why.</summary>
    public Trap Trap { get; } = trap;
}

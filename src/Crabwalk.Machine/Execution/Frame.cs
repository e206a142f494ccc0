using System.Runtime.InteropServices;
using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Execution;

/// <summary>One call that is open.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Frame
{
    /// <summary>Where the caller goes on; null for the first call.</summary>
    public Instr* Return;

    /// <summary>The number of its first register.</summary>
    public long Registers;

    /// <summary>Its locals lie below this address.</summary>
    public ulong Base;

    /// <summary>The lowest stack address it uses.</summary>
    public ulong Low;

    /// <summary>The first of its live locals in memory; the others follow by <c>Next</c>.</summary>
    public uint Locals;

    /// <summary>The function's number.</summary>
    public int Function;

    /// <summary>Numbers the calls of a run.</summary>
    public int Serial;

    /// <summary>The allocation with its variable arguments; 0 for none.</summary>
    public uint VariableArguments;
}

/// <summary>What a call needs to know of a function.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionEntry
{
    /// <summary>The first instruction; null while it is not compiled.</summary>
    public Instr* Start;

    /// <summary>The registers it needs.</summary>
    public int Registers;

    /// <summary>The stack it needs.</summary>
    public int FrameBytes;
}

/// <summary>One step in the log of a walk.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StepEntry
{
    /// <summary>The number of its <see cref="StepSite"/>.</summary>
    public int Site;

    /// <summary>The number of calls below; the top bit says that the value was junk.</summary>
    public uint DepthAndJunk;

    /// <summary>The value, if it fits.</summary>
    public ulong Value;

    /// <summary>The number of calls below.</summary>
    public readonly int Depth => (int)(DepthAndJunk & 0x7FFFFFFF);

    /// <summary>True when the value was junk.</summary>
    public readonly bool IsJunk => DepthAndJunk >> 31 != 0;
}

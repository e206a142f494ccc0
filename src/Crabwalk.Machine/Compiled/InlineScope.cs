using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// A function inside of compiled code: the one that was compiled, or one that was unfolded at its call. The registers of a callee lie
/// in its caller's window in the interpreter too, so unfolding only shifts them.
/// </summary>
/// <param name="Parent">The caller; null for the function that was compiled.</param>
/// <param name="Code">The function.</param>
/// <param name="Window">The number of its register 0 among the registers of the compiled function.</param>
/// <param name="Call">The caller's instruction.</param>
/// <param name="Number">Numbers the scopes of one compilation.</param>
internal sealed unsafe record InlineScope(InlineScope? Parent, CompiledCode Code, int Window, nint Call, int Number)
{
    /// <summary>How many calls are open around it in the compiled code.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>The stack that it and its callers need, without the compiled function's own.</summary>
    public long StackBytes => Parent is null ? 0 : Parent.StackBytes + Code.FrameBytes + 16;

    /// <summary>Where the caller goes on.</summary>
    public nint Back => (nint)((Instr*)Call + 1);

    /// <summary>True when the function is open already.</summary>
    public bool Contains(int function) => Code.Number == function || (Parent?.Contains(function) ?? false);
}

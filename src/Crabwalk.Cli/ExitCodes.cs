namespace Crabwalk.Cli;

/// <summary>What the command line gives back to its caller, where it is not the program's own exit code (DESIGN section 1).</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The program was not compiled.</summary>
    public const int CompileErrors = 1;

    /// <summary>The command line itself was wrong (sysexits' EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>A fault of Crabwalk itself (sysexits' EX_SOFTWARE is 70, which is taken; 76 is EX_PROTOCOL).</summary>
    public const int InternalError = 76;

    /// <summary>The machine stopped at undefined behaviour.</summary>
    public const int UndefinedBehaviour = 70;

    /// <summary>A budget was used up.</summary>
    public const int BudgetExceeded = 75;

    /// <summary>The program called <c>abort</c>: what a shell gives for SIGABRT.</summary>
    public const int Aborted = 134;

    /// <summary>A real machine would have killed the program: what a shell gives for SIGSEGV.</summary>
    public const int Killed = 139;

    /// <summary>A Rust panic reached <c>main</c>.</summary>
    public const int Panic = 101;
}

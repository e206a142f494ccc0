namespace Crabwalk.Machine.Execution;

/// <summary>Jumps between calls, the ends of programs, and the library's own checks.</summary>
internal static unsafe class ControlIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["__crabwalk_setjmp"] = (machine, in call) => machine.SetJump(call);
        table["__crabwalk_longjmp"] = (machine, in call) => machine.LongJump(call);
        table["__crabwalk_check"] = Check;
        table["__crabwalk_unsequenced"] = ReportUnsequenced;
        table["__builtin_trap"] = (machine, in _) => machine.Kill("trap");
        table["__builtin_unreachable"] = (machine, in _) => machine.Report("Unreachable", "control came to a place that is never reached");
        table["__builtin_alloca"] = (machine, in call) => machine.AllocateOnStack(call);
        table["__builtin_frame_address"] = (machine, in call) => call.Return(machine.FrameAddress);
        table["__builtin_return_address"] = (_, in call) => call.Return(0);
        table["__host_exit"] = (machine, in call) => machine.Exit((int)call[1]);
        table["__host_abort"] = (machine, in _) => machine.Abort();
    }

    private static StopReason Check(Interpreter machine, in IntrinsicCall call)
    {
        if ((int)call[1] != 0)
        {
            return StopReason.None;
        }

        string rule = machine.ReadString(call[2], call.Provenances[2]);
        string message = machine.ReadString(call[3], call.Provenances[3]);
        return machine.Report(rule, message);
    }

    private static StopReason ReportUnsequenced(Interpreter machine, in IntrinsicCall call)
    {
        string what = call[1] != 0 ? "changed twice" : "changed and used";
        return machine.Report("Unsequenced", $"`{machine.TextOf(call.Site.FunctionSpan)}` is {what} in one expression, and nothing says which comes first");
    }
}

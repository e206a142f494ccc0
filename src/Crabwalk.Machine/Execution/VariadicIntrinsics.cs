namespace Crabwalk.Machine.Execution;

/// <summary>Variable arguments. A list is one pointer into the allocation that holds the arguments of a call.</summary>
internal static class VariadicIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_va_start"] = (machine, in call) => machine.StartArguments(call);
        table["__builtin_va_arg"] = (machine, in call) => machine.NextArgument(call);
        table["__builtin_va_copy"] = (machine, in call) => machine.CopyArguments(call);
        table["__builtin_va_end"] = (machine, in call) => machine.EndArguments(call);
    }
}

using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Layout;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Ends, promises, panics and where they happened.</summary>
internal static unsafe class ControlOperations
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["abort"] = (machine, in _) => machine.Abort();
        table["unreachable"] = (machine, in _) => machine.Report("Unreachable", "control came to a place that is never reached");
        table["assume"] = (machine, in call) =>
            call.Bits(0) != 0 ? StopReason.None : machine.Report("Assume", "what the program promised to hold does not hold");
        table["ub_check"] = Check;
        table["caller_location"] = (machine, in call) => machine.GiveCallerLocation(call);
        table["unwind"] = (machine, in call) => machine.BeginUnwinding(call.At, call.Bits(0), call.Provenance(0));
        table["report_panic"] = ReportPanic;
        table["assert_inhabited"] = (machine, in call) => Require(machine, call, LayoutOf(machine, call) is not { IsUninhabited: true }, "attempted to instantiate uninhabited type");
        table["assert_zero_valid"] = (machine, in call) => Require(machine, call, AllowsZero(LayoutOf(machine, call)), "attempted to zero-initialize type");
        table["assert_mem_uninitialized_valid"] = (machine, in call) =>
            Require(machine, call, AllowsAnything(LayoutOf(machine, call)), "attempted to leave type");
    }

    private static TypeLayout? LayoutOf(Interpreter machine, in IntrinsicCall call) => machine.Image.Layouts.Computer.TryLayoutOf(call.Type(), out _);

    // Zero is a value of a type when it is one of its first scalar, which is where a type says what it may not be.
    private static bool AllowsZero(TypeLayout? layout) => layout?.Abi switch
    {
        null or ValueAbi.Memory => true,
        ValueAbi.Scalar(var only) => only.Valid.Contains(0),
        ValueAbi.ScalarPair pair => pair.First.Valid.Contains(0) && pair.Second.Valid.Contains(0),
        _ => false,
    };

    private static bool AllowsAnything(TypeLayout? layout) => layout?.Abi switch
    {
        null or ValueAbi.Memory => true,
        ValueAbi.Scalar(var only) => only.MayBeUninitialized,
        ValueAbi.ScalarPair pair => pair.First.MayBeUninitialized && pair.Second.MayBeUninitialized,
        _ => false,
    };

    private static StopReason Require(Interpreter machine, in IntrinsicCall call, bool condition, string problem) =>
        condition ? StopReason.None : machine.PanicAt(call, $"{problem} `{call.Type()}`{(problem.Contains("zero", StringComparison.Ordinal) ? ", which is invalid" : problem.Contains("leave", StringComparison.Ordinal) ? " uninitialized, which is invalid" : "")}");

    private static StopReason Check(Interpreter machine, in IntrinsicCall call)
    {
        if (call.Bits(0) != 0)
        {
            return StopReason.None;
        }

        ReadOnlySpan<byte> message = [];
        StopReason stop = call.Bytes(machine, 1, (long)call.Length(1), out ReadOnlySpan<byte> rule);
        stop = stop != StopReason.None ? stop : call.Bytes(machine, 2, (long)call.Length(2), out message);
        return stop != StopReason.None ? stop : machine.Report(Encoding.UTF8.GetString(rule), Encoding.UTF8.GetString(message));
    }

    private static StopReason ReportPanic(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(1), out ReadOnlySpan<byte> message);
        return stop != StopReason.None ? stop : machine.NotePanic(Encoding.UTF8.GetString(message));
    }
}

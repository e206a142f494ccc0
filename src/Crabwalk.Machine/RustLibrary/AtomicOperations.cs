using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Read-modify-write on one thread: a read, an operation and a write that nothing comes between.</summary>
internal static unsafe class AtomicOperations
{
    private delegate ulong Combine(ulong old, ulong operand, bool isSigned);

    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        Add(table, "atomic_xadd", static (old, operand, _) => old + operand);
        Add(table, "atomic_xsub", static (old, operand, _) => old - operand);
        Add(table, "atomic_and", static (old, operand, _) => old & operand);
        Add(table, "atomic_nand", static (old, operand, _) => ~(old & operand));
        Add(table, "atomic_or", static (old, operand, _) => old | operand);
        Add(table, "atomic_xor", static (old, operand, _) => old ^ operand);
        Add(table, "atomic_max", static (old, operand, isSigned) => isSigned ? (ulong)Math.Max((long)old, (long)operand) : Math.Max(old, operand));
        Add(table, "atomic_min", static (old, operand, isSigned) => isSigned ? (ulong)Math.Min((long)old, (long)operand) : Math.Min(old, operand));
        table["atomic_xchg"] = Exchange;
        table["atomic_cxchg"] = CompareExchange;
    }

    private static void Add(Dictionary<string, Intrinsic> table, string name, Combine combine) => table[name] = (machine, in call) =>
    {
        ValueKind kind = call.Site.Kinds[1];
        StopReason stop = machine.LoadValue(call.Bits(0), call.Provenance(0), kind, out ulong old, out uint provenance);
        if (stop != StopReason.None)
        {
            return stop;
        }

        bool isSigned = call.Type() is Ty.Int { IsSigned: true };
        stop = machine.WriteResult(call.Bits(0), call.Provenance(0), kind, kind.Extend(combine(old, call.Bits(1), isSigned)), provenance);
        return stop != StopReason.None ? stop : call.Return(old, provenance);
    };

    private static StopReason Exchange(Interpreter machine, in IntrinsicCall call)
    {
        ValueKind kind = call.Site.Kinds[1];
        StopReason stop = machine.LoadValue(call.Bits(0), call.Provenance(0), kind, out ulong old, out uint provenance);
        stop = stop != StopReason.None ? stop : machine.WriteResult(call.Bits(0), call.Provenance(0), kind, call.Bits(1), call.Provenance(1));
        return stop != StopReason.None ? stop : call.Return(old, provenance);
    }

    private static StopReason CompareExchange(Interpreter machine, in IntrinsicCall call)
    {
        ValueKind kind = call.Site.Kinds[1];
        StopReason stop = machine.LoadValue(call.Bits(0), call.Provenance(0), kind, out ulong old, out uint provenance);
        if (stop != StopReason.None)
        {
            return stop;
        }

        bool isEqual = old == call.Bits(1);
        stop = isEqual ? machine.WriteResult(call.Bits(0), call.Provenance(0), kind, call.Bits(2), call.Provenance(2)) : StopReason.None;
        return stop != StopReason.None ? stop : GivePair(machine, call, kind, old, provenance, isEqual);
    }

    private static StopReason GivePair(Interpreter machine, in IntrinsicCall call, ValueKind kind, ulong value, uint provenance, bool flag)
    {
        Layouts layouts = machine.Image.Layouts;
        ulong first = call.Registers[0] + (ulong)layouts.Field(call.Site.Result, null, 0).OffsetBytes;
        ulong second = call.Registers[0] + (ulong)layouts.Field(call.Site.Result, null, 1).OffsetBytes;
        StopReason stop = machine.WriteResult(first, call.Provenances[0], kind, value, provenance);
        return stop != StopReason.None ? stop : machine.WriteResult(second, call.Provenances[0], ValueKind.Bool, flag ? 1UL : 0);
    }
}

using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Execution;

/// <summary>A call of an intrinsic: register 0 takes the result, the arguments follow.</summary>
internal readonly unsafe struct IntrinsicCall(CallSite site, Instr* at, ulong* registers, uint* provenances)
{
    /// <summary>What is known of the call.</summary>
    public CallSite Site => site;

    /// <summary>The instruction.</summary>
    public Instr* At => at;

    /// <summary>The window's registers.</summary>
    public ulong* Registers => registers;

    /// <summary>Their provenances.</summary>
    public uint* Provenances => provenances;

    /// <summary>An argument, counted from 1.</summary>
    public ulong this[int argument] => registers[argument];

    /// <summary>Gives a result that is no pointer.</summary>
    public StopReason Return(ulong value) => Return(value, 0);

    /// <summary>Gives a result.</summary>
    public StopReason Return(ulong value, uint provenance)
    {
        registers[0] = value;
        provenances[0] = provenance;
        return StopReason.None;
    }
}

/// <summary>Carries an intrinsic out.</summary>
internal delegate StopReason Intrinsic(Interpreter machine, in IntrinsicCall call);

/// <summary>The functions that the machine carries out itself, by name: one small function each.</summary>
internal static class Intrinsics
{
    private static readonly Dictionary<string, Intrinsic> Table = new(StringComparer.Ordinal);

    static Intrinsics()
    {
        MemoryIntrinsics.Register(Table);
        HeapIntrinsics.Register(Table);
        NumberIntrinsics.Register(Table);
        ControlIntrinsics.Register(Table);
        VariadicIntrinsics.Register(Table);
        HostIntrinsics.Register(Table);
        RustLibrary.RustIntrinsics.Register(Table);
    }

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>The intrinsic of a name; null when there is none.</summary>
    public static Intrinsic? Find(string name) => Table.GetValueOrDefault(name);
}

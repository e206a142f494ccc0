using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Arguments and results of Rust's intrinsics. A fat argument takes two registers, so places are not numbers; 128-bit integers come by address.</summary>
internal static unsafe class CallValues
{
    /// <summary>The register of an argument, counted from 0.</summary>
    public static int Place(this in IntrinsicCall call, int argument) => call.Site.PositionOf(argument);

    /// <summary>The bits of an argument that fits a register.</summary>
    public static ulong Bits(this in IntrinsicCall call, int argument) => call.Registers[call.Place(argument)];

    /// <summary>The provenance of an argument.</summary>
    public static uint Provenance(this in IntrinsicCall call, int argument) => call.Provenances[call.Place(argument)];

    /// <summary>The second half of a fat argument.</summary>
    public static ulong Length(this in IntrinsicCall call, int argument) => call.Registers[call.Place(argument) + 1];

    /// <summary>A generic argument that is a type.</summary>
    public static Ty Type(this in IntrinsicCall call, int number = 0) => (Ty)call.Site.TypeArguments[number];

    /// <summary>The width of an integer argument.</summary>
    public static int Width(this in IntrinsicCall call, int argument) =>
        call.Site.Kinds[argument] is ValueKind.None ? 128 : call.Site.Kinds[argument].SizeOf() * 8;

    /// <summary>True for an integer argument with a sign.</summary>
    public static bool IsSigned(this in IntrinsicCall call, int argument) => call.Site.Arguments[argument] is Ty.Int { IsSigned: true };

    /// <summary>An integer argument of any width, extended by its sign.</summary>
    public static StopReason Integer(this in IntrinsicCall call, Interpreter machine, int argument, out UInt128 value)
    {
        if (call.Site.Kinds[argument] == ValueKind.None)
        {
            return machine.ReadWide(call.Bits(argument), call.Provenance(argument), out value);
        }

        value = call.IsSigned(argument) ? (UInt128)(Int128)(long)call.Bits(argument) : call.Bits(argument);
        return StopReason.None;
    }

    /// <summary>An integer argument cut to its width.</summary>
    public static StopReason Pattern(this in IntrinsicCall call, Interpreter machine, int argument, out UInt128 value)
    {
        StopReason stop = call.Integer(machine, argument, out value);
        value &= UInt128.MaxValue >> (128 - call.Width(argument));
        return stop;
    }

    /// <summary>Gives an integer of any width.</summary>
    public static StopReason Give(this in IntrinsicCall call, Interpreter machine, UInt128 value) => call.Site.ResultKind == ValueKind.None
        ? machine.WriteWide(call.Registers[0], call.Provenances[0], value)
        : call.Return(call.Site.ResultKind.Extend((ulong)value));

    /// <summary>Gives a truth value.</summary>
    public static StopReason Give(this in IntrinsicCall call, bool value) => call.Return(value ? 1UL : 0);

    /// <summary>The bytes that an address and a count tell; empty where there are none.</summary>
    public static StopReason Bytes(this scoped in IntrinsicCall call, Interpreter machine, int pointer, long count, out ReadOnlySpan<byte> bytes)
    {
        bytes = [];
        if (count == 0)
        {
            return StopReason.None;
        }

        uint provenance = call.Provenance(pointer);
        StopReason stop = machine.ReachBytes(call.Bits(pointer), provenance, count, AccessMode.Read, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop != StopReason.None ? stop : machine.Kill("segmentation fault");
        }

        bytes = machine.Memory.Read(at, count);
        return machine.CheckBytes(provenance, at, count);
    }

    /// <summary>Writes bytes where an argument points.</summary>
    public static StopReason Put(this in IntrinsicCall call, Interpreter machine, int pointer, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return StopReason.None;
        }

        StopReason stop = machine.ReachBytes(call.Bits(pointer), call.Provenance(pointer), bytes.Length, AccessMode.Write, out long at);
        if (stop == StopReason.None && at >= 0)
        {
            machine.SeeWrite(at, bytes.Length);
            machine.Memory.Write(at, bytes);
        }

        return stop;
    }
}

using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Where the value of a place is.</summary>
internal abstract record Access(Ty Type)
{
    /// <summary>It takes no room: there is nothing to read or write.</summary>
    public sealed record Empty(Ty Type) : Access(Type);

    /// <summary>In locals of the function; <paramref name="Second"/> is -1 for a single one.</summary>
    public sealed record InLocals(Ty Type, int First, int Second) : Access(Type);

    /// <summary>In memory.</summary>
    /// <param name="Type">The type of the place.</param>
    /// <param name="Base">Instructions that push an address and change nothing, so that they may be repeated.</param>
    /// <param name="Offset">Added to that address by the access itself.</param>
    public sealed record InMemory(Ty Type, Instruction[] Base, long Offset) : Access(Type)
    {
        /// <summary>The alignment that packed structs on the way leave; null when none does.</summary>
        public int? Pack { get; init; }

        /// <summary>Which bits of a storage unit it is; null for all.</summary>
        public BitFieldLayout? Bits { get; init; }

        /// <summary>Instructions that push the length or vtable of a place without a known size; null for a sized one.</summary>
        public Instruction[]? Metadata { get; init; }
    }
}

/// <summary>Where a local of MIR lives.</summary>
internal abstract record Slot
{
    private Slot()
    {
    }

    /// <summary>Nowhere: it takes no room.</summary>
    public sealed record Empty : Slot;

    /// <summary>In one or two locals.</summary>
    public sealed record Locals(int First, int Second) : Slot;

    /// <summary>In the frame.</summary>
    public sealed record Frame(long Offset) : Slot;

    /// <summary>Where a local points: arguments passed by address, results, arrays of variable length.</summary>
    public sealed record Pointed(int Pointer) : Slot;
}

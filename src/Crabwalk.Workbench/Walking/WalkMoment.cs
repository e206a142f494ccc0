using System.Buffers.Binary;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Workbench.Walking.Owners;

namespace Crabwalk.Workbench.Walking;

/// <summary>A range of guest memory.</summary>
public readonly record struct MemoryRange(ulong Address, long SizeBytes)
{
    /// <summary>True when the two have a byte in common.</summary>
    public bool Overlaps(ulong address, long sizeBytes) =>
        SizeBytes > 0 && sizeBytes > 0 && address < Address + (ulong)SizeBytes && Address < address + (ulong)sizeBytes;
}

/// <summary>Everything a picture of one step is made from, as the machine shows it.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="What">What happened in it; null before the first.</param>
/// <param name="Calls">The calls, the outermost first, library frames included.</param>
/// <param name="Heap">All blocks so far.</param>
/// <param name="Statics">All statics of the program.</param>
/// <param name="Memory">Memory at this step.</param>
/// <param name="Lost">Live blocks that no pointer leads to.</param>
/// <param name="Written">What this step wrote.</param>
/// <param name="Language">The language of the code that made the step.</param>
internal sealed record WalkMoment(
    long Step,
    StepView? What,
    EquatableArray<CallView> Calls,
    EquatableArray<HeapBlockView> Heap,
    EquatableArray<StaticView> Statics,
    IMemoryView Memory,
    IReadOnlySet<AllocationId> Lost,
    EquatableArray<MemoryRange> Written,
    SourceLanguage Language)
{
    /// <summary>What happened to the variables of a call so far, the latest first.</summary>
    public required Func<CallView, IReadOnlyList<PlaceEvent>> EventsOf { get; init; }

    /// <summary>The position at which a call's current statement began.</summary>
    public required Func<CallView, long> StatementStart { get; init; }

    /// <summary>What Rust's rules say of the variables of a call here; null where nothing is known.</summary>
    public required Func<CallView, CallStanding?> StandingOf { get; init; }

    /// <summary>The same as it was at the step shown before.</summary>
    public required Func<CallView, CallStanding?> StandingBefore { get; init; }

    /// <summary>The pointer that is stored at an address; null when none is.</summary>
    public ulong? AddressAt(ulong address)
    {
        System.Span<byte> bytes = stackalloc byte[8];
        System.Span<bool> written = stackalloc bool[8];
        return Memory.TryRead(address, bytes, written) && !written.Contains(false) ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : null;
    }

    /// <summary>The position of the step shown before.</summary>
    public long Previous { get; init; }

    /// <summary>Where the value of this step is, and its type; null when it has none in memory.</summary>
    public (ulong Address, Ty Type)? StepValue { get; init; }

    /// <summary>The values of sub-expressions that do not fit into a number, in words, by the positions at which they were computed.</summary>
    public IReadOnlyDictionary<long, string> ValueTexts { get; init; } = new Dictionary<long, string>();
}

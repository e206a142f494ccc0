using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Inspect;

/// <summary>A variable of a call that has storage at this step.</summary>
/// <param name="Info">Name, declaration and spelling.</param>
/// <param name="Type">Its type, with the call's generic arguments put in.</param>
/// <param name="Address">Where it is.</param>
/// <param name="ElementCount">For a variable-length array, how many elements it got.</param>
public sealed record VariableView(VarDebugInfo Info, Ty Type, ulong Address, long? ElementCount);

/// <summary>A value that the current full expression has computed already: a walk writes it over the span.</summary>
/// <param name="Span">The sub-expression.</param>
/// <param name="Type">The value's type.</param>
/// <param name="Source">How the program spells the type.</param>
/// <param name="Bits">The value's bits; for a struct its first bytes.</param>
/// <param name="Target">What it points to, for a pointer.</param>
/// <param name="IsJunk">True when it was read from memory nobody wrote.</param>
/// <param name="Position">The position of the recording at which it was computed; there, its place holds all of it.</param>
public sealed record KnownValue(Span Span, Ty Type, SourceType? Source, UInt128 Bits, PointerTarget? Target, bool IsJunk, long Position);

/// <summary>Something that happened to a place of a call's variables: it got a value, was moved from, was dropped.</summary>
/// <param name="Kind">What.</param>
/// <param name="Place">The variable or the part of it.</param>
/// <param name="Location">The mark in the call's code.</param>
/// <param name="Span">Where in the source.</param>
/// <param name="Position">The position of the recording.</param>
public sealed record PlaceEvent(MarkKind Kind, Place Place, Location Location, Span Span, long Position);

/// <summary>One call on the stack.</summary>
/// <param name="Serial">Numbers the calls of a run in the order they happened.</param>
/// <param name="Function">What was called.</param>
/// <param name="Title">The function as the program declares it.</param>
/// <param name="Depth">How many calls are below.</param>
/// <param name="Position">Where it stands: for all but the top one, the call it waits for.</param>
/// <param name="IsLibrary">A function of one of Crabwalk's own libraries, folded in a walk.</param>
/// <param name="Variables">Its variables that are in scope.</param>
/// <param name="Known">What the current full expression has computed, innermost spans swallowed by outer ones.</param>
public sealed record CallView(
    int Serial,
    DefId Function,
    string Title,
    int Depth,
    SourceInfo Position,
    bool IsLibrary,
    EquatableArray<VariableView> Variables,
    EquatableArray<KnownValue> Known);

/// <summary>A block of the heap, live or not.</summary>
/// <param name="Id">Its allocation.</param>
/// <param name="HeapNumber">Numbers the heap's blocks from 1 in the order they were allocated.</param>
/// <param name="Address">Where it begins.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="State">Live or freed.</param>
/// <param name="AllocatedAt">The user's place that asked for it.</param>
/// <param name="AllocatedStep">At which step.</param>
/// <param name="FreedAt">The user's place that gave it back.</param>
/// <param name="FreedStep">At which step; null while it lives.</param>
public sealed record HeapBlockView(
    AllocationId Id,
    int HeapNumber,
    ulong Address,
    long SizeBytes,
    AllocationState State,
    Span AllocatedAt,
    long AllocatedStep,
    Span? FreedAt,
    long? FreedStep);

/// <summary>A variable or constant with static storage.</summary>
public sealed record StaticView(AllocationId Id, StaticDef Definition, string Name, ulong Address, long SizeBytes);

/// <summary>What a step did, in terms of the program.</summary>
/// <param name="Kind">The mark that was reached.</param>
/// <param name="Source">The mark's place.</param>
/// <param name="Call">Serial of the call that it happened in.</param>
/// <param name="Value">The value of a <see cref="MarkKind.Value"/>, <see cref="MarkKind.Store"/> or <see cref="MarkKind.Leave"/>.</param>
/// <param name="WrittenAddress">Where a <see cref="MarkKind.Store"/> wrote.</param>
public sealed record StepView(MarkKind Kind, SourceInfo Source, int Call, KnownValue? Value, ulong? WrittenAddress)
{
    /// <summary>The place that the mark speaks of; null for none.</summary>
    public Place? Place { get; init; }

    /// <summary>The type of the mark's value or place.</summary>
    public Ty? Type { get; init; }

    /// <summary>True when the step was made while a panic unwinds.</summary>
    public bool IsUnwinding { get; init; }

    /// <summary>The MIR text of what is about to run; null in all grains but the smallest.</summary>
    public string? Instruction { get; init; }
}

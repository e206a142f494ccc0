using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Rules;

/// <summary>One call on the way to a problem.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Span">Where it stood.</param>
/// <param name="IsLibrary">A function of Crabwalk's libraries.</param>
public sealed record CallPlace(string Function, Span Span, bool IsLibrary);

/// <summary>The block a problem is about.</summary>
/// <param name="Id">Its allocation.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What the program calls it: a variable's name; empty for heap blocks.</param>
/// <param name="Number">For heap blocks, counted from 1.</param>
/// <param name="Address">Its first address.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="State">Whether it lives.</param>
/// <param name="AllocatedAt">Where it came into being; null for what was there from the start.</param>
/// <param name="AllocatedStep">When.</param>
/// <param name="FreedAt">Where it went; null while it lives.</param>
/// <param name="FreedStep">When.</param>
public sealed record BlockFacts(
    AllocationId Id,
    AllocationKind Kind,
    string Name,
    int Number,
    ulong Address,
    long SizeBytes,
    AllocationState State,
    Span? AllocatedAt,
    long AllocatedStep,
    Span? FreedAt,
    long? FreedStep);

/// <summary>Somebody who holds a pointer into the block.</summary>
/// <param name="Holder">The variable or block, in words: <c>q in main</c>, <c>block 2</c>.</param>
/// <param name="OffsetBytes">Where in the holder the pointer stands.</param>
/// <param name="PointsToOffset">Where in the block it points.</param>
public sealed record PointerHolder(string Holder, long OffsetBytes, long PointsToOffset);

/// <summary>Undefined behaviour that happened.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">What happened, in the program's words.</param>
/// <param name="Place">The user's expression; the call, when it happened inside of a library.</param>
/// <param name="Inner">The very expression, perhaps in a library.</param>
/// <param name="Calls">The calls that were open, innermost first.</param>
/// <param name="Step">How many steps came before.</param>
public sealed record UndefinedReport(
    UndefinedRule Rule,
    string Message,
    Span Place,
    Span Inner,
    EquatableArray<CallPlace> Calls,
    long Step)
{
    /// <summary>The language of the user's code at the place.</summary>
    public SourceLanguage Language { get; init; }

    /// <summary>Where that language says so.</summary>
    public string Citation => Rule.CitationFor(Language);

    /// <summary>The block it is about, if any.</summary>
    public BlockFacts? Block { get; init; }

    /// <summary>The address that was used.</summary>
    public ulong? Address { get; init; }

    /// <summary>Its distance from the block's start.</summary>
    public long? OffsetBytes { get; init; }

    /// <summary>How many bytes were to be read or written.</summary>
    public long? AccessBytes { get; init; }

    /// <summary>Where the value went that is missing.</summary>
    public Span? MovedAt { get; init; }

    /// <summary>Who else holds a pointer into the block.</summary>
    public EquatableArray<PointerHolder> Holders { get; init; }
}

/// <summary>A heap block that was never freed.</summary>
/// <param name="Block">The block.</param>
/// <param name="IsReachable">True when a pointer to it was still there at the end.</param>
/// <param name="IsIndirect">True when only other lost blocks point to it.</param>
public sealed record LeakReport(BlockFacts Block, bool IsReachable, bool IsIndirect)
{
    /// <summary>The calls that were open when it was allocated, innermost first.</summary>
    public EquatableArray<CallPlace> AllocatedBy { get; init; }

    /// <summary>Where the last pointer to it was lost, when a recording could tell.</summary>
    public Span? LostAt { get; init; }

    /// <summary>When.</summary>
    public long? LostStep { get; init; }
}

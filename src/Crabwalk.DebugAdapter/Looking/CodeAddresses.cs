using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>
/// Addresses for lines of MIR, which has none: a function's number, and below it the number of the line. They are only names, in the
/// order that a disassembly lists them.
/// </summary>
internal sealed class CodeAddresses(Walk walk)
{
    private const int LineBits = 20;
    private const int MostLines = 1 << LineBits;

    private readonly Dictionary<DefId, CodeListing?> _listings = [];

    /// <summary>The address of a place in a function.</summary>
    public string? AddressOf(DefId function, Location location) =>
        ListingOf(function) is { } listing ? MemoryReferences.Of(AddressOf(function, listing.IndexOf(location))) : null;

    /// <summary>The address of a line of a function.</summary>
    public static ulong AddressOf(DefId function, int line) => ((ulong)(function.Index + 1) << LineBits) + (ulong)line;

    /// <summary>The function and line of an address; the line may lie outside of the function.</summary>
    public static (DefId Function, int Line) Parse(ulong address) => (new((int)(address >> LineBits) - 1), (int)(address & (MostLines - 1)));

    /// <summary>The listing of a function; null when there is none.</summary>
    public CodeListing? ListingOf(DefId function)
    {
        if (!_listings.TryGetValue(function, out CodeListing? listing))
        {
            bool isThere = function.Index >= 0 && function.Index < walk.Program.Definitions.Count;
            _listings[function] = listing = isThere ? CodeListing.Of(walk.Program, function) : null;
        }

        return listing;
    }
}

using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Binary;

namespace Crabwalk.Workbench.Building;

/// <summary>From places in a module's file back to the source.</summary>
public static class CodeMap
{
    /// <summary>The innermost place of the user's own among the calls at some offsets, the innermost call first; null when none is known.</summary>
    public static Span? PlaceOf(WrittenModule module, SourceMap sources, IEnumerable<int> offsets)
    {
        List<Span> places = [.. offsets.Select(offset => PlaceAt(module, offset)).OfType<Span>()];
        return places.Where(place => !sources.IsLibrary(place)).Select(place => (Span?)place).FirstOrDefault() ?? places.Select(place => (Span?)place).FirstOrDefault();
    }

    private static Span? PlaceAt(WrittenModule module, int offset)
    {
        int low = 0;
        int high = module.Places.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = module.Places[middle].Offset <= offset ? (middle + 1, high) : (low, middle);
        }

        return low == 0 || module.Places[low - 1].Source == default ? null : module.Places[low - 1].Source;
    }
}

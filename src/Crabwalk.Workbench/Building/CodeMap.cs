using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Binary;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Building;

/// <summary>From places in a module's file back to the source.</summary>
public static class CodeMap
{
    /// <summary>The innermost place of the user's own among the calls at some offsets, the innermost call first; null when none is known.</summary>
    public static Span? PlaceOf(WrittenModule module, SourceMap sources, IEnumerable<int> offsets) =>
        Innermost([.. offsets.Select(offset => PlaceAt(module, offset)).OfType<Span>()], sources);

    /// <summary>The same of calls as the interpreter counts them: functions and instructions.</summary>
    public static Span? PlaceOf(WasmModule module, SourceMap sources, IEnumerable<(int Function, int Instruction)> calls) =>
        Innermost([.. calls.Select(call => PlaceAt(module, call.Function, call.Instruction)).OfType<Span>()], sources);

    /// <summary>Where an instruction comes from; null when that is not known.</summary>
    public static Span? PlaceAt(WasmModule module, int function, int instruction)
    {
        EquatableArray<CodeMark> marks = module.Functions[function - module.Imports.Count].Marks;
        int after = FirstAfter(marks.Count, i => marks[i].Instruction > instruction);
        return after == 0 || marks[after - 1].Source == default ? null : marks[after - 1].Source;
    }

    private static Span? PlaceAt(WrittenModule module, int offset)
    {
        int after = FirstAfter(module.Places.Count, i => module.Places[i].Offset > offset);
        return after == 0 || module.Places[after - 1].Source == default ? null : module.Places[after - 1].Source;
    }

    private static Span? Innermost(List<Span> places, SourceMap sources) =>
        places.Where(place => !sources.IsLibrary(place)).Select(place => (Span?)place).FirstOrDefault() ?? places.Select(place => (Span?)place).FirstOrDefault();

    /// <summary>The first of so many items, sorted, that lies behind; their count when none does.</summary>
    private static int FirstAfter(int count, Func<int, bool> isBehind)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = isBehind(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

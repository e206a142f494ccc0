using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Reads the values of sub-expressions that are too large for the recording's log, such as a <c>String</c>: it goes back to where each
/// was computed, looks at it there, and keeps what it saw.
/// </summary>
internal sealed class ValueTexts(MirProgram program, LayoutComputer layouts)
{
    private static readonly ReadLimits Limits = new(MaxElements: 16, MaxDepth: 8);

    private readonly Dictionary<long, string> _known = [];

    /// <summary>The values in words, by the positions at which they were computed.</summary>
    public IReadOnlyDictionary<long, string> Known => _known;

    /// <summary>Reads what the calls at a cursor know by now and was not read before; the cursor is left where it was.</summary>
    public void LearnUpTo(Cursor cursor, SceneOptions options)
    {
        if (options.ShowLayout || cursor.Language != SourceLanguage.Rust)
        {
            return;
        }

        long here = cursor.Position;
        List<KnownValue> values = [.. cursor.Calls.SelectMany(call => call.Known), .. cursor.Step?.Value is { } value ? [value] : Array.Empty<KnownValue>()];
        foreach (KnownValue known in values)
        {
            if (IsLarge(known.Type) && !_known.ContainsKey(known.Position))
            {
                cursor.MoveTo(known.Position);
                _known[known.Position] = TextAt(cursor);
            }
        }

        cursor.MoveTo(here);
    }

    private static bool IsLarge(Ty type) => type is Ty.Adt or Ty.Tuple or Ty.Array or Ty.Ref or Ty.Closure;

    private string TextAt(Cursor cursor)
    {
        if (cursor.StepValue is not var (address, type))
        {
            return "…";
        }

        var reader = new ValueReader(cursor.Memory, layouts, program.Types, Limits);
        var text = new ValueText(program.Target, static _ => null, SourceLanguage.Rust);
        return new Summaries(text, new(program.Definitions, reader, cursor.Memory)).Of(reader.Read(address, type, null));
    }
}

using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Workbench.Walking.Library;

namespace Crabwalk.Workbench.Walking;

/// <summary>What it takes to see the values of Rust at one moment as people do.</summary>
/// <param name="library">Knows the library's types.</param>
/// <param name="summaries">Writes whole values in a line.</param>
/// <param name="types">Writes types.</param>
/// <param name="bodyOf">The code of a closure, which knows the names of what it captured.</param>
internal sealed class RustLook(LibraryReader library, Summaries summaries, RustTypeText types, Func<DefId, Body?> bodyOf)
{
    /// <summary>Knows the library's types.</summary>
    public LibraryReader Library => library;

    /// <summary>Writes whole values in a line.</summary>
    public Summaries Summaries => summaries;

    /// <summary>Writes types.</summary>
    public RustTypeText Types => types;

    /// <summary>What a pointer leads to, in a line; null when it leads to nothing that can be seen.</summary>
    public string? Follow(ValueView.Pointer pointer) =>
        pointer.Type is Ty.Ref { Referent: Ty.Str } ? summaries.Text(pointer.PointsTo, (long)(pointer.Metadata ?? 0)) : library.ReadTarget(pointer) is { } target ? summaries.Of(target) : null;

    /// <summary>The names of a closure's captures in their order; empty when its code is not known.</summary>
    public EquatableArray<string> CapturesOf(Ty.Closure closure)
    {
        var names = new SortedDictionary<int, string>();
        foreach (VarDebugInfo info in bodyOf(closure.Definition)?.Variables ?? [])
        {
            if (info.Place.Local == new LocalId(1) && info.Place.Path.OfType<Projection.Field>().FirstOrDefault() is { } field)
            {
                names.TryAdd(field.Number, info.Name);
            }
        }

        return [.. names.Values];
    }
}

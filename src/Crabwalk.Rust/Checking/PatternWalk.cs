namespace Crabwalk.Rust.Checking;

/// <summary>Lists what is inside a pattern.</summary>
public static class PatternWalk
{
    /// <summary>All bindings, in the order of the text; those of later alternatives too.</summary>
    public static IEnumerable<Hir.PatKind.Binding> Bindings(Hir.Pat pattern)
    {
        foreach (Hir.Pat one in Everything(pattern))
        {
            if (one.Kind is Hir.PatKind.Binding binding)
            {
                yield return binding;
            }
        }
    }

    /// <summary>The pattern and all inside it, outermost first, in the order of the text.</summary>
    public static IEnumerable<Hir.Pat> Everything(Hir.Pat root)
    {
        var open = new Stack<Hir.Pat>([root]);
        while (open.TryPop(out Hir.Pat? pattern))
        {
            yield return pattern;
            IReadOnlyList<Hir.Pat> parts = Parts(pattern);
            for (int i = parts.Count - 1; i >= 0; i--)
            {
                open.Push(parts[i]);
            }
        }
    }

    /// <summary>The patterns directly inside.</summary>
    public static IReadOnlyList<Hir.Pat> Parts(Hir.Pat pattern) => pattern.Kind switch
    {
        Hir.PatKind.Binding { Inner: { } inner } => [inner],
        Hir.PatKind.Struct type => [.. type.Fields.Select(field => field.Pattern)],
        Hir.PatKind.TupleStruct type => type.Elements,
        Hir.PatKind.Or or => or.Alternatives,
        Hir.PatKind.Tuple tuple => tuple.Elements,
        Hir.PatKind.Reference reference => [reference.Inner],
        Hir.PatKind.Slice slice => slice.Middle is { } middle ? [.. slice.Before, middle, .. slice.After] : [.. slice.Before, .. slice.After],
        _ => [],
    };
}

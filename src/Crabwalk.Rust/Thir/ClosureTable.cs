using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Thir;

/// <summary>A closure expression with all that is needed to build its body.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Type">Its type, in terms of the generic parameters of the item around it.</param>
/// <param name="Results">What checking the body around it found.</param>
/// <param name="Scopes">The scopes of the body around it, which hold its own too.</param>
public sealed record ClosureSource(Hir.ExprKind.Closure Expression, Ty.Closure Type, TypeckResults Results, ScopeTree Scopes)
{
    /// <summary>What it captures.</summary>
    public EquatableArray<Capture> Captures => Results.Captures.TryGetValue(Type.Definition, out EquatableArray<Capture> captures) ? captures : [];

    /// <summary>Which closure trait it is called through.</summary>
    public ClosureTraitKind Kind => Results.ClosureKinds.GetValueOrDefault(Type.Definition, ClosureTraitKind.Fn);
}

/// <summary>The closures that bodies built so far hold, and the literals that all bodies share.</summary>
public sealed class ClosureTable(LiteralPool literals)
{
    private readonly Dictionary<DefId, ClosureSource> _sources = [];

    /// <summary>The bytes of literals.</summary>
    public LiteralPool Literals { get; } = literals;

    /// <summary>Notes a closure.</summary>
    public void Add(ClosureSource source) => _sources[source.Type.Definition] = source;

    /// <summary>The closures noted so far.</summary>
    public IEnumerable<DefId> Known => _sources.Keys;

    /// <summary>A closure; null before the body around it was built.</summary>
    public ClosureSource? Find(DefId closure) => _sources.GetValueOrDefault(closure);
}

/// <summary>Types that follow from a closure's kind.</summary>
public static class ClosureFacts
{
    /// <summary>What the body of a closure gets as its first parameter: the closure, or a reference to it.</summary>
    public static Ty EnvironmentOf(TyInterner types, ClosureSource closure) => closure.Kind switch
    {
        ClosureTraitKind.Fn => types.Ref(types.Erased, closure.Type, Mutability.Not),
        ClosureTraitKind.FnMut => types.Ref(types.Erased, closure.Type, Mutability.Mut),
        ClosureTraitKind.FnOnce => closure.Type,
    };
}
